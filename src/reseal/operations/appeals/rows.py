"""How the rows of an appeal are written and read: what is sealed, who has it, what was said in it."""

from sqlalchemy import func, select

from reseal.operations.appeals.tables import Appeal, AppealWords
from reseal.operations.appeals.words import Kind, Line, NoAppeal, Said
from reseal.screening.policy.wording import Lang
from reseal.screening.redact import redact
from reseal.storage.ids import new_id
from reseal.storage.store import Work

_MINE = ("appeal", "reply")


def locked(work: Work, appeal_id: str) -> Appeal:
    """The appeal, for this work alone.

    Raises:
        NoAppeal: there is none.
    """
    row = work.session.get(Appeal, appeal_id, with_for_update=not work.store.database.embedded)
    if row is None:
        raise NoAppeal(appeal_id)
    return row


def in_turn(work: Work, name: bytes) -> None:
    """Let no other work that asks for the same print go on before this one ends: two at once would be two appeals."""
    work.store.database.alone(work.session, int.from_bytes(name[:8], "big", signed=True))


def of_side(work: Work, decision_id: str, side_print: bytes) -> Appeal | None:
    """The appeal of a side against a decision, if there is one."""
    mine = Appeal.decision_id == decision_id, Appeal.side_print == side_print
    return work.session.scalars(select(Appeal).where(*mine)).first()


def reporter_print(work: Work, notice_id: str) -> bytes:
    """The print under which a notice's appeals are kept."""
    return work.prints.of("link", "appellant", notice_id)


def say(work: Work, appeal: Appeal, kind: Kind, said: Said) -> bool:
    """Add what somebody says; False where it only repeats what was said last, as a form that is sent twice does."""
    name = work.prints.of("text", "appeal", appeal.id, kind, said.text)
    last = select(AppealWords.content_print).where(AppealWords.appeal_id == appeal.id)
    if work.session.scalars(last.order_by(AppealWords.id.desc()).limit(1)).first() == name:
        return False
    row = new_id()
    sealed = work.seal(appeal.vault_id, said, f"appeal.words.{row}")
    work.session.add(
        AppealWords(
            id=row, appeal_id=appeal.id, at=work.now, kind=kind, by=work.actor, content_print=name, sealed=sealed
        )
    )
    work.session.flush()
    return True


def words(work: Work, appeal: Appeal) -> list[tuple[AppealWords, Said]]:
    """All that was said, opened, the oldest first; nothing where it is erased.

    Raises:
        LookupError: the appeal is erased.
    """
    query = select(AppealWords).where(AppealWords.appeal_id == appeal.id).order_by(AppealWords.id)
    return [
        (row, work.open(appeal.vault_id, row.sealed, f"appeal.words.{row.id}", Said))
        for row in work.session.scalars(query)
    ]


def lines(work: Work, appeal: Appeal, lang: Lang) -> tuple[Line, ...]:
    """All that was said, what is personal masked, the oldest first."""
    return tuple(
        Line(row.at, _kind(row.kind), row.kind in _MINE, redact(said.text, said.exposures, lang))
        for row, said in words(work, appeal)
    )


def count(work: Work, appeal_id: str, kind: Kind) -> int:
    """How many things of a kind were said."""
    query = select(func.count()).select_from(AppealWords)
    return work.session.scalar(query.where(AppealWords.appeal_id == appeal_id, AppealWords.kind == kind)) or 0


def note(work: Work, appeal: Appeal) -> str:
    """What the reviewer added."""
    return work.open(appeal.vault_id, appeal.note, "appeal.note", str) if appeal.note else ""


def _kind(word: str) -> Kind:
    return word  # type: ignore[return-value]

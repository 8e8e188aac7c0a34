"""How a notice's rows are written and read: what is sealed, which prints stand beside it, what its page has told."""

from collections.abc import Sequence
from hashlib import sha256
from typing import cast

import msgspec
from sqlalchemy import Row, bindparam, func, select

from reseal.operations.notices.tables import Notice, NoticedPost, NoticeEvent, NoticePicture, Reporter
from reseal.operations.notices.words import About, Ask, Claim, Form, Kind, Lang, Line, Relation, State, Told
from reseal.screening.fold import fold_text
from reseal.screening.identifiers.normal import normal_value
from reseal.storage.clock import Milliseconds
from reseal.storage.ids import new_id
from reseal.storage.store import Work
from reseal.vocabulary import ExposureType

SAYING = 20
"""Letters that a description needs to be compared with others."""

Said = tuple[Kind, dict[str, str | int]]
"""A line for the page: what happened, and counts and words of the desk that belong to it."""

_RECORD = select(Reporter.agreed, Reporter.disagreed, Reporter.slowed_until)
_RECORD = _RECORD.where(Reporter.contact_print == bindparam("reporter"))
_NAMED = select(NoticedPost.ref_print).where(NoticedPost.notice_id == bindparam("notice"))


class New(msgspec.Struct, kw_only=True):
    """A notice that is being filed, field by field its row: written once, when all of it is known."""

    id: str
    ticket: str
    pin_print: bytes
    relation: Relation
    lang: Lang
    about: About
    state: State = "received"
    threat: bool
    minor: bool
    trusted: bool
    vault_id: str
    sealed: bytes
    contact_print: bytes | None
    origin_print: bytes | None
    reporter_print: bytes | None
    content_print: bytes
    weight: float
    claim: Claim = "none"
    case_id: str | None = None
    merged_into: str | None = None
    created_at: Milliseconds
    due_at: Milliseconds
    erase_at: Milliseconds | None = None


def write(work: Work, notice: New) -> None:
    """Keep a new notice; what belongs to it can be added from then on."""
    work.add(Notice, [msgspec.structs.asdict(notice)])


def notice_of(work: Work, notice_id: str) -> Notice:
    """The notice, for this work alone.

    Raises:
        LookupError: there is none.
    """
    notice = work.session.get(Notice, notice_id, with_for_update=True)
    if notice is None:
        raise LookupError(f"there is no notice {notice_id}")
    return notice


def in_turn(work: Work, name: bytes) -> None:
    """Let no other work that asks for the same print go on before this one ends: what it counts would be wrong."""
    work.store.database.alone(work.session, int.from_bytes(name[:8], "big", signed=True))


def told(work: Work, notice: Notice) -> Told:
    """What the notifier wrote, opened."""
    return work.open(notice.vault_id, notice.sealed, "notice.told", Told)


def seal_told(work: Work, vault: str, said: Told) -> bytes:
    """What the notifier wrote, sealed."""
    return work.seal(vault, said, "notice.told")


def tell(work: Work, notice: Notice, kind: Kind, **detail: str | int) -> None:
    """Add a line to what the page tells."""
    tell_all(work, notice.id, [(kind, detail)])


def tell_all(work: Work, notice_id: str, said: Sequence[Said]) -> None:
    """Add lines to what the page tells, in this order."""
    lines = [{"id": new_id(), "notice_id": notice_id, "at": work.now, "kind": k, "detail": d} for k, d in said]
    if lines:
        work.add(NoticeEvent, lines)


def main_of(work: Work, notice: Notice) -> Notice:
    """The notice that this one only repeats, else itself."""
    main = work.session.get(Notice, notice.merged_into) if notice.merged_into is not None else None
    return main or notice


def lines(work: Work, *notices: Notice) -> tuple[Line, ...]:
    """What the pages of notices tell, the oldest first."""
    names = {notice.id for notice in notices}
    query = select(NoticeEvent).where(NoticeEvent.notice_id.in_(names))
    rows = work.session.scalars(query.order_by(NoticeEvent.at, NoticeEvent.id))
    return tuple(Line(row.at, row.kind, row.detail) for row in rows)


def lines_of(work: Work, ids: Sequence[str]) -> dict[str, tuple[Line, ...]]:
    """What the pages of many notices tell, each by its id."""
    query = select(NoticeEvent).where(NoticeEvent.notice_id.in_(ids)).order_by(NoticeEvent.at, NoticeEvent.id)
    found: dict[str, tuple[Line, ...]] = {}
    for row in work.session.scalars(query):
        found[row.notice_id] = (*found.get(row.notice_id, ()), Line(row.at, row.kind, row.detail))
    return found


def count_lines(work: Work, notice: Notice, kind: Kind) -> int:
    """How many lines of a kind there are."""
    query = select(func.count()).select_from(NoticeEvent)
    return work.session.scalar(query.where(NoticeEvent.notice_id == notice.id, NoticeEvent.kind == kind)) or 0


def asked(history: tuple[Line, ...]) -> tuple[Ask, ...]:
    """What is still asked for: all that was asked after the last addition."""
    open_: list[Ask] = []
    for line in history:
        if line.kind == "asked":
            open_.append(cast(Ask, line.detail["for"]))
        elif line.kind == "added":
            open_.clear()
    return tuple(dict.fromkeys(open_))


def reachable(contact: str) -> tuple[ExposureType, str] | None:
    """A contact as a phone number or a mailbox in its normal form; None where it is neither."""
    kind: ExposureType = "email" if "@" in contact else "phone"
    normal = normal_value(kind, contact.strip())
    return (kind, normal) if normal else None


def contact_print(work: Work, contact: str) -> bytes | None:
    """The print of who notifies; None without a contact."""
    plain = "".join(contact.split()).casefold()
    return work.prints.of("contact", *(reachable(contact) or ("other", plain))) if plain else None


def words_print(work: Work, form: Form) -> bytes:
    """The print of what a notice says: of its words, or of what it names where it says little."""
    words = "".join(filter(str.isalnum, fold_text(form.description)))
    if len(words) >= SAYING:
        return work.prints.of("text", "notice", words)
    return work.prints.of("text", "named", words, *sorted(set(form.posts)))


def picture(work: Work, notice: Notice | New, place: int, content: bytes) -> NoticePicture:
    """A picture, sealed as it came."""
    return NoticePicture(
        notice_id=notice.id,
        place=place,
        content_print=picture_print(work, content),
        size=len(content),
        sealed=work.seal(notice.vault_id, content, f"notice.picture.{place}"),
    )


def picture_print(work: Work, content: bytes) -> bytes:
    """The print of a picture's bytes."""
    return work.prints.of("picture", sha256(content).hexdigest())


def references(work: Work, notice_id: str) -> frozenset[bytes]:
    """The prints of the posts that a notice names."""
    return frozenset(row.ref_print for row in work.rows(_NAMED, notice=notice_id))


def reporter_print(work: Work, contact: bytes | None, origin: bytes | None) -> bytes | None:
    """The print under which a notifier's record is kept; None for one who gives no contact."""
    return None if contact is None else work.prints.of("contact", contact.hex(), (origin or b"").hex())


def reporter_of(work: Work, reporter: bytes | None) -> Row[int, int, Milliseconds | None] | None:
    """How often a notifier was right (`agreed`) and wrong (`disagreed`), and until when they are slowed."""
    return next(iter(work.rows(_RECORD, reporter=reporter)), None) if reporter is not None else None


def record_of(work: Work, reporter: bytes) -> Reporter:
    """The record of a notifier, made if there is none; nobody else counts in it meanwhile."""
    in_turn(work, reporter)
    row = work.session.get(Reporter, reporter)
    if row is None:
        row = Reporter(
            contact_print=reporter,
            agreed=0,
            disagreed=0,
            unfounded=0,
            slowed_until=None,
            counted_at=work.now,
        )
        work.session.add(row)
        work.session.flush()
    return row

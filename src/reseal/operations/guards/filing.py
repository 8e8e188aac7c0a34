"""A guard is made: its values sealed until control of them is shown. Nothing is looked up, so that nothing is told."""

from reseal.operations.audit import acts as audit
from reseal.operations.guards import rows, values
from reseal.operations.guards.proving import ask_code
from reseal.operations.guards.rules import ends_at, rules
from reseal.operations.guards.tables import Guard, GuardValue
from reseal.operations.guards.tickets import pass_for, pin_print
from reseal.operations.guards.words import Form, Kept, Receipt, Told, Watched
from reseal.operations.notices.rows import reachable
from reseal.operations.notices.tickets import new_pin, new_ticket, shown
from reseal.storage.clock import DAY
from reseal.storage.ids import new_id
from reseal.storage.store import Work


def file(work: Work, form: Form, *, by_platform: bool = False) -> Receipt:
    """Make a guard. A code goes to each number and mailbox; what no code can prove waits for staff.

    `by_platform`: the platform has handed it in for its member, whose account it names.
    """
    ticket, pin, vault = new_ticket(), new_pin(), work.vault("guard", apart=True)
    account = work.prints.of("account", form.account) if form.account else None
    guard = Guard(
        id=new_id(),
        ticket=ticket,
        pin_print=pin_print(work, ticket, pin),
        lang=form.lang,
        owner_print=values.owner_print(work.prints, account),
        by_platform=by_platform,
        letters=reachable(form.contact) is not None,
        vault_id=vault,
        sealed=rows.seal_told(work, vault, Told(form.contact, form.words)),
        created_at=work.now,
        renewed_at=work.now,
        expires_at=ends_at(work.now, work.now),
        erase_at=ends_at(work.now, work.now),
        reminded_at=None,
    )
    work.session.add(guard)
    work.session.flush()
    given = _given(form)
    for place, (type_, kept) in enumerate(given):
        _add(work, guard, place, type_, kept)
    rows.tell(work, guard.id, "made", values=len(given))
    audit.record(work, "guard.made", guard.id, values=len(given), by_platform=by_platform)
    return Receipt(shown(ticket), pin, guard.expires_at, pass_for(work, guard))


def _given(form: Form) -> list[tuple[Watched, Kept]]:
    """What is to be watched, each once however it was written."""
    found: dict[tuple[str, str], tuple[Watched, Kept]] = {}
    for type_, typed in form.values:
        if type_ != "picture" and (whole := values.normal(type_, typed)) is not None:
            found.setdefault((type_, whole), (type_, Kept(typed.strip())))
    pictures: list[tuple[Watched, Kept]] = [
        ("picture", Kept(content=one.content, hashes=one.hashes)) for one in dict.fromkeys(form.pictures)
    ]
    return [*found.values(), *pictures]


def _add(work: Work, guard: Guard, place: int, type_: Watched, kept: Kept) -> None:
    vault = work.vault("guard value", apart=True)
    value = GuardValue(
        id=new_id(),
        guard_id=guard.id,
        place=place,
        type=type_,
        proof=rules().proof[type_],
        state="waiting",
        vault_id=vault,
        sealed=rows.seal_kept(work, vault, kept),
        asked_at=work.now,
        waits_until=work.now + rules().keep.waiting_days * DAY,
        settled_at=None,
        settled_by=None,
    )
    work.session.add(value)
    work.session.flush()
    if value.proof == "code":
        ask_code(work, value, kept.value)

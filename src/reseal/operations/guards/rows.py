"""How a guard's rows are written and read: what is sealed, and what its page has told."""

from collections.abc import Iterable
from typing import cast

from sqlalchemy import func, select

from reseal.operations.guards import values
from reseal.operations.guards.tables import Guard, GuardEvent, GuardPrint, GuardValue
from reseal.operations.guards.words import Kept, Kind, Told, Watched
from reseal.storage.ids import new_id
from reseal.storage.store import Work

_TOLD, _KEPT = "guard.told", "guard.value"


def guard_of(work: Work, guard_id: str) -> Guard:
    """The guard, for this work alone.

    Raises:
        LookupError: there is none.
    """
    guard = work.session.get(Guard, guard_id, with_for_update=True)
    if guard is None:
        raise LookupError(f"there is no guard {guard_id}")
    return guard


def values_of(work: Work, guard_id: str) -> list[GuardValue]:
    """The values of a guard, in their order."""
    query = select(GuardValue).where(GuardValue.guard_id == guard_id).order_by(GuardValue.place)
    return list(work.session.scalars(query))


def in_turn(work: Work, name: bytes) -> None:
    """Let no other work that asks for the same print go on before this one ends: what it counts would be wrong."""
    work.store.database.alone(work.session, int.from_bytes(name[:8], "big", signed=True))


def tell(work: Work, guard_id: str, kind: Kind, case_id: str | None = None, **detail: str | int) -> None:
    """Add a line to what the page tells."""
    work.session.add(GuardEvent(id=new_id(), guard_id=guard_id, at=work.now, kind=kind, case_id=case_id, detail=detail))


def count_lines(work: Work, guard_id: str, kind: Kind, since: int) -> int:
    """How many lines of a kind there are since then."""
    query = select(func.count()).where(GuardEvent.guard_id == guard_id, GuardEvent.kind == kind, GuardEvent.at > since)
    return work.session.scalar(query) or 0


def seal_told(work: Work, vault: str, said: Told) -> bytes:
    """What a person said, sealed."""
    return work.seal(vault, said, _TOLD)


def told(work: Work, guard: Guard) -> Told:
    """What a person said, opened."""
    return work.open(guard.vault_id, guard.sealed, _TOLD, Told)


def seal_kept(work: Work, vault: str, kept: Kept) -> bytes:
    """A value that waits, sealed."""
    return work.seal(vault, kept, _KEPT)


def kept(work: Work, value: GuardValue) -> Kept:
    """A value that waits, opened.

    Raises:
        LookupError: it waits no more.
    """
    if value.vault_id is None or value.sealed is None:
        raise LookupError(f"the value {value.id} is kept no more")
    return work.open(value.vault_id, value.sealed, _KEPT, Kept)


def forget_kept(work: Work, value: GuardValue) -> None:
    """Erase the value itself."""
    vault = value.vault_id
    value.vault_id = value.sealed = value.waits_until = None
    work.session.flush()
    if vault is not None:
        work.remove(vault)


def watch(work: Work, value: GuardValue) -> None:
    """From now on the value is looked for; nothing but its fingerprints is left of it."""
    found = values.prints_of(work.prints, cast(Watched, value.type), kept(work, value))
    rows = [{"print": print_, "value_id": value.id, "part": part} for part, print_ in enumerate(found)]
    if rows:
        work.add(GuardPrint, rows)
    value.state, value.settled_at, value.settled_by = "watched", work.now, work.actor
    forget_kept(work, value)


def ids(found: Iterable[GuardValue]) -> list[str]:
    """The ids of values."""
    return [one.id for one in found]

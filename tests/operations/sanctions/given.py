"""Invented decisions on accounts, and what follows from them."""

from typing import Any

from reseal.operations.accounts import acts as accounts
from reseal.operations.accounts.words import Facts
from reseal.operations.sanctions import acts, views
from reseal.operations.sanctions.words import Author, DecidedOn, Sanctioned, Standing
from reseal.operations.staff import acts as staff
from reseal.operations.staff import passwords
from reseal.storage.ids import new_id
from reseal.storage.store import Store, Work

CASE = "01J0000000000000000000CASE"


def decided(
    work: Work, ref: str = "u1", severity: str = "low", category: str = "exposure", **more: Any
) -> list[Sanctioned]:
    """A decision on one post of an account; answers what followed, for the account first."""
    fields: dict[str, Any] = {
        "decision_id": more.pop("id", None) or new_id(),
        "pack": more.pop("pack", "default"),
        "clause": more.pop("clause", "no-exposure"),
        "posted_at": more.pop("posted_at", work.now),
        "reasons": frozenset(more.pop("reasons", ())),
        "lang": more.pop("lang", "zh"),
    }
    author = Author(ref, fields["lang"], fields["posted_at"], fields["reasons"])
    made = DecidedOn(
        fields["decision_id"],
        CASE,
        fields["pack"],
        fields["clause"],
        category,  # type: ignore[arg-type]
        severity,  # type: ignore[arg-type]
        (author,),
        **more,
    )
    return acts.decided(work, made)


def standing(work: Work, ref: str = "u1") -> Standing:
    """How the account stands."""
    return views.standing(work, work.prints.of("account", ref))


def kinds(work: Work, ref: str = "u1", state: str = "in_force") -> list[str]:
    """What is in force against it, or proposed."""
    return sorted(one.kind for one in standing(work, ref).sanctions if one.state == state)


def person(store: Store, role: str = "senior", name: str = "lin") -> str:
    """The id of somebody of staff."""
    with store.write() as work:
        return staff.add(work, name, role, passwords.hashed("a quiet room with blue chairs"), "en")


def put(work: Work, ref: str = "u1", **facts: Any) -> None:
    """What the platform says of an account."""
    accounts.put(work, ref, Facts(**facts))

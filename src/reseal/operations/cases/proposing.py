"""What is proposed to the person who decides: what the screener would do, on the clause that it would name."""

from collections.abc import Sequence
from typing import Any, Protocol

import msgspec

from reseal.operations.cases.words import Settled, SnapshotView
from reseal.screening.policy.load import loaded_pack
from reseal.screening.policy.pack import Pack
from reseal.screening.policy.schema import Example
from reseal.vocabulary import Category

_TAKING_AWAY: tuple[Settled, ...] = ("remove", "redact")
_RESTRICTING: tuple[Settled, ...] = (*_TAKING_AWAY, "nudge")
STAYS: tuple[Settled, ...] = ("allow", "nudge")
"""By these a post stays where it is."""
_DEFAULT = "default"


class Judged(msgspec.Struct, frozen=True):
    """What a proposal goes by of one post; a `SnapshotView` has it, too."""

    role: str
    decision: dict[str, Any]
    person_first: bool


class Said(Protocol):
    """What notices say of a case; its row has it."""

    @property
    def threat(self) -> bool:
        """Somebody fears for a life."""

    @property
    def minor(self) -> bool:
        """It is about a child."""


class Proposal(msgspec.Struct, frozen=True):
    """What the screener would decide. `action` is None where only a person can tell (BEN-01): nothing is proposed."""

    action: Settled | None
    category: Category
    person_first: bool
    feared: bool = False
    """Nothing of it is let stand in one stroke with other cases: see `propose`."""


def propose(case: Said, snapshots: Sequence[Judged | SnapshotView], *, watched: bool) -> Proposal:
    """The proposal for a case: the gravest action on any of its origins and copies, with that post's category.

    Where somebody fears for a life or a child, or has had watched what a post shows (`watched`), no action is proposed
    by which it stays: they may know what the screener cannot see, and a list of cases is decided in one stroke.
    """
    feared = watched or case.threat or case.minor
    acted_on = [one for one in snapshots if one.role in ("origin", "copy")] or list(snapshots)
    proposed: list[tuple[str, Category]] = [
        (one.decision["action"], one.decision.get("category") or "none") for one in acted_on
    ]
    person_first = any(one.person_first for one in acted_on)
    category: Category = next((found for _, found in proposed if found != "none"), "none")
    if not person_first:
        for action in _TAKING_AWAY if feared else _RESTRICTING:
            for one, found in proposed:
                if one == action:
                    return Proposal(action, found, False, feared)
        if proposed and all(one == "allow" for one, _ in proposed):
            return Proposal(None if feared else "allow", "none", False, feared)
    return Proposal(None, category, person_first, feared)


def pack_named(pack: str) -> Pack:
    """The pack that a case goes by; the default one where its own is not in use any more."""
    found = loaded_pack(pack) or loaded_pack(_DEFAULT)
    assert found is not None, "the default pack is bundled"
    return found


def usual_clause(pack: Pack, action: Settled, category: Category) -> str:
    """The clause on which a pack's own rules take such an action for such a category.

    A rule says by its examples what it is for: the first rule of the action with an example of the category, else the
    first of the category that takes content away, else the first of the action.
    """
    rules = pack.content.rules
    about = [rule for rule in rules if any(_speaks_of(example, category) for example in rule.true_examples)]
    if action == "allow":  # the last rule of all: nothing stands against the post
        return next(rule.clause for rule in reversed(rules) if rule.action == "allow")
    found = [rule for rule in about if rule.action == action]
    found += [rule for rule in about if rule.action in ("remove", "redact")]
    found += [rule for rule in rules if rule.action == action]
    return (found or list(rules))[0].clause


def _speaks_of(example: Example, category: Category) -> bool:
    return example.category == category and not example.surface

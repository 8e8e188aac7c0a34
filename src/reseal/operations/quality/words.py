"""The words of quality."""

from typing import Literal, get_args

import msgspec

from reseal.operations.cases.words import Settled, SnapshotView
from reseal.storage.clock import Milliseconds
from reseal.vocabulary import Category

Why = Literal["share", "closure", "low_agreement"]
"""Why a decision is looked at again: by the plain share, because somebody lost an account or group, or because people
agree little on its category."""

State = Literal["waiting", "agreed", "differs", "settled", "let_go"]
"""`differs` waits for a senior; `let_go`: nobody looked in time, or what was to be looked at is erased."""

WHYS: tuple[Why, ...] = get_args(Why)


class Opinion(msgspec.Struct, frozen=True):
    """What somebody would do with a case, and what they say it is."""

    action: Settled
    category: Category


class Look(msgspec.Struct, frozen=True):
    """A second look as a list shows it: nothing of who decided, or what."""

    id: str
    state: State
    picked_at: Milliseconds
    until: Milliseconds


class Blind(msgspec.Struct, frozen=True):
    """A case as a second reviewer sees it: as it stood when it was decided, without who decided or what.

    `opinions` is there for a senior alone, when two differ: both, in an order that says nothing about whose is whose.
    """

    look: Look
    snapshots: tuple[SnapshotView, ...]
    pack: str
    notices: int
    reach: int
    minor: bool
    threat: bool
    opinions: tuple[Opinion, ...]


class Looked(msgspec.Struct, frozen=True):
    """What became of a look: whether both agree, and the case, which may be seen in full from now on."""

    look_id: str
    case_id: str
    state: State


class NoLook(LookupError):  # noqa: N818 - as NoCase
    """There is no such look, or it is not this member's."""


class NotThis(ValueError):  # noqa: N818
    """The opinion does not hold together, or somebody else was faster; the text says which."""

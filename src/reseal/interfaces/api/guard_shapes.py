"""What the doors of guards take and give."""

from typing import Annotated, Literal

import msgspec

from reseal.interfaces.door.times import stamp
from reseal.operations.guards.rules import rules
from reseal.operations.guards.words import Line, Status

_LIMITS = rules().limits
Type = Literal["phone", "email", "government_id", "bank_card", "address", "licence_plate", "account"]

EXAMPLE = {"values": [{"type": "phone", "value": "13800001234"}, {"type": "address", "value": "东华路12号3单元401"}]}
RECEIPT = {"ticket": "7K2M-9QXD-4HTA", "pin": "40718265", "expires_at": "2027-11-21T08:00:00Z"}
STATUS = {
    "ticket": "7K2M-9QXD-4HTA",
    "expires_at": "2027-11-21T08:00:00Z",
    "values": [{"id": "01KAB000000000000000000000", "type": "phone", "number": 1, "proof": "code", "state": "waiting"}],
    "history": [{"at": "2026-11-21T08:00:00Z", "kind": "made"}],
}


class GuardedValue(msgspec.Struct, frozen=True):
    """A value that is to be watched, as people write it."""

    type: Type
    value: Annotated[str, msgspec.Meta(max_length=_LIMITS.value)]


class GuardRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A guard. `account` is the person's own here: what it posts is no hit. `words` say to staff how values are theirs;
    letters go to `contact`, a mailbox or a phone number. `pictures`: base64.
    """

    values: Annotated[list[GuardedValue], msgspec.Meta(max_length=_LIMITS.values)] = []
    pictures: Annotated[list[str], msgspec.Meta(max_length=_LIMITS.pictures)] = []
    account: Annotated[str, msgspec.Meta(max_length=_LIMITS.account)] = ""
    contact: Annotated[str, msgspec.Meta(max_length=_LIMITS.contact)] = ""
    words: Annotated[str, msgspec.Meta(max_length=_LIMITS.words)] = ""
    lang: Literal["zh", "en"] = "zh"


class GuardReceipt(msgspec.Struct, frozen=True):
    """What the person keeps. The PIN can be read here alone."""

    ticket: str
    pin: str
    expires_at: str


class ValueShown(msgspec.Struct, frozen=True):
    """A value by its type and number, never itself. `proof` says how control is shown: by a code, or by staff."""

    id: str
    type: str
    number: int
    proof: Literal["code", "staff"]
    state: Literal["waiting", "watched", "refused"]


class GuardLine(msgspec.Struct, frozen=True):
    """One thing that happened. `posts`: on how many a person acted."""

    at: str
    kind: str
    posts: int | None = None


class GuardStatus(msgspec.Struct, frozen=True):
    """How a guard stands."""

    ticket: str
    expires_at: str
    values: list[ValueShown]
    history: list[GuardLine]


class GuardCode(msgspec.Struct, frozen=True):
    """The code that came."""

    code: Annotated[str, msgspec.Meta(max_length=80)]


def shown_as(status: Status) -> GuardStatus:
    """A status as the API gives it."""
    values = [ValueShown(one.id, one.type, one.number, one.proof, one.state) for one in status.values]
    return GuardStatus(status.ticket, stamp(status.expires_at), values, list(map(_line, status.history)))


def _line(line: Line) -> GuardLine:
    posts = line.detail.get("posts") if line.kind == "acted" else None
    return GuardLine(stamp(line.at), line.kind, posts if isinstance(posts, int) else None)


KINDS = (GuardRequest, GuardCode)

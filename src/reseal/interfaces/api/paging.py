"""Lists a page at a time: `limit` says how many, `after` is the `next` of the page before.

A cursor says where a page ended by the order of the list itself, so what is added or taken away meanwhile shifts
nothing. It is made of ids and numbers that the page showed anyway, and is checked like any other input.
"""

import base64
import binascii
from typing import Annotated, Generic, TypeVar

import msgspec
from litestar.openapi.spec.enums import OpenAPIType
from litestar.params import QueryParameter

from reseal.interfaces.api.problems import Problem

MOST = 200
USUAL = 50
_TEXT = {"one_of": None, "type": OpenAPIType.STRING}
Limit = Annotated[
    str | None,
    QueryParameter(
        description=f"1 to {MOST}, else {USUAL}.",
        schema_extra={**_TEXT, "pattern": "^([1-9][0-9]?|1[0-9][0-9]|200)$"},
    ),
]
After = Annotated[
    str | None,
    QueryParameter(
        description="`next` of the page before, as it is.",
        schema_extra={**_TEXT, "pattern": "^[A-Za-z0-9_-]+$", "max_length": 400},
    ),
]
"""Parameters of a list. They are checked by `limit_of` and `place_of`, whose refusals say more."""

T = TypeVar("T")
K = TypeVar("K")

_LONGEST = 400


class Page(msgspec.Struct, Generic[T], frozen=True):
    """One page; `next` is null on the last."""

    items: list[T]
    next: str | None


def limit_of(given: str | int | None) -> int:
    """How many a page holds.

    Raises:
        Problem: 422, no number from 1 to 200.
    """
    text = str(USUAL if given is None else given)
    if not (text.isascii() and text.isdecimal() and len(text) <= 4 and 1 <= int(text) <= MOST):
        raise Problem(422, "The limit is no such number.", f"Give limit=1 to {MOST}.", "limit")
    return int(text)


def cursor(place: object) -> str:
    """The place where a page ended, as text for an address."""
    return base64.urlsafe_b64encode(msgspec.json.encode(place)).rstrip(b"=").decode()


def place_of(given: str | None, kind: type[K]) -> K | None:
    """The place that a cursor names, as the kind that the list orders by; None without one.

    Raises:
        Problem: 422, it is no cursor of this list.
    """
    if given is None or given == "":
        return None
    wrong = Problem(422, "The cursor is none of this list.", "Send `next` of the page before, as it is.", "after")
    if len(given) > _LONGEST or not given.isascii():
        raise wrong
    try:
        raw = base64.b64decode(given + "=" * (-len(given) % 4), b"-_", validate=True)
        if b"\\u0000" in raw:  # no list is ordered by what holds a NUL, and no database takes it
            raise wrong
        return msgspec.json.decode(raw, type=kind)
    except (binascii.Error, ValueError, RecursionError):
        raise wrong from None


def page(items: list[T], limit: int, place: object) -> Page[T]:
    """A page of items of which one more than `limit` was asked for; `place` is that of the last one shown."""
    return Page(items[:limit], cursor(place) if len(items) > limit else None)

"""A request taken apart into its items without reading them, so that no item, whatever it holds, spoils another.

JSON readers give up a document at the first broken byte, escape or depth. This looks only at quotes, brackets and
commas, once from left to right, and cuts the list `posts` of the outermost object at its own commas.
"""

from itertools import pairwise

import msgspec
import numpy as np

MOST_SIGNS = 2_000_000
"""Quotes, brackets and commas beyond which a request is not taken apart."""

_SIGNS = np.zeros(256, dtype=bool)
_SIGNS[list(b'"\\[]{},')] = True
_QUOTE, _ESCAPE, _COMMA, _OPEN_LIST = b'"\\,['
_OPEN, _CLOSE = b"[{", b"]}"


class _Skeleton(msgspec.Struct, frozen=True):
    posts: list[None]


def split_items(body: bytes) -> list[bytes] | None:
    """The items of `{"posts": […]}` as they stand, or None where the request round them is not of that shape."""
    bounds = _item_bounds(body)
    if bounds is None:
        return None
    start, end = bounds[0], bounds[-1]
    try:
        msgspec.json.decode(body[:start] + body[end:], type=_Skeleton)
    except (ValueError, RecursionError):
        return None
    items = [body[a + (n > 0) : b].strip() for n, (a, b) in enumerate(pairwise(bounds))]
    if len(items) == 1 and not items[0]:
        return []
    return items if all(items) else None


def _item_bounds(body: bytes) -> list[int] | None:
    """Where the list begins, each of its commas, and where it ends; None where there is no such list."""
    places = np.flatnonzero(_SIGNS[np.frombuffer(body, dtype=np.uint8)])
    if len(places) > MOST_SIGNS:
        return None
    bounds: list[int] = []
    depth = opened = escaped = 0
    name = b""
    in_text = in_posts = False
    for place in places.tolist():
        sign = body[place]
        if in_text:
            if sign == _ESCAPE:
                if place != escaped:
                    escaped = place + 1
            elif sign == _QUOTE and place != escaped:
                in_text = False
                if depth == 1:
                    name = body[opened : place + 1]
        elif sign == _QUOTE:
            in_text, opened, escaped = True, place, 0
        elif sign in _OPEN:
            if depth == 1 and sign == _OPEN_LIST and name == b'"posts"':
                in_posts, bounds = True, [place + 1]
            depth += 1
        elif sign in _CLOSE:
            depth -= 1
            if in_posts and depth == 1:
                return [*bounds, place]
        elif sign == _COMMA and in_posts and depth == 2:
            bounds.append(place)
    return None

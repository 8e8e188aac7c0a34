"""A post as it comes in from outside, read with care: what is wrong is said by field and remedy, never by value.

Every door reads posts through this file. A bad post spoils no neighbour and none of its content reaches a message:
a row that cannot be judged may still hold somebody's data.
"""

import json
from typing import Any, NamedTuple

import msgspec

from reseal.vocabulary import SURFACES, Post

_REPLACEMENT = "\ufffd"
_LIST = msgspec.json.Decoder(Post)
_ONE = msgspec.json.Decoder(Post)

_KINDS = {
    "str": "a string",
    "int": "a number",
    "float": "a number",
    "bool": "true or false",
    "null": "null",
    "array": "a list",
    "object": "an object",
}
_WANTED = {
    "id": "must be a string",
    "text": "must be a string",
    "surface": f"must be one of {', '.join(SURFACES)}, or be left out",
    "media": "must be a list of strings, or be left out",
}
_OPTIONAL = "must be a string, or be left out"


class PostError(ValueError):
    """A row that is no post. `reason` names what is wrong and how to mend it; `field` the field, where there is one."""

    def __init__(self, reason: str, field: str | None = None) -> None:
        super().__init__(f"`{field}`: {reason}" if field else reason)
        self.reason = reason
        self.field = field


class Row(NamedTuple):
    """One line of input that is not a post: its number, counted from 1, and why."""

    line: int
    bad: PostError


def read_lines(block: bytes, first_line: int) -> tuple[list[Post], list[Row]]:
    """The posts of a block of whole JSONL lines, and the lines that are none. Empty lines are passed over."""
    try:
        posts = _LIST.decode_lines(block)
    except (ValueError, RecursionError):
        return _read_each(block, first_line)
    lines = block.count(b"\n") + (not block.endswith(b"\n"))
    if len(posts) != lines and len(posts) != sum(1 for line in block.split(b"\n") if line.strip()):
        return _read_each(block, first_line)  # two objects on a line, or one over several lines
    if "" in [post.id for post in posts]:
        return _read_each(block, first_line)
    return posts, []


def _read_each(block: bytes, first_line: int) -> tuple[list[Post], list[Row]]:
    posts: list[Post] = []
    rejected: list[Row] = []
    for number, line in enumerate(block.split(b"\n"), first_line):
        if not line.strip():
            continue
        try:
            posts.append(read_post(line))
        except PostError as bad:
            rejected.append(Row(number, bad))
    return posts, rejected


def read_post(line: bytes) -> Post:
    """One post from JSON. Lone surrogates in its texts count as U+FFFD, so that no one hides a post behind one.

    Raises:
        PostError: it is none; the message holds nothing of the content.
    """
    try:
        post = _ONE.decode(line)
    except (ValueError, RecursionError) as error:
        post = _mended(line, error)
    if not post.id:
        raise PostError("is empty; give each post an id", "id")
    return post


def post_of(values: dict[str, Any]) -> Post:
    """One post from values that are already apart (CSV, Parquet).

    Raises:
        PostError: it is none; the message holds nothing of the content.
    """
    try:
        post = msgspec.convert(values, Post)
    except msgspec.ValidationError as error:
        raise _said(error) from None
    if not post.id:
        raise PostError("is empty; give each post an id", "id")
    return post


def _mended(line: bytes, error: Exception) -> Post:
    """msgspec refuses escapes of lone surrogates, which JavaScript writes freely; the slow reader takes them."""
    if b"\\ud" not in line and b"\\uD" not in line:
        raise _said(error) from None
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        raise _said(error) from None
    if isinstance(values, dict):
        values = {str(name): _without_lone_surrogates(value) for name, value in values.items()}
        if isinstance(values.get("id"), str) and _REPLACEMENT in values["id"]:
            raise PostError("holds half a surrogate pair; give an id of whole characters", "id")
    try:
        return msgspec.convert(values, Post)
    except msgspec.ValidationError as wrong:
        raise _said(wrong) from None


def _without_lone_surrogates(value: Any) -> Any:
    if isinstance(value, str):
        return "".join(_REPLACEMENT if "\ud800" <= char <= "\udfff" else char for char in value)
    return value


def _said(error: Exception) -> PostError:
    """The error in words, from its shape alone: msgspec's own text may quote a value."""
    if isinstance(error, UnicodeDecodeError):
        return PostError("is not UTF-8; write the row in UTF-8")
    if isinstance(error, RecursionError):
        return PostError("is nested too deeply; give one flat object a row")
    message = str(error)
    if not isinstance(error, msgspec.ValidationError):
        place = message.rpartition("(byte ")[2].rstrip(")")
        at = f" at byte {int(place) + 1}" if place.isdigit() else ""
        return PostError(f"is not valid JSON{at}; write one JSON object a line")
    if message.startswith("Object missing required field"):
        return PostError("is missing; add it", message.partition("`")[2].partition("`")[0])
    path = message.rpartition("`$")[2].rstrip("`") if " - at `$" in message else ""
    field = path.lstrip(".").partition("[")[0]
    got = _KINDS.get(message.partition("got `")[2].partition("`")[0], "")
    if not field:
        return PostError(f"is {got or 'no object'}; write one JSON object a line, with id and text")
    wanted = _WANTED.get(field, _OPTIONAL)
    return PostError(f"is {got or 'none that is known'}; it {wanted}", field)

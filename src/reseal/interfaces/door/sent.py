"""A form that a browser sent, read with bounds: nothing of it is laid down on disk, nothing larger is kept."""

from io import BytesIO
from urllib.parse import parse_qs

import msgspec

from reseal.interfaces.api.errors import AnyRequest

MOST_FIELDS = 40


class TooLarge(Exception):  # noqa: N818 - what happened
    """More was sent than a form may hold."""


class UnreadableError(ValueError):
    """It is no form, or broke off."""


class Sent(msgspec.Struct, frozen=True):
    """The fields of a form, and its files."""

    fields: dict[str, str]
    files: dict[str, list[bytes]]

    def text(self, name: str) -> str:
        """What was typed in a field, with the line ends that the visitor sees."""
        return self.fields.get(name, "").replace("\r\n", "\n")

    def has(self, name: str) -> bool:
        """Whether a box was ticked or a button pressed."""
        return bool(self.fields.get(name))


async def body_of(request: AnyRequest, most: int) -> bytes:
    """The whole body.

    Raises:
        TooLarge: it is larger than `most` bytes.
    """
    announced = request.headers.get("content-length", "0")
    if announced.isdigit() and int(announced) > most:
        raise TooLarge
    parts, held = [], 0
    async for part in request.stream():
        parts.append(part)
        held += len(part)
        if held > most:
            raise TooLarge
    return b"".join(parts)


async def sent(request: AnyRequest, most: int) -> Sent:
    """The form that a request carries.

    Raises:
        TooLarge: it is larger than `most` bytes.
        UnreadableError: it is no form.
    """
    body = await body_of(request, most)
    kind = request.headers.get("content-type", "")
    return _in_parts(body, kind) if kind.lower().startswith("multipart/form-data") else _in_a_line(body)


def _in_a_line(body: bytes) -> Sent:
    try:
        read = parse_qs(body.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="replace")
    except ValueError:
        raise UnreadableError from None
    return Sent({name: _clean(values[0]) for name, values in read.items()}, {})


def _in_parts(body: bytes, kind: str) -> Sent:
    from multipart import MultipartError, MultipartParser, parse_options_header

    boundary = parse_options_header(kind)[1].get("boundary", "")
    fields: dict[str, str] = {}
    files: dict[str, list[bytes]] = {}
    all_ = len(body) + 1  # nothing of a picture is laid down on disk
    try:
        for part in MultipartParser(
            BytesIO(body), boundary, part_limit=MOST_FIELDS, spool_limit=all_, memory_limit=all_
        ):
            if part.filename is not None:
                if part.raw:
                    files.setdefault(part.name, []).append(part.raw)
            else:
                fields.setdefault(part.name, _clean(part.raw.decode("utf-8", "replace")))
    except (MultipartError, ValueError, AttributeError):
        raise UnreadableError from None
    return Sent(fields, files)


def _clean(text: str) -> str:
    """Without NUL, which no database takes, and without half characters, which no seal takes."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")

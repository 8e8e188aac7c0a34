"""CSV read so that one bad row costs one row: records are found by counting quotes, then parsed each by itself.

A quote that is never closed would swallow the rest of the file in an ordinary reader. Here a record that does not come
out right gives up its first line only, and reading goes on at the next. No byte is looked at more than a few times.
"""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from reseal.interfaces.streams.blocks import LONGEST_LINE, Block
from reseal.interfaces.streams.posts import PostError, Row, post_of
from reseal.vocabulary import Post

COLUMNS = Post.__struct_fields__
_QUOTE = b'"'
_BETWEEN = ";"
"""Stands between the paths of several pictures in one cell."""


class Header(tuple[str, ...]):
    """The names of the columns, in the order of the file."""

    def posts(self, records: list[tuple[int, bytes]]) -> tuple[list[Post], list[Row]]:
        """The posts of whole records, and those that are none."""
        posts: list[Post] = []
        rejected: list[Row] = []
        for number, record in records:
            try:
                posts.append(self._post(record))
            except PostError as bad:
                rejected.append(Row(number, bad))
        return posts, rejected

    def _post(self, record: bytes) -> Post:
        if record == b"":
            raise PostError(f"is longer than {LONGEST_LINE} bytes; split it, or close its quotes")
        cells = _cells(record)
        if cells is None:
            raise PostError("is not UTF-8, or its quotes do not close; write UTF-8 and double each quote inside a cell")
        if len(cells) != len(self):
            raise PostError(f"has {len(cells)} cells for {len(self)} columns; put cells that hold commas into quotes")
        values: dict[str, Any] = {}
        for name, cell in zip(self, cells, strict=True):
            if name in COLUMNS and (cell or name in ("id", "text")):
                values[name] = _paths(cell) if name == "media" else cell
        return post_of(values)

    def fits(self, record: bytes) -> bool:
        """Whether the record has a cell for each column."""
        cells = _cells(record)
        return cells is not None and len(cells) == len(self)


def _paths(cell: str) -> list[str]:
    """The paths of a cell of the column `media`.

    Raises:
        PostError: a list of JSON or of Python stands there; taken for a path, it would be a file that is missing.
    """
    if cell.startswith("[") and cell.endswith("]"):
        raise PostError(f"is a list; write the paths with {_BETWEEN} between them, as in a.png{_BETWEEN}b.png", "media")
    return [path for part in cell.split(_BETWEEN) if (path := part.strip())]


def read_header(line: bytes) -> Header:
    """The header row.

    Raises:
        PostError: it is none, or names no `id` and `text`.
    """
    cells = _cells(line)
    if cells is None:
        raise PostError("the header row is not UTF-8; save the file as UTF-8")
    names = Header(cell.strip() for cell in cells)
    for field in ("id", "text"):
        if names.count(field) != 1:
            raise PostError(f"the header row must name this column once; it names {len(names)} columns", field)
    return names


def _cells(record: bytes) -> list[str] | None:
    try:
        text = record.decode("utf-8")
    except UnicodeDecodeError:
        return None
    csv.field_size_limit(LONGEST_LINE)
    try:
        rows = list(csv.reader([text], strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def lines_of(blocks: Iterable[Block]) -> Iterator[tuple[int, bytes]]:
    """Each line with its number and its end; b"" for one that was too long."""
    for block in blocks:
        if block.too_long:
            yield block.first_line, b""
            continue
        yield from enumerate(block.data.splitlines(keepends=True), block.first_line)


def records(lines: Iterable[tuple[int, bytes]], header: Header) -> Iterator[tuple[int, bytes]]:
    """Whole records with the number of their first line; blank lines are passed over.

    A record over several lines is taken when it comes out with the right number of cells; else its first line stands
    alone and reading goes on with the second.
    """
    source = iter(lines)
    waiting: list[tuple[int, bytes]] = []  # read ahead, in order, to be looked at again; its last stands first
    while True:
        entry = waiting.pop() if waiting else next(source, None)
        if entry is None:
            return
        number, line = entry
        if line and not line.strip():
            continue
        if line.count(_QUOTE) % 2 == 0 or header.fits(line):
            yield number, line
            continue
        taken, closed = _until_closed(line, waiting, source)
        joined = b"".join((line, *(part for _, part in taken)))
        if closed and header.fits(joined):
            yield number, joined
        else:
            waiting.extend(reversed(taken))
            yield number, line


def _until_closed(
    line: bytes, waiting: list[tuple[int, bytes]], source: Iterator[tuple[int, bytes]]
) -> tuple[list[tuple[int, bytes]], bool]:
    taken: list[tuple[int, bytes]] = []
    held = len(line)
    while held <= LONGEST_LINE:
        entry = waiting.pop() if waiting else next(source, None)
        if entry is None:
            return taken, False
        taken.append(entry)
        held += len(entry[1])
        if not entry[1]:
            return taken, False
        if entry[1].count(_QUOTE) % 2:
            return taken, True
    return taken, False

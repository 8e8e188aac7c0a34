"""Columns of posts made fit for the screener: rows that are no posts taken out and told, all others left in place."""

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from reseal.interfaces.streams.media_cells import checked_media
from reseal.interfaces.streams.posts import PostError, Row, post_of
from reseal.vocabulary import SURFACES, Post

_OPTIONAL = ("author", "target", "reply_to", "lang", "created_at", "surface")


def sound_rows(batch: pa.RecordBatch, first_row: int) -> tuple[pa.RecordBatch, list[Row]]:
    """The batch without the rows that are no posts, and those rows with the reason."""
    names = [name for name in ("id", "text", *_OPTIONAL) if name in batch.schema.names]
    bad: dict[int, PostError] = {}
    columns = [_column(batch.column(name), name, bad) for name in names]
    if "media" in batch.schema.names:
        names.append("media")
        columns.append(checked_media(batch.column("media"), bad))
    sound = pa.RecordBatch.from_arrays(columns, names=names)
    if bad:
        keep = pa.array([number not in bad for number in range(batch.num_rows)])
        sound = sound.filter(keep)
    return sound, [Row(first_row + number, bad[number]) for number in sorted(bad)]


def _column(column: pa.Array, name: str, bad: dict[int, PostError]) -> pa.Array:
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    required = name in ("id", "text")
    kind = column.type
    if pa.types.is_null(kind) or (pa.types.is_integer(kind) and name != "text"):
        column = column.cast(pa.string())
    elif pa.types.is_timestamp(kind) and name == "created_at":
        column = pc.strftime(column, format="%Y-%m-%dT%H:%M:%SZ")
    elif not (pa.types.is_string(kind) or pa.types.is_large_string(kind)) and not _is_bytes(kind):
        for number in range(len(column)):
            bad.setdefault(number, PostError(f"is a column of {kind}; it must be a column of strings", name))
        return pa.nulls(len(column), pa.string())
    column = _utf8(column, name, bad)
    if required:
        _tell(bad, pc.is_null(column), name, "is missing; add it")
    if name == "id":
        _tell(bad, pc.equal(column, ""), name, "is empty; give each post an id")
    elif name == "surface":
        known = pc.is_in(column, value_set=pa.array([*SURFACES, None], pa.string()))
        _tell(
            bad,
            pc.invert(known),
            name,
            f"is none that is known; it must be one of {', '.join(SURFACES)}, or be left out",
        )
    return column


def _is_bytes(kind: pa.DataType) -> bool:
    return bool(pa.types.is_binary(kind) or pa.types.is_large_binary(kind))


def _utf8(column: pa.Array, name: str, bad: dict[int, PostError]) -> pa.Array:
    """The column as strings that are UTF-8 indeed: Parquet promises it, files do not always keep the promise."""
    try:
        if _is_bytes(column.type):
            column = column.cast(pa.large_string() if pa.types.is_large_binary(column.type) else pa.string())
        else:
            column.validate(full=True)
        return column
    except pa.ArrowInvalid:
        raw = column.cast(pa.large_binary()) if not _is_bytes(column.type) else column
        values: list[str | None] = []
        for number, value in enumerate(raw):
            try:
                values.append(None if value.as_py() is None else str(value.as_py(), "utf-8"))
            except UnicodeDecodeError:
                bad.setdefault(number, PostError("is not UTF-8; write the row in UTF-8", name))
                values.append("")
        return pa.array(values, pa.large_string())


def _tell(bad: dict[int, PostError], mask: Any, name: str, reason: str) -> None:
    if pc.any(mask).as_py():
        for number, wrong in enumerate(mask.to_pylist()):
            if wrong:
                bad.setdefault(number, PostError(reason, name))


def posts_from(batch: pa.RecordBatch) -> list[Post]:
    """The posts of sound rows, as objects."""
    return [
        post_of({name: value for name, value in row.items() if value is not None or name in ("id", "text")})
        for row in batch.to_pylist()
    ]


def batch_from(posts: list[Post]) -> pa.RecordBatch:
    """Posts as columns."""
    names = ("id", "text", *_OPTIONAL)
    columns = [pa.array([getattr(post, name) for post in posts], pa.string()) for name in names]
    return pa.RecordBatch.from_arrays(columns, names=list(names))

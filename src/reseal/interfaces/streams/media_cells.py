"""The pictures that a row of a table names: a cell of CSV, a column of Parquet. JSONL has a list of its own."""

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from reseal.interfaces.streams.posts import PostError

_MUST = "it must be a column of lists of strings (paths) or of bytes (pictures)"


def checked_media(column: pa.Array, bad: dict[int, PostError]) -> pa.Array:
    """The column `media` of Parquet as large lists of large strings or of bytes; what is none goes to `bad` by row."""
    kind = column.type
    if pa.types.is_null(kind):
        return pa.nulls(len(column), pa.large_list(pa.large_string()))
    wanted = _element(kind)
    if wanted is None:
        for number in range(len(column)):
            bad.setdefault(number, PostError(f"is a column of {kind}; {_MUST}", "media"))
        return pa.nulls(len(column), pa.large_list(pa.large_string()))
    column = column.cast(pa.large_list(wanted))
    if wanted == pa.large_string():
        column = _utf8(column, bad)
    if column.flatten().null_count:
        for number, value in enumerate(column.to_pylist()):
            if value and None in value:
                bad.setdefault(number, PostError("holds a null among its pictures; leave it out", "media"))
    return column


def _element(kind: pa.DataType) -> pa.DataType | None:
    """Of what a list is taken: large strings or bytes; None where it is no list of either."""
    types = pa.types
    if not (types.is_list(kind) or types.is_large_list(kind) or types.is_fixed_size_list(kind)):
        return None
    element = kind.value_type
    if types.is_dictionary(element):
        element = element.value_type
    if types.is_string(element) or types.is_large_string(element) or types.is_null(element):
        return pa.large_string()
    if types.is_binary(element) or types.is_large_binary(element) or types.is_fixed_size_binary(element):
        return pa.large_binary()
    return None


def _utf8(column: pa.Array, bad: dict[int, PostError]) -> pa.Array:
    """The column with rows taken to be empty whose strings are not UTF-8: Parquet promises it, files may not."""
    try:
        column.validate(full=True)
        return column
    except pa.ArrowInvalid:
        rows: list[list[str | None] | None] = []
        for number, value in enumerate(column.cast(pa.large_list(pa.large_binary())).to_pylist()):
            try:
                rows.append(None if value is None else [name and str(name, "utf-8") for name in value])
            except UnicodeDecodeError:
                bad.setdefault(number, PostError("is not UTF-8; write the paths in UTF-8", "media"))
                rows.append(None)
        return pa.array(rows, pa.large_list(pa.large_string()))


def without_media(batch: pa.RecordBatch) -> tuple[pa.RecordBatch, list[list[Any]] | None]:
    """The rows without their pictures, and these apart: paths or contents by row; None where no row has any."""
    if "media" not in batch.schema.names:
        return batch, None
    column = batch.column("media")
    rest = batch.drop_columns(["media"])
    if not pc.sum(pc.list_value_length(column)).as_py():
        return rest, None
    return rest, [value or [] for value in column.to_pylist()]

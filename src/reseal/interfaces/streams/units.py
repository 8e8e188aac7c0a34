"""A stream of input cut into pieces of work, each small enough to hold in memory and to hand to another process."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from reseal.interfaces.streams.blocks import BLOCK, LONGEST_LINE, Block, blocks
from reseal.interfaces.streams.csv_rows import Header, lines_of, read_header, records
from reseal.interfaces.streams.posts import PostError, Row, read_lines
from reseal.interfaces.streams.sources import Source, SourceError
from reseal.vocabulary import Post

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

MOST_POSTS = 8_192
"""Rows of one piece of work: enough that its fixed cost vanishes, few enough that it stays in the cache."""

_PIECE_BYTES = 2 * 1024 * 1024
_GROUP_ROWS, _GROUP_BYTES = 131_072, 32 * 1024 * 1024
"""The largest row group that a worker takes as a whole; larger ones are handed out in pieces."""


class JsonLines(NamedTuple):
    """Whole lines of JSONL."""

    name: str
    block: Block

    def where(self) -> str:
        """The place in the input, for messages."""
        return f"{self.name}, from line {self.block.first_line}"

    @property
    def weight(self) -> int:
        """How many bytes of the input this is, about."""
        return len(self.block.data)

    @property
    def pictured(self) -> bool:
        """Whether posts may name media; a name may also be spelled with escapes."""
        return b'"media"' in self.block.data or b"\\u" in self.block.data

    def lines_of_posts(self, rejected: list[Row]) -> list[int]:
        """The numbers of the lines that the posts stand on; on those of `rejected` stand none."""
        lines = enumerate(self.block.data.split(b"\n"), self.block.first_line)
        bad = {row.line for row in rejected}
        return [number for number, line in lines if line.strip() and number not in bad]

    def posts(self) -> tuple[list[Post], list[Row]]:
        """The posts, and the lines that are none."""
        if self.block.too_long:
            bad = PostError(f"is longer than {LONGEST_LINE} bytes; split it")
            return [], [Row(self.block.first_line, bad)]
        return read_lines(self.block.data, self.block.first_line)


class CsvRecords(NamedTuple):
    """Whole records of CSV, each with the number of its first line."""

    name: str
    header: tuple[str, ...]
    records: list[tuple[int, bytes]]

    def where(self) -> str:
        """The place in the input, for messages."""
        return f"{self.name}, from line {self.records[0][0]}"

    @property
    def weight(self) -> int:
        """How many bytes of the input this is, about."""
        return sum(len(record) for _, record in self.records)

    @property
    def pictured(self) -> bool:
        """Whether posts may name media."""
        return "media" in self.header

    def lines_of_posts(self, rejected: list[Row]) -> list[int]:
        """The numbers of the lines that the posts begin on; on those of `rejected` begin none."""
        bad = {row.line for row in rejected}
        return [number for number, _ in self.records if number not in bad]

    def posts(self) -> tuple[list[Post], list[Row]]:
        """The posts, and the records that are none."""
        return Header(self.header).posts(self.records)


class ArrowRows(NamedTuple):
    """Rows of Parquet, already read; `first_row` is counted from 1, `weight` is their share of the file's bytes."""

    name: str
    first_row: int
    batch: "pa.RecordBatch"
    weight: int

    def where(self) -> str:
        """The place in the input, for messages."""
        return f"{self.name}, from row {self.first_row}"

    def batches(self) -> "Iterator[tuple[int, pa.RecordBatch]]":
        """The rows."""
        yield self.first_row, self.batch


class RowGroup(NamedTuple):
    """One row group of a Parquet file, read by whoever does the work."""

    name: str
    group: int
    first_row: int
    piece: int
    weight: int
    media: bool

    def where(self) -> str:
        """The place in the input, for messages."""
        return f"{self.name}, from row {self.first_row}"

    def batches(self) -> "Iterator[tuple[int, pa.RecordBatch]]":
        """The rows, in pieces."""
        import pyarrow.parquet as pq

        with pq.ParquetFile(self.name, pre_buffer=False) as file:
            yield from _pieces(file, [self.group], self.first_row, self.piece, self.media)


Unit = JsonLines | CsvRecords | ArrowRows | RowGroup


def folder_of(unit: Unit) -> Path:
    """From where relative paths in it are meant: the folder of its file, or the working directory."""
    return Path() if unit.name == "-" else Path(unit.name).parent


def units_of(source: Source, *, parallel: bool = False, media: bool = False) -> Iterator[Unit]:
    """The pieces of an input in order. `parallel` lets row groups be read by whoever judges them.

    `media` says whether pictures will be looked at; without it their column is not read from Parquet.

    Raises:
        SourceError: the input as a whole cannot be read.
    """
    if source.kind == "jsonl":
        return (JsonLines(source.name, block) for block in blocks(source.read, BLOCK))
    if source.kind == "csv":
        return _csv(source)
    return _parquet(source, parallel, media)


def _csv(source: Source) -> Iterator[Unit]:
    lines = lines_of(blocks(source.read, BLOCK))
    first = next(lines, None)
    if first is None:
        return
    try:
        header = read_header(first[1])
    except PostError as bad:
        raise SourceError(f"{source.name}: {bad}. Give a header row with at least id,text.") from None
    gathered: list[tuple[int, bytes]] = []
    held = 0
    for record in records(lines, header):
        gathered.append(record)
        held += len(record[1])
        if held > _PIECE_BYTES or len(gathered) == MOST_POSTS:
            yield CsvRecords(source.name, header, gathered)
            gathered, held = [], 0
    if gathered:
        yield CsvRecords(source.name, header, gathered)


def _parquet(source: Source, parallel: bool, media: bool) -> Iterator[Unit]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(source.file, pre_buffer=False) as file:
            _require_columns(source.name, file.schema_arrow)
            first_row = 1
            for group in range(file.num_row_groups):
                about = file.metadata.row_group(group)
                piece = _piece_rows(about)
                small = about.num_rows <= _GROUP_ROWS and about.total_byte_size <= _GROUP_BYTES
                packed = sum(about.column(number).total_compressed_size for number in range(about.num_columns))
                if parallel and small and isinstance(source.file, str):
                    yield RowGroup(source.name, group, first_row, piece, packed, media)
                else:
                    for row, batch in _pieces(file, [group], first_row, piece, media):
                        yield ArrowRows(source.name, row, batch, packed * batch.num_rows // about.num_rows)
                first_row += about.num_rows
    except (pa.ArrowException, OSError) as error:
        raise SourceError(f"{source.name} is no readable Parquet file: {error}. Write it anew.") from error


def _require_columns(name: str, schema: "pa.Schema") -> None:
    for field in ("id", "text"):
        if schema.names.count(field) != 1:
            raise SourceError(
                f"{name}: column `{field}` must be there once. The columns are {', '.join(schema.names)}."
            )


def _piece_rows(about: Any) -> int:
    """How many rows of a row group make about `_PIECE_BYTES`."""
    each = max(about.total_byte_size // max(about.num_rows, 1), 1)
    return int(max(1, min(MOST_POSTS, _PIECE_BYTES // each)))


def _pieces(
    file: "pq.ParquetFile", groups: list[int], first_row: int, rows: int, media: bool
) -> "Iterator[tuple[int, pa.RecordBatch]]":
    wanted = [field for field in Post.__struct_fields__ if media or field != "media"]
    columns = [field for field in wanted if field in file.schema_arrow.names]
    for batch in file.iter_batches(batch_size=rows, row_groups=groups, columns=columns, use_threads=False):
        yield first_row, batch
        first_row += batch.num_rows

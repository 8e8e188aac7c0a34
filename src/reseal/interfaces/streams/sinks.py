"""Where decisions go: a file or standard output, as JSONL, CSV or Parquet.

A named file appears under its name only once it is whole; until then it is written beside it.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Self

from reseal.interfaces.streams.judge import CSV_COLUMNS, Format, Outcome, csv_bytes

if TYPE_CHECKING:
    import pyarrow as pa

SUFFIXES: dict[str, Format] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".csv": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
}


def format_of(name: str | None) -> Format:
    """The form that a file's suffix asks for; JSONL for any other, and for standard output."""
    return SUFFIXES.get(Path(name).suffix.lower(), "jsonl") if name else "jsonl"


class SinkError(RuntimeError):
    """Decisions can no longer be written. The text says where, why and what to do."""


class Sink:
    """Writes outcomes in order. Use it as a context: leaving it by an error leaves no half-written file."""

    def __init__(self, to: str | None, form: Format) -> None:
        """Open the output; None is standard output.

        Raises:
            OSError: it cannot be written.
        """
        self._form = form
        self._to = Path(to) if to and to != "-" else None
        regular = self._to is not None and (self._to.is_file() or not self._to.exists())
        self._partial = self._to.with_name(f".{self._to.name}.{os.getpid()}.partial") if self._to and regular else None
        self._out: IO[bytes] = sys.stdout.buffer
        if self._to is not None:
            self._out = (self._partial or self._to).open("wb")
        self._writer: Any = None
        self._waiting: list[pa.RecordBatch] = []
        self._waiting_rows = 0

    def write(self, outcome: Outcome) -> None:
        """Take one outcome.

        Raises:
            SinkError: it cannot be written.
            BrokenPipeError: whoever read it has left.
        """
        with self._told():
            if self._form == "parquet":
                for batch in outcome.batches:
                    self._waiting.append(batch)
                    self._waiting_rows += batch.num_rows
                if self._waiting_rows >= _GROUP_ROWS:
                    self._write_group()
            else:
                self._out.write(outcome.lines)
                self._out.flush()

    def __enter__(self) -> Self:
        """Write what comes before the first decision."""
        if self._form == "csv":
            self._out.write(csv_bytes([CSV_COLUMNS]))
        elif self._form == "parquet":
            import pyarrow.parquet as pq

            from reseal.screening.arrow import DECISIONS

            self._writer = pq.ParquetWriter(self._out, DECISIONS, compression="zstd", compression_level=1)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Finish the output, or take it back.

        Raises:
            SinkError: it cannot be finished.
            BrokenPipeError: whoever read it has left.
        """
        whole = False
        try:
            with self._told():
                self._finish(kind is None)
            whole = kind is None
        except (SinkError, BrokenPipeError):
            if kind is None:
                raise
        finally:
            if self._partial is not None and self._to is not None:
                if whole:
                    self._partial.replace(self._to)
                else:
                    self._partial.unlink(missing_ok=True)

    def _finish(self, whole: bool) -> None:
        try:
            if whole and self._writer is not None:
                self._write_group()
            if self._writer is not None:
                self._writer.close()
            self._out.flush()
        finally:
            if self._to is not None:
                self._out.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except BrokenPipeError:
            raise
        except OSError as error:
            where = self._to or "standard output"
            why = error.strerror or error
            raise SinkError(f"{where} can no longer be written: {why}. Make room there, or name another.") from None

    def _write_group(self) -> None:
        import pyarrow as pa

        if self._waiting:
            self._writer.write_table(pa.Table.from_batches(self._waiting), row_group_size=_GROUP_ROWS)
        self._waiting, self._waiting_rows = [], 0


_GROUP_ROWS = 65_536
"""Rows of one row group of the output."""

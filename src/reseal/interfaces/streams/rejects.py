"""Rows that could not be judged: line, reason and field. The row itself may be somebody's data and is never copied."""

from pathlib import Path
from typing import IO

import msgspec

from reseal.interfaces.streams.posts import Row

SHOWN = 10


class Rejects:
    """Writes rejects as JSONL to a file, or keeps the first few for the summary where none is named."""

    def __init__(self, file: Path | None) -> None:
        """Open the file.

        Raises:
            OSError: it cannot be written.
        """
        self._out: IO[bytes] | None = file.open("wb") if file else None
        self.count = 0
        self.pictures = 0
        self.first: list[str] = []

    def add(self, name: str, rows: list[Row]) -> None:
        """Take the rejected rows of one stretch of the source `name`."""
        self.count += len(rows)
        self.pictures += sum(1 for row in rows if (row.bad.field or "").startswith("media["))
        for row in rows[: max(SHOWN - len(self.first), 0)]:
            self.first.append(f"{name}:{row.line}: {row.bad}")
        if self._out is not None and rows:
            lines = [
                msgspec.json.encode({"file": name, "line": row.line, "reason": row.bad.reason, "field": row.bad.field})
                for row in rows
            ]
            self._out.write(b"\n".join(lines) + b"\n")
            self._out.flush()

    def close(self) -> None:
        """Finish the file."""
        if self._out is not None:
            self._out.close()

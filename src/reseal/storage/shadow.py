"""What shadow mode would have done: decisions without any text, a file a day, for `reseal policy replay`.

A record holds offsets, never what stands there; the redacted text is left out as well. Old days are deleted (PI-01).
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import IO

import msgspec

from reseal.vocabulary import Decision

FOLDER = "shadow"
_encode = msgspec.json.Encoder().encode


class ShadowRecords:
    """Appends records to the file of the day. One writer a data directory; readers may come at any time."""

    def __init__(self, data_folder: Path, keep_days: int) -> None:
        """Make the folder.

        Raises:
            OSError: it cannot be written.
        """
        self._folder = data_folder / FOLDER
        self._keep = timedelta(days=keep_days)
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._day: date | None = None
        self._out: IO[bytes] | None = None

    def add(self, decisions: Iterable[Decision], at: datetime | None = None) -> None:
        """Store decisions as they would have been carried out. `at` is now where it is not given."""
        today = (at or datetime.now(UTC)).date()
        if today != self._day or self._out is None:
            self._turn_to(today)
        assert self._out is not None
        for decision in decisions:
            self._out.write(_encode(msgspec.structs.replace(decision, redacted=None)) + b"\n")
        self._out.flush()

    def close(self) -> None:
        """Let go of the file."""
        if self._out is not None:
            self._out.close()
            self._out = None

    def _turn_to(self, today: date) -> None:
        self.close()
        for file, day in _files(self._folder):
            if day < today - self._keep:
                file.unlink(missing_ok=True)
        path = self._folder / f"decisions-{today.isoformat()}.jsonl"
        path.touch(mode=0o600)
        self._out = path.open("ab")
        self._day = today


def shadow_files(data_folder: Path) -> list[Path]:
    """The files of records, oldest first."""
    return [file for file, _ in sorted(_files(data_folder / FOLDER), key=lambda entry: entry[1])]


def _files(folder: Path) -> Iterator[tuple[Path, date]]:
    for file in folder.glob("decisions-*.jsonl"):
        try:
            yield file, date.fromisoformat(file.stem.removeprefix("decisions-"))
        except ValueError:
            continue

"""`reseal serve` as an operator runs it, on a data directory of its own, and all that it leaves behind."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import psycopg
from sqlalchemy import make_url

from tests.security.leaks import files

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
T = TypeVar("T")
_SYSTEM = ("pg_catalog", "information_schema", "pg_toast")


class Running:
    """A server process; what it prints goes to a file beside its data directory."""

    def __init__(self, folder: Path, database: str = "", **settings: str) -> None:
        self.data, self.database, self._printed = folder / "data", database, folder / "printed"
        settings |= {"data_dir": str(self.data), "database": database, "level": "verdict"}
        self._environment = {name: value for name, value in os.environ.items() if not name.startswith("RESEAL_")}
        self._environment |= {f"RESEAL_{name.upper()}": value for name, value in settings.items()}
        self._environment |= {"PYTHONPATH": str(ROOT / "src")}
        with self._printed.open("wb") as printed:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "reseal", "serve", "--port", "0"],
                stdout=printed,
                stderr=printed,
                env=self._environment,
                cwd=folder,
            )
        said = until(lambda: re.search(r"http://\S+:\d+", self.printed()), self.process)
        self.address = said.group()

    def printed(self) -> str:
        """What it has printed so far, on either stream."""
        return self._printed.read_text(encoding="utf-8", errors="surrogateescape")

    def stop(self, with_signal: signal.Signals = signal.SIGTERM) -> None:
        """End it."""
        if self.process.poll() is None:
            self.process.send_signal(with_signal)
            self.process.wait(PATIENCE)

    def left_behind(self) -> dict[str, bytes]:
        """Every file of the data directory, every table, and what was printed."""
        tables = dump(self.database) if self.database else {}
        return {**files(self.data), **tables, "what was printed": self._printed.read_bytes()}


def until(wanted: Callable[[], T | None], process: subprocess.Popen[bytes] | None = None) -> T:
    """What is wanted, once it is there.

    Raises:
        TimeoutError: it does not come.
    """
    over = time.monotonic() + PATIENCE
    while not (found := wanted()):
        if time.monotonic() > over or (process is not None and process.poll() is not None):
            raise TimeoutError("what was waited for does not come")
        time.sleep(0.1)
    return found


def dump(database: str) -> dict[str, bytes]:
    """Every row of every table of a PostgreSQL database, in whichever schema it lies."""
    read: dict[str, bytes] = {}
    address = make_url(database).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address) as connection, connection.cursor() as cursor:
        tables = cursor.execute(
            "SELECT schemaname, tablename FROM pg_tables WHERE schemaname != ALL(%s) ORDER BY 1, 2", [list(_SYSTEM)]
        ).fetchall()
        for schema, table in tables:
            with cursor.copy(f'COPY "{schema}"."{table}" TO STDOUT') as rows:  # bytes come in hexadecimal
                read[f"{schema}.{table}"] = b"".join(rows).replace(b"\\\\", b"\\")
    return read

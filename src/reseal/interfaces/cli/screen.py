"""`reseal screen`: streams of posts in, decisions out."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reseal.interfaces.cli.outcome import DONE, MISUSED, REJECTED, CommandError
from reseal.interfaces.cli.progress import Progress
from reseal.interfaces.cli.settings import settings
from reseal.interfaces.streams.judge import Order
from reseal.interfaces.streams.rejects import SHOWN, Rejects
from reseal.interfaces.streams.run import Totals, screen_all
from reseal.interfaces.streams.sinks import Sink, SinkError, format_of
from reseal.interfaces.streams.sources import SourceError, require_readable
from reseal.interfaces.streams.workers import WorkerLostError


def run(options: argparse.Namespace) -> int:
    """Screen every file; 0, or 3 when rows were rejected."""
    chosen = settings(options)
    order = Order(chosen.level, chosen.policy, options.redact, options.format or format_of(options.to), chosen.reader)
    if order.form == "parquet" and options.to in (None, "-") and sys.stdout.isatty():
        raise CommandError("Parquet is nothing for a terminal. Name a file: --to FILE", MISUSED)
    try:
        for name in options.files:
            require_readable(name)
    except SourceError as error:
        raise CommandError(str(error), MISUSED) from None
    with _writable(options.rejects):
        rejects = Rejects(Path(options.rejects) if options.rejects else None)
    with _writable(options.to):
        sink = Sink(options.to, order.form)
    try:
        with Progress(_whole(options.files)) as progress, sink:
            totals = screen_all(options.files, order, sink, rejects, workers=options.workers, tell=progress.show)
    except (SourceError, SinkError, WorkerLostError) as error:
        raise CommandError(str(error)) from None
    except ValueError as error:
        raise CommandError(str(error), MISUSED) from None
    finally:
        rejects.close()
    _summary(totals, rejects, options.rejects)
    return REJECTED if totals.rejected else DONE


@contextmanager
def _writable(name: str | None) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CommandError(f"{name} cannot be written: {error.strerror}. Name another.", MISUSED) from None


def _whole(names: list[str]) -> int | None:
    """The bytes of all inputs together; None where they cannot be known beforehand."""
    files = [Path(name) for name in names]
    if "-" in names or any(not file.is_file() or file.suffix in (".gz", ".zst") for file in files):
        return None
    return sum(file.stat().st_size for file in files)


def _summary(totals: Totals, rejects: Rejects, named: str | None) -> None:
    """What went wrong, on standard error. The rejected rows themselves are never shown."""
    if not totals.rejected:
        return
    where = f": {named} names each" if named else ""
    if bad := totals.rejected - rejects.pictures:
        rows = "1 row is no post and was" if bad == 1 else f"{bad} rows are no posts and were"
        print(f"reseal: {rows} not judged{where}", file=sys.stderr)
    if rejects.pictures:
        many = "1 picture was" if rejects.pictures == 1 else f"{rejects.pictures} pictures were"
        print(f"reseal: {many} not read, their posts were judged without{where}", file=sys.stderr)
    if not named:
        for line in rejects.first:
            print(f"  {line}", file=sys.stderr)
        if totals.rejected > SHOWN:
            print(f"  and {totals.rejected - SHOWN} more; --rejects FILE names each", file=sys.stderr)

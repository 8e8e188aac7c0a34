"""An empty store on either database, for as long as a measurement takes."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from bench import postgres
from reseal.configuration import Configuration
from reseal.interfaces.opening import open_store
from reseal.storage.store import Store

DATABASES = ("SQLite", "PostgreSQL")


def why_not(name: str) -> str | None:
    """Why there is no such database here; None if there is."""
    return postgres.NOT_HERE if name == "PostgreSQL" and not postgres.installed() else None


@contextmanager
def empty_store(name: str) -> Iterator[Store]:
    """A store on the database of a name; all of it goes at the end."""
    with (
        tempfile.TemporaryDirectory(prefix="reseal-bench-") as folder,
        postgres.postgres() if name == "PostgreSQL" else nullcontext() as server,
        postgres.new_database(server) if server else nullcontext("") as database,
    ):
        store = open_store(Configuration(data_dir=str(Path(folder)), database=database))
        try:
            yield store
        finally:
            store.close()

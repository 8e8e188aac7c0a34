"""Brings the tables up to date, or back, on SQLite and PostgreSQL alike (Alembic)."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from reseal.storage.database import Database

SCRIPTS = Path(__file__).with_name("migrations")


def upgrade(database: Database, to: str = "head") -> None:
    """Apply every migration up to `to`."""
    _run(database, lambda config: command.upgrade(config, to))


def downgrade(database: Database, to: str) -> None:
    """Take migrations back down to `to` (`base` for all): their tables are dropped with what is in them."""
    _run(database, lambda config: command.downgrade(config, to))


def revision(database: Database) -> str | None:
    """The newest migration that the database has; None for an empty one."""
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest() -> str | None:
    """The newest migration that there is."""
    return ScriptDirectory(str(SCRIPTS)).get_current_head()


def _run(database: Database, step: Callable[[Config], None]) -> None:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    engine = database.engine.execution_options(begin="IMMEDIATE") if database.embedded else database.engine
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        step(config)

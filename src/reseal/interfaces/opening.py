"""Opens what a configuration keeps: database, master keys, tables brought up to date."""

import os
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from reseal.communities import name_of
from reseal.configuration import Configuration
from reseal.storage import keyring, migrate
from reseal.storage.clock import Clock, now
from reseal.storage.database import FILE, Database, DatabaseError, embedded_url
from reseal.storage.store import Store
from reseal.storage.vaults import sealed_anything

KEYS = "RESEAL_KEYS"


def open_store(chosen: Configuration, environment: Mapping[str, str] | None = None, clock: Clock = now) -> Store:
    """The store of this installation. What is missing is made: folder, keys, tables; nobody else may read them.

    Raises:
        DatabaseError: the database cannot be reached, read or written.
        KeyringError: the master keys cannot be read, or are not those of this database.
    """
    environment = os.environ if environment is None else environment
    folder = chosen.data_folder
    where = "setting `database`" if chosen.database else f"{folder / FILE}"
    remedy = "See that the server runs and the address is right." if chosen.database else _NAME_ANOTHER
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not chosen.database:
            (folder / FILE).touch(mode=0o600)  # before SQLite does, whose other files take over its rights
        database = Database(chosen.database or embedded_url(folder))
        migrate.upgrade(database)
        with database.read() as session:
            new = not sealed_anything(session)
        keys = load_keys(chosen, environment, make=new)
        store = Store(database, keys, clock)
        with database.read() as session:
            store.vaults.require_keys(session)
    except OSError as error:
        raise DatabaseError(f"{where}: {error.strerror}. {remedy}") from None
    except SQLAlchemyError as error:
        raise DatabaseError(f"{where}: {type(error).__name__}, it cannot be used. {remedy}") from None
    return store


def load_keys(
    chosen: Configuration, environment: Mapping[str, str] | None = None, *, make: bool = False
) -> keyring.Keyring:
    """The master keys of this installation; with `make` they are made where there are none.

    Raises:
        KeyringError: they cannot be read, or are not there.
    """
    environment = os.environ if environment is None else environment
    file = Path(chosen.key_file or chosen.data_folder / keyring.FILE)
    return keyring.load_keyring(file, environment.get(keys_variable(chosen)), make=make)


def keys_variable(chosen: Configuration) -> str:
    """The variable that may hold the master keys: those of a community stand in one of its own."""
    name = name_of(chosen)
    return f"{KEYS}_{name.upper().replace('-', '_')}" if name else KEYS


_NAME_ANOTHER = "Name a directory that this user may write: --data-dir or RESEAL_DATA_DIR."

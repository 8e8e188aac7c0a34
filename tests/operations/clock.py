"""A clock that tests move by hand, and a store that goes by it."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from reseal.storage import migrate
from reseal.storage.clock import MINUTE, Milliseconds
from reseal.storage.database import FILE, Database, embedded_url
from reseal.storage.keyring import load_keyring
from reseal.storage.store import Store

START: Milliseconds = 1_800_000_000_000


class Hand:
    """A clock that stands still until it is moved."""

    def __init__(self, at: Milliseconds = START) -> None:
        self.at = at

    def __call__(self) -> Milliseconds:
        return self.at

    def on(self, milliseconds: Milliseconds = MINUTE) -> None:
        """Let time pass."""
        self.at += milliseconds


def embedded_store(folder: Path, clock: Hand) -> Store:
    """A store in the folder, its tables made: by copying a file in which they are, for speed."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_migrated(), folder / FILE)
    return Store(Database(embedded_url(folder)), load_keyring(folder / "keys.json"), clock)


@cache
def _migrated() -> Path:
    folder = Path(mkdtemp(prefix="reseal-tables-"))
    database = Database(embedded_url(folder))
    migrate.upgrade(database)
    database.close()  # the last connection writes its log into the file
    return folder / FILE

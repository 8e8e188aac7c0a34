"""The store that a command works with; a fault in it ends the command with a clear line."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reseal.configuration import Configuration
from reseal.interfaces.cli.outcome import CommandError
from reseal.interfaces.cli.settings import settings

if TYPE_CHECKING:
    from reseal.storage.store import Store


@contextmanager
def store(options: argparse.Namespace) -> Iterator["Store"]:
    """The store under the options of a command, let go of at the end.

    Raises:
        CommandError: it cannot be opened.
    """
    with store_of(settings(options)) as opened:
        yield opened


@contextmanager
def store_of(chosen: Configuration) -> Iterator["Store"]:
    """The store of a configuration, likewise."""
    from reseal.interfaces.opening import open_store
    from reseal.storage.database import DatabaseError
    from reseal.storage.keyring import KeyringError

    try:
        opened = open_store(chosen)
    except (DatabaseError, KeyringError) as error:
        raise CommandError(str(error)) from None
    try:
        yield opened
    finally:
        opened.close()

"""`reseal keys`: the master keys that everything sealed hangs on."""

import argparse
from typing import TYPE_CHECKING

from reseal.interfaces.cli.outcome import DONE, MISUSED, CommandError
from reseal.interfaces.cli.store import store
from reseal.storage.clock import MINUTE

if TYPE_CHECKING:
    from reseal.storage.store import Store

CONSOLE = "system"
SETTLING = 10 * MINUTE
"""After a rotation, how long a server may still be finishing what it began under the key before."""


def listed(options: argparse.Namespace) -> int:
    """Print the names of the keys, the current one marked, with the number of vaults that each wraps."""
    with store(options) as opened:
        with opened.read() as work:
            used = opened.vaults.in_use(work.session)
        keyring = opened.vaults.keyring
        for name in keyring.names:
            print(name, used.get(name, 0), "current" if name == keyring.current else "-", sep="  ")
    return DONE


def rotate(options: argparse.Namespace) -> int:
    """Make a new key and wrap everything by it; the server takes it over by itself."""
    from reseal.operations.audit.acts import record
    from reseal.storage.keyring import KeyringError

    with store(options) as opened:
        try:
            name = opened.vaults.keyring.rotate()
        except KeyringError as error:
            raise CommandError(str(error)) from None
        count = _rewrap(opened)
        with opened.write(CONSOLE) as work:
            record(work, "keys.rotated", name, vaults=count)
    print(f"{name} is the current key; {count} vaults are wrapped by it. Copy the key file to where you keep its copy,")
    print("and later let `reseal keys retire` forget the old key, so that old backups open no more.")
    return DONE


def rewrap(options: argparse.Namespace) -> int:
    """Wrap everything by the current key, as after a rotation outside of Reseal (RESEAL_KEYS)."""
    with store(options) as opened:
        print(f"{_rewrap(opened)} vaults were wrapped anew by {opened.vaults.keyring.current}.")
    return DONE


def retire(options: argparse.Namespace) -> int:
    """Forget a key that wraps nothing any more."""
    from reseal.operations.audit.acts import record
    from reseal.storage.clock import now
    from reseal.storage.keyring import KeyringError

    with store(options) as opened:
        keyring = opened.vaults.keyring
        if options.name not in keyring.names:
            raise CommandError(f"there is no key {options.name}. `reseal keys list` names them.", MISUSED)
        changed = keyring.changed_at
        if changed is not None and now() - changed < SETTLING:
            raise CommandError("the keys were changed a moment ago. Retire the old one in ten minutes, or later.")
        _rewrap(opened)
        try:
            with opened.write(CONSOLE) as work:
                left = opened.vaults.in_use(work.session).get(options.name, 0)
                if left and options.name != keyring.current:
                    raise CommandError(f"{options.name} still wraps {left} vaults. Try again.")
                record(work, "keys.retired", options.name)
                keyring.retire(options.name)
        except KeyringError as error:
            raise CommandError(str(error)) from None
    print(f"{options.name} is forgotten: backups that need it stay closed, and so does what was erased since.")
    return DONE


def _rewrap(opened: "Store") -> int:
    done = 0
    while True:
        with opened.write(CONSOLE) as work:
            batch = opened.vaults.rewrap(work.session)
        if not batch:
            return done
        done += batch

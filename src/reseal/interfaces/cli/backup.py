"""`reseal backup` and `reseal restore`: everything that is kept, in one sealed file, and back."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from reseal.interfaces.cli.outcome import DONE, CommandError
from reseal.interfaces.cli.settings import settings
from reseal.interfaces.cli.store import store

CONSOLE = "system"


def back_up(options: argparse.Namespace) -> int:
    """Write a backup. The keys are not in it: their copy is kept elsewhere."""
    from reseal.operations.audit.acts import record
    from reseal.storage.backup import BackupError
    from reseal.storage.backup import back_up as write

    with store(options) as opened:
        try:
            made = write(opened.database, opened.vaults.keyring, Path(options.file), opened.clock())
        except BackupError as error:
            raise CommandError(str(error)) from None
        rows = sum(member.rows for member in made.tables.values())
        with opened.write(CONSOLE) as work:
            record(work, "backup.made", made.revision, rows=rows)
    print(f"{options.file}: {rows} rows of {len(made.tables)} tables. It opens with the keys {', '.join(made.keys)}.")
    print("Keep a copy of the key file elsewhere: without it nothing that is sealed can ever be read.")
    return DONE


def restore(options: argparse.Namespace) -> int:
    """Fill an empty database from a backup."""
    from reseal.interfaces.opening import load_keys
    from reseal.operations.audit.acts import record
    from reseal.storage.backup import BackupError, bring_back
    from reseal.storage.database import FILE, Database, DatabaseError, embedded_url
    from reseal.storage.keyring import KeyringError
    from reseal.storage.store import Store

    chosen = settings(options)
    try:
        keys = load_keys(chosen)
        chosen.data_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not chosen.database:
            (chosen.data_folder / FILE).touch(mode=0o600)
        database = Database(chosen.database or embedded_url(chosen.data_folder))
        made = bring_back(database, keys, Path(options.file))
    except (BackupError, DatabaseError, KeyringError) as error:
        raise CommandError(str(error)) from None
    except OSError as error:
        raise CommandError(f"{chosen.data_dir}: {error.strerror}. Name another: --data-dir.") from None
    filled = Store(database, keys)
    with filled.write(CONSOLE) as work:
        record(work, "backup.restored", made.revision, made_at=made.made_at)
    filled.close()
    since = datetime.fromtimestamp(made.made_at / 1000, UTC).strftime("%Y-%m-%d %H:%M UTC")
    print(f"Restored as it stood at {since}. What has to be erased by now is erased when the server starts.")
    return DONE

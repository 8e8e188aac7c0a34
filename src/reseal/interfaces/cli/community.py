"""`reseal community`: several desks in one installation, each with a folder, a database and keys of its own."""

import argparse
import shutil
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from reseal import communities
from reseal.communities import ADDING, FOLDER, KEYS_FILE, REMOVED, OfCommunity
from reseal.configuration import SETTINGS_FILE, Configuration, ConfigurationError
from reseal.interfaces.cli.outcome import DONE, MISUSED, CommandError
from reseal.interfaces.cli.settings import settings
from reseal.interfaces.cli.store import store_of

CONSOLE = "system"


def add(options: argparse.Namespace) -> int:
    """Make a community. What cannot be made whole is not made at all."""
    main, name = settings(options), options.name
    given = {"hosts": ", ".join(options.at or [f"{name}.localhost"])}
    given |= {"policy": _pack(options.pack)} if options.pack else {}
    given |= {"database": options.database} if options.database else {}
    try:
        folder = communities.folder_of(main, name)
        if folder.exists():
            raise CommandError(f"there is a community {name} already: {folder}.", MISUSED)
        if main.database and not options.database:
            raise CommandError(
                f"the installation keeps its data in a database server; give {name} a database of its own there: "
                "--database postgresql://user@host/name.",
                MISUSED,
            )
        for place in (main.data_folder, folder.parent, folder):
            place.mkdir(exist_ok=place != folder, parents=True, mode=0o700)
        (folder / ADDING).touch(mode=0o600)  # a server that runs waits until it is whole
    except ConfigurationError as error:
        raise CommandError(str(error), MISUSED) from None
    except OSError as error:
        raise CommandError(f"{main.data_folder / FOLDER}: {error.strerror}. Let this user write there.") from None
    try:
        made = _made(main, name, folder, given)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    _record(main, "community.added", name)
    (folder / ADDING).unlink()
    print(f"{name} is found at {', '.join(made.named_hosts)}; a server that runs needs some seconds, and no new start.")
    print(f"Its settings, database and keys are in {folder}: back it up, and keep a copy of its keys elsewhere.")
    print(f"Let its first administrator in: reseal staff add NAME --role admin --community {name}")
    return DONE


def _pack(named: str) -> str:
    """A pack's name, or where its file is, from wherever it is asked."""
    return str(Path(named).resolve()) if named.endswith(".toml") else named


def _made(main: Configuration, name: str, folder: Path, given: dict[str, str]) -> OfCommunity:
    from reseal.screening.policy.load import load_pack

    try:
        (folder / SETTINGS_FILE).write_text(communities.settings_text(given), encoding="utf-8")
        made = communities.configured(main, name)
        communities.communities(main)  # none of what is its own is another's
        load_pack(made.policy)
    except ValueError as error:
        raise CommandError(str(error), MISUSED) from None
    with store_of(made) as store, store.write(CONSOLE) as work:
        from reseal.operations.audit.acts import record

        work.vault("community")  # from now on this database opens with these keys alone
        record(work, "community.added", name)
    return made


def listed(options: argparse.Namespace) -> int:
    """Print the communities, a line each: name, hosts, where its data are, pack."""
    try:
        found = communities.communities(settings(options))
    except ConfigurationError as error:
        raise CommandError(str(error), MISUSED) from None
    for one in found:
        where = "a database of its own" if one.chosen.database else one.chosen.data_dir
        print(one.name, ",".join(one.hosts), where, one.chosen.policy, sep="  ")
    if not found:
        print("There is none: the installation serves one community, itself.")
    return DONE


def remove(options: argparse.Namespace) -> int:
    """Take a community out of the server: put aside, or with `--erase` deleted for good."""
    main, name = settings(options), options.name
    try:
        made = communities.configured(main, name)
    except ConfigurationError as error:
        raise CommandError(str(error), MISUSED) from None
    if options.erase:
        _refuse_on_hold(made, name)
        with suppress(FileNotFoundError):  # the keys first: without them nothing that is left anywhere opens
            Path(made.key_file or made.data_folder / KEYS_FILE).unlink()
        shutil.rmtree(made.data_folder)
        print(f"{name} and its keys are deleted; nothing that it sealed opens any more, in backups neither.")
        if made.database:
            print("Its database stands on the server still: drop it there.")
    else:
        aside = main.data_folder / FOLDER / REMOVED / f"{name}-{datetime.now(UTC):%Y%m%d%H%M%S}"
        aside.parent.mkdir(exist_ok=True, mode=0o700)
        made.data_folder.rename(aside)
        print(f"{name} is put aside, whole: {aside}. To have it back, move it to {made.data_folder}.")
    _record(main, "community.removed", name, erased=options.erase)
    print("A server that runs goes on with it until it is started anew.")
    return DONE


def _refuse_on_hold(made: OfCommunity, name: str) -> None:
    """Legal holds beat erasure (SYS-03)."""
    from reseal.operations.retention import views

    with store_of(made) as store, store.read(CONSOLE) as work:
        if views.in_force(work, "", 1):
            raise CommandError(
                f"legal holds are in force in {name}: nothing of it is erased. Release them, or leave --erase out."
            )


def _record(main: Configuration, act: str, name: str, **detail: bool) -> None:
    from reseal.operations.audit.acts import record

    with store_of(main) as store, store.write(CONSOLE) as work:
        record(work, act, name, **detail)

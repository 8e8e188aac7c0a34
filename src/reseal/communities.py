"""Communities: several desks in one installation, each with a folder, a database, keys and settings of its own.

`communities/NAME/` in the data directory is all that a community is (ADR 0020). No row anywhere says whose it is: what
one community's keys and tables do not hold, nothing that serves it can show.
"""

import os
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import msgspec

from reseal.configuration import (
    SETTINGS_FILE,
    Configuration,
    ConfigurationError,
    checked,
    is_host,
    is_label,
    read_settings,
)

FOLDER = "communities"
REMOVED = ".removed"
LONGEST_NAME = 32

OF_THE_SERVER = (
    "host",
    "port",
    "level",
    "reader",
    "max_body_bytes",
    "max_upload_bytes",
    "max_text_characters",
    "picture_processes",
    "picture_seconds",
    "picture_memory_bytes",
)
"""Settings that there is one of for all: those of the socket and of the screener that all share."""

_NOT_ITS_OWN = ("data_dir", "beside", *OF_THE_SERVER)
"""Where it stands follows from its name. Processes beside the server hold half a gigabyte: there is one pair."""

_FILES = ("key_file", "oidc_secret_file")
"""Settings that name a file: from the community's folder."""

ADDING = ".adding"
"""Stands in the folder of a community while it is being made: nobody serves it yet."""

DATABASE_FILE, KEYS_FILE = "reseal.sqlite", "keys.json"


class OfCommunity(Configuration, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The settings of one community."""

    community: str

    @property
    def served_on(self) -> str:
        """The host that browsers name: the first of its hosts. No other reaches it (`interfaces.api.communities`)."""
        return urlsplit(self.public_url).hostname or self.named_hosts[0]


class Community(NamedTuple):
    """One community: its name, its settings, and the hosts at which it is found."""

    name: str
    chosen: OfCommunity
    hosts: tuple[str, ...]


def name_of(chosen: Configuration) -> str:
    """The name of the community whose settings these are; empty for those of the installation itself."""
    return chosen.community if isinstance(chosen, OfCommunity) else ""


def community_name(name: str) -> str:
    """The name, if it is one.

    Raises:
        ConfigurationError: it is none. Nothing is folded: a name that only looks like another's is none.
    """
    if not is_label(name) or len(name) > LONGEST_NAME or not name[0].isalpha() or "--" in name:
        raise ConfigurationError(
            f"{name[:80]!r} is no name of a community. Give 1 to {LONGEST_NAME} of a to z, 0 to 9 and single hyphens; "
            "a letter comes first."
        )
    return name


def folder_of(main: Configuration, name: str) -> Path:
    """Where a community is kept.

    Raises:
        ConfigurationError: the name is none.
    """
    return main.data_folder / FOLDER / community_name(name)


def names(main: Configuration) -> list[str]:
    """The names of all communities of an installation.

    Raises:
        ConfigurationError: there is a folder among theirs that is none.
    """
    folder = main.data_folder / FOLDER
    try:
        found = sorted(entry.name for entry in folder.iterdir() if not entry.name.startswith("."))
    except FileNotFoundError:
        return []
    except NotADirectoryError as error:
        if not folder.exists():  # what the data directory stands in is a file: whoever opens the store says so
            return []
        raise ConfigurationError(f"{folder}: {error.strerror}. Move that file away.") from None
    except OSError as error:
        raise ConfigurationError(f"{folder}: {error.strerror}. Let this user read it.") from None
    for name in found:
        try:
            community_name(name)
        except ConfigurationError as error:
            raise ConfigurationError(f"{folder / name}: {error} Take it out of {folder}.") from None
    return found


def whole(main: Configuration) -> list[str]:
    """The names of those that are made whole; errors as those of `names`."""
    folder = main.data_folder / FOLDER
    return [
        name
        for name in names(main)
        if not (folder / name / ADDING).exists() and (folder / name / SETTINGS_FILE).is_file()
    ]


def configured(main: Configuration, name: str) -> OfCommunity:
    """The settings of a community: its own file's, else the defaults; of the socket and the screener, the server's.

    Neither the environment nor the installation's own file names its database, keys or provider: a setting meant for
    one must not become another's.

    Raises:
        ConfigurationError: there is no such community, or a setting of it cannot be used.
    """
    folder = folder_of(main, name)
    file = folder / SETTINGS_FILE
    if not file.is_file():
        raise ConfigurationError(f"there is no community {name}: {file} is missing. `reseal community list` names all.")
    given = read_settings(file)
    for setting in given:
        if setting in _NOT_ITS_OWN:
            raise ConfigurationError(
                f"setting `{setting}` in {file}: it is the server's and the same for all communities. Take it out "
                "there, and give it in the reseal.toml of the installation."
            )
    settings: dict[str, Any] = {**given, "data_dir": str(folder)}
    if main.public_url and not given.get("public_url"):
        settings["public_url"] = _beside(main.public_url, str(given.get("hosts", "")), file)
    made = checked(settings, str(file))
    if not made.named_hosts:
        raise ConfigurationError(f"setting `hosts` in {file}: it is missing. Name the hosts at which {name} is found.")
    placed = {name: str(folder / getattr(made, name)) for name in _FILES if getattr(made, name)}
    if made.policy.endswith(".toml"):
        placed["policy"] = str(folder / made.policy)
    own = {field: getattr(made, field) for field in Configuration.__struct_fields__}
    shared = {field: getattr(main, field) for field in OF_THE_SERVER}
    return OfCommunity(**{**own, **shared, **placed, "beside": False}, community=name)


def communities(main: Configuration) -> list[Community]:
    """All communities of an installation, by name; each has its own hosts, its own database and its own keys.

    Raises:
        ConfigurationError: a setting cannot be used, or two name the same host, database or keys.
    """
    found = [Community(name, made, made.named_hosts) for name in names(main) for made in [configured(main, name)]]
    seen: dict[tuple[str, object], str] = {}
    for name, chosen, hosts in [("", main, main.named_hosts), *found]:
        said = f"community {name}" if name else "the installation itself"
        for setting, place in _places(chosen, hosts):
            other = seen.setdefault((setting, place), said)
            if other is not said:
                raise ConfigurationError(
                    f"setting `{setting}` of {said}: it is that of {other}. Give each its own (docs/15-communities.md)."
                )
    return found


def _places(chosen: Configuration, hosts: tuple[str, ...]) -> list[tuple[str, object]]:
    """What two must not have in common, by the setting that names it."""
    keys = Path(chosen.key_file or chosen.data_folder / KEYS_FILE)
    return [
        *(("hosts", host) for host in hosts),
        ("database", _database(chosen)),
        ("key_file", os.path.realpath(keys)),
    ]


def _database(chosen: Configuration) -> object:
    """The same for two addresses of one database."""
    parts = urlsplit(chosen.database)
    if not chosen.database or parts.scheme.partition("+")[0] == "sqlite":
        file = chosen.data_folder / DATABASE_FILE if not chosen.database else Path(parts.path.removeprefix("/"))
        return os.path.realpath(file)
    try:
        port = parts.port or 5432
    except ValueError:
        port = 0
    query = sorted(part for part in parts.query.split("&") if part.startswith(("host=", "port=", "dbname=")))
    return (parts.hostname or "", port, parts.path, *query)


def _beside(public_url: str, hosts: str, file: Path) -> str:
    """The address of a community behind the same proxy as the installation: its first host, that scheme and port."""
    first = hosts.replace(" ", "").partition(",")[0]
    if not is_host(first):
        raise ConfigurationError(f"setting `hosts` in {file}: {first!r} is no host name. Name one, or `public_url`.")
    parts = urlsplit(public_url)
    return f"{parts.scheme}://{first}" + (f":{parts.port}" if parts.port else "")


def settings_text(values: dict[str, str]) -> str:
    """A file of settings that says these."""
    return "".join(f"{name} = {msgspec.json.encode(value).decode()}\n" for name, value in values.items())

"""Where the operator's settings come from: the command line, then `RESEAL_*`, then `reseal.toml`, then the defaults.

`reseal.toml` is the file that `RESEAL_CONFIG` names, else the one in the working directory, else the one in the data
directory. The data directory has one default that every command shares, so that a token made in one terminal opens the
server in another.
"""

import os
import tomllib
from collections.abc import Mapping
from ipaddress import ip_network
from pathlib import Path
from typing import Any, Literal, get_type_hints
from urllib.parse import urlsplit

import msgspec

from reseal.vocabulary import Level, ReaderModel

Mode = Literal["act", "shadow"]
SecondFactor = Literal["here", "provider"]

SETTINGS_FILE = "reseal.toml"
OUTBOX = "outbox"

_AT_LEAST_ONE = (
    "max_body_bytes",
    "max_upload_bytes",
    "max_text_characters",
    "page_characters",
    "page_checks_per_minute",
    "notices_per_minute",
    "picture_processes",
    "picture_seconds",
    "picture_memory_bytes",
    "shadow_days",
    "post_days",
)


_OF_LABELS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


class ConfigurationError(ValueError):
    """A setting that cannot be used. The text names the setting, where it stands and the remedy."""


class Configuration(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Every setting. The names are those of `reseal.toml`; in the environment they are upper case after `RESEAL_`.

    `max_body_bytes`, `max_upload_bytes` and `max_text_characters` bound one request, one with pictures as files, and
    one text of the API; `page_characters` bounds the text of the first page, `page_picture_bytes` its picture (0: none
    is taken), `page_checks_per_minute` the checks of one visitor, `notices_per_minute`
    the notices of one origin. `shadow_days` is how long records of shadow mode are
    kept.

    Of the server: while `beside` is on, requests of many posts are judged, and what comes in is written, by two
    processes beside it, from the first such request on; they hold some 500 MiB. `picture_processes` read pictures, each
    at most `picture_seconds` a picture and with at most `picture_memory_bytes` beyond what it holds when idle.

    `database` is an address (postgresql://…; empty: a file in the data directory), `key_file` holds the master keys
    (empty: keys.json in the data directory; `RESEAL_KEYS` holds them itself), `public_url` is the address that people
    outside see (empty: the one that serves); where it is given, a proxy on this machine may say who asks
    (X-Forwarded-For). `private_surfaces` lets live ingestion take direct messages and group
    chats; `post_days` is how long a post that nobody noticed is kept, sealed. `sender` is how messages leave for people
    (outbox: a sealed local one for development; else module:name), `webhook_networks` names networks inside the house
    that webhooks may reach, as in 127.0.0.0/8, 10.1.2.3.

    `hosts` are the names at which a community is found (docs/15-communities.md). `oidc_…` and `group_roles` are
    about signing in at a provider of identities (docs/16-single-sign-on.md).
    """

    data_dir: str
    host: str = "127.0.0.1"
    port: int = 8420
    level: Level = "full"
    reader: ReaderModel = "teacher"
    policy: str = "default"
    mode: Mode = "act"
    page: bool = True
    max_body_bytes: int = 16 * 1024 * 1024
    max_upload_bytes: int = 64 * 1024 * 1024
    max_text_characters: int = 200_000
    page_characters: int = 10_000
    page_picture_bytes: int = 8 * 1024 * 1024
    page_checks_per_minute: int = 60
    notices_per_minute: int = 20
    beside: bool = True
    picture_processes: int = 1
    picture_seconds: int = 120
    picture_memory_bytes: int = 2 * 1024 * 1024 * 1024
    shadow_days: int = 30
    database: str = ""
    key_file: str = ""
    public_url: str = ""
    private_surfaces: bool = False
    post_days: int = 7
    sender: str = OUTBOX
    webhook_networks: str = ""
    hosts: str = ""
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_secret_file: str = ""
    oidc_scopes: str = "openid profile"
    oidc_subject: str = "sub"
    oidc_name: str = "preferred_username"
    oidc_groups: str = "groups"
    oidc_acr: str = ""
    oidc_second_factor: SecondFactor = "here"
    oidc_new_members: bool = True
    group_roles: dict[str, str] = {}

    @property
    def data_folder(self) -> Path:
        """The data directory as a path."""
        return Path(self.data_dir)

    @property
    def served_on(self) -> str:
        """The host that browsers name: of the address that people outside see, else the one that is listened on."""
        return urlsplit(self.public_url).hostname or self.host

    @property
    def named_hosts(self) -> tuple[str, ...]:
        """The names of the setting `hosts`, and that of `public_url`, each once."""
        named = [*filter(None, self.hosts.replace(" ", "").split(",")), urlsplit(self.public_url).hostname or ""]
        return tuple(dict.fromkeys(filter(None, named)))


def default_data_dir(environment: Mapping[str, str]) -> Path:
    """`$XDG_DATA_HOME/reseal`, else `~/.local/share/reseal`, whatever the working directory is."""
    base = environment.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "reseal"


def load_configuration(
    arguments: Mapping[str, Any] | None = None, environment: Mapping[str, str] | None = None
) -> Configuration:
    """The settings in force. `arguments` are those of the command line that were given; None values do not count.

    Raises:
        ConfigurationError: a setting is unknown or of the wrong kind, or `RESEAL_CONFIG` names no readable file.
    """
    environment = os.environ if environment is None else environment
    given = {name: value for name, value in (arguments or {}).items() if value is not None}
    data_dir = given.get("data_dir") or environment.get("RESEAL_DATA_DIR")
    file = _settings_file(environment, Path(data_dir) if data_dir else default_data_dir(environment))
    settings = read_settings(file) if file else {}
    if "data_dir" in settings and file is not None:
        settings["data_dir"] = str(file.parent / str(settings["data_dir"]))
    settings.update(_from_environment(environment))
    settings.update(given)
    settings.setdefault("data_dir", str(default_data_dir(environment)))
    settings["data_dir"] = str(Path(str(settings["data_dir"])).expanduser())
    return checked(settings, f"{file} or RESEAL_*" if file else "the command line or RESEAL_*")


def _settings_file(environment: Mapping[str, str], data_dir: Path) -> Path | None:
    named = environment.get("RESEAL_CONFIG")
    if named:
        return Path(named)
    return next((file for file in (Path(SETTINGS_FILE), data_dir / SETTINGS_FILE) if file.is_file()), None)


def read_settings(file: Path) -> dict[str, Any]:
    """What a file of settings says, as it stands there.

    Raises:
        ConfigurationError: it cannot be read, or is no TOML.
    """
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise ConfigurationError(
            f"{file} cannot be read: {reason}. Mend the file, or let RESEAL_CONFIG name another."
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{file} is no valid TOML: {error}. Mend the file at that place.") from None


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    """The settings among `RESEAL_*`. Names that are no setting (`RESEAL_CACHE_DIR`, `RESEAL_CONFIG`) are left alone."""
    return {
        name: environment[f"RESEAL_{name.upper()}"]
        for name in Configuration.__struct_fields__
        if environment.get(f"RESEAL_{name.upper()}")
    }


def checked(settings: dict[str, Any], where: str) -> Configuration:
    """Settings of which each is known and of its kind; `where` says in an error where they stand.

    Raises:
        ConfigurationError: one is not.
    """
    unknown = sorted(set(settings) - set(Configuration.__struct_fields__))
    if unknown:
        known = ", ".join(Configuration.__struct_fields__)
        raise ConfigurationError(f"unknown setting `{unknown[0]}` in {where}. The settings are {known}.")
    hints = get_type_hints(Configuration)
    if isinstance(settings.get("group_roles"), str):
        settings["group_roles"] = _pairs(settings["group_roles"])
    for name, value in settings.items():
        try:
            settings[name] = msgspec.convert(value, hints[name], strict=False)
        except msgspec.ValidationError as error:
            raise ConfigurationError(f"setting `{name}` in {where}: {error}. Mend it there.") from None
    for name in _AT_LEAST_ONE:
        if settings.get(name, 1) < 1:
            raise ConfigurationError(f"setting `{name}` in {where}: {settings[name]} is too small. Give 1 or more.")
    try:
        for part in filter(None, str(settings.get("webhook_networks", "")).replace(" ", "").split(",")):
            ip_network(part)
    except ValueError:
        raise ConfigurationError(
            f"setting `webhook_networks` in {where}: no list of networks. Give some as in 127.0.0.0/8, 10.1.2.3."
        ) from None
    if not 0 <= settings.get("port", 0) <= 65535:
        raise ConfigurationError(f"setting `port` in {where}: {settings['port']} is no port. Give 0 to 65535.")
    made = Configuration(**settings)
    for host in made.named_hosts:
        if not is_host(host):
            raise ConfigurationError(
                f"setting `hosts` in {where}: {host!r} is no host name. Give names in lower case, without scheme and "
                "port, as in desk.example.com; names in other scripts as they stand in the DNS (xn--…)."
            )
    return made


def is_host(name: str) -> bool:
    """Whether a name is one of a host as the DNS has it: labels of letters, digits and hyphens, in lower case."""
    return len(name) <= 253 and all(map(is_label, name.split(".")))


def is_label(name: str) -> bool:
    """Whether a name is one label of the DNS, in lower case."""
    return 0 < len(name) <= 63 and set(name) <= _OF_LABELS and name[0] != "-" != name[-1]


def _pairs(text: str) -> Any:
    """`GROUP=ROLE, GROUP=ROLE` as a table; what is none stays as it is, to be refused."""
    pairs = [part.partition("=") for part in filter(None, map(str.strip, text.split(",")))]
    return {name.strip(): role.strip() for name, _, role in pairs} if all(sign for _, sign, _ in pairs) else text

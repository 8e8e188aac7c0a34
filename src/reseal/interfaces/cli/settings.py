"""The settings and the screener that a command works with; a fault in them ends the command with a clear line."""

import argparse
from typing import TYPE_CHECKING

import msgspec

from reseal.communities import configured
from reseal.configuration import Configuration, ConfigurationError, load_configuration
from reseal.interfaces.cli.outcome import MISUSED, CommandError

if TYPE_CHECKING:
    from reseal.screening.screener import Screener


def settings(options: argparse.Namespace) -> Configuration:
    """The configuration under the options of a command: that of the community which it names, else the installation's.

    Raises:
        CommandError: a setting cannot be used, or there is no such community.
    """
    named = {name: getattr(options, name, None) for name in ("data_dir", "host", "port", "level", "reader", "policy")}
    if getattr(options, "shadow", False):
        named["mode"] = "shadow"
    community = getattr(options, "community", None)
    try:
        main = load_configuration(named)
        if community is None:
            return main
        policy = named["policy"]
        made = configured(main, community)
        return made if policy is None else msgspec.structs.replace(made, policy=policy)
    except ConfigurationError as error:
        raise CommandError(str(error), MISUSED) from None


def screener(chosen: Configuration, *, redact: bool = False) -> "Screener":
    """A screener of the level, reader and pack that the configuration names.

    Raises:
        CommandError: the pack cannot be used.
    """
    from reseal.screening.screener import Screener

    try:
        return Screener(level=chosen.level, reader=chosen.reader, pack=chosen.policy, redact=redact)
    except ValueError as error:
        raise CommandError(str(error), MISUSED) from None

"""`reseal token`: access tokens of the API."""

import argparse
from datetime import UTC, datetime

from reseal.interfaces.cli.outcome import DONE, MISUSED, CommandError
from reseal.interfaces.cli.store import store

CONSOLE = "system"


def create(options: argparse.Namespace) -> int:
    """Make a token and print it, and nothing else, on the last line."""
    from reseal.operations.staff.access import AccessError
    from reseal.operations.tokens import acts

    with store(options) as opened:
        try:
            with opened.write(CONSOLE) as work:
                token = acts.create(work, options.role, options.scope, options.name)
        except AccessError as error:
            raise CommandError(str(error), MISUSED) from None
    print(token)
    return DONE


def listed(options: argparse.Namespace) -> int:
    """Print the tokens that there are, a line each: id, role, since when, name, scopes."""
    from reseal.operations.tokens import views

    with store(options) as opened, opened.read() as work:
        for token in views.listed(work):
            since = datetime.fromtimestamp(token.created_at / 1000, UTC).strftime("%Y-%m-%d")
            state = "withdrawn" if token.withdrawn_at else "open"
            print(token.id, token.role, since, state, token.name or "-", ",".join(token.scopes), sep="  ")
    return DONE


def withdraw(options: argparse.Namespace) -> int:
    """Let a token open nothing any more."""
    from reseal.operations.tokens import acts

    with store(options) as opened:
        try:
            with opened.write(CONSOLE) as work:
                acts.withdraw(work, options.id)
        except LookupError as error:
            raise CommandError(f"{error}. `reseal token list` names them.", MISUSED) from None
    return DONE

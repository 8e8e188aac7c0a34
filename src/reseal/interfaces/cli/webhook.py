"""`reseal webhook`: where the platform takes webhooks, new secrets, and sending again what did not arrive."""

import argparse
from datetime import UTC, datetime, timedelta

from reseal.interfaces.cli.outcome import DONE, MISUSED, CommandError
from reseal.interfaces.cli.store import store

CONSOLE = "system"


def add(options: argparse.Namespace) -> int:
    """Register an endpoint; its secret is shown once, on the last line."""
    from reseal.operations.deliveries import endpoints

    with store(options) as opened:
        try:
            with opened.write(CONSOLE) as work:
                made = endpoints.register(work, options.url, options.kind)
        except endpoints.EndpointError as error:
            raise CommandError(str(error), MISUSED) from None
    print(f"{made.id} takes webhooks. It verifies them with this secret, which is shown this once:")
    print(made.secret)
    return DONE


def listed(options: argparse.Namespace) -> int:
    """Print the endpoints, a line each: id, address, kinds."""
    from reseal.operations.deliveries import endpoints

    with store(options) as opened, opened.read() as work:
        for one in endpoints.shown(work):
            old = () if one.old_until is None else (f"old secret until {_said(one.old_until)}",)
            print(one.id, one.url, ",".join(one.kinds), *old, sep="  ")
    return DONE


def rotate(options: argparse.Namespace) -> int:
    """Give an endpoint a new secret, shown once on the last line; the old one signs too for some hours."""
    from reseal.operations.deliveries import endpoints

    overlap = timedelta(hours=options.hours) // timedelta(milliseconds=1)
    with store(options) as opened:
        with opened.write(CONSOLE) as work:
            made = endpoints.rotate(work, options.id, overlap)
        if made is None:
            raise CommandError(f"there is no endpoint {options.id}. `reseal webhook list` names them.", MISUSED)
    if options.hours:
        print(f"Until {_said(made.old_until)} webhooks are signed with both secrets, then with the new one alone.")
    else:
        print("The old secret signs nothing any more.")
    print("It verifies them with this secret, which is shown this once:")
    print(made.secret)
    return DONE


def _said(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def remove(options: argparse.Namespace) -> int:
    """Send nothing more to an endpoint."""
    from reseal.operations.deliveries import endpoints

    with store(options) as opened, opened.write(CONSOLE) as work:
        if not endpoints.remove(work, options.id):
            raise CommandError(f"there is no endpoint {options.id}. `reseal webhook list` names them.", MISUSED)
    return DONE


def replay(options: argparse.Namespace) -> int:
    """Send once more what has failed in the last hours, each under its id."""
    from reseal.operations.deliveries import sending

    back = timedelta(hours=options.hours) // timedelta(milliseconds=1)
    with store(options) as opened, opened.write(CONSOLE) as work:
        print(f"{sending.replay_failed(work, work.now - back)} deliveries are sent once more.")
    return DONE

"""`reseal staff`: the people of the desk, from the machine that it runs on."""

import argparse

from reseal.communities import name_of
from reseal.configuration import Configuration
from reseal.interfaces.cli.outcome import DONE, MISUSED, CommandError
from reseal.interfaces.cli.store import store


def add(options: argparse.Namespace) -> int:
    """Add somebody and print the password to hand to them, alone on the last line."""
    from reseal.operations.staff import acts, passwords

    password = passwords.handed_out()
    hashed = passwords.hashed(password)
    with store(options) as opened:
        try:
            with opened.write() as work:
                acts.add(work, options.name, options.role, hashed, options.lang)
        except ValueError as error:
            raise CommandError(str(error), MISUSED) from None
    print("They sign in at /console with this password once, and set their own:")
    print(password)
    return DONE


def reset(options: argparse.Namespace) -> int:
    """Take codes, passkeys and sessions away and print a new password, alone on the last line."""
    from reseal.operations.staff import acts, passwords, views

    password = passwords.handed_out()
    hashed = passwords.hashed(password)
    with store(options) as opened, opened.write() as work:
        member = views.named(work, options.name)
        if member is None:
            raise CommandError(f"there is no member {options.name}. `reseal staff list` names them.", MISUSED)
        try:
            acts.reset(work, member.id, hashed)
        except acts.ElsewhereError as error:
            raise CommandError(f"{error} `reseal staff link` lets them in once.", MISUSED) from None
    print("They sign in at /console with this password once, and set their own:")
    print(password)
    return DONE


def link(options: argparse.Namespace) -> int:
    """Print the address that lets somebody in once, alone on the last line."""
    from reseal.interfaces.cli.settings import settings
    from reseal.operations.staff import links

    chosen = settings(options)
    with store(options) as opened:
        try:
            with opened.write() as work:
                key = links.make(work, options.name)
        except LookupError as error:
            raise CommandError(str(error.args[0]), MISUSED) from None
    print("It opens the desk once, within ten minutes, without password or code.")
    print("If the server is elsewhere: --host and --port here, or for good public_url in reseal.toml.")
    print(f"{_address(options, chosen)}/console/sign-in/link/{key}")
    return DONE


def _address(options: argparse.Namespace, chosen: Configuration) -> str:
    """Where a browser finds the server: as the options say, else by its public address, else where it listens."""
    if chosen.public_url and options.host is None and options.port is None:
        return chosen.public_url.rstrip("/")
    if name_of(chosen) and options.host is None:
        return f"http://{chosen.served_on}:{chosen.port}"
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(chosen.host, chosen.host)  # "everywhere" is no address to go to
    return f"http://[{host}]:{chosen.port}" if ":" in host else f"http://{host}:{chosen.port}"


def listed(options: argparse.Namespace) -> int:
    """Print everybody, a line each: name, role, state."""
    from reseal.operations.staff import views

    with store(options) as opened, opened.read() as work:
        for member in views.members(work):
            state = "shut out" if member.disabled_at else "open" if member.has_code else "not signed in yet"
            print(member.name, member.role, state, sep="  ")
    return DONE

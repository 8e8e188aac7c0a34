"""`reseal`: the commands and their arguments. What each does stands in its own file and is loaded only when called.

Exit status: 0 done; 1 it failed, and standard error says why; 2 the arguments or the settings are wrong; 3 some rows
could not be judged; 130 interrupted.
"""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from reseal import __version__
from reseal.interfaces.cli.outcome import FAILED, INTERRUPTED, MISUSED, CommandError
from reseal.vocabulary import LEVELS, READERS

STAFF_ROLES = ("intake", "moderator", "senior", "legal", "auditor", "admin")
TOKEN_ROLES = ("platform", "flagger", "staff", "provisioner", *STAFF_ROLES)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(MISUSED, f"{self.prog}: {message}\nTry `{self.prog} --help`.\n")


_LONGEST_OVERLAP_HOURS = 168


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = _Parser(prog="reseal", description="Protects people from doxxing: judges posts and says why.")
    top.add_argument("--version", action="version", version=f"reseal {__version__}")
    shared = _Parser(add_help=False)
    shared.add_argument("--data-dir", metavar="DIR", help="where Reseal keeps its files (or RESEAL_DATA_DIR)")
    kept = _Parser(add_help=False, parents=[shared])
    kept.add_argument("--community", metavar="NAME", help="of this community (default: of the installation itself)")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=_Parser)

    screen = commands.add_parser("screen", parents=[shared], help="judge streams of posts: JSONL, CSV, Parquet")
    screen.add_argument("files", nargs="*", default=["-"], metavar="FILE", help="input; - is standard input (default)")
    screen.add_argument("--to", metavar="FILE", help="where decisions go (default: standard output)")
    screen.add_argument("--format", choices=("jsonl", "parquet", "csv"), help="default: by the suffix of --to")
    _judging(screen)
    screen.add_argument("--workers", type=_positive, default=1, metavar="N", help="processes that judge (default: 1)")
    screen.add_argument("--rejects", metavar="FILE", help="where rows that are no posts are named: line, reason, field")
    screen.add_argument("--redact", action="store_true", help="put a masked text into each decision that has exposures")
    screen.set_defaults(run="screen:run")

    check = commands.add_parser("check", parents=[shared], help="judge one text or picture and say why, for people")
    check.add_argument("text", nargs="+", metavar="text|picture", help="a text, pictures, or both; - reads the text")
    check.add_argument("--redacted-to", metavar="FILE", help="write the picture with what is exposed in it covered")
    check.add_argument("--show-surfaces", action="store_true", help="show what was found, not only where")
    check.add_argument("--lang", choices=("zh", "en"), help="default: the language of the terminal")
    _judging(check)
    check.set_defaults(run="check:run")

    serve = commands.add_parser("serve", parents=[shared], help="serve the API and its first page")
    serve.add_argument("--host", help="default: 127.0.0.1")
    serve.add_argument("--port", type=int, help="default: 8420")
    serve.add_argument("--shadow", action="store_true", help="decide, act on nothing, count (mode = shadow)")
    _judging(serve)
    serve.set_defaults(run="serve:run")

    token = commands.add_parser("token", help="access tokens of the API")
    tokens = token.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=_Parser)
    create = tokens.add_parser("create", parents=[kept], help="make a token; it is shown once, on the last line")
    create.add_argument("--role", required=True, choices=TOKEN_ROLES, help="what the token opens")
    create.add_argument(
        "--scope", action="append", default=[], metavar="SCOPE", help="open only this much of the role (repeatable)"
    )
    create.add_argument("--name", default="", help="what the token is for, to know it again in the list")
    create.set_defaults(run="token:create")
    list_ = tokens.add_parser("list", parents=[kept], help="the tokens that there are, never the tokens themselves")
    list_.set_defaults(run="token:listed")
    withdraw = tokens.add_parser("withdraw", parents=[kept], help="let a token open nothing any more")
    withdraw.add_argument("id", metavar="ID", help="the first column of `reseal token list`")
    withdraw.set_defaults(run="token:withdraw")

    staff = commands.add_parser("staff", help="the people of the desk")
    people = staff.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=_Parser)
    add = people.add_parser("add", parents=[kept], help="add somebody; a first password is shown on the last line")
    add.add_argument("name", metavar="NAME", help="letters, digits, dots, hyphens; it is what they sign in with")
    add.add_argument("--role", required=True, choices=STAFF_ROLES, help="what they may do")
    add.add_argument("--lang", choices=("zh", "en"), default="zh", help="the language of their console (default: zh)")
    add.set_defaults(run="staff:add")
    reset = people.add_parser("reset", parents=[kept], help="a new first password; codes and passkeys are gone")
    reset.add_argument("name", metavar="NAME")
    reset.set_defaults(run="staff:reset")
    link = people.add_parser("link", parents=[kept], help="an address that lets somebody in once, on the last line")
    link.add_argument("name", metavar="NAME")
    link.add_argument("--host", help="where the server is (default: as it is configured)")
    link.add_argument("--port", type=int, help="its port (default: as it is configured)")
    link.set_defaults(run="staff:link")
    everybody = people.add_parser("list", parents=[kept], help="everybody, with role and state")
    everybody.set_defaults(run="staff:listed")

    policy = commands.add_parser("policy", help="policy packs: test one, preview a change")
    policies = policy.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=_Parser)
    test = policies.add_parser("test", parents=[shared], help="run a pack's own examples")
    test.add_argument("pack", metavar="PACK", help="the name of a bundled pack, or a .toml file")
    test.set_defaults(run="policy:test")
    replay = policies.add_parser("replay", parents=[kept], help="what a change would do to past decisions")
    replay.add_argument("files", nargs="*", metavar="DECISIONS", help="JSONL of decisions (default: shadow records)")
    replay.add_argument("--policy", metavar="PACK", help="the pack to try (default: the pack in force)")
    replay.add_argument("--before", metavar="PACK", help="compare with this pack, not with the stored actions")
    replay.add_argument(
        "--threshold", action="append", default=[], metavar="CATEGORY.ACTION=SCORE", help="such as exposure.remove=0.9"
    )
    replay.set_defaults(run="policy:replay_past")

    _keeping(commands, kept)
    _communities(commands, shared)

    warm = commands.add_parser("warm", parents=[shared], help="compile the patterns now, not under the first post")
    warm.set_defaults(run="warm:run")
    return top


def _keeping(commands: "argparse._SubParsersAction[_Parser]", kept: _Parser) -> None:
    """What keeps an installation: webhooks, outbox, keys, backups."""
    webhook = commands.add_parser("webhook", help="where the platform takes webhooks")
    webhooks = webhook.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=_Parser)
    add = webhooks.add_parser("add", parents=[kept], help="register an endpoint; its secret is on the last line")
    add.add_argument("url", metavar="URL", help="such as https://example.com/webhooks")
    add.add_argument("--kind", action="append", default=[], metavar="KIND", help="take only these (default: all)")
    add.set_defaults(run="webhook:add")
    webhooks.add_parser("list", parents=[kept], help="the endpoints").set_defaults(run="webhook:listed")
    remove = webhooks.add_parser("remove", parents=[kept], help="send nothing more to an endpoint")
    remove.add_argument("id", metavar="ID", help="the first column of `reseal webhook list`")
    remove.set_defaults(run="webhook:remove")
    rotate = webhooks.add_parser("rotate", parents=[kept], help="a new secret; for some hours the old one signs too")
    rotate.add_argument("id", metavar="ID", help="the first column of `reseal webhook list`")
    rotate.add_argument("--hours", type=_hours, default=24, metavar="N", help="of both (default: 24; 0: a leak)")
    rotate.set_defaults(run="webhook:rotate")
    replay = webhooks.add_parser("replay", parents=[kept], help="send once more what has failed")
    replay.add_argument("--hours", type=_positive, default=72, metavar="N", help="made in the last hours (default: 72)")
    replay.set_defaults(run="webhook:replay")

    outbox = commands.add_parser("outbox", parents=[kept], help="read what the development sender would have sent")
    outbox.add_argument("--last", type=_positive, default=10, metavar="N", help="the newest N (default: 10)")
    outbox.set_defaults(run="outbox:run")

    key = commands.add_parser("keys", help="the master keys that everything sealed hangs on")
    keys = key.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=_Parser)
    keys.add_parser("list", parents=[kept], help="their names and what each wraps").set_defaults(run="keys:listed")
    keys.add_parser("rotate", parents=[kept], help="make a new key and wrap all by it").set_defaults(run="keys:rotate")
    keys.add_parser("rewrap", parents=[kept], help="wrap all by the current key").set_defaults(run="keys:rewrap")
    retire = keys.add_parser("retire", parents=[kept], help="forget an old key: backups that need it stay closed")
    retire.add_argument("name", metavar="NAME", help="the first column of `reseal keys list`")
    retire.set_defaults(run="keys:retire")

    backup = commands.add_parser("backup", parents=[kept], help="write everything that is kept, sealed, to a file")
    backup.add_argument("file", metavar="FILE", help="a file that is not there yet")
    backup.set_defaults(run="backup:back_up")
    restore = commands.add_parser("restore", parents=[kept], help="fill an empty database from a backup")
    restore.add_argument("file", metavar="FILE", help="a backup")
    restore.set_defaults(run="backup:restore")


def _communities(commands: "argparse._SubParsersAction[_Parser]", shared: _Parser) -> None:
    """Several desks in one installation."""
    community = commands.add_parser("community", help="several desks in one installation, each with all of its own")
    acts = community.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=_Parser)
    add = acts.add_parser("add", parents=[shared], help="make a community: folder, settings, database, keys")
    add.add_argument("name", metavar="NAME", help="a to z, 0 to 9 and single hyphens; a letter comes first")
    where = "where it is found (repeatable; default: NAME.localhost)"
    add.add_argument("--at", action="append", default=[], metavar="HOST", help=where)
    add.add_argument("--pack", metavar="PACK", help="its policy pack (default: default)")
    add.add_argument("--database", metavar="URL", help="its own database (default: a file in its folder)")
    add.set_defaults(run="community:add")
    acts.add_parser("list", parents=[shared], help="the communities, their hosts, databases and packs").set_defaults(
        run="community:listed"
    )
    remove = acts.add_parser("remove", parents=[shared], help="take a community out of the server; it is put aside")
    remove.add_argument("name", metavar="NAME")
    remove.add_argument("--erase", action="store_true", help="for good: its keys and all its files are deleted")
    remove.set_defaults(run="community:remove")


def _judging(command: argparse.ArgumentParser) -> None:
    command.add_argument("--policy", metavar="PACK", help="a bundled pack or a .toml file (default: default)")
    command.add_argument("--level", choices=LEVELS, help="how far to judge (default: full)")
    command.add_argument("--reader", choices=READERS, help="the encoder of level full (default: teacher)")


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of 1 or more")
    return int(text)


def _hours(text: str) -> int:
    if not text.isdecimal() or not text.isascii() or len(text) > 3 or int(text) > _LONGEST_OVERLAP_HOURS:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 0 to {_LONGEST_OVERLAP_HOURS}")
    return int(text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; answers the exit status."""
    options = parser().parse_args(arguments)
    module, _, function = options.run.partition(":")
    try:
        status: int = getattr(importlib.import_module(f"reseal.interfaces.cli.{module}"), function)(options)
        sys.stdout.flush()
        return status
    except CommandError as error:
        print(f"reseal: {error}", file=sys.stderr)
        return error.status
    except KeyboardInterrupt:
        print("reseal: interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has left; nothing more can be said there, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED


if __name__ == "__main__":
    sys.exit(main())

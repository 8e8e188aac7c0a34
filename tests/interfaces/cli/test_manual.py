"""docs/cli.md names every command and argument that there is."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from reseal.interfaces.cli.main import parser

PAGE = Path(__file__).resolve().parents[3] / "docs" / "cli.md"


def commands(of: argparse.ArgumentParser, path: str = "") -> Iterator[tuple[str, list[str]]]:
    """Each command with its options."""
    subs = [action for action in of._actions if isinstance(action, argparse._SubParsersAction)]
    if not subs:
        yield path, [o for a in of._actions for o in a.option_strings if o.startswith("--") and o != "--help"]
    for action in subs:
        for name, sub in action.choices.items():
            yield from commands(sub, f"{path} {name}".strip())


def test_the_manual_names_every_command_and_argument() -> None:
    page = PAGE.read_text(encoding="utf-8")
    found = dict(commands(parser()))
    assert {"screen", "check", "serve", "token create", "policy test", "policy replay", "warm"} <= set(found)
    for command, options in found.items():
        assert f"## `reseal {command}" in page, command
        for option in options:
            assert option in page, f"{command} {option}"

"""From a pack's text to its content: TOML, then the shape of `schema.py`, with errors that an author can act on."""

import difflib
import tomllib
from typing import Any, get_args

import msgspec

from reseal.screening.policy.errors import PackError, Place
from reseal.screening.policy.schema import Clause, Confidence, Example, LegalEntry, Mark, PackFile, Rule, Thresholds
from reseal.vocabulary import ACTIONS, CATEGORIES, SEVERITIES


def parse(source: str) -> PackFile:
    """The content of a pack's text, its shape checked and nothing else.

    Raises:
        PackError: no TOML, or not the shape of a pack; places and rules are named.
    """
    try:
        raw = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise _toml_error(source, str(error)) from None
    try:
        return msgspec.convert(raw, PackFile)
    except msgspec.ValidationError as error:
        raise _shape_error(raw, str(error)) from None


def _toml_error(source: str, message: str) -> PackError:
    """tomllib ends its messages with `(at line L, column C)` or `(at end of document)`."""
    problem, _, where = message.rpartition(" (at ")
    numbers = [int(part) for part in where.rstrip(")").replace(",", " ").split() if part.isdigit()]
    place = None
    if len(numbers) == 2:
        lines = source.split("\n")
        place = Place(source, sum(len(line) + 1 for line in lines[: numbers[0] - 1]) + numbers[1] - 1)
    return PackError(
        f"no valid TOML: {problem or message}",
        "mend the TOML at the mark" if place else "close what was opened and not closed",
        place=place,
    )


def _shape_error(raw: dict[str, Any], message: str) -> PackError:
    """msgspec ends its messages with the path, such as `$.rules[3].action`; rules are named by their id.

    Lists are counted from 1 in front of people.
    """
    problem, _, path = message.rpartition(" - at `")
    problem = problem or message
    path = path.removesuffix("`").removeprefix("$").removeprefix(".") if problem != message else ""
    rule = ""
    if path.startswith("rules["):
        number, _, path = path.removeprefix("rules[").partition("]")
        path = path.removeprefix(".")
        entry = raw["rules"][int(number)]
        rule = str(entry.get("id", f"number {int(number) + 1}")) if isinstance(entry, dict) else number
    path = _counted_from_one(path)
    return PackError(problem, _shape_remedy(problem, path.rpartition(".")[2]), rule=rule, field=path)


def _counted_from_one(path: str) -> str:
    first, *rest = path.split("[")
    parts = [first]
    for piece in rest:
        index, _, after = piece.partition("]")
        parts.append(f"[{int(index) + 1}]{after}" if index.isdigit() else f"[{index}]{after}")
    return "".join(parts)


_WORDS_OF: dict[str, tuple[str, ...]] = {
    "action": ACTIONS,
    "category": CATEGORIES,
    "severity": SEVERITIES,
    "severity_floor": SEVERITIES,
    "severity_ceiling": SEVERITIES,
    "mark": get_args(Mark),
    "confidence": get_args(Confidence),
}
_FIELDS = tuple(
    dict.fromkeys(
        field
        for struct in (Rule, PackFile, LegalEntry, Example, Clause, Thresholds)
        for field in struct.__struct_fields__
    )
)


def _shape_remedy(problem: str, field: str) -> str:
    named = problem.partition("`")[2].partition("`")[0]
    if "unknown field" in problem:
        close = difflib.get_close_matches(named, _FIELDS, n=1)
        return f"remove it{f', or did you mean `{close[0]}`?' if close else ''}"
    if "missing required field" in problem:
        return f"add `{named}`; docs/policy-packs.md describes it"
    if "enum value" in problem and field in _WORDS_OF:
        return f"use one of {', '.join(_WORDS_OF[field])}"
    if "regex" in problem and field == "version":
        return "write three numbers, such as 1.0.0"
    if "regex" in problem:
        return "use small letters, digits, dots, dashes and underscores"
    return "write the field as docs/policy-packs.md describes it"

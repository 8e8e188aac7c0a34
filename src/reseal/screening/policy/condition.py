"""A rule's condition: CEL, compiled once, checked so that it can only ask about known facts in known words.

The checks go beyond the parser's, because a misspelt word in a comparison is valid CEL that silently never holds.
Regular expressions and custom functions are refused: a condition runs in linear time and has no side effects.
"""

import difflib
import importlib.machinery
import importlib.util
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Any, Literal, NamedTuple, Protocol, cast

from reseal.screening.policy.errors import PackError, Place
from reseal.screening.policy.facts import FACT_NAMES, LANGUAGES
from reseal.screening.policy.wording import reason_glossary
from reseal.vocabulary import CATEGORIES, EXPOSURE_TYPES, SEVERITIES, SUBJECTS, SURFACES

MACROS = ("exists", "all", "exists_one", "filter", "map")
METHODS = (*MACROS, "size", "startsWith", "endsWith", "contains")
FUNCTIONS = ("size",)
_ARITHMETIC = ("+", "-", "*", "/", "%")
_KEYWORDS = ("true", "false", "in", "null")

_SYNTAX_REMEDY = (
    'write CEL: == and != compare, && || ! join, "double quotes" round words, in and exists(x, …) look into lists; '
    "docs/policy-packs.md shows every form"
)


class Program(Protocol):
    """A compiled expression. Immutable, safe to run from many threads."""

    def execute(self, context: object) -> Any:  # noqa: D102
        ...

    def variables(self) -> list[str]:  # noqa: D102
        ...

    def functions(self) -> list[str]:  # noqa: D102
        ...


class Token(NamedTuple):
    """A word of a condition. `member` follows a dot; `call` is followed by an opening bracket."""

    kind: Literal["name", "member", "text", "number"]
    word: str
    offset: int
    call: bool


@cache
def _engine() -> Any:
    """The CEL extension without the package round it, whose terminal shell would cost half a second at every start."""
    name = "cel.cel"
    if name in sys.modules:
        return sys.modules[name]
    package = importlib.machinery.PathFinder.find_spec("cel")
    found = importlib.machinery.PathFinder.find_spec(name, package.submodule_search_locations) if package else None
    if found is None or found.loader is None:
        raise ImportError("the package `common-expression-language` is missing; install reseal with its dependencies")
    module = importlib.util.module_from_spec(found)
    sys.modules[name] = module
    found.loader.exec_module(module)
    return module


def compile_condition(source: str) -> Program:
    """Compile and check one condition.

    Raises:
        PackError: no valid CEL, or it names an unknown fact, word or function; the place is drawn.
    """
    try:
        program = cast(Program, _engine().compile(source))
    except ValueError as error:
        raise _syntax_error(source, str(error)) from None
    _check_names(source)
    calculated = [sign for sign in _ARITHMETIC if f"_{sign}_" in program.functions()]
    if calculated:
        raise PackError(
            f"`{calculated[0]}` is not available",
            "conditions compare and do not calculate; write the number that you mean",
        )
    return program


def bound(variables: Mapping[str, Any]) -> object:
    """Variables turned into the engine's own values once, for all conditions of a pack."""
    return _engine().Context(variables=dict(variables))


def holds(program: Program, context: object) -> bool:
    """Whether the condition holds under variables that `bound` made.

    Raises:
        PackError: it compares unlike things, or answers with something other than true or false.
    """
    try:
        answer = program.execute(context)
    except (TypeError, ValueError, RuntimeError) as error:
        detail = str(error).partition(".")[0]
        raise PackError(
            f"the condition cannot be worked out: {detail}",
            "compare numbers with numbers, words with words, and lists with in, exists or size",
        ) from None
    if answer is not True and answer is not False:
        raise PackError(
            f"the condition answers with {type(answer).__name__}, not with true or false",
            'end with a comparison, such as category == "trade"',
        )
    return answer


def numbers_in(source: str) -> frozenset[float]:
    """The numbers of a checked condition."""
    return frozenset(float(token.word) for token in _tokens(source) if token.kind == "number")


def words_in(source: str) -> frozenset[str]:
    """The words in quotes of a checked condition."""
    return frozenset(token.word for token in _tokens(source) if token.kind == "text")


def _syntax_error(source: str, message: str) -> PackError:
    """The engine says `ERROR: <input>:LINE:COLUMN: what` (1-based); its list of expected tokens helps nobody."""
    _, found, rest = message.partition("ERROR: <input>:")
    line_text, _, rest = rest.partition(":")
    column_text, _, rest = rest.partition(":")
    if not found or not line_text.isdigit() or not column_text.isdigit():
        return PackError("no valid CEL", _SYNTAX_REMEDY)
    said = rest.partition("\n")[0].partition(" expecting ")[0].replace("Syntax error:", "").strip()
    starts = [0]
    for line in source.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    offset = starts[min(int(line_text), len(starts) - 1) - 1] + int(column_text) - 1
    if "Recursion limit" in said:
        return PackError("no valid CEL: too many brackets or steps inside each other", "split it into several rules")
    said = said.replace("token recognition error at", "not understood").replace("mismatched input", "unexpected")
    said = said.replace("extraneous input", "unexpected").replace("'<EOF>'", "end")
    return PackError(f"no valid CEL: {said}", _SYNTAX_REMEDY, place=Place(source, offset))


def _check_names(source: str) -> None:
    tokens = list(_tokens(source))
    bound = {after.word for before, after in pairwise(tokens) if before.call and before.word in MACROS}
    for token in tokens:
        place = Place(source, token.offset, len(token.word))
        if token.kind == "text":
            if not _known_word(token.word):
                raise PackError(
                    f'unknown word "{token.word}"',
                    "use a category, severity, exposure type, subject, surface, language or reason code"
                    + _perhaps(token.word, _known_words()),
                    place=Place(source, token.offset, len(token.word) + 2),
                )
        elif token.kind == "number":
            if not _plain_number(token.word):
                raise PackError(
                    f"`{token.word}` is no plain number",
                    "write digits, with two decimals at most, such as 2 or 0.85",
                    place=place,
                )
        elif token.kind == "member":
            if not token.call or token.word not in METHODS:
                raise PackError(
                    f"`.{token.word}` is not available",
                    f"facts have no parts; use one of {', '.join(METHODS)} as a call" + _perhaps(token.word, METHODS),
                    place=place,
                )
        elif token.call:
            if token.word not in FUNCTIONS:
                raise PackError(
                    f"`{token.word}(…)` is not available",
                    f"use one of {', '.join((*FUNCTIONS, *METHODS))}",
                    place=place,
                )
        elif token.word not in FACT_NAMES and token.word not in bound and token.word not in _KEYWORDS:
            raise PackError(
                f"unknown fact `{token.word}`",
                f"use one of {', '.join(FACT_NAMES)}{_perhaps(token.word, FACT_NAMES)}",
                place=place,
            )


def _tokens(source: str) -> Iterator[Token]:
    """Names and texts in order, in one pass. The source has parsed, so quotes are balanced."""
    at, end, after_dot = 0, len(source), False
    while at < end:
        char = source[at]
        if char in "\"'":
            close = at + 1
            while close < end and source[close] != char:
                close += 2 if source[close] == "\\" else 1
            yield Token("text", source[at + 1 : close], at, False)
            at, after_dot = close + 1, False
        elif char.isalpha() or char == "_":
            close = at + 1
            while close < end and (source[close].isalnum() or source[close] == "_"):
                close += 1
            rest = source[close:].lstrip()
            yield Token("member" if after_dot else "name", source[at:close], at, rest.startswith("("))
            at, after_dot = close, False
        elif char.isdigit():
            close = at
            while close < end and (source[close].isalnum() or source[close] == "."):
                close += 1
            yield Token("number", source[at:close], at, False)
            at, after_dot = close, False
        else:
            after_dot = char == "." or (after_dot and char.isspace())
            at += 1


@cache
def _known_words() -> tuple[str, ...]:
    closed = (*CATEGORIES, *SEVERITIES, *EXPOSURE_TYPES, *SUBJECTS, *SURFACES, *LANGUAGES)
    return tuple(dict.fromkeys((*closed, *reason_glossary())))


def _plain_number(word: str) -> bool:
    whole, dot, decimals = word.partition(".")
    return whole.isdecimal() and (not dot or (decimals.isdecimal() and len(decimals) <= 2))


def _known_word(word: str) -> bool:
    """A listed word, or the beginning of reason codes up to a dot (for `startsWith`)."""
    return word in _known_words() or (word.endswith(".") and any(known.startswith(word) for known in _known_words()))


def _perhaps(word: str, known: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(word, known, n=1)
    return f". Did you mean `{close[0]}`?" if close else ""

"""The triggers of accounts: every post in which one is found holds one of them."""

from collections.abc import Iterable, Iterator
from itertools import product

from reseal.screening.data import read_toml
from reseal.screening.identifiers.account_cues import (
    CONNECTOR,
    FREQUENT,
    FUSED,
    GAP,
    PLATFORMS,
    SHORT_GAP,
    SKIPPED,
    VERB,
)
from reseal.screening.identifiers.account_links import link_triggers
from reseal.screening.identifiers.account_mentions import AIMED, AIMED_REACH, OWNER
from reseal.screening.identifiers.account_numbers import NUMBER_SEPARATOR
from reseal.screening.identifiers.cues import escaped, folded_words
from reseal.screening.identifiers.handles import is_han
from reseal.screening.identifiers.numerals import DIGIT_CHARS, PLACES, is_letter
from reseal.screening.lexicon import sounding_like

_DATA = read_toml("identifiers", "account.toml")


def _class(chars: Iterable[str]) -> str:
    return "".join(sorted("\\" + char if char in "\\]^-" else char for char in chars))


def platform_words(number: int) -> list[str]:
    """The patterns of one platform's words, longest first."""
    platform = _DATA["platform"][number]
    found = dict.fromkeys(escaped(word) for word in folded_words(platform["words"]))
    found.update(dict.fromkeys(sounding_like(word) for word in platform["sounds"]))
    return sorted(found, key=lambda word: (-len(word), word))


def _spelled_out(pattern: str) -> list[str]:
    """The words that a pattern of character classes stands for: as words they are scanned ten times faster."""
    return ["".join(chars) for chars in product(*pattern.strip("[]").split("]["))]


_SIGN = f"(?:[a-z0-9@_]|[{DIGIT_CHARS}][{DIGIT_CHARS}a-z_])"
_SINGLE_SIGN = f"(?:[a-z0-9@_]|[{DIGIT_CHARS}][0-9a-z_])"
_JOINING = _class({*SKIPPED, *"".join(word for word in CONNECTOR if is_han(word[0]))})
_GAP_CLASS = f"[{_JOINING}\u2190-\u21ff\u2600-\u27bf\ue100-\uecff]"
_FOLLOWING = {
    "handle": _SIGN,
    "tag": "[a-z]",
    "name": "[a-z0-9@_\u4e00-\u9fff]",
    "number": f"[{DIGIT_CHARS}]{NUMBER_SEPARATOR}{{0,2}}[{DIGIT_CHARS}{''.join(PLACES)}]",
}
_SAID = f"[{_class(char for char in DIGIT_CHARS if not char.isascii())}][{DIGIT_CHARS}a-z_]"  # in Chinese
_NUMBERED = f"[\u4e00-\u9fffa-z]{{2,8}}[{DIGIT_CHARS}_]{{2}}"
SHAPE = r"[a-z0-9]_[a-z0-9]|[a-z]{3}[0-9]{2}|[a-z0-9][·|.][a-z0-9][·|.][a-z0-9][·|.][a-z0-9]"
VERBS = [escaped(word) for word in VERB]


def account_triggers() -> Iterator[str]:
    """Rare words alone, frequent ones with what must follow, shapes.

    Words are what the engine is fast at: a pattern that begins with one costs next to nothing, one that begins with a
    class of characters or an alternation of short words costs ten times as much.
    """
    yield from link_triggers()
    yield SHAPE
    frequent = {escaped(word) for word in FREQUENT}
    followed: dict[str, list[str]] = {"verb": []}
    singles: dict[bool, list[str]] = {True: [], False: []}
    numbered: list[str] = []
    for number, platform in enumerate(PLATFORMS):
        patterns = platform_words(number)
        words = [word for word in patterns if not word.startswith("[")]
        words += [word for pattern in patterns if pattern.startswith("[") for word in _spelled_out(pattern)]
        single = [word for word in words if len(word) == 1]
        singles[platform.reads == "number"] += single
        often = [word for word in words if word in frequent and word not in single]
        followed.setdefault(platform.reads, []).extend(often)
        yield from (word for word in words if word not in often and word not in single)
        if platform.numbered:
            numbered += [word if not is_letter(word[0]) else f"{word}[:=]" for word in often]
    singles[False] += [word for word in VERBS if len(word) == 1]
    followed["verb"] = [word for word in VERBS if len(word) > 1]
    for reads, words in followed.items():
        yield from _followed(list(dict.fromkeys(words)), _FOLLOWING.get(reads, "[a-z0-9]"), touching=reads == "number")
    yield f"[{_class(singles[True])}]{_GAP_CLASS}{{0,{SHORT_GAP}}}{_FOLLOWING['number']}"
    yield from (f"{word}{_GAP_CLASS}{{0,{SHORT_GAP}}}{_SINGLE_SIGN}" for word in dict.fromkeys(singles[False]))
    numbered += [word for word in VERBS if is_han(word[0])]
    yield from (f"{word}.{{0,2}}{_NUMBERED}" for word in dict.fromkeys(numbered))
    yield f"@[^\n]{{2,48}}(?:{'|'.join(map(escaped, OWNER))})"
    yield f"(?:{'|'.join(map(escaped, AIMED))})[^\n]{{0,{AIMED_REACH}}}@ ?[a-z0-9_\u4e00-\u9fff]"


def _followed(words: list[str], sign: str, *, touching: bool) -> Iterator[str]:
    """Patterns for words with such a sign behind them; not right behind Latin words, unless it may touch them."""
    apart = [word for word in words if is_letter(word[-1]) and word not in FUSED and not touching]
    near = [word for word in words if word not in apart]
    if apart:
        yield f"(?:{'|'.join(apart)})(?:{_GAP_CLASS}{{1,{GAP}}}{sign}|{_SAID})"
    if near:
        yield f"(?:{'|'.join(near)}){_GAP_CLASS}{{0,{GAP}}}{sign}"

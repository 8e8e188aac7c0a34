"""What stands around a number: the cue that speaks for one reading of it, or against."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from reseal.screening.data import read_toml
from reseal.screening.fold import fold_text
from reseal.screening.identifiers.numerals import is_letter

_REACH = 26  # characters between a cue and its number
_CLAUSE = frozenset("。;!?\n")  # a cue of an earlier sentence says nothing
_FILLERS = " :,-=~>.\"'(|#*\n" + "".join(read_toml("numbers", "connectors.toml")["fill"]["characters"])
_PART = _CLAUSE | frozenset(",|、")


@dataclass(frozen=True, slots=True)
class Words:
    """Words to look for beside a number, by their last and first character, longest first."""

    by_last: Mapping[str, tuple[str, ...]]
    by_first: Mapping[str, tuple[str, ...]]
    lasts: frozenset[str]
    telling: frozenset[str]  # `lasts`, and what ends a sentence or a part of one


def words(*lists: Iterable[str]) -> Words:
    """The words of one or more lists of a data file, folded."""
    folded = sorted({fold_text(word) for one in lists for word in one}, key=lambda word: (-len(word), word))
    by_last: dict[str, list[str]] = {}
    by_first: dict[str, list[str]] = {}
    for word in folded:
        by_last.setdefault(word[-1], []).append(word)
        by_first.setdefault(word[0], []).append(word)
    return Words(
        {c: tuple(w) for c, w in by_last.items()},
        {c: tuple(w) for c, w in by_first.items()},
        frozenset(by_last),
        frozenset(by_last) | _PART,
    )


@cache
def code_words() -> tuple[str, ...]:
    """Words before numbers that are codes of something (`data/numbers/lookalikes.toml`), with their longer forms."""
    content = read_toml("numbers", "lookalikes.toml")
    longer = [code + noun for code in content["codes"] if not code.isascii() for noun in content["nouns"]]
    return (*content["codes"], *longer)


def last_word(
    text: str, at: int, known: Words, reach: int = _REACH, *, same_part: bool = False
) -> tuple[int, int] | None:
    """How many characters lie between `at` and the end of the nearest word before it, and the word's length.

    A sentence's end cuts the view, save one right before the number; with `same_part` a comma does so, too, and
    everywhere. Latin words count only whole. Of words that end in the same place the longest is taken.
    """
    floor = max(at - reach, 0)
    window = text[floor:at]
    if known.lasts.isdisjoint(window):
        return None
    ends, telling = _PART if same_part else _CLAUSE, known.telling
    place = at + 1
    for char in reversed(window):
        place -= 1
        if char not in telling:
            continue
        if char in ends and (same_part or text[place:at].strip()):
            return None
        for word in known.by_last.get(char, ()):
            start = place - len(word)
            if start >= 0 and text.startswith(word, start) and _whole(text, start, place):
                return at - place, len(word)
    return None


def word_before(text: str, at: int, known: Words, reach: int = _REACH, *, same_part: bool = False) -> int:
    """The distance that `last_word` finds; -1 when no word is near."""
    found = last_word(text, at, known, reach, same_part=same_part)
    return found[0] if found else -1


def nearer(one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool:
    """Whether one word stands nearer than another; in the same place the longer is meant (发票号码, not 号码)."""
    return one is not None and (other is None or (one[0], -one[1]) < (other[0], -other[1]))


def word_after(text: str, at: int, known: Words, reach: int = 8) -> int:
    """How many characters lie between `at` and the nearest word after it; -1 when none is near."""
    size = len(text)
    for place in range(at, min(at + reach, size)):
        char = text[place]
        if char in _CLAUSE:
            return -1
        for word in known.by_first.get(char, ()):
            end = place + len(word)
            if text.startswith(word, place) and _whole(text, place, end):
                return place - at
    return -1


def leads_on(between: str) -> bool:
    """Whether a cue leads straight on to its number: nothing but punctuation and fillers between."""
    return not between.strip(_FILLERS)


def has_any(text: str, known: Words) -> bool:
    """Whether any of the words stands anywhere in a text."""
    return any(
        word in text and _somewhere(text, word)
        for char, group in known.by_first.items()
        if char in text
        for word in group
    )


def attached_before(text: str, at: int) -> str:
    """The Latin letters (and what joins them to it) that a number is stuck to: `yt` in yt0000447158203."""
    start = at
    while start > 0 and at - start < 12 and (is_letter(text[start - 1]) or text[start - 1] == "_"):
        start -= 1
    return text[start:at]


def attached_after(text: str, at: int) -> str:
    """The Latin letters stuck to a number's end."""
    end = at
    while end < len(text) and end - at < 12 and (is_letter(text[end]) or text[end] == "_"):
        end += 1
    return text[at:end]


def _somewhere(text: str, word: str) -> bool:
    at = text.find(word)
    while at >= 0:
        if _whole(text, at, at + len(word)):
            return True
        at = text.find(word, at + 1)
    return False


def _whole(text: str, start: int, end: int) -> bool:
    if is_letter(text[start]) and start and is_letter(text[start - 1]):
        return False
    return not (is_letter(text[end - 1]) and end < len(text) and is_letter(text[end]))

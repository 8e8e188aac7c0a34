"""Employers told by the sentence alone, whatever their names end with: 在X上班, her X 当前台, the place between."""

from collections.abc import Iterator

from reseal.screening.identifiers.address_units import DIGITS, is_han, letter
from reseal.screening.identifiers.organisation_words import edge_words, employer_words
from reseal.screening.identifiers.organisations import cue_before
from reseal.screening.identifiers.place_names import gazetteer

_SHORTEST, _SHORTEST_UNKNOWN, _LONGEST, _LONGEST_CUED = 3, 4, 24, 14
_WEIGHT, _WEIGHT_LATIN = 0.55, 0.7


def by_phrase(text: str, first: int, last: int) -> Iterator[tuple[int, int, float]]:
    """The names between a place word in `text[first:last]` and a phrase of work: start, end, confidence."""
    words = employer_words()
    for at in _places(text, first, last):
        start = at + 1
        while start < len(text) and text[start] == " ":
            start += 1
        whose = cue_before(text, at, words.whose, 3)
        close = _close(text, start, whose=whose)
        if not close:
            continue
        name = text[start:close].rstrip(" ")
        if _is_name(name, text, start, close):
            latin = letter(name[0])
            yield start, start + len(name), _WEIGHT_LATIN if latin else _WEIGHT + 0.15 * whose


def _places(text: str, first: int, last: int) -> Iterator[int]:
    for word in "在喺":
        at = text.find(word, first, last)
        while at >= 0:
            yield at
            at = text.find(word, at + 1, last)


def by_cue(text: str, first: int, last: int) -> Iterator[tuple[int, int, float]]:
    """The names after a cue that names an employer whatever it is called (就职于, 单位:): start, end, confidence."""
    words, edges = employer_words(), edge_words()
    opening = words.named_employer.opening
    if opening.keys().isdisjoint(text[first:last]):
        return
    for at, opener in enumerate(text[first:last], first):
        start = words.named_employer.at(text, at) if opener in opening else 0
        if not start:
            continue
        while start < len(text) and text[start] in ": 是":
            start += 1
        close = start
        while close < len(text) and close - start < _LONGEST_CUED:
            char = text[close]
            if not (is_han(char) or letter(char) or char in DIGITS or (char in " &" and letter(text[close - 1]))):
                break
            if char in edges.stops or (
                close > start + 1 and (words.work.at(text, close) or words.roles.at(text, close))
            ):
                break
            close += 1
        name = text[start:close].rstrip(" ")
        if len(name) >= _SHORTEST and name not in words.common.members and words.nowhere.at(name, 0) < 2:
            yield start, start + len(name), _WEIGHT


def _close(text: str, start: int, *, whose: bool) -> int:
    """Where the phrase of work begins, with only characters of a name before it; 0 when none does.

    Where it is said whose work it is, any verb of work is enough (他媳妇在南门卖豆腐).
    """
    words, edges = employer_words(), edge_words()
    for at in range(start, min(start + _LONGEST, len(text))):
        if at > start + 1 and (words.phrases.at(text, at) or (whose and words.work.at(text, at) > at + 1)):
            return at
        char = text[at]
        if not (is_han(char) or letter(char) or char in DIGITS or char in " &") or char in edges.stops:
            return 0
    return 0


def _is_name(name: str, text: str, start: int, close: int) -> bool:
    words, edges = employer_words(), edge_words()
    if len(name) < _SHORTEST or name in words.common.members or words.nowhere.at(name, 0) > 1:
        return False
    if any(char in edges.soft for char in name) and not letter(name[0]):
        return False
    if words.nowhere.before(name, len(name)) >= 0:
        return False
    if not letter(name[0]) and name[-1] not in words.lasts and len(name) < _SHORTEST_UNKNOWN:
        return False
    division = gazetteer().ending_at(text, close, start)
    return division is None or division.start > start

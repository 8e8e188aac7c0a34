"""Names of employers and schools in English text: capitalised words up to a known ending, or after a word of work."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from reseal.screening.data import read_toml
from reseal.screening.identifiers.english_tokens import Token, tokens

_LONGEST_NAME = 6
_CUE_WORDS = 5
_TOWN_WORDS = 2
Found = tuple[int, int, float]


@dataclass(frozen=True, slots=True)
class EnglishOrganisationWords:
    """The English tables of `workplace.toml` and `school.toml`; explained there."""

    endings: frozenset[str]
    work: frozenset[str]
    employer: frozenset[str]
    strong: frozenset[str]
    links: frozenset[str]
    articles: frozenset[str]
    inner: frozenset[str]
    visit: frozenset[str]
    schools: frozenset[str]
    study: frozenset[str]
    staff: frozenset[str]
    stops: frozenset[str]


@cache
def english_organisation_words() -> EnglishOrganisationWords:
    """The tables of both data files."""
    work = {name: frozenset(entries) for name, entries in read_toml("identifiers", "workplace.toml")["english"].items()}
    study = {name: frozenset(entries) for name, entries in read_toml("identifiers", "school.toml")["english"].items()}
    return EnglishOrganisationWords(**work, **study)


def workplaces_en(text: str, original: str) -> Iterator[Found]:
    """English workplaces of one folded text: start, end, confidence."""
    words = english_organisation_words()
    parts = tokens(text, original)
    reach = 0
    for at, token in enumerate(parts):
        if token.text not in words.links or token.start < reach or at + 1 >= len(parts):
            continue
        if token.text == "," and (at == 0 or parts[at - 1].text not in words.employer):
            continue
        first = at + 1 + (parts[at + 1].text in words.articles and parts[at + 1].capital is not True)
        close = _capitalised(parts, first, words)
        if close == first or not _cue(parts, at, words.work):
            continue
        ending = parts[close - 1].text in words.endings
        if parts[close - 1].text in words.schools and not _cue(parts, at, words.staff):
            continue
        if not ending and (close - first < 2 or not _cue(parts, at, words.strong)):
            continue
        end = _town(parts, close)
        weight = 0.6 + 0.2 * ending
        yield parts[first].start, parts[end - 1].end, weight
        reach = parts[end - 1].end


def schools_en(text: str, original: str) -> Iterator[Found]:
    """English schools of one folded text: start, end, confidence."""
    words = english_organisation_words()
    parts = tokens(text, original)
    reach = 0
    for at, token in enumerate(parts):
        if token.text not in words.schools or token.start < reach or token.capital is False:
            continue
        if at + 1 < len(parts) and parts[at + 1].text in words.schools and parts[at + 1].capital:
            continue
        first = at
        while first > 0 and at - first < _LONGEST_NAME and _name_word(parts[first - 1], words):
            first -= 1
        while first < at and parts[first].text in words.inner:
            first += 1
        if first == at or parts[first].start < reach:
            continue
        if _cue(parts, first, words.staff):
            continue
        study = _cue(parts, first, words.study) or any(part.text in words.study for part in parts[at + 1 : at + 4])
        yield parts[first].start, token.end, 0.85 if study else 0.55
        reach = token.end


def _name_word(token: Token, words: EnglishOrganisationWords) -> bool:
    if token.text in words.stops and not token.capital:
        return False
    return (token.word and token.capital is not False) or token.text in ("&", ".") or token.text in words.inner


def _capitalised(parts: list[Token], first: int, words: EnglishOrganisationWords) -> int:
    """The place after a capitalised name that begins at `first`; `first` when none does."""
    at = first
    while at < len(parts) and at - first < _LONGEST_NAME:
        token = parts[at]
        joined = token.text in words.inner and at > first and at + 1 < len(parts) and parts[at + 1].capital
        if not (token.word and token.capital) and not joined:
            break
        at += 1
    return at


def _cue(parts: list[Token], at: int, cues: frozenset[str]) -> bool:
    """Whether a cue stands among the few words up to `at`, in the same sentence."""
    for back in range(at, max(at - _CUE_WORDS, -1), -1):
        if back < len(parts) and parts[back].text in cues:
            return True
        if back < at and parts[back].text in (".", "!", "?", "\n", ";"):
            return False
    return False


def _town(parts: list[Token], close: int) -> int:
    """The place after a town that follows a comma: Brightwell Optical, Leeds."""
    if close + 1 >= len(parts) or parts[close].text != ",":
        return close
    at = close + 1
    while at < len(parts) and at - close - 1 < _TOWN_WORDS and parts[at].word and parts[at].capital:
        at += 1
    if at > close + 1 and (at >= len(parts) or not parts[at].word):
        return at
    return close

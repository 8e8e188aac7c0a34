"""Cue words beside a span: plain look-ups in a bounded window of the folded text."""

from collections.abc import Iterable

from reseal.screening.fold import fold_text
from reseal.screening.identifiers.numerals import is_letter

_SPECIAL = frozenset(r".()[]{}|*+?^$\-#@")


class CueWords(tuple[str, ...]):
    """Words as they stand in folded text, longest first, each once; also by the character that they begin with."""

    by_first: dict[str, tuple[str, ...]]

    def __new__(cls, words: Iterable[str]) -> "CueWords":
        """Sort the words, which are folded already."""
        made = super().__new__(cls, sorted(set(words), key=lambda word: (-len(word), word)))
        by_first: dict[str, list[str]] = {}
        for word in filter(None, made):
            by_first.setdefault(word[0], []).append(word)
        made.by_first = {char: tuple(group) for char, group in by_first.items()}
        return made


def folded_words(words: Iterable[str]) -> CueWords:
    """Words of a data file as they stand in folded text, longest first, each once."""
    return CueWords(map(fold_text, words))


def last_word(text: str, start: int, end: int, words: CueWords) -> tuple[int, int] | None:
    """The word that ends last in `text[start:end]`, the longest of these; Latin words only as whole words."""
    start = max(start, 0)
    best: tuple[int, int] | None = None
    for word in _within(text[start:end], words):
        at = _last_whole(text, start, end, word)
        if at >= 0:
            until = at + len(word)
            if best is None or until > best[1] or (until == best[1] and at < best[0]):
                best = at, until
    return best


def has_word(text: str, start: int, end: int, words: CueWords) -> bool:
    """Whether any of the words stands in `text[start:end]`; Latin words only as whole words."""
    start = max(start, 0)
    return any(_last_whole(text, start, end, word) >= 0 for word in _within(text[start:end], words))


def _within(window: str, words: CueWords) -> list[str]:
    """The words that stand in the window, whole or not."""
    by_first = words.by_first
    if by_first.keys().isdisjoint(window):
        return []
    return [word for char in set(window) for word in by_first.get(char, ()) if word in window]


def _last_whole(text: str, start: int, end: int, word: str) -> int:
    """Where the word stands last in `text[start:end]`, as a whole word if it is Latin; -1 when it does not."""
    at = text.rfind(word, start, end)
    while at >= 0 and not _whole(text, at, at + len(word)):
        at = text.rfind(word, start, at + len(word) - 1)
    return at


def starts_word(text: str, at: int, words: CueWords) -> int:
    """Where the longest of the words that starts at `at` ends; `at` itself when none does."""
    for word in words.by_first.get(text[at : at + 1], ()):
        if text.startswith(word, at) and _whole(text, at, at + len(word)):
            return at + len(word)
    return at


def _whole(text: str, start: int, end: int) -> bool:
    if is_letter(text[start]) and start and is_letter(text[start - 1]):
        return False
    return not (is_letter(text[end - 1]) and end < len(text) and is_letter(text[end]))


def escaped(word: str) -> str:
    """The word as a pattern that matches nothing else."""
    return "".join("\\" + char if char in _SPECIAL else char for char in word)

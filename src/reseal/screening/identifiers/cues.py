"""Cue words beside a span: plain look-ups in a bounded window of the folded text."""

from collections.abc import Iterable, Sequence

from reseal.screening.fold import fold_text
from reseal.screening.identifiers.numerals import is_letter

_SPECIAL = frozenset(r".()[]{}|*+?^$\-#@")


def folded_words(words: Iterable[str]) -> tuple[str, ...]:
    """Words of a data file as they stand in folded text, longest first, each once."""
    return tuple(sorted({fold_text(word) for word in words}, key=lambda word: (-len(word), word)))


def last_word(text: str, start: int, end: int, words: Sequence[str]) -> tuple[int, int] | None:
    """The word that ends last in `text[start:end]`, the longest of these; Latin words only as whole words."""
    start = max(start, 0)
    best: tuple[int, int] | None = None
    for word in words:
        at = text.rfind(word, start, end)
        while at >= 0 and not _whole(text, at, at + len(word)):
            at = text.rfind(word, start, at + len(word) - 1)
        if at >= 0 and (best is None or at + len(word) > best[1]):
            best = at, at + len(word)
    return best


def has_word(text: str, start: int, end: int, words: Sequence[str]) -> bool:
    """Whether any of the words stands in `text[start:end]`; Latin words only as whole words."""
    window = text[max(start, 0) : end]
    return any(word in window for word in words) and last_word(text, start, end, words) is not None


def starts_word(text: str, at: int, words: Sequence[str]) -> int:
    """Where the longest of the words (given longest first) that starts at `at` ends; `at` itself when none does."""
    for word in words:
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

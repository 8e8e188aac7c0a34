"""How surely a handle is meant as an account: not a file, no quantity, no word of the sentence (LABELS account)."""

from reseal.screening.data import read_toml
from reseal.screening.identifiers.account_cues import AccountCue
from reseal.screening.identifiers.account_numbers import is_mobile, read_number
from reseal.screening.identifiers.cues import folded_words, starts_word
from reseal.screening.identifiers.handles import Handle
from reseal.screening.identifiers.numerals import LOOKALIKES, SPOKEN_DIGITS, is_digit, is_letter, word_at

_WORDS = {name: folded_words(words) for name, words in read_toml("identifiers", "account.toml")["words"].items()}
NOT_HANDLE, NOT_COUNTED = frozenset(_WORDS["not_handle"]), _WORDS["not_number_before"]
_AMBIGUOUS, _NEEDS_SIGN = frozenset(_WORDS["ambiguous"]), frozenset(_WORDS["needs_sign"])
_PREFIX, _AT_SAID, CODE = frozenset(_WORDS["prefix"]), _WORDS["at_said"], _WORDS["code"]


def handle_confidence(text: str, handle: Handle, cue: AccountCue | None, *, digits: bool = False) -> float:
    """How surely the handle behind a cue, or without one, is an identifier; 0 when it is not."""
    after = text[handle.end : handle.end + 1]
    surface = text[handle.start : handle.end]
    if after in ("@", "/", "%") or "www." in surface or (after == ":" and text[handle.end + 1 : handle.end + 2] == "/"):
        return 0.0
    if starts_word(text, handle.end + (after == " "), _AT_SAID) > handle.end + (after == " "):
        return 0.0  # an e-mail address
    if _is_file_or_host(surface) or len(set(surface)) < (2 if handle.marked else 4):
        return 0.0
    if surface[0] in "@$":
        return 0.9 if handle.signs >= 3 else 0.0
    if cue is not None and not _meant(text, handle, cue, surface):
        return 0.0
    if handle.letters == 0 or _only_digits(text, handle):
        return 0.7 if digits and handle.letters == 0 and _countable(text, handle) else 0.0
    first = word_at(text, handle.start, 30)
    paused = cue is not None and cue.paused
    if handle.marked:
        if (
            (first in NOT_HANDLE and handle.spelled)
            or _is_prefixed(first, handle)
            or handle.signs < 4
            or _is_quantity(surface, handle)
        ):
            return 0.0
        return 0.75 if paused else 0.93
    if cue is None or paused or handle.signs < 5 or first in NOT_HANDLE:
        return 0.0
    if handle.spelled:
        return 0.8
    if after in (" ", "'") and is_letter(text[handle.end + 1 : handle.end + 2]):
        return 0.0  # English goes on
    if not cue.chinese and not cue.announced:
        return 0.0
    return 0.7


def _meant(text: str, handle: Handle, cue: AccountCue, surface: str) -> bool:
    """Whether the word in front is meant as a service: not in talk (the line is toast), not before a word's ending."""
    if cue.word == "推" and text[handle.end : handle.end + 1] == ":":
        return False  # 推 kcwind: the name of who comments
    if cue.word in _NEEDS_SIGN and not cue.announced:
        return False
    if handle.digits or handle.underscores or handle.han:
        return True
    bare = surface.replace("'", "").replace("-", "")
    if len(surface) - len(bare) == 1 and ("'" in surface or not cue.announced):
        return False  # mummy's, e-hailing
    return not (cue.word in _AMBIGUOUS and not cue.chinese and bare.isalpha())


def _is_prefixed(first: str, handle: Handle) -> bool:
    """Whether this is a number with the name of its kind before it: uid300000417."""
    return first in _PREFIX and handle.letters == len(first) and not handle.underscores


def _countable(text: str, handle: Handle) -> bool:
    """Whether digits alone are long enough for an identifier and count nothing."""
    number = read_number(text, handle.start)
    if number is None or is_mobile(number.digits) or not 6 <= len(number.digits) <= 12:
        return False
    return starts_word(text, number.end, NOT_COUNTED) == number.end


def _is_quantity(surface: str, handle: Handle) -> bool:
    """Digits with a unit behind them, or a mobile behind a letter: 186kg, 49.9w, v138…"""
    if handle.underscores or handle.letters > 2:
        return False
    figures = "".join(char for char in surface if is_digit(char))
    return is_digit(surface[0]) or is_mobile(figures)


def _only_digits(text: str, handle: Handle) -> bool:
    """Whether its letters only stand for digits: 6OOO 3l84, six28, o-oh-two."""
    surface = text[handle.start : handle.end]
    if handle.digits >= 3 and all(char in LOOKALIKES for char in surface if is_letter(char)):
        return True
    words = "".join(char if is_letter(char) else " " for char in surface).split()
    return all(word in SPOKEN_DIGITS for word in words)


def _is_file_or_host(surface: str) -> bool:
    tail = surface.rpartition(".")[2]
    return tail != surface and tail in CODE

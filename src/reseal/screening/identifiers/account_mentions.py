"""Accounts with no service named: a handle by its shape, an @name of which the post says who it is (LABELS account)."""

from collections.abc import Iterator

from reseal.screening.data import read_toml
from reseal.screening.identifiers.account_evidence import CODE, handle_confidence
from reseal.screening.identifiers.cues import folded_words, has_word, starts_word
from reseal.screening.identifiers.handles import is_han, read_handle
from reseal.screening.identifiers.kind import Finding
from reseal.screening.identifiers.numerals import is_digit, is_letter

_WORDS = read_toml("identifiers", "account.toml")["words"]
OWNER, AIMED = folded_words(_WORDS["owner"]), folded_words(_WORDS["aimed"])
_OWNER_REACH = 18  # characters between an @name and the word that says whose it is
AIMED_REACH = 16  # characters between a word that aims at somebody and the @name


def by_shape(text: str, at: int) -> Iterator[Finding]:
    """A handle by its shape alone, when it is one of the kind that is no word, no file and no code."""
    start = at
    while (
        start
        and at - start < 40
        and (is_letter(text[start - 1]) or is_digit(text[start - 1]) or text[start - 1] in "_.-·|")
    ):
        start -= 1
    if text[start - 1 : start] in ("@", "/", "#", "\\", "$") or text[start : start + 1] in ("_", ".", "-", "|", "·"):
        return
    chinese = any(is_han(char) for char in text[max(start - 10, 0) : start])
    handle = read_handle(text, start, loose=chinese)
    if handle is None or not handle.marked or handle.signs < 6 or not handle_confidence(text, handle, None):
        return
    owned = has_word(text, handle.end, handle.end + 10, OWNER) or has_word(text, start - 10, start, OWNER)
    if owned:
        yield Finding("account", handle.start, handle.end, 0.85, "account.owner")
    elif handle.spelled and chinese:
        yield Finding("account", handle.start, handle.end, 0.7, "account.spelled")
    elif handle.underscores and not has_word(text, start - 24, handle.end + 24, CODE):
        yield Finding("account", handle.start, handle.end, 0.6, "account.shape")


def by_mention(text: str, at: int) -> Iterator[Finding]:
    """An @name of which the post says who it is: more than talk to somebody."""
    end = at + 1
    while end < len(text) and end - at < 30 and text[end] not in " ,，。:;!?\n@/()\"'|、…":
        owner = starts_word(text, end, OWNER) if end > at + 2 else end
        if owner > end or text.startswith(("就是", "是"), end):
            break
        end += 1
    line = text.rfind("\n", max(at - AIMED_REACH, 0), at) + 1
    aimed = has_word(text, max(at - AIMED_REACH, line), at, AIMED)
    if (end - at < 3 and not (aimed and text[at + 1 : at + 2] == " ")) or text[at - 1 : at] in ("/", "."):
        return
    stop = text.find("\n", at, end + _OWNER_REACH)
    if has_word(text, end, stop if stop >= 0 else end + _OWNER_REACH, OWNER):
        yield Finding("account", at, end, 0.7, "account.mention")
    elif aimed:
        yield Finding("account", at, _aimed_end(text, at, end), 0.6, "account.aimed")


def _aimed_end(text: str, at: int, end: int) -> int:
    """Where an @name ends that may be set apart by spaces and dots: @ lottie . pretzel."""
    handle = read_handle(text, at, loose=False)
    return handle.end if handle is not None and handle.end > end else end

"""The local part of an e-mail address, read backward from before the at-sign, its signs in any writing (RULES 7b)."""

from reseal.screening.identifiers.email_words import CLAUSE_SIGNS, DOT_WORDS, LOCAL_SIGN, NOT_LOCAL
from reseal.screening.identifiers.numerals import DIGITS, is_letter

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789._%+-")
_ENDS_LOCAL = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")
_LOCAL_MOST = 64  # characters of a local part (RFC 5321)


def local_start(text: str, end: int, floor: int) -> int:
    """Where the local part that ends at `end` begins; `end` when there is none."""
    start = end
    while start > floor and end - start < 3 and text[start - 1] == " ":
        start -= 1
    limit = max(floor, start - _LOCAL_MOST)
    anchor = start
    while start > limit:
        char = text[start - 1]
        if char in _PLAIN:
            start -= 1
            continue
        before = _sign_before(text, start, limit)
        if before < start and start < anchor:
            start = before
            continue
        if char in DIGITS and (start == anchor or text[start] in _ENDS_LOCAL or text[start] in DIGITS):
            start -= 1
            continue
        before = _han_before(text, start, limit)
        if before < start and start < anchor:
            start = before
            continue
        if char == " " and start < anchor and _spelled_out(text, start, anchor):
            start -= 1
            continue
        break
    while start < anchor and text[start] in ".-%+ ":
        start += 1
    return start if start < anchor else end


def _sign_before(text: str, at: int, limit: int) -> int:
    """Where a dot, underscore or hyphen in other words that ends at `at` begins, with something to join before it."""
    place = at
    while place > limit and at - place < 2 and text[place - 1] == " ":
        place -= 1
    for word in (*DOT_WORDS, *LOCAL_SIGN):
        start = place - len(word)
        if start > limit and text.startswith(word, start):
            latin = is_letter(word[0])
            if place < at and word in CLAUSE_SIGNS:
                continue
            if latin and place == at:
                continue
            while start > limit and text[start - 1] == " " and place - len(word) - start < 2:
                start -= 1
            if latin and start == place - len(word):
                continue
            if text[start - 1] in _ENDS_LOCAL or text[start - 1] in DIGITS:
                return start
    return at


def _han_before(text: str, at: int, limit: int) -> int:
    """Where a few Han characters between letters or digits begin: tsang喵喵1999."""
    if at >= len(text) or text[at] not in _ENDS_LOCAL:
        return at
    start = at
    while start > limit and at - start < 4 and "\u4e00" <= text[start - 1] <= "\u9fff":
        start -= 1
        if text[start] in NOT_LOCAL:
            return at
    return start if start < at and start > limit and is_letter(text[start - 1]) else at


def _spelled_out(text: str, at: int, anchor: int) -> bool:
    """Whether the space before `at` lies between single characters set apart: q i u @ …"""
    single_after = at + 1 >= anchor or text[at + 1] == " "
    return single_after and at >= 2 and text[at - 2] in _ENDS_LOCAL and (at == 2 or text[at - 3] not in _PLAIN)

"""Digits spelled in letters: English words, pinyin, bopomofo, leetspeak, and letters that look like digits."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from reseal.screening.number_runs.tables import digit_tables

BOPOMOFO = frozenset(map(chr, range(0x3105, 0x312A)))
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz|") | BOPOMOFO
_DIGITS = frozenset("0123456789")
_TOKEN = LETTERS | _DIGITS | {"$", "@"}
_BETWEEN = frozenset({" ", "-", "", " - ", "  "})
_PLAIN, _DISGUISED, _DOUBTFUL = range(3)  # levels of atoms
_LONGEST_TOKEN = 48

_TABLES = digit_tables()


class _Blanks(dict[int, str]):
    """For `str.translate`: letters and digits stay, everything else becomes a space."""

    def __missing__(self, code: int) -> str:
        self[code] = chr(code) if chr(code) in _TOKEN else " "
        return self[code]


_BLANKS = _Blanks()
_BLANKED = bytes(code if chr(code) in _TOKEN else ord(" ") for code in range(256))  # of ASCII alone: ten times faster
Spelled = tuple[str, int, int, int]


def spelled(text: str, *, bopomofo: bool = True) -> list[Spelled]:
    """Digits, start, end and level of every spelled piece of a folded text, in order.

    `bopomofo`: whether there may be some in it.
    """
    if bopomofo:
        blanked = text.translate(_BLANKS)
    else:
        blanked = text.encode("ascii", "replace").translate(_BLANKED).decode("ascii")
    tokens = []
    at = 0
    for token in blanked.split():
        at = blanked.index(token, at)
        token_end = at + len(token)
        if not token.isdigit() and _says_digits(token):
            start, end = at, token_end
            while text[start] == "|":  # a rule beside a word, not a one in it
                start += 1
            while text[end - 1] == "|":
                end -= 1
            tokens.append((start, end))
        at = token_end
    return list(_combined(text, tokens)) if tokens else []


@lru_cache(maxsize=8192)
def _says_digits(token: str) -> bool:
    """Whether a token with letters could stand for digits, alone or with its neighbours."""
    token = token.strip("|")
    if token.isdigit() or not token:
        return False
    known = (_TABLES.repeat, _TABLES.plural_zeros, _TABLES.tens, _TABLES.hundred, _TABLES.strong, _TABLES.weak)
    if any(token in words for words in known):
        return True
    return len(token) <= _LONGEST_TOKEN and any(_token(token, 0))


def _combined(text: str, tokens: list[tuple[int, int]]) -> Iterator[Spelled]:
    place = 0
    while place < len(tokens):
        start, end = tokens[place]
        word = text[start:end]
        place += 1
        if word in _TABLES.repeat:
            repeated = _repeated(text, end, _TABLES.repeat[word])
            if repeated is not None:
                digits, reach = repeated
                yield digits, start, reach, _DISGUISED
                while place < len(tokens) and tokens[place][0] < reach:
                    place += 1
            continue
        if word in _TABLES.plural_zeros:
            count = _count_before(text, start)
            if count is not None:
                yield "0" * count[1], count[0], end, _DISGUISED
            continue
        following = text[tokens[place][0] : tokens[place][1]] if place < len(tokens) else ""
        near = bool(following) and text[end : tokens[place][0]] in _BETWEEN
        if word in _TABLES.strong and near and following in _TABLES.hundred:
            yield _TABLES.strong[word] + "00", start, tokens[place][1], _DISGUISED
            place += 1
        elif word in _TABLES.strong and near and following in _TABLES.plural_zeros:
            yield "0" * int(_TABLES.strong[word]), start, tokens[place][1], _DISGUISED
            place += 1
        elif word in _TABLES.tens:
            digits = _TABLES.tens[word]
            ones = _TABLES.strong.get(following, "0") if near and digits[1] == "0" and digits != "10" else "0"
            if ones != "0":
                yield digits[0] + ones, start, tokens[place][1], _DISGUISED
                place += 1
            else:
                yield digits, start, end, _DOUBTFUL
        elif len(word) <= _LONGEST_TOKEN:
            yield from _token(word, start)


def _repeated(text: str, at: int, count: int) -> tuple[str, int] | None:
    """The digit after a repeat word (double *oh*), as often as it is said, and its end."""
    start = at
    while start < len(text) and text[start] in " -" and start - at < 3:
        start += 1
    end = start
    while end < len(text) and text[end] in LETTERS and end - start < 12:
        end += 1
    word = text[start:end]
    digit = _TABLES.strong.get(word) or _TABLES.weak.get(word)
    if digit is not None:
        return digit * count, end
    single = text[start : start + 1]
    if single in _TABLES.numerals and text[start + 1 : start + 2] not in _TABLES.numerals:
        return _TABLES.numerals[single] * count, start + 1
    return None


def _count_before(text: str, at: int) -> tuple[int, int] | None:
    """The lone digit right before a plural (4 zeros): where it starts and its value."""
    end = at - 1
    numerals = _TABLES.numerals
    if end < 1 or text[end] != " " or text[end - 1] not in numerals or text[max(end - 2, 0) : end - 1] in numerals:
        return None
    return end - 1, int(numerals[text[end - 1]])


def _token(word: str, start: int) -> Iterator[Spelled]:
    """One stretch of letters and digits; where letters look like digits, each piece by itself (g12345678, l38)."""
    if word[-1] == "x" and len(word) > 5:
        word = word[:-1]  # perhaps the check letter of an ID
    read = read_token(word)
    if read is None:
        return
    if not _looks_like_digits(word):
        yield read[0], start, start + len(word), read[1]
        return
    at = 0
    while at < len(word):
        end = at + 1
        while end < len(word) and (word[end] in _DIGITS) == (word[at] in _DIGITS):
            end += 1
        yield read[0][at:end], start + at, start + end, _PLAIN if word[at] in _DIGITS else _DOUBTFUL
        at = end


def _looks_like_digits(token: str) -> bool:
    if not all(c in _TABLES.lookalikes or c in _DIGITS for c in token):
        return False
    if not _DIGITS.isdisjoint(token):
        return True
    return not token.strip(token[0]) and _TABLES.lookalikes[token[0]] in "01" and token != "i"  # oooo, l


@lru_cache(maxsize=4096)
def read_token(token: str) -> tuple[str, int] | None:
    """The digits that one stretch of letters and digits stands for, and the level; None for an ordinary word."""
    if token in _TABLES.strong:
        return _TABLES.strong[token], _DISGUISED
    if token in _TABLES.weak:
        return _TABLES.weak[token], _DOUBTFUL
    if _looks_like_digits(token):
        return "".join(_TABLES.lookalikes.get(c, c) for c in token), _DOUBTFUL
    plain = token.translate(_TABLES.leet)
    if plain != token and plain in _TABLES.strong:
        return _TABLES.strong[plain], _DISGUISED
    return _taken_apart(token)


def _taken_apart(token: str) -> tuple[str, int] | None:
    """fivefivefive, 6two8, yaosanba: words and digits run together; None when anything is left over."""
    digits: list[str] = []
    level, at, size = _DISGUISED, 0, len(token)
    lookalikes: Mapping[str, str] = {} if _DIGITS.isdisjoint(token) else _TABLES.lookalikes
    while at < size:
        for length in range(min(6, size - at), 0, -1):
            piece = token[at : at + length]
            if piece in _TABLES.strong:
                digits.append(_TABLES.strong[piece])
            elif piece in _TABLES.weak and length > 1:
                digits.append(_TABLES.weak[piece])
                level = _DOUBTFUL
            elif length == 1 and (piece in _DIGITS or piece in lookalikes):
                digits.append(lookalikes.get(piece, piece))
                level = level if piece in _DIGITS else _DOUBTFUL
            else:
                continue
            at += length
            break
        else:
            return None
    return ("".join(digits), level) if len(digits) > 1 else None

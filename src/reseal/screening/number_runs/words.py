"""Digits spelled in letters: English words, pinyin, bopomofo, leetspeak, and letters that look like digits."""

from collections.abc import Iterator
from functools import lru_cache

from reseal.screening.number_runs.tables import digit_tables

LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz|") | frozenset(map(chr, range(0x3105, 0x312A)))
_DIGITS = frozenset("0123456789")
_TOKEN = LETTERS | _DIGITS | {"$", "@"}
_BETWEEN = frozenset({" ", "-", "", " - ", "  "})
_PLAIN, _DISGUISED, _DOUBTFUL = range(3)  # levels of atoms
_LONGEST_TOKEN = 48

Spelled = tuple[str, int, int, int]


def spelled(text: str) -> list[Spelled]:
    """Digits, start, end and level of every spelled piece of a folded text, in order."""
    return list(_combined(text, list(_tokens(text))))


def _tokens(text: str) -> Iterator[tuple[int, int]]:
    """Maximal stretches of letters and digits that hold a letter."""
    at, size = 0, len(text)
    while at < size:
        if text[at] not in _TOKEN:
            at += 1
            continue
        start, lettered = at, False
        while at < size and text[at] in _TOKEN:
            lettered = lettered or text[at] in LETTERS
            at += 1
        end = at
        while start < end and text[start] == "|":  # a rule beside a word, not a one in it
            start += 1
        while end > start and text[end - 1] == "|":
            end -= 1
        if lettered and start < end:
            yield start, end


def _combined(text: str, tokens: list[tuple[int, int]]) -> Iterator[Spelled]:
    tables = digit_tables()
    place = 0
    while place < len(tokens):
        start, end = tokens[place]
        word = text[start:end]
        place += 1
        if word in tables.repeat:
            repeated = _repeated(text, end, tables.repeat[word])
            if repeated is not None:
                digits, reach = repeated
                yield digits, start, reach, _DISGUISED
                while place < len(tokens) and tokens[place][0] < reach:
                    place += 1
            continue
        if word in tables.plural_zeros:
            count = _count_before(text, start)
            if count is not None:
                yield "0" * count[1], count[0], end, _DISGUISED
            continue
        following = text[tokens[place][0] : tokens[place][1]] if place < len(tokens) else ""
        near = bool(following) and text[end : tokens[place][0]] in _BETWEEN
        if word in tables.strong and near and following in tables.hundred:
            yield tables.strong[word] + "00", start, tokens[place][1], _DISGUISED
            place += 1
        elif word in tables.tens:
            digits = tables.tens[word]
            ones = tables.strong.get(following, "0") if near and digits[1] == "0" and digits != "10" else "0"
            if ones != "0":
                yield digits[0] + ones, start, tokens[place][1], _DISGUISED
                place += 1
            else:
                yield digits, start, end, _DOUBTFUL
        elif len(word) <= _LONGEST_TOKEN:
            yield from _token(word, start)


def _repeated(text: str, at: int, count: int) -> tuple[str, int] | None:
    """The digit after a repeat word (double *oh*), as often as it is said, and its end."""
    tables = digit_tables()
    start = at
    while start < len(text) and text[start] in " -" and start - at < 3:
        start += 1
    end = start
    while end < len(text) and text[end] in LETTERS and end - start < 12:
        end += 1
    word = text[start:end]
    digit = tables.strong.get(word) or tables.weak.get(word)
    if digit is not None:
        return digit * count, end
    single = text[start : start + 1]
    if single in tables.numerals and text[start + 1 : start + 2] not in tables.numerals:
        return tables.numerals[single] * count, start + 1
    return None


def _count_before(text: str, at: int) -> tuple[int, int] | None:
    """The count right before a plural (four *zeros*): where it starts and its value."""
    tables = digit_tables()
    end = at
    while end > 0 and text[end - 1] == " " and at - end < 2:
        end -= 1
    if end == at or not end:
        return None
    if text[end - 1] in tables.numerals:
        return (end - 1, int(tables.numerals[text[end - 1]])) if text[max(end - 2, 0)] not in tables.numerals else None
    start = end
    while start > 0 and text[start - 1] in LETTERS and end - start < 12:
        start -= 1
    digit = tables.strong.get(text[start:end])
    return (start, int(digit)) if digit else None


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
    tables = digit_tables()
    if not all(c in tables.lookalikes or c in _DIGITS for c in token):
        return False
    if not _DIGITS.isdisjoint(token):
        return True
    return not token.strip(token[0]) and tables.lookalikes[token[0]] in "01" and token != "i"  # oooo, l


@lru_cache(maxsize=4096)
def read_token(token: str) -> tuple[str, int] | None:
    """The digits that one stretch of letters and digits stands for, and the level; None for an ordinary word."""
    tables = digit_tables()
    if token in tables.strong:
        return tables.strong[token], _DISGUISED
    if token in tables.weak:
        return tables.weak[token], _DOUBTFUL
    if _looks_like_digits(token):
        return "".join(tables.lookalikes.get(c, c) for c in token), _DOUBTFUL
    plain = token.translate(tables.leet)
    if plain != token and plain in tables.strong:
        return tables.strong[plain], _DISGUISED
    return _taken_apart(token)


def _taken_apart(token: str) -> tuple[str, int] | None:
    """fivefivefive, 6two8, yaosanba: words and digits run together; None when anything is left over."""
    tables = digit_tables()
    digits: list[str] = []
    level, at, size = _DISGUISED, 0, len(token)
    lookalikes = {} if _DIGITS.isdisjoint(token) else tables.lookalikes
    while at < size:
        for length in range(min(6, size - at), 0, -1):
            piece = token[at : at + length]
            if piece in tables.strong:
                digits.append(tables.strong[piece])
            elif piece in tables.weak and length > 1:
                digits.append(tables.weak[piece])
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

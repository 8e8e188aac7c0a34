"""Numerals written out beside an anchor: one digit, a string of digits, or a whole number, in Chinese or English.

Every function reads forward from a place in a folded text, looks at a bounded number of characters, and answers None
where nothing of the kind stands there (RULES 7b: digits in every writing, ordinary words unharmed).
"""

from reseal.screening.data import read_toml

_DATA = read_toml("identifiers", "numerals.toml")

DIGITS: dict[str, str] = {char: digit for digit, chars in _DATA["digit"].items() for char in chars}
LOOKALIKES: dict[str, str] = {char: digit for digit, chars in _DATA["lookalike"].items() for char in chars}
PLACES: dict[str, int] = {char: int(value) for value, chars in _DATA["place"].items() for char in chars}
DIGIT_CHARS = "".join(sorted(DIGITS))
NUMERAL_CHARS = "".join(sorted({*DIGITS, *PLACES}))
_WORDS: dict[str, str] = _DATA["word"]
_AGAIN: dict[str, int] = _DATA["again"]
_NUMBERS: dict[str, int] = {**_DATA["number"], **{word: int(digit) for word, digit in _WORDS.items()}}
_LONGEST = max(map(len, (*_NUMBERS, *_AGAIN)))
_FIRSTS = frozenset(word[0] for word in (*_NUMBERS, *_AGAIN))
SPOKEN_DIGITS = frozenset((*_WORDS, *_AGAIN, "o", "point"))
NUMBER_WORDS = tuple(sorted(_NUMBERS, key=len, reverse=True))
DIGIT_WORDS = "|".join(sorted(_WORDS, key=len, reverse=True))

Read = tuple[str, int]  # what was read, and where it ends


def is_letter(char: str) -> bool:
    """Whether this is a Latin letter of the folded text."""
    return "a" <= char <= "z"


def is_digit(char: str) -> bool:
    """Whether this is an ASCII digit; false for the empty string."""
    return "0" <= char <= "9"


def word_at(text: str, at: int, longest: int = 12) -> str:
    """The Latin letters that start at `at`, as many as `longest`; empty inside a word or before something else."""
    if at and is_letter(text[at - 1]):
        return ""
    end = at
    while end < len(text) and end - at <= longest and is_letter(text[end]):
        end += 1
    return text[at:end] if end - at <= longest else ""


def read_digit(text: str, at: int) -> Read | None:
    """One digit, or one said several times at once: 8, 八, eight, double-four, 两个零."""
    if at >= len(text):
        return None
    char = text[at]
    digit = DIGITS.get(char)
    if digit is not None:
        if text[at + 1 : at + 2] == "个" and "2" <= digit <= "9":
            repeated = DIGITS.get(text[at + 2 : at + 3])
            if repeated is not None:
                return repeated * int(digit), at + 3
        return digit, at + 1
    if char not in _FIRSTS:
        return None
    word = word_at(text, at, _LONGEST)
    if word in _WORDS:
        return _WORDS[word], at + len(word)
    if word in _AGAIN:
        after = at + len(word)
        after += text[after : after + 1] in (" ", "-")
        one = DIGITS.get(text[after : after + 1]) or _WORDS.get(word_at(text, after, _LONGEST))
        if one is not None:
            length = 1 if text[after] in DIGITS else len(word_at(text, after, _LONGEST))
            return one * _AGAIN[word], after + length
    return None


def read_digits(text: str, at: int, most: int, *, between: str = "", lookalikes: bool = False) -> Read | None:
    """A string of at most `most` digits, with at most one character of `between` from one to the next.

    Words are set apart from each other by a space or a hyphen whatever `between` says. With `lookalikes`, letters that
    look like digits count when a digit came before.
    """
    digits, end = "", at
    while len(digits) < most:
        place = end
        if digits and text[place : place + 1] and text[place] in between:
            place += 1
        piece = read_digit(text, place)
        if (
            piece is None
            and digits
            and text[place : place + 1] in (" ", "-")
            and is_letter(text[place + 1 : place + 2])
        ):
            piece = read_digit(text, place + 1)
        if piece is None and digits and lookalikes and place < len(text) and text[place] in LOOKALIKES:
            piece = LOOKALIKES[text[place]], place + 1
        if piece is None or len(digits) + len(piece[0]) > most:
            break
        digits += piece[0]
        end = piece[1]
    return (digits, end) if digits else None


def read_whole(text: str, at: int, most: int = 4) -> tuple[int, int] | None:
    """A whole number of at most `most` digits and where it ends: 19, 十九, 一九, 一百二十一, twenty-three, nineteen."""
    if at >= len(text):
        return None
    if is_letter(text[at]):
        return _read_english(text, at, most)
    if text[at] not in DIGITS and text[at] not in PLACES:
        return None
    end = at
    total = part = 0
    digits = ""
    placed = False
    while end < len(text) and end - at < 16:
        char = text[end]
        if char in DIGITS:
            if placed and digits and char != "0":
                break
            if char in "零○0" and placed and not digits:
                end += 1
                continue
            digits += DIGITS[char]
            if len(digits) > most:
                return None
        elif char in PLACES:
            place = PLACES[char]
            if len(digits) > 1:
                break
            value = int(digits) if digits else 1
            if place in (20, 30):
                part += place
            elif place == 10000:
                total += (part + int(digits or 0)) * place
                part = 0
            else:
                part += value * place
            digits = ""
            placed = True
        else:
            break
        end += 1
    number = total + part + int(digits or 0)
    return (number, end) if number < 10**most else None


def _read_english(text: str, at: int, most: int) -> tuple[int, int] | None:
    """One to three words: nineteen, twenty-three, one nine, nineteen eighty-eight, two thousand four."""
    word = word_at(text, at, _LONGEST)
    if word not in _NUMBERS:
        return None
    number, end = _NUMBERS[word], at + len(word)
    for _ in range(4):
        if text[end : end + 1] not in (" ", "-"):
            break
        following = word_at(text, end + 1, _LONGEST)
        if following in ("thousand", "hundred") and number < 10:
            number, end = number * (1000 if following == "thousand" else 100), end + 1 + len(following)
            if number >= 10**most:
                return None
            continue
        if following == "and" and number >= 100:
            end += 1 + len(following)
            continue
        if following not in _NUMBERS:
            break
        value = _NUMBERS[following]
        adds = (
            number >= 1000
            or (number % 100 == 0 and number >= 100)
            or (value < 10 and number % 10 == 0 and number % 100 >= 20)
        )
        joined = number + value if adds else number * (10 if value < 10 else 100) + value
        if joined >= 10**most:
            break
        number, end = joined, end + 1 + len(following)
    return (number, end) if number < 10**most else None

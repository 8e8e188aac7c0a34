"""The triggers of number runs: every post in which a run makes an identifier holds one of them.

They are led by literals (two numerals side by side, a spelled digit) or by an ASCII digit: Hyperscan finds those ten
times faster than it steps through classes of Chinese characters. What follows the lead keeps them rare.
"""

from collections.abc import Iterable, Iterator
from itertools import product

from reseal.screening.number_runs.gaps import JOIN_LETTERS, SEPARATORS, SYMBOLS
from reseal.screening.number_runs.tables import digit_tables

# Parts a pair of Chinese numerals in a row: 一 三 八, 一.三.八.
_APART = " -.·*,、/|_~+丶\n"


def _class(characters: Iterable[str]) -> str:
    """The characters as the inside of a class."""
    return "".join(map(_literal, sorted(set(characters))))


def _literal(text: str) -> str:
    return "".join(f"\\{char}" if char in "\\]^-[|.*+?(){}$" else char for char in text)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(_literal, sorted(set(words), key=lambda word: (-len(word), word))))


def _pairs(characters: list[str]) -> Iterator[list[str]]:
    """Two at a time: fewer patterns compile faster, yet larger ones scan slower."""
    return (characters[at : at + 2] for at in range(0, len(characters), 2))


def _leet(word: str) -> Iterator[str]:
    """Every way to write a word with digits and signs for some letters."""
    signs: dict[str, str] = {}
    for code, letter in digit_tables().leet.items():
        signs[letter] = signs.get(letter, letter) + chr(code)
    return ("".join(letters) for letters in product(*(signs.get(letter, letter) for letter in word)))


def _build() -> tuple[str, ...]:
    tables = digit_tables()
    chinese = [char for char in tables.numerals if not char.isascii()]
    numeral = f"[{_class(tables.numerals)}]"
    apart = f"[{_class([*SEPARATORS, *tables.lookalikes])}x{SYMBOLS}]*"
    words = f"[a-z \u4e00-\u9fff]{{0,{JOIN_LETTERS}}}"

    ascii_led = f"[0-9](?:{apart}{words}{apart}{numeral}){{5}}"
    chinese_led = [
        f"(?:{_any_of(a + b for a in pair for b in chinese)})(?:{apart}{words}{apart}{numeral}){{4}}"
        for pair in _pairs(chinese)
    ]
    set_apart = [_any_of(a + sign + b for b in chinese for sign in _APART) for a in chinese]
    zeros = _any_of(["0", "零", *tables.zero_names])
    counted = [f"(?:{_any_of(char + m for m in tables.measures)})(?:{zeros})" for char in (*"23456789", *chinese)]

    strong = _any_of(spelling for word in tables.strong for spelling in _leet(word))
    piece = f"{numeral}|{_any_of({*tables.strong, *tables.hundred, *tables.repeat})}|[{_class(tables.lookalikes)}]"
    english = f"(?:{strong})(?:[{_class(SEPARATORS)}{SYMBOLS}]*(?:{piece})){{2}}"
    weak = [word for word in tables.weak if len(word) > 1]
    said = f"[{_class([*tables.numerals, *tables.sounds])}]"
    pinyin = f"(?:{_any_of(weak)})(?:[{_class(SEPARATORS)}{SYMBOLS}]{{0,3}}(?:{said}|{_any_of(weak)})){{3}}"

    look = f"[0-9{_class(tables.lookalikes)}]"
    parting = _class(" .-_·*/|~") + SYMBOLS
    ending = f"[{_class([*tables.numerals, *tables.lookalikes])}]"
    looking = f"{look}[{parting}]{{0,2}}o ?o[o0-9{parting}]{{0,6}}{ending} ?{ending}"

    closed = f"[0-9]{{5}}(?:{_any_of(tables.closing)})"  # 12003x, the last six of an ID

    heard: dict[str, str] = {}
    for char, digit in [*tables.sounds.items(), *tables.numerals.items()]:
        heard[digit] = heard.get(digit, "") + char
    after_one = "".join(heard[digit] for digit in "3456789")
    any_heard = _class([*tables.sounds, *chinese])
    tail = f"[{any_heard}][{_class(' ,、。.')}]?[{any_heard}]"
    ones = [char for char in heard["1"] if not char.isascii()]
    sounding = [f"(?:{_any_of(a + b for a in pair for b in after_one)}){tail}" for pair in _pairs(ones)]
    return (ascii_led, *chinese_led, *set_apart, *counted, english, pinyin, looking, closed, *sounding)


RUN_TRIGGERS: tuple[str, ...] = _build()

"""The look-up tables behind the fold: for every UTF-16 code unit, what it becomes on the shadow copy.

Made from Unicode's own data (NFKC, decompositions, numeric values), OpenCC's Traditional→Simplified characters and the
short lists in `data/fold/`. Each table is closed: folding a folded character changes nothing (RULES NOR-01, 7b).
"""

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reseal.compiled import kept_arrays
from reseal.screening.data import data_fingerprint, read_toml

UNITS = 0x10000
VANISH = 0xFFFF  # a noncharacter: marks units that leave no trace on the shadow copy
REPLACEMENT = 0xFFFD
EMOJI_FIRST = 0xE100  # U+1F000… stand in the private use area, one code unit each, in order
EMOJI_LAST = EMOJI_FIRST + 0xBFF
RARE_HAN = 0xE001  # Han characters beyond the basic plane
ASTRAL_OTHER = 0xE002
ASTRAL_FIRST, ASTRAL_LAST = 0x10000, 0x3FFFF

GROWING_ROWS = ((0x2100, 0x2500), (0x3200, 0x3300))

U16 = NDArray[np.uint16]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class FoldTables:
    """`unit`: code unit → folded unit (VANISH: dropped). `tail`: second unit of the few that become two, else 0.

    `astral`: code point - 0x10000 → folded unit. `cling`: dropped units that belong to the character before them.
    """

    unit: U16
    tail: U16
    astral: U16
    cling: Bools


@cache
def fold_tables() -> FoldTables:
    """The tables, from the cache on disk when it is there (building them takes about half a second)."""
    arrays = kept_arrays(
        "fold", f"{data_fingerprint()}\0{unicodedata.unidata_version}\0{Path(__file__).read_text()}", _build
    )
    return FoldTables(
        unit=arrays["unit"], tail=arrays["tail"], astral=arrays["astral"], cling=arrays["cling"].astype(np.bool_)
    )


def _build() -> dict[str, NDArray[np.uint16]]:
    import opencc

    simplify = opencc.OpenCC("t2s")
    own, vanish, cling_chars = _own_characters()
    unit = np.arange(UNITS, dtype=np.uint16)
    tail = np.zeros(UNITS, dtype=np.uint16)
    for code in range(1, UNITS):
        char = chr(code)
        if 0xD800 <= code < 0xE000:
            unit[code] = REPLACEMENT
        elif char in vanish or unicodedata.category(char) in ("Mn", "Me"):
            unit[code] = VANISH
        else:
            folded = _fold_character(char, own, simplify)
            unit[code] = ord(folded[0]) if ord(folded[0]) < UNITS else RARE_HAN
            tail[code] = ord(folded[1]) if len(folded) > 1 and in_growing_rows(code) else 0
    unit[VANISH] = REPLACEMENT
    unit[0xFFFE] = REPLACEMENT
    _close(unit)
    tail[tail > 0] = unit[tail[tail > 0]]
    cling = np.zeros(UNITS, dtype=np.uint16)
    for code in range(UNITS):
        char = chr(code)
        if char in cling_chars or unicodedata.category(char) in ("Mn", "Me") or 0xDC00 <= code < 0xE000:
            cling[code] = 1
    return {"unit": unit, "tail": tail, "astral": _build_astral(unit, own, simplify), "cling": cling}


def in_growing_rows(code: int) -> bool:
    """Whether this is a row of Unicode that holds signs for two-digit numbers (⑩, Ⅻ, ㉑)."""
    return any(first <= code < last for first, last in GROWING_ROWS)


def _own_characters() -> tuple[dict[str, str], frozenset[str], frozenset[str]]:
    characters = read_toml("fold", "characters.toml")
    own = {source: target for target, sources in characters["to"].items() for source in sources}
    for alphabet in read_toml("fold", "homoglyphs.toml")["alphabet"]:
        own.update(zip(alphabet["from"], alphabet["to"], strict=True))
    return own, frozenset(characters["vanish"]["characters"]), frozenset(characters["cling"]["characters"])


def _fold_character(char: str, own: dict[str, str], simplify: object) -> str:
    """What one character becomes: one character, or two for the numbers ten to fifty that have a sign of their own."""
    if char in own:
        return own[char]
    category = unicodedata.category(char)
    if category == "Zs":
        return " "
    if category in ("Zl", "Zp") or char in "\r\v\f\x85":
        return "\n"
    number = _number_sign(char, category)
    if number:
        return number
    compatible = unicodedata.normalize("NFKC", char)
    if len(compatible) == 3 and compatible[0] == "(" and compatible[2] == ")":
        compatible = compatible[1]  # ㈠, ⒜: the sign in its brackets
    if len(compatible) != 1:
        compatible = char
    if compatible in own:
        return own[compatible]
    base = unicodedata.normalize("NFKD", compatible)
    if len(base) > 1 and base[0].isascii() and base[0].isalpha():
        compatible = base[0]
    lower = compatible.lower()
    compatible = lower if len(lower) == 1 else compatible
    if "\u2e80" <= compatible <= "\ufaff":
        simple: str = simplify.convert(compatible)  # type: ignore[attr-defined]
        compatible = simple if len(simple) == 1 and ord(simple) < UNITS else compatible
    return own.get(compatible, compatible)


def _number_sign(char: str, category: str) -> str | None:
    """Digits of every script, circled, parenthesised, superscript and Roman signs, as ASCII digits."""
    if category not in ("Nd", "No", "Nl") or char.isascii():
        return None
    value = unicodedata.numeric(char, -1.0)
    if value < 0 or value != int(value) or value > 50:
        return None
    return str(int(value)) if value < 50 else None


def _close(unit: U16) -> None:
    """Follow chains (Traditional variant → look-alike → lower case) until folding again changes nothing."""
    while True:
        again = unit.copy()
        kept = unit != VANISH
        again[kept] = unit[unit[kept]]
        if (again == unit).all():
            return
        unit[:] = again


def _build_astral(unit: U16, own: dict[str, str], simplify: object) -> U16:
    astral = np.full(ASTRAL_LAST - ASTRAL_FIRST + 1, ASTRAL_OTHER, dtype=np.uint16)
    for code in range(ASTRAL_FIRST, ASTRAL_LAST + 1):
        char = chr(code)
        if code >= 0x20000:
            target = RARE_HAN
            folded = simplify.convert(char)  # type: ignore[attr-defined]
            if len(folded) == 1 and ord(folded) < UNITS:
                target = int(unit[ord(folded)])
        else:
            folded = _fold_character(char, own, simplify)
            if len(folded) == 1 and ord(folded) < UNITS and folded != char:
                target = int(unit[ord(folded)])
            elif 0x1F1E6 <= code <= 0x1F1FF:
                target = ord("a") + code - 0x1F1E6
            elif 0x1F130 <= code <= 0x1F189:
                target = ord("a") + (code - 0x1F130) % 0x20 if (code - 0x1F130) % 0x20 < 26 else ASTRAL_OTHER
            elif 0x1F000 <= code <= 0x1FBFF:
                target = EMOJI_FIRST + code - 0x1F000
            else:
                continue
        astral[code - ASTRAL_FIRST] = target
    return astral

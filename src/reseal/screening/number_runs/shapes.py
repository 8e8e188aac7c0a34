"""Shapes: whether digits make a whole identifier by themselves. Tells where one run ends and the next begins.

Scores are small integers on one scale: the surer the shape, the higher. What a run *is* the kinds decide (RULES 7).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from reseal.screening.data import data_folder, read_toml

RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_SIGNS = "10x98765432"
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class National:
    """One national form of telephone number, from `data/numbers/phones.toml`.

    `alone`: confidence without a cue, in these groups; `bare`: in others; `free`: an organisation's, free to call.
    """

    rule: str
    length: int
    start: tuple[str, ...]
    groups: frozenset[tuple[int, ...]]
    alone: float
    bare: float
    nanp: bool
    free: bool


@dataclass(frozen=True, slots=True)
class CardRange:
    """Cards of one scheme: first digits and lengths."""

    rule: str
    start: tuple[str, ...]
    lengths: frozenset[int]


@dataclass(frozen=True, slots=True)
class PhoneTables:
    """Numbering facts. `calling`: calling code → lengths of the national number."""

    mobile: tuple[str, ...]
    virtual: tuple[str, ...]
    hotline: tuple[str, ...]
    toll_free: tuple[str, ...]
    areas: frozenset[str]
    calling: dict[str, frozenset[int]]
    national: dict[int, tuple[National, ...]]


@cache
def phone_tables() -> PhoneTables:
    """The tables of `data/numbers/phones.toml`."""
    content = read_toml("numbers", "phones.toml")
    mainland = content["mainland"]
    national: dict[int, list[National]] = {}
    for entry in content["national"]:
        form = National(
            entry["rule"],
            entry["length"],
            tuple(entry["start"]),
            frozenset(map(tuple, entry["groups"])),
            entry["alone"],
            entry.get("bare", 0.3),
            entry.get("nanp", False),
            entry.get("free", False),
        )
        national.setdefault(form.length, []).append(form)
    return PhoneTables(
        mobile=tuple(mainland["mobile"]),
        virtual=tuple(mainland["virtual"]),
        hotline=tuple(mainland["hotline"]),
        toll_free=tuple(content["north_america"]["toll_free"]),
        areas=frozenset(mainland["area_2"]) | frozenset(_spread(mainland["area_3"], 4)),
        calling={code: frozenset(lengths) for code, lengths in content["calling"].items()},
        national={length: tuple(forms) for length, forms in national.items()},
    )


@cache
def card_ranges() -> tuple[CardRange, ...]:
    """The ranges of `data/numbers/cards.toml`."""
    ranges = read_toml("numbers", "cards.toml")["range"]
    return tuple(CardRange(r["rule"], tuple(r["start"]), frozenset(r["lengths"])) for r in ranges)


@cache
def region_codes() -> frozenset[str]:
    """Province and prefecture codes (four digits) that were valid at some time."""
    codes: set[str] = set()
    for line in data_folder("gazetteer", "region_codes.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            province, *prefectures = line.split()
            codes.update(province + code for code in _spread(prefectures, 2))
    return frozenset(codes)


def _spread(entries: Sequence[str], width: int) -> Iterator[str]:
    for entry in entries:
        first, _, last = entry.partition("-")
        yield from (f"{number:0{width}}" for number in range(int(first), int(last or first) + 1))


def visible(digits: str) -> int:
    """How many digits are not hidden."""
    return len(digits) - digits.count("*")


def is_mobile(digits: str) -> bool:
    """Eleven digits of a strict mainland mobile number."""
    return len(digits) == 11 and digits.startswith(phone_tables().mobile)


def is_loose_mobile(digits: str) -> bool:
    """Eleven digits, some perhaps hidden, that start as mainland mobile numbers do."""
    return len(digits) == 11 and digits[0] == "1" and digits[1] in "3456789"


def area_of(digits: str) -> int:
    """How many digits the area code of a mainland landline number takes, its 0 among them; 0 when it is none."""
    size = len(digits)
    if not 10 <= size <= 12 or digits[0] != "0":
        return 0
    areas = phone_tables().areas
    if digits[:3] in areas:
        return 3 if size in (10, 11) else 0
    return 4 if digits[:4] in areas and size in (11, 12) else 0


def is_landline(digits: str, groups: tuple[int, ...]) -> bool:
    """Area code with its 0 and seven or eight digits; run together, these must start as subscriber numbers do."""
    area = area_of(digits)
    return bool(area) and (groups[0] == area or digits[area] in "23456789")


def is_birth_date(digits: str) -> bool:
    """YYYYMMDD between 1900 and 2029, hidden digits allowed."""
    year, month, day = digits[:4], digits[4:6], digits[6:8]
    if not (year.startswith(("19", "20")) or "*" in year) or (year.isdigit() and int(year) > 2029):
        return False
    if month.isdigit() and not 1 <= int(month) <= 12:
        return False
    return not day.isdigit() or 1 <= int(day) <= (_DAYS[int(month) - 1] if month.isdigit() else 31)


def is_resident_shape(digits: str) -> bool:
    """Eighteen places with a region, a date and, at the end, a digit or x; hidden ones allowed (RULES 7)."""
    if len(digits) != 18 or "x" in digits[:17]:
        return False
    region = digits[:4]
    known = region in region_codes() or digits[0] == "9" or ("*" in region and region[0] in "1234568*")
    return known and is_birth_date(digits[6:14])


def check_sign(digits: str) -> str:
    """The eighteenth sign of a resident ID, from the first seventeen digits (GB 11643, ISO 7064 MOD 11-2)."""
    total = sum(weight * int(digit) for weight, digit in zip(RESIDENT_WEIGHTS, digits, strict=False))
    return _CHECK_SIGNS[total % 11]


def is_resident(digits: str) -> bool:
    """A whole resident ID with the right check sign."""
    return digits[:17].isdigit() and is_resident_shape(digits) and check_sign(digits) == digits[17]


def luhn(digits: str) -> bool:
    """The Luhn check of card numbers."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = ord(digit) - 48
        if place & 1:
            value = value * 2 - 9 if value > 4 else value * 2
        total += value
    return total % 10 == 0


def card_range(digits: str) -> CardRange | None:
    """The first range whose first digits and length fit; hidden digits allowed after the first digits."""
    size = len(digits)
    for entry in card_ranges():
        if size in entry.lengths and digits.startswith(entry.start):
            return entry
    return None


def has_calling_code(digits: str) -> bool:
    """Whether the digits start with a known calling code and the rest is as long as numbers there are."""
    calling = phone_tables().calling
    return any(len(digits) - length in calling.get(digits[:length], ()) for length in (1, 2, 3))


def national_form(digits: str, groups: tuple[int, ...]) -> National | None:
    """The national telephone form whose first digits and groups fit."""
    for form in phone_tables().national.get(len(digits), ()):
        if groups in form.groups and digits.startswith(form.start) and (not form.nanp or is_nanp(digits)):
            return form
    return None


def spelled_out(groups: tuple[int, ...]) -> bool:
    """Whether digits were set down one or two at a time, so that their groups say nothing."""
    return len(groups) >= 5 and max(groups) <= 3


def some_national_form(digits: str) -> National | None:
    """The first national telephone form whose first two or more digits and length fit, whatever the groups."""
    for form in phone_tables().national.get(len(digits), ()):
        telling = is_nanp(digits) if form.nanp else len(form.start[0]) > 1
        if telling and digits.startswith(form.start):
            return form
    return None


def is_nanp(digits: str) -> bool:
    """Ten digits of the North American plan: area and exchange start with 2 to 9, no service codes."""
    return digits[0] in "23456789" and digits[3] in "23456789" and digits[1:3] != "11" and digits[4:6] != "11"


def completeness(digits: str, groups: tuple[int, ...], plus: bool) -> int:
    """How surely these digits are one whole identifier; 0 when nothing says so."""
    size = len(digits)
    if not 8 <= size <= 19:
        return 0
    hidden = "*" in digits
    if hidden and visible(digits) < 7:
        return 0
    if size == 18 and is_resident_shape(digits):
        return 26 if hidden else 40 if check_sign(digits) == digits[17] else 22
    if digits[-1] == "x":
        return 0
    if plus:
        return 0 if size > 15 else 34 if has_calling_code(digits) else 20
    if size == 11:
        if digits[0] == "1" and digits[1] in "3456789":
            return 30 if not hidden and is_mobile(digits) else 22
        if digits[0] == "1" and groups[0] == 1 and is_nanp(digits[1:]):
            return 15
        if is_landline(digits, groups):
            return 24
        if is_mobile(digits[::-1]) and (spelled_out(groups) or groups in ((11,), (4, 4, 3))):
            return 15
        if digits.startswith(("852", "853")) and groups[0] == 3 and digits[3] in "235689":
            return 18
    elif size == 12 and (is_landline(digits, groups) or (digits[0] == "0" and is_mobile(digits[1:]))):
        return 24
    elif size in (13, 15) and digits.startswith(("86", "0086")) and is_mobile(digits[-11:]):
        return 31
    if size >= 11 and digits.startswith("00") and has_calling_code(digits[2:]):
        return 18
    if size >= 13:
        if hidden:
            return 18 if size >= 15 and groups[0] >= 4 and card_range(digits) else 0
        if not card_range(digits):
            return 0
        return 26 if luhn(digits) else 13 if digits.startswith("62") else 0
    if size == 8 and groups in ((4, 2, 2), (8,)) and digits.startswith(("19", "20")) and is_birth_date(digits):
        return 12
    if size == 10 and digits.startswith(phone_tables().hotline) and len(groups) in (2, 3):
        return 16
    form = national_form(digits, groups)
    if form is not None:
        return 20 if form.alone >= 0.8 else 14 if form.alone >= 0.5 else 7
    return 6 if some_national_form(digits) else 0

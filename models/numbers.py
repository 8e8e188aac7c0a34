"""Other valid numbers in place of the invented ones, digit by digit, so that every written evasion stays.

The invented blocks of LABELS.md (0000, births 1900-1909) must not become what the model looks for. Real-looking numbers
are made in memory from a seed; none is ever written to a file.
"""

from functools import cache
from itertools import pairwise

from models.chance import Chance, table
from models.digits import counts_digits, digits_in, with_digits
from reseal.screening.data import data_folder

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
NUMBER_TYPES = frozenset(
    ("phone", "government_id", "bank_card", "account", "ip_address", "licence_plate", "birth_date", "coordinates")
)


def other_number(text: str, kind: str, chance: Chance) -> str:
    """The same surface with other digits (and, in plates and accounts, other letters)."""
    if kind == "licence_plate":
        return _plate(text, chance)
    digits = digits_in(text)
    if kind == "account":
        text = text if any(char in " [(" for char in text) else other_letters(text, chance)
        digits = digits_in(text)
    if not digits or counts_digits(text):
        return text
    old = [digit.value for digit in digits]
    groups = [0]
    for before, after in pairwise(digits):
        groups.append(groups[-1] + (after.start > before.end))
    new = _MAKERS.get(kind, _any)(old, groups, chance)
    if kind == "government_id" and len(old) == 17 and text.rstrip()[-1:] in "xX":
        new = _resident_id(chance, ends_in_x=True)[:17]
    return with_digits(text, digits, new)


def _phone(old: list[int], _: list[int], chance: Chance) -> list[int]:
    size = len(old)
    for front in (0, 2, 4):  # plain, 86, 0086
        if size == front + 11 and old[front] == 1 and old[front + 1] >= 3 and front in (0, 2, 4):
            return [*old[:front], *_numbers(chance.choice(table("numbers")["phone"]["mobile"])), *_random(8, chance)]
    if size > 7 and old[:3] in ([4, 0, 0], [8, 0, 0]):
        return [*old[:3], *_random(size - 3, chance)]
    if size >= 3 and old[0] == 1 and old[1] >= 3:
        return [*_numbers(chance.choice(table("numbers")["phone"]["mobile"])), *_random(size - 3, chance)]
    if size >= 10 and old[0] == 0:
        kept = 2 if old[1] in (1, 2, 7, 9) else 3
        return [*old[:kept], *_random(size - kept, chance)]
    if size == 10:
        return [chance.randint(2, 9), *_random(2, chance), chance.randint(2, 9), *_random(6, chance)]
    return [*old[: 1 if size <= 8 else 3], *_random(size - (1 if size <= 8 else 3), chance)]


def _government_id(old: list[int], _: list[int], chance: Chance) -> list[int]:
    if len(old) == 18:
        return _resident_id(chance)
    if len(old) in (6, 8, 10, 12, 14, 15, 16, 17):
        whole = _resident_id(chance)
        is_birth = old[0] in (1, 2) and old[1] in (9, 0) and len(old) <= 12
        return whole[6 : 6 + len(old)] if is_birth else whole[: len(old)]
    return _random(len(old), chance)


@cache
def _regions() -> list[str]:
    made = []
    for line in data_folder("gazetteer", "region_codes.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            province, *ranges = line.split()
            for span in ranges:
                first, _, last = span.partition("-")
                made += [f"{province}{code:02d}" for code in range(int(first), int(last or first) + 1)]
    return made


def _resident_id(chance: Chance, *, ends_in_x: bool = False) -> list[int]:
    while True:
        body = f"{chance.choice(_regions())}{chance.randint(1, 29):02d}{chance.randint(1945, 2012)}"
        body += f"{chance.randint(1, 12):02d}{chance.randint(1, 28):02d}{chance.randint(0, 999):03d}"
        rest = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)) % 11
        check = "10X98765432"[rest]
        if (check == "X") == ends_in_x:
            return _numbers(body + ("" if ends_in_x else check))


def _bank_card(old: list[int], _: list[int], chance: Chance) -> list[int]:
    if not 15 <= len(old) <= 19:
        return _random(len(old), chance)
    body = _numbers(chance.choice(table("numbers")["card"]["issuers"]))
    body += _random(len(old) - len(body) - 1, chance)
    total = sum(d if i % 2 else (2 * d - 9 if d > 4 else 2 * d) for i, d in enumerate(reversed(body)))
    return [*body, -total % 10]


def _birth_date(old: list[int], groups: list[int], chance: Chance) -> list[int]:
    made: list[int] = []
    year, month, day = chance.randint(1945, 2015), chance.randint(1, 12), chance.randint(1, 28)
    if len(old) == 8 and groups[-1] == 0:
        return _numbers(f"{year}{month:02d}{day:02d}")
    if len(old) == 6 and groups[-1] == 0:
        return _numbers(f"{year % 100:02d}{month:02d}{day:02d}")
    part = 0
    for group in range(groups[-1] + 1):
        size = groups.count(group)
        if size == 4:
            made += _numbers(str(year))
        elif size == 2 and groups[-1] == 2 and group == 0:
            made += _numbers(f"{year % 100:02d}")
        elif size in (1, 2):
            highest = 12 if part == 0 else 28
            part += 1
            made += _numbers(str(chance.randint(1, 9) if size == 1 else chance.randint(10, highest)))
        else:
            made += _random(size, chance)
    return made


def _ip_address(old: list[int], groups: list[int], chance: Chance) -> list[int]:
    made: list[int] = []
    for group in range(groups[-1] + 1):
        size = groups.count(group)
        low, high = {1: (1, 9), 2: (10, 99), 3: (100, 254)}.get(size, (0, 0))
        made += _numbers(str(chance.randint(low, high))) if high else _random(size, chance)
    return made


def _coordinates(old: list[int], groups: list[int], chance: Chance) -> list[int]:
    made: list[int] = []
    for group in range(groups[-1] + 1):
        mine = [value for value, at in zip(old, groups, strict=True) if at == group]
        made += [*mine[:1], *_random(len(mine) - 1, chance)] if len(mine) <= 3 else _random(len(mine), chance)
    return made


def _any(old: list[int], _: list[int], chance: Chance) -> list[int]:
    return [chance.randint(1, 9) if old[0] else 0, *_random(len(old) - 1, chance)]


_MAKERS = {
    "phone": _phone,
    "government_id": _government_id,
    "bank_card": _bank_card,
    "birth_date": _birth_date,
    "ip_address": _ip_address,
    "coordinates": _coordinates,
}


def _plate(text: str, chance: Chance) -> str:
    parts = table("numbers")["plate"]
    made = []
    spelled = any(len(word) > 3 or word.islower() for word in text.split() if word.isalpha() and word.isascii())
    for char in text:
        if char in parts["provinces"]:
            made.append(chance.choice(parts["provinces"]))
        elif char.isascii() and char.isdigit():
            made.append(str(chance.randint(0, 9)))
        elif char.upper() in parts["letters"] and char.isascii() and not spelled:
            letter = chance.choice(parts["letters"])
            made.append(letter.lower() if char.islower() else letter)
        else:
            made.append(char)
    return "".join(made)


def other_letters(text: str, chance: Chance) -> str:
    """Vowels for vowels, consonants for consonants, so that it still reads as somebody's handle."""
    if not text.isascii() or chance.random() < 0.3:
        return text
    made = []
    for char in text:
        pool = "aeiou" if char.lower() in "aeiou" else "bcdfghjklmnpqrstvwxyz" if char.isalpha() else ""
        letter = chance.choice(pool) if pool and chance.random() < 0.7 else char
        made.append(letter.upper() if char.isupper() else letter)
    return "".join(made)


def other_mail(text: str, chance: Chance) -> str:
    """Another mailbox: other letters before the @, now and then a real provider's name after it."""
    local, sign, domain = text.partition("@")
    if not sign:
        return with_digits(text, (d := digits_in(text)), [chance.randint(0, 9) for _ in d])
    if domain.isascii() and chance.random() < 0.6:
        domain = chance.choice(table("disguises")["mail"]["domains"])
    local = other_letters(local, chance)
    found = digits_in(local)
    return with_digits(local, found, [chance.randint(0, 9) for _ in found]) + sign + domain


def other_lookalike(text: str, chance: Chance) -> str:
    """Unmarked long numbers (orders, parcels, games) with other digits; what they begin with stays."""
    made, run = [], ""
    for char in text + "\0":
        if char.isascii() and char.isdigit():
            run += char
            continue
        if len(run) >= 6:
            run = run[:2] + "".join(str(chance.randint(0, 9)) for _ in run[2:])
        made.append(run + char)
        run = ""
    return "".join(made)[:-1]


def _numbers(text: str) -> list[int]:
    return [int(char) for char in text]


def _random(count: int, chance: Chance) -> list[int]:
    return [chance.randint(0, 9) for _ in range(max(count, 0))]

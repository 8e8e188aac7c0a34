"""Plates of the mainland: civil, new-energy and special ones in any writing, and those of e-bikes (RULES 7, 7b)."""

from reseal.screening.data import read_toml
from reseal.screening.identifiers.cues import folded_words, has_word
from reseal.screening.identifiers.kind import Finding
from reseal.screening.identifiers.numerals import DIGITS, is_digit, is_letter, read_digit
from reseal.screening.identifiers.plate_codes import is_sign
from reseal.screening.identifiers.plate_words import MOVING, PLATE, PLATE_REACH, VEHICLE, past_separators

_DATA = read_toml("identifiers", "licence_plate.toml")["mainland"]
PROVINCES: str = _DATA["provinces"]
RARE: str = _DATA["rare"]
CITIES = folded_words(_DATA["cities"])
SPOKEN: str = _DATA["spoken"]
_SUFFIXES = frozenset(_DATA["suffixes"])
_BLOCKS_FIRST, _BLOCKS_LAST = "\u2580", "\u25ff"  # blocks and squares that hide a sign


def mainland_plate(text: str, province: int) -> Finding | None:
    """The plate whose province stands at `province`."""
    at = past_separators(text, province + 1, 3)
    if not is_letter(text[at : at + 1]):
        return None
    rare = text[province] not in PROVINCES
    start = province
    if rare:
        start = next((province + 1 - len(c) for c in CITIES if text.startswith(c, province + 1 - len(c))), province)
    tokens, end, digits, masked = _serial(text, at + 1)
    if tokens < 2 or (digits == 0 and not masked):
        return None
    plate_near = has_word(text, start - PLATE_REACH, start, PLATE)
    if rare and start == province and not plate_near:
        return None
    plate_near = plate_near or has_word(text, end, end + 8, PLATE)
    if rare and not plate_near and not (start < province and has_word(text, start - 12, end + 12, VEHICLE)):
        return None
    if tokens == 5 or (tokens == 6 and (digits < 6 or plate_near)):
        return Finding("licence_plate", start, end, 0.8 if rare else 0.97, "licence_plate.mainland")
    if plate_near or (not rare and "·" in text[at : at + 3] and has_word(text, start - 24, end + 24, VEHICLE)):
        return Finding("licence_plate", start, end, 0.7, "licence_plate.part")
    return None


def _serial(text: str, at: int) -> tuple[int, int, int, bool]:
    """The serial of a mainland plate: how many signs, where it ends, how many digits, whether any is masked."""
    tokens = digits = 0
    masked = chinese = False
    apart = 0
    end = at
    while tokens < 6:
        place = past_separators(text, end, 3)
        if tokens == 5 and place > end and apart < 4:
            break
        char = text[place : place + 1]
        piece = read_digit(text, place) if char in DIGITS else None
        if piece is not None and tokens + len(piece[0]) <= 6:
            if tokens == 5 and not is_digit(char) and not chinese:
                break
            digits += len(piece[0])
            tokens += len(piece[0])
            chinese = chinese or not is_digit(char)
            after = piece[1]
        elif is_letter(char):
            if tokens >= 5 and is_letter(text[place + 1 : place + 2]):
                break
            if (
                tokens > 2
                and place > end
                and is_letter(text[place + 1 : place + 2])
                and is_letter(text[place + 2 : place + 3])
            ):
                break  # a word begins
            tokens += 1
            after = place + 1
        elif char and char in SPOKEN:
            tokens += 1
            digits += char in ("零", "勾")
            after = place + 1
            chinese = True
        elif char in ("*", "?") or char == "○" or _BLOCKS_FIRST <= char <= _BLOCKS_LAST:
            tokens += 1
            masked = True
            after = place + 1
        elif char and char in _SUFFIXES and tokens in (4, 5):
            return tokens + 1, place + 1, digits, masked
        else:
            break
        apart += place > end
        end = after
    if tokens >= 5 and is_digit(text[end : end + 1]):
        return 0, at, 0, False
    return tokens, end, digits, masked


def city_plate(text: str, start: int, end: int) -> Finding | None:
    """The plate of an e-bike, a city in place of the province and no letter of it: 杭州0S7721."""
    while end < len(text) and is_sign(text[end]):
        end += 1
    serial = "".join(filter(is_sign, text[start:end]))
    if not 6 <= len(serial) <= 7 or not any(map(is_letter, serial)):
        return None
    if not has_word(text, start - 16, start, MOVING) and not has_word(text, end, end + 12, VEHICLE):
        return None
    return Finding("licence_plate", start, end, 0.8, "licence_plate.city")

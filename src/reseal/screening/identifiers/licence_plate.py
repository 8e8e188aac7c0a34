"""Licence plates: mainland civil, new-energy and special plates in any writing; other countries' by shape (RULES 7)."""

from collections.abc import Iterator

from reseal.screening.data import read_toml
from reseal.screening.identifiers.cues import CueWords, escaped, folded_words, has_word
from reseal.screening.identifiers.kind import Finding, Kind
from reseal.screening.identifiers.numerals import (
    DIGIT_CHARS,
    DIGIT_WORDS,
    DIGITS,
    is_digit,
    is_letter,
    read_digit,
    word_at,
)
from reseal.screening.identifiers.plate_codes import PlateCode, read_grouped, read_spread
from reseal.screening.identifiers.surroundings import code_words, word_before, words
from reseal.screening.view import PostView

_DATA = read_toml("identifiers", "licence_plate.toml")
_MAINLAND = _DATA["mainland"]
_PROVINCES: str = _MAINLAND["provinces"]
_RARE: str = _MAINLAND["rare"]
_SUFFIXES = frozenset(_MAINLAND["suffixes"])
_SPOKEN = frozenset(_MAINLAND["spoken"])
_CITIES = folded_words(_MAINLAND["cities"])
_PLATE = folded_words(_DATA["words"]["plate"])
_VEHICLE = folded_words(_DATA["words"]["vehicle"])
_ORDINARY = frozenset(_DATA["words"]["ordinary"])
_CAR = folded_words(_DATA["words"]["car"])
_HELD = folded_words(_DATA["words"]["held"])
_CODES = words(code_words())
_MOVING = CueWords((*_VEHICLE, *_PLATE))
_NEEDS = {"plate": CueWords(()), "vehicle": _VEHICLE, "car": _CAR, "held": _HELD}
_SHAPES: tuple[tuple[str, CueWords], ...] = tuple((e["shape"], _NEEDS[e["needs"]]) for e in _DATA["shape"])

_SEPARATORS = frozenset(" ·.-_/|、~+`'丶")
_BLOCKS_FIRST, _BLOCKS_LAST = "\u2580", "\u25ff"  # blocks and squares that hide a sign
_PLATE_REACH, _VEHICLE_REACH = 16, 48  # characters between a cue and the plate
_HELD_REACH, _CODE_REACH = 8, 4


def find(view: PostView) -> Iterator[Finding]:
    """Plates from their first sign to their last."""
    text = view.text
    reach = 0
    for start, _ in view.spans("licence_plate.mainland"):
        if start >= reach:
            found = _mainland(text, start)
            if found is not None:
                reach = found.end
                yield found
    for start, end in view.spans("licence_plate.city"):
        found = _city(text, start, end)
        if found is not None:
            yield found
    for start, end in view.spans("licence_plate.cued"):
        if start and is_letter(text[start]) and is_letter(text[start - 1]):
            continue
        for place in _starts(text, start, min(end + 3, len(text))):
            found = _shaped(view, place, cued=True) or _free(view, place, start)
            if found is not None:
                yield found
                break
    for start, _ in view.spans("licence_plate.spread"):
        found = _spread(text, start)
        if found is not None:
            yield found
    for start, _ in (*view.spans("licence_plate.shape"), *view.spans("licence_plate.short")):
        found = _shaped(view, start, cued=has_word(text, start - _PLATE_REACH, start, _PLATE))
        if found is not None:
            yield found
    for start, _ in view.spans("licence_plate.spoken"):
        found = _shaped(view, start, cued=True)
        if found is not None:
            yield found


def _mainland(text: str, province: int) -> Finding | None:
    at = _skip(text, province + 1, 3)
    if not is_letter(text[at : at + 1]):
        return None
    rare = text[province] not in _PROVINCES
    start = province
    if rare:
        start = next((province + 1 - len(c) for c in _CITIES if text.startswith(c, province + 1 - len(c))), province)
    tokens, end, digits, masked = _serial(text, at + 1)
    if tokens < 2 or (digits == 0 and not masked):
        return None
    plate_near = has_word(text, start - _PLATE_REACH, start, _PLATE)
    if rare and start == province and not plate_near:
        return None
    plate_near = plate_near or has_word(text, end, end + 8, _PLATE)
    if rare and not plate_near and not (start < province and has_word(text, start - 12, end + 12, _VEHICLE)):
        return None
    if tokens == 5 or (tokens == 6 and (digits < 6 or plate_near)):
        return Finding("licence_plate", start, end, 0.8 if rare else 0.97, "licence_plate.mainland")
    if plate_near or (not rare and "·" in text[at : at + 3] and has_word(text, start - 24, end + 24, _VEHICLE)):
        return Finding("licence_plate", start, end, 0.7, "licence_plate.part")
    return None


def _serial(text: str, at: int) -> tuple[int, int, int, bool]:
    """The serial of a mainland plate: how many signs, where it ends, how many digits, whether any is masked."""
    tokens = digits = 0
    masked = chinese = False
    apart = 0
    end = at
    while tokens < 6:
        place = _skip(text, end, 3)
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
        elif char in _SPOKEN:
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


def _skip(text: str, at: int, most: int) -> int:
    end = at
    while end - at < most and end < len(text) and (text[end] in _SEPARATORS or "\ue100" <= text[end] <= "\uecff"):
        end += 1
    return end


def _starts(text: str, start: int, end: int) -> Iterator[int]:
    """Where groups of letters and digits begin."""
    for place in range(start + 1, end):
        if _alnum(text[place]) and not _alnum(text[place - 1]):
            yield place


def _alnum(char: str) -> bool:
    return is_letter(char) or is_digit(char)


def _shaped(view: PostView, start: int, *, cued: bool) -> Finding | None:
    text = view.text
    if start and _alnum(text[start - 1]):
        return None
    best = 0
    words = _PLATE
    for shape, needs in _SHAPES:
        end = _match(text, start, shape) if cued or needs else 0
        if end > best:
            best, words = end, needs
    if not best or not _fits(view, start, best):
        return None
    if not cued:
        reach = _HELD_REACH if words is _HELD else _VEHICLE_REACH
        near = has_word(text, start - reach, start, words)
        near = near or (words is not _HELD and has_word(text, best, best + 24, words))
        if not near or text[start:best].upper() not in view.post.text or _looks_else(text, start, best):
            return None
    return Finding("licence_plate", start, best, 0.85 if cued else 0.7, "licence_plate.shape")


def _fits(view: PostView, start: int, end: int) -> bool:
    """Whether none of its groups of letters is a word: the first, or one that is not in capitals."""
    if word_at(view.text, start) in _ORDINARY:
        return False
    groups = "".join(char if is_letter(char) else " " for char in view.text[start:end]).split()
    return not any(group in _ORDINARY and group.upper() not in view.post.text for group in groups)


def _looks_else(text: str, start: int, end: int) -> bool:
    """Whether it is rather a name with a year behind it (BMW 2019), or the code of an order."""
    tail = text[end - 4 : end]
    year = text[end - 5 : end - 4] == " " and tail.isdigit() and ("1950" <= tail <= "2039")
    return year or word_before(text, start, _CODES, _CODE_REACH) >= 0


def _free(view: PostView, start: int, cue: int) -> Finding | None:
    """A code of no known shape behind a word for a plate: written in capitals, or sign by sign."""
    text = view.text
    if start and _alnum(text[start - 1]):
        return None
    spread = read_spread(text, start)
    if spread is not None and cue < start:
        return Finding("licence_plate", start, spread.end, 0.9, "licence_plate.spread")
    code = read_grouped(text, start)
    if code is None or not _fits(view, start, code.end) or not _in_capitals(view, code):
        return None
    return Finding("licence_plate", start, code.end, 0.75, "licence_plate.free")


def _in_capitals(view: PostView, code: PlateCode) -> bool:
    return all(group.upper() in view.post.text for group in code.groups)


def _spread(text: str, start: int) -> Finding | None:
    """Signs set apart one by one beside a word for a vehicle or a plate."""
    while start > 1 and _alone(text, start - 2) and text[start - 1] == " ":
        start -= 2
    while start < len(text) and not (_alnum(text[start]) and _alone(text, start)):
        start += 1  # the last letter of a word before
    code = read_spread(text, start)
    if code is None:
        return None
    near = has_word(text, start - _VEHICLE_REACH, start, _MOVING)
    if not near and not has_word(text, code.end, code.end + 24, _MOVING):
        return None
    return Finding("licence_plate", start, code.end, 0.85, "licence_plate.spread")


def _alone(text: str, at: int) -> bool:
    return _alnum(text[at]) and not (at and _alnum(text[at - 1]))


def _city(text: str, start: int, end: int) -> Finding | None:
    """The plate of an e-bike, a city in place of the province and no letter of it: 杭州0S7721."""
    while end < len(text) and _alnum(text[end]):
        end += 1
    serial = "".join(filter(_alnum, text[start:end]))
    if not 6 <= len(serial) <= 7 or not any(map(is_letter, serial)):
        return None
    if not has_word(text, start - 16, start, _MOVING) and not has_word(text, end, end + 12, _VEHICLE):
        return None
    return Finding("licence_plate", start, end, 0.8, "licence_plate.city")


def _match(text: str, start: int, shape: str) -> int:
    """Where the shape ends when it starts at `start`; 0 when it does not."""
    at = start
    pending = ""
    for sign in shape:
        if sign in " -":
            at = _skip(text, at, 1)
            continue
        if pending and sign == "D":
            pending = pending[1:]
            continue
        pending = ""
        at = at if at == start else _skip_single(text, at)
        if sign == "L":
            if not is_letter(text[at : at + 1]):
                return 0
            at += 1
        else:
            piece = read_digit(text, at)
            if piece is None:
                piece = read_digit(text, at + 1) if text[at : at + 1] in (" ", "-") else None
            if piece is None:
                return 0
            pending, at = piece[0][1:], piece[1]
    return at if not pending and not _alnum(text[at : at + 1]) else 0


def _skip_single(text: str, at: int) -> int:
    """Past one underscore, star or dot set between single signs: R_Q_3_3."""
    return at + 1 if text[at : at + 1] in ("_", "*", ".", "·") else at


_SEP = r"[ ·.\-_/|、~+丶\ue100-\uecff]"
_SIGN = f"(?:[a-z{DIGIT_CHARS}{_MAINLAND['spoken']}*?\u2580-\u25ff]|[2-6两三四五]个[{DIGIT_CHARS}])"
_CITY_ENDS = "".join(sorted({city[-1] for city in _CITIES}))
_SERIAL = f"{_SEP}{{0,3}}[a-z]{_SEP}{{0,3}}{_SIGN}"
_WORDS_PLATE = "|".join(_PLATE)
_SHAPE = (
    r"[a-z]{2}[0-9]{2} ?[a-z]{3}|[a-z]{2}-[0-9]{2}-[0-9]{2}|[a-z]{3}-[0-9]{4}|[0-9]{4}-[a-z]{2}"
    r"|[a-z]{2} ?[0-9]{2} ?[a-z]{1,2} ?[0-9]{4}|[a-z]{3}-[0-9]{3}-[a-z]{2}|[0-9]{3}-[a-z]{1,2}-[0-9]{4}"
    r"|[0-9][a-z]{2} [0-9][a-z]{2}|[0-9][a-z]{3}[0-9]{3}|[a-z]{2}-[0-9]{3}-[a-z]{2}|[a-z]{3} [0-9]{4} [a-z]"
    r"|[a-z]{3}[ \-][0-9]{2}[a-z]|[a-z]{3} [0-9]{3}[a-z]"
)
_SHORT = r"[a-z]{2,3} ?[0-9]{3,4}"
_APART = r" ?[ ·.\-_/|]{1,3} ?"
_SPREAD = f"[a-z0-9]{_APART}[a-z0-9] [a-z0-9]{_APART}[a-z0-9] [a-z0-9]"
_CITY = f"(?:{'|'.join(map(escaped, _CITIES))})[ ·.]?[0-9][a-z0-9]{{5}}"
_SPELLED = f"[a-z]{{2}} (?:(?:{DIGIT_WORDS})[ \\-]){{2}}[a-z]{{1,2}} "
_CUED = rf"(?:{_WORDS_PLATE})[^\n]{{0,16}}[a-z0-9][ \-·._]?[a-z0-9]"
_WORDS_CAR = "|".join(_CAR)

KIND = Kind(
    name="licence_plate",
    find=find,
    triggers=(
        # One pattern a word: an alternation of short words is slow to scan.
        *(f"{place}{_SERIAL}" for place in (*_PROVINCES, *_CITIES)),
        _CUED,
        _SHAPE,
        rf"(?:{_WORDS_CAR})[^\n]{{0,48}}{_SHORT}",
        rf"{_SHORT}[^\n]{{0,24}}(?:{_WORDS_CAR})",
        _SPELLED,
        _SPREAD,
        *(f"{city}[ ·.]?[0-9][a-z0-9]{{5}}" for city in _CITIES),
    ),
    patterns={
        "licence_plate.mainland": rf"[{_PROVINCES}{_RARE}{_CITY_ENDS}]{_SEP}{{0,3}}[a-z]{_SEP}{{0,3}}{_SIGN}",
        "licence_plate.cued": _CUED,
        "licence_plate.shape": _SHAPE,
        "licence_plate.short": _SHORT,
        "licence_plate.spoken": _SPELLED,
        "licence_plate.spread": _SPREAD,
        "licence_plate.city": _CITY,
    },
)

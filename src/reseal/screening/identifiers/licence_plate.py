"""Licence plates: mainland civil, new-energy and special plates in any writing; other countries' by shape (RULES 7)."""

from collections.abc import Iterator

from reseal.screening.data import read_toml
from reseal.screening.identifiers.cues import CueWords, escaped, folded_words, has_word
from reseal.screening.identifiers.kind import Finding, Kind
from reseal.screening.identifiers.numerals import DIGIT_CHARS, DIGIT_WORDS, is_letter, word_at
from reseal.screening.identifiers.plate_codes import MOST_SIGNS, PlateCode, is_sign, read_grouped, read_spread
from reseal.screening.identifiers.plate_shapes import match_shape
from reseal.screening.identifiers.plate_words import MOVING, PLATE, PLATE_REACH, VEHICLE, VEHICLE_REACH
from reseal.screening.identifiers.plates_mainland import CITIES, PROVINCES, RARE, SPOKEN, city_plate, mainland_plate
from reseal.screening.identifiers.surroundings import code_words, word_before, words
from reseal.screening.view import PostView

_DATA = read_toml("identifiers", "licence_plate.toml")
_ORDINARY = frozenset(_DATA["words"]["ordinary"])
_CAR = folded_words(_DATA["words"]["car"])
_HELD = folded_words(_DATA["words"]["held"])
_CODES = words(code_words())
_NEEDS = {"plate": CueWords(()), "vehicle": VEHICLE, "car": _CAR, "held": _HELD}
_SHAPES: tuple[tuple[str, CueWords], ...] = tuple((e["shape"], _NEEDS[e["needs"]]) for e in _DATA["shape"])
_HELD_REACH, _CODE_REACH = 8, 4


def find(view: PostView) -> Iterator[Finding]:
    """Plates from their first sign to their last."""
    text = view.text
    reach = 0
    for start, _ in view.spans("licence_plate.mainland"):
        if start >= reach:
            found = mainland_plate(text, start)
            if found is not None:
                reach = found.end
                yield found
    for start, end in view.spans("licence_plate.city"):
        found = city_plate(text, start, end)
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
        found = _shaped(view, start, cued=has_word(text, start - PLATE_REACH, start, PLATE))
        if found is not None:
            yield found
    for start, _ in view.spans("licence_plate.spoken"):
        found = _shaped(view, start, cued=True)
        if found is not None:
            yield found


def _starts(text: str, start: int, end: int) -> Iterator[int]:
    """Where groups of letters and digits begin."""
    for place in range(start + 1, end):
        if is_sign(text[place]) and not is_sign(text[place - 1]):
            yield place


def _shaped(view: PostView, start: int, *, cued: bool) -> Finding | None:
    text = view.text
    if start and is_sign(text[start - 1]):
        return None
    best = 0
    words = PLATE
    for shape, needs in _SHAPES:
        end = match_shape(text, start, shape) if cued or needs else 0
        if end > best:
            best, words = end, needs
    if not best or not _fits(view, start, best, cued=cued):
        return None
    if not cued:
        reach = _HELD_REACH if words is _HELD else VEHICLE_REACH
        near = has_word(text, start - reach, start, words)
        near = near or (words is not _HELD and has_word(text, best, best + 24, words))
        if not near or text[start:best].upper() not in view.post.text or _looks_else(text, start, best):
            return None
    return Finding("licence_plate", start, best, 0.85 if cued else 0.7, "licence_plate.shape")


def _fits(view: PostView, start: int, end: int, *, cued: bool) -> bool:
    """Whether none of its groups of letters is a word: the first, or one that is not in capitals.

    Capitals with digits right behind them (ST60) are no word behind a word for a plate.
    """
    word = word_at(view.text, start)
    attached = view.text[start + len(word) : start + len(word) + 1].isdigit() and word.upper() in view.post.text
    if word in _ORDINARY and not (cued and attached):
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
    if start and is_sign(text[start - 1]):
        return None
    spread = read_spread(text, start)
    if spread is not None and cue < start:
        return Finding("licence_plate", start, spread.end, 0.9, "licence_plate.spread")
    code = read_grouped(text, start)
    if code is None or not _fits(view, start, code.end, cued=True) or not _in_capitals(view, code):
        return None
    return Finding("licence_plate", start, code.end, 0.75, "licence_plate.free")


def _in_capitals(view: PostView, code: PlateCode) -> bool:
    return all(group.upper() in view.post.text for group in code.groups)


def _spread(text: str, start: int) -> Finding | None:
    """Signs set apart one by one beside a word for a vehicle or a plate."""
    seen = start
    while start > 1 and _alone(text, start - 2) and text[start - 1] == " ":
        start -= 2
        if seen - start > 2 * MOST_SIGNS:
            return None  # more signs in a row than a code has
    while start < len(text) and not (is_sign(text[start]) and _alone(text, start)):
        start += 1  # the last letter of a word before
    code = read_spread(text, start)
    if code is None:
        return None
    near = has_word(text, start - VEHICLE_REACH, start, MOVING)
    if not near and not has_word(text, code.end, code.end + 24, MOVING):
        return None
    return Finding("licence_plate", start, code.end, 0.85, "licence_plate.spread")


def _alone(text: str, at: int) -> bool:
    return is_sign(text[at]) and not (at and is_sign(text[at - 1]))


_SEP = r"[ ·.\-_/|、~+丶\ue100-\uecff]"
_SIGN = f"(?:[a-z{DIGIT_CHARS}{SPOKEN}*?\u2580-\u25ff]|[2-6两三四五]个[{DIGIT_CHARS}])"
_CITY_ENDS = "".join(sorted({city[-1] for city in CITIES}))
_SERIAL = f"{_SEP}{{0,3}}[a-z]{_SEP}{{0,3}}{_SIGN}"
_WORDS_PLATE = "|".join(PLATE)
_SHAPE = (
    r"[a-z]{2}[0-9]{2} ?[a-z]{3}|[a-z]{2}-[0-9]{2}-[0-9]{2}|[a-z]{3}-[0-9]{4}|[0-9]{4}-[a-z]{2}"
    r"|[a-z]{2} ?[0-9]{2} ?[a-z]{1,2} ?[0-9]{4}|[a-z]{3}-[0-9]{3}-[a-z]{2}|[0-9]{3}-[a-z]{1,2}-[0-9]{4}"
    r"|[0-9][a-z]{2} [0-9][a-z]{2}|[0-9][a-z]{3}[0-9]{3}|[a-z]{2}-[0-9]{3}-[a-z]{2}|[a-z]{3} [0-9]{4} [a-z]"
    r"|[a-z]{3}[ \-][0-9]{2}[a-z]|[a-z]{3} [0-9]{3}[a-z]"
)
_SHORT = r"[a-z]{2,3} ?[0-9]{3,4}"
_APART = r" ?[ ·.\-_/|]{1,3} ?"
_SPREAD = f"[a-z0-9]{_APART}[a-z0-9] [a-z0-9]{_APART}[a-z0-9] [a-z0-9]"
_CITY = f"(?:{'|'.join(map(escaped, CITIES))})[ ·.]?[0-9][a-z0-9]{{5}}"
_SPELLED = f"[a-z]{{2}} (?:(?:{DIGIT_WORDS})[ \\-]){{2}}[a-z]{{1,2}} "
_CUED = rf"(?:{_WORDS_PLATE})[^\n]{{0,16}}[a-z0-9][ \-·._]?[a-z0-9]"
_WORDS_CAR = "|".join(_CAR)

KIND = Kind(
    name="licence_plate",
    find=find,
    triggers=(
        # One pattern a word: an alternation of short words is slow to scan.
        *(f"{place}{_SERIAL}" for place in (*PROVINCES, *CITIES)),
        _CUED,
        _SHAPE,
        rf"(?:{_WORDS_CAR})[^\n]{{0,48}}{_SHORT}",
        rf"{_SHORT}[^\n]{{0,24}}(?:{_WORDS_CAR})",
        _SPELLED,
        _SPREAD,
        *(f"{city}[ ·.]?[0-9][a-z0-9]{{5}}" for city in CITIES),
    ),
    patterns={
        "licence_plate.mainland": rf"[{PROVINCES}{RARE}{_CITY_ENDS}]{_SEP}{{0,3}}[a-z]{_SEP}{{0,3}}{_SIGN}",
        "licence_plate.cued": _CUED,
        "licence_plate.shape": _SHAPE,
        "licence_plate.short": _SHORT,
        "licence_plate.spoken": _SPELLED,
        "licence_plate.spread": _SPREAD,
        "licence_plate.city": _CITY,
    },
)

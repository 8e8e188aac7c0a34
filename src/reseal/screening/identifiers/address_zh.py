"""Chinese addresses: division, street or estate, building, door (RULES 7, "Address CN").

The text is read once from left to right. Where a suffix (路, 小区, 村) or a numbered unit (3栋) stands, the left edge
is sought through gazetteer names and name characters, the right edge through units, rooms and further names; the
evidence gathered on the way is the confidence: an estate .6, a door 1, a bare word nothing.
"""

from collections.abc import Iterator, Sequence

from reseal.screening.identifiers.address_edges import Left, Right, left_edge, living_cue, right_edge
from reseal.screening.identifiers.address_units import NUMBER_CHARS, is_han, number_at, unit_at
from reseal.screening.identifiers.address_words import AddressWords, address_words
from reseal.screening.identifiers.gates import stretches
from reseal.screening.identifiers.place_names import Gazetteer, gazetteer

THRESHOLD = 0.5
_NUMBER_REACH = 11  # how far after a digit its unit stands
_DIVISION_REACH, _NAME_REACH, _CUE_REACH = 12, 5, 5  # how far before a suffix a division or a cue is looked for
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
_LETTERED = frozenset("座栋幢")
_BEFORE, _AFTER = 14, 3  # how far around a gate the text is read, in characters
Found = tuple[int, int, float]


def find_zh(text: str, gates: Sequence[int] | None = None) -> Iterator[Found]:
    """The addresses of one folded text: start, end, confidence (at least .5).

    Only the neighbourhood of `gates`, the places where a gate stands, is read; without them the whole text is.
    """
    words, names = address_words(), gazetteer()
    size = len(text)
    lasts, telling = words.suffix_lasts, words.suffix_lasts | NUMBER_CHARS | _LETTERS
    reach = 0
    for first, last in stretches(gates, size, _BEFORE, _AFTER):
        at = max(first, reach)
        while at < last:
            char = text[at]
            if char not in telling:
                at += 1
                continue
            found = None
            if char in lasts:
                found = _from_suffix(text, at + 1, reach, words, names)
            elif char in NUMBER_CHARS:
                opens = at == 0 or text[at - 1] not in NUMBER_CHARS
                if opens and not words.unit_marks.isdisjoint(text[at + 1 : at + _NUMBER_REACH]):
                    found = _from_unit(text, at, reach, words, names)
            elif text[at + 1 : at + 2] in _LETTERED:
                found = _from_unit(text, at, reach, words, names)
            if found is None:
                at += 1
            else:
                yield found
                reach = at = found[1]


def _from_suffix(text: str, end: int, floor: int, words: AddressWords, names: Gazetteer) -> Found | None:
    suffix = words.suffixes.before(text, end)
    if suffix < floor:
        return None
    following = text[end : end + 1]
    numbered = following in words.numbering
    if text[suffix:end] in words.weak.members:
        if _goes_on(text, end, words):
            return None
        if not numbered and not _promising(text, suffix, end, words):
            return None
    elif not numbered and floor <= words.common.before(text, end) < suffix:
        return None
    left = left_edge(text, suffix, floor, words, names)
    if left.start >= suffix:
        return None
    right = right_edge(text, end, words, building=text[suffix:end] not in words.street.members)
    if not right.units and text[left.start : end] in names.ranks:
        return None  # a division whose name ends like an estate: 台湾, 新化
    confidence = _weigh(text, left, suffix, end, right, words)
    return (left.start, right.end, confidence) if confidence >= THRESHOLD else None


def _promising(text: str, suffix: int, end: int, words: AddressWords) -> bool:
    """Whether a word of many meanings may close an address without a number: a division or a cue is before it."""
    before = text[max(suffix - _DIVISION_REACH, 0) : suffix]
    if not words.division_lasts.isdisjoint(before) or text[end : end + 1] == "住":
        return True
    return living_cue(text, suffix - 1, words, _NAME_REACH + _CUE_REACH)


def _goes_on(text: str, end: int, words: AddressWords) -> bool:
    """Whether a word of many meanings is only the middle of a name: 竹园|坳, 安居|巷."""
    further = words.street.at(text, end) or (end + 1 if text[end : end + 1] in words.weak.members else 0)
    return further > 0 and not (further < len(text) and is_han(text[further]) and text[further] not in words.stops)


def _from_unit(text: str, start: int, floor: int, words: AddressWords, names: Gazetteer) -> Found | None:
    """A building that opens with its number (2栋1102); a name of unknown kind before it belongs to it after a cue."""
    end = unit_at(text, start, words)
    if end == start or words.strong_units.before(text, end) < start:
        return None
    right = right_edge(text, end, words, units=1)
    number = text[start : number_at(text, start)]
    more = right.units - 1 + right.rooms + right.tails
    if not more and (not number.isdigit() or text[end - 1] in "元座" or text[end : end + 1] in _NOT_AFTER_BUILDING):
        return None
    if number in ("一", "两", "俩", "仨") and right.units < 2 and not right.rooms:
        return None
    left = left_edge(text, start, floor, words, names)
    named = left.start < start and left.clean and (left.rank >= 1 or living_cue(text, left.start, words))
    confidence = min(0.6 + 0.15 * more + 0.2 * named, 1.0)
    return (left.start if named else start), right.end, round(confidence, 2)


_NOT_AFTER_BUILDING = frozenset("高楼房大")


def _weigh(text: str, left: Left, suffix: int, end: int, right: Right, words: AddressWords) -> float:
    """Confidence from what the address holds; 0 for everyday words (这条路, 街道)."""
    numbered = right.units > 0 or right.rooms > 0
    word = text[suffix:end]
    if words.public.before(text, end) >= left.start and not _house_number(text, end, words):
        return 0.0
    if not numbered and _everyday(text, left, suffix, end, right, words):
        return 0.0
    if word in words.estate.members or word in words.street.members:
        weight = 0.4
    elif word in words.village.members or (word == "道" and left.name == 2 and left.boundary >= 0.1):
        weight = 0.4 if word == "道" else 0.3
    else:
        weight = 0.2 if word in words.homes else 0.1 if numbered or word in words.closing.members else 0.0
    weight += (0.0, 0.15, 0.35)[left.rank] + left.boundary
    weight += 0.45 * bool(right.units) + right.rooms + 0.15 * bool(right.tails) + 0.1 * bool(right.names)
    if living_cue(text, left.start, words) or text[end : end + 1] == "住":
        weight += 0.25
    return min(round(weight, 2), 1.0)


def _house_number(text: str, end: int, words: AddressWords) -> bool:
    return text[unit_at(text, end, words) - 1 : unit_at(text, end, words)] == "号"


def _everyday(text: str, left: Left, suffix: int, end: int, right: Right, words: AddressWords) -> bool:
    """Whether a name without any number is an ordinary word, or the beginning of an organisation's name."""
    word = text[suffix:end]
    if left.start <= words.common.before(text, end) < suffix or (left.name < 2 and left.rank < 2):
        return True
    if text[end : end + 1] in words.not_after.get(word, ()) and not right.tails:
        return True
    near = 1 if left.rank == 2 else 3
    if any(words.organisations.at(text, at) for at in range(right.end, right.end + near)):
        return True
    before = text[suffix - 1]
    return (before in words.never and not left.rank) or (word == "道" and before in words.not_before_dao)

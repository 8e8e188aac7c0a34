"""Where a Chinese address begins and ends, seen from a suffix or a unit in a folded text.

To the left stand name characters and divisions, until a word that no name holds; to the right units, rooms, further
names and closing words. Both ways look at a bounded number of characters.
"""

from dataclasses import dataclass

from reseal.screening.identifiers.address_units import DIGITS, NUMERALS, is_han, number_at, room_at, unit_at
from reseal.screening.identifiers.address_words import AddressWords
from reseal.screening.identifiers.place_names import Gazetteer

_LONGEST_NAME = 5
_USUAL_NAME = 2
_LONGEST_AHEAD = 8
_LONGEST_CROSSING = 6
_LONGEST_GROUP = 4
_MOST_PARTS = 12
_MOST_DIVISIONS = 5
_CUE_REACH = 5
_MARKS = frozenset(",.:;!?()[]<>\"'「」『』【】《》〈〉…—-|/\n\t 、。")
_ENDS = frozenset(["", ".", "!", "?", ";", "\n", ")", ":"])
_UNLISTED = frozenset("镇乡县")
_AT_A_MARK, _AT_A_PLACE_WORD, _AT_A_STOP, _NOWHERE = 0.11, 0.1, 0.05, -0.15


@dataclass(slots=True)
class Left:
    """`name`: characters of the name itself; `rank`: of the surest division before it (place_names), -0 without.

    `boundary`: evidence from what stopped the way back, in confidence. `clean`: a word or mark that no name holds did.
    """

    start: int
    name: int = 0
    rank: int = 0
    boundary: float = _NOWHERE
    clean: bool = False


@dataclass(slots=True)
class Right:
    """Where the address ends and what it held; `rooms` is the weight of a bare room number."""

    end: int
    units: int = 0
    rooms: float = 0.0
    tails: int = 0
    names: int = 0
    building: bool = True  # what stands before is more than a street


def left_edge(
    text: str, pos: int, floor: int, words: AddressWords, names: Gazetteer, *, longest: int = _LONGEST_NAME
) -> Left:
    """The way back from `pos`, where a suffix or a unit begins, no further than `floor`.

    A name has at most `longest` characters, two more where it begins at a mark or after a word of place.
    """
    left = Left(pos)
    at = pos
    while True:
        if at <= floor:
            left.boundary, left.clean = _AT_A_MARK, True
            break
        if at < pos and text[at - 1] in names.sizes:
            back = _divisions(text, at, floor, words, names)
            if back is not None:
                left.start, left.rank = back
                left.clean, left.boundary = True, _AT_A_STOP
                if left.start == floor or not is_han(text[left.start - 1]) or text[left.start - 1] in words.locative:
                    left.boundary = _AT_A_MARK
                left.name = pos - at
                return left
        boundary = _boundary(text, at, pos, floor, words)
        if boundary == _AT_A_MARK:
            char = text[at - 1]
            if pos - at == 1 and char not in _MARKS and is_han(text[at - 2 : at - 1]) and not char.isalnum():
                at -= 1  # a sign set into the name: 观♂澜里
                continue
            if char == " " and at < pos:  # 天桥区 纬十二路
                back = _divisions(text, at - 1, floor, words, names)
                if back is not None:
                    return Left(back[0], pos - at, back[1], _AT_A_MARK, True)
        if boundary is not None:
            left.boundary, left.clean = boundary, True
            if pos - at > longest and boundary == _AT_A_STOP:
                at, left.boundary, left.clean = pos - _USUAL_NAME, _NOWHERE, False
            break
        if pos - at >= longest + 2:
            at = pos - _USUAL_NAME
            break
        at -= 1
    left.start, left.name = at, pos - at
    return left


def _boundary(text: str, at: int, pos: int, floor: int, words: AddressWords) -> float | None:
    """What the character or word that ends at `at` says about a name beginning here; None: it belongs to the name."""
    char = text[at - 1]
    if not "\u4e00" <= char <= "\u9fff" and char != "\ue001":
        return _AT_A_MARK
    boundary = words.boundaries.get(char)
    if boundary is not None and (boundary or pos - at >= _USUAL_NAME):
        return boundary or _AT_A_STOP
    if words.left_words.before(text, at) >= floor:
        return _AT_A_STOP
    return None


def _divisions(text: str, end: int, floor: int, words: AddressWords, names: Gazetteer) -> tuple[int, int] | None:
    """The start of the chain of divisions that ends at `end` and its best rank; None without one that is sure."""
    at, rank = end, 0
    for _ in range(_MOST_DIVISIONS):
        division = names.ending_at(text, at, floor)
        if division is None:
            start = _unlisted(text, at, floor, words, names)
            if start is None:
                break
            at, rank = start, 2
        else:
            at, rank = division.start, max(rank, division.rank)
    return (at, rank) if rank else None


def _unlisted(text: str, end: int, floor: int, words: AddressWords, names: Gazetteer) -> int | None:
    """The start of a town: 镇, 乡, 街道 or an unknown 县 with two or three characters before it."""
    last = end - 2 if text[end - 2 : end] == "街道" else end - 1
    if end - floor < 3 or (text[end - 1] not in _UNLISTED and last == end - 1):
        return None
    at = last
    while at > floor and last - at < 3:
        if _boundary(text, at, last, floor, words) is not None or (
            last - at >= _USUAL_NAME and names.ending_at(text, at, floor) is not None
        ):
            break
        at -= 1
    return at if last - at >= _USUAL_NAME else None


def right_edge(text: str, pos: int, words: AddressWords, *, units: int = 0, building: bool = True) -> Right:
    """The way on from `pos`, where a suffix or a unit ended; `building`: it was more than a street."""
    right = Right(pos, units, building=building)
    for _ in range(_MOST_PARTS):
        char = text[right.end : right.end + 1]
        if char in _ENDS:
            break
        if char in words.number_starts and _unit(text, right, words):
            continue
        if not _closing(text, right, words) and not (char == "," and _after_comma(text, right, words)):
            break
    return right


def _unit(text: str, right: Right, words: AddressWords) -> bool:
    at, size = right.end, len(text)
    if at >= size:
        return False
    start = at + 1 if text[at] in " -·" and at + 1 < size else at
    end = unit_at(text, start, words)
    floor = end > start and text[end - 1] in "楼层" and text[end - 2] != "号"
    if floor and not (right.units or right.rooms or right.names or right.building):
        end = start  # the second floor of a street is no part of its name
    if end > start:
        right.units += 1
        right.end = _range(text, end, words)
        return True
    end = room_at(text, start)
    if end > start and not right.rooms:
        number = text[start:end]
        digits = sum(char in DIGITS or char in NUMERALS for char in number)
        right.rooms = 0.45 if "-" in number or right.units else 0.3 if digits >= 3 else 0.15
        right.end = end
        return True
    return False


def _range(text: str, end: int, words: AddressWords) -> int:
    """The end of 1号至57号, given the end of its first number."""
    if text[end : end + 1] in ("至", "到"):
        further = unit_at(text, end + 1, words)
        if further > end + 1:
            return further
    return end


def _closing(text: str, right: Right, words: AddressWords) -> bool:
    at = right.end
    if at >= len(text):
        return False
    end = words.tails.at(text, at)
    if not end and text[at] == "口" and text[at - 1] in "路街巷村弄里":
        end = at + 1
    if not end and text[at] == "之" and text[at + 1 : at + 2] in DIGITS:
        end = number_at(text, at + 1)
    if not end and text[at] in "与和跟":
        end = _crossing(text, at + 1, words)
    if not end and text[at - 1] == "村":
        end = _group(text, at)
    if end:
        right.tails += 1
        right.end = end
        return True
    end = _name_ahead(text, at, words)
    if end == at and text[at] == "的" and not right.units:
        end = _name_ahead(text, at + 1, words)
        end = end if end > at + 1 and unit_at(text, end, words) > end else at
    if end > at:
        right.names += 1
        right.end = end
        return True
    return False


def _crossing(text: str, start: int, words: AddressWords) -> int:
    """The end of the second street of a crossing (石桥大街与永福巷交叉口); 0 when the words are none."""
    for at in range(start + 1, min(start + _LONGEST_CROSSING, len(text))):
        if not is_han(text[at]):
            return 0
        end = words.crossings.at(text, at)
        if end:
            return end
    return 0


def _group(text: str, start: int) -> int:
    """The end of a named group of a village (阳岭村|土楼组); 0 without one."""
    for at in range(start + 1, min(start + _LONGEST_GROUP, len(text))):
        if not is_han(text[at - 1]):
            return 0
        if text[at] in "组社队屋":
            return at + 1
    return 0


def _name_ahead(text: str, start: int, words: AddressWords) -> int:
    """The end of one more name with its suffix right after (花溪路|半岛蓝湾); `start` without one."""
    best = start
    for at in range(start, min(start + _LONGEST_AHEAD, len(text))):
        char = text[at]
        if not is_han(char) or char in words.boundaries or words.left_words.at(text, at):
            break
        if char in words.suffix_lasts and _closes(text, start, at + 1, words):
            best = at + 1
    return best


def _closes(text: str, start: int, after: int, words: AddressWords) -> bool:
    """Whether the suffix that ends at `after` closes a name that begins at `start`."""
    suffix = words.suffixes.before(text, after)
    if suffix < start:
        return False
    if text[suffix:after] not in words.weak.members and (after - start > 1 or text[start] == "村"):
        return True
    following = text[after : after + 1]
    if following in words.number_starts and (unit_at(text, after, words) > after or room_at(text, after) > after):
        return True
    if words.tails.at(text, after):
        return True
    ended = not following or not is_han(following)
    return ended and suffix > start and words.closing.before(text, after) >= 0 and words.common.before(text, after) < 0


def _after_comma(text: str, right: Right, words: AddressWords) -> bool:
    """A unit or room that a comma sets apart (嵩岳路106号院, 4-2)."""
    at, size = right.end, len(text)
    if at >= size or text[at] != "," or not right.units:
        return False
    end = unit_at(text, at + 1, words)
    if end > at + 1 and not right.rooms and not unit_at(text, end, words) > end + 2:
        right.units += 1
        right.end = end
        return True
    end = room_at(text, at + 1, shortest=3)
    if end > at + 1 and not right.rooms and (end >= size or text[end] in ",.;\n )"):
        right.rooms = 0.45
        right.end = end
        return True
    return False


def living_cue(text: str, start: int, words: AddressWords, reach: int = _CUE_REACH) -> bool:
    """Whether a word of living or bringing ends within `reach` characters before `start`."""
    low = max(start - reach, 0)
    return any(
        text[end - 1] in words.living.closing and words.living.before(text, end) >= low
        for end in range(low + 1, start + 1)
    )

"""IP addresses, version 4 and 6, also written with words or odd signs for the dots (RULES 7, 7b)."""

from collections.abc import Iterator
from ipaddress import AddressValueError, IPv6Address

from reseal.screening.data import read_toml
from reseal.screening.identifiers.cues import escaped, folded_words, has_word, starts_word
from reseal.screening.identifiers.kind import Finding, Kind
from reseal.screening.identifiers.numerals import (
    DIGITS,
    NUMBER_WORDS,
    NUMERAL_CHARS,
    is_digit,
    is_letter,
    read_whole,
)
from reseal.screening.view import PostView

_WORDS = {name: folded_words(words) for name, words in read_toml("identifiers", "ip_address.toml")["words"].items()}
_STRICT, _LOOSE, _CUE = _WORDS["strict"], _WORDS["loose"], _WORDS["cue"]
_NOT_AFTER, _NOT_BEFORE = _WORDS["not_after"], _WORDS["not_before"]
_NUMERALS = frozenset(NUMERAL_CHARS)
_WORD_STARTS = frozenset(word[0] for word in NUMBER_WORDS)
_HEX = frozenset("0123456789abcdef:ol")
_LOOKALIKES = str.maketrans("ol", "01")
_MASKS = ("*", "x", "?", "•", "●", "○")

_LONGEST = 45  # characters of an address of version 6 that ends in one of version 4
_SPOKEN_SIGNS = frozenset(("dot", "point"))
_PARTING = frozenset((*_STRICT, "、", "·"))
_LEAD = 8  # characters between IP and an address that only it tells
_BEFORE, _AFTER = 30, 16  # how far from the address a cue may stand, in characters


def find(view: PostView) -> Iterator[Finding]:
    """Addresses of either version, without port or prefix length."""
    text = view.text
    reach = 0
    for name, back in (
        ("ip_address.v4", 8),
        ("ip_address.cued", 0),
        ("ip_address.spoken", 30),
        ("ip_address.spread", 0),
    ):
        for start, end in view.spans(name):
            for place in _number_starts(text, max(start - back, reach), end):
                found = _version4(text, place)
                if found is not None:
                    yield found
                    reach = found.end
                    break
    for start, _ in view.spans("ip_address.v6"):
        found = _version6(text, start)
        if found is not None:
            yield found


def _number_starts(text: str, start: int, end: int) -> Iterator[int]:
    """The places in `text[start:end]` where a number begins, at most a dozen."""
    left = 12
    for place in range(start, end):
        if text[place] in _NUMERALS or text[place] in _WORD_STARTS:
            before = text[place - 1] if place else ""
            if before in _NUMERALS or (is_letter(text[place]) and before and is_letter(before)):
                continue
            yield place
            left -= 1
            if not left:
                return


def _version4(text: str, start: int) -> Finding | None:
    octets: list[int | None] = []
    loose = False
    end = start
    signs: list[str] = []
    places: list[tuple[int, int]] = []
    while len(octets) < 4:
        if octets:
            separator = _separator(text, end)
            if separator is None:
                return None
            signs.append(text[end : separator[0]].strip())
            end, sure = separator
            loose = loose or not sure
        octet = _octet(text, end, len(octets))
        if octet is None:
            return None
        octets.append(octet[0])
        places.append((end, octet[1]))
        end = octet[1]
    if _continues(text, start, end, signs) or not _parted(text, places, signs):
        return None
    if set(signs) == {"·"} and not is_digit(text[start]):
        loose = False  # 二〇三·零·一一三·九: nothing else is said so
    confidence = _confidence(text, start, end, octets, loose)
    return Finding("ip_address", start, end, confidence, "ip_address.v4") if confidence else None


def _parted(text: str, places: list[tuple[int, int]], signs: list[str]) -> bool:
    """Whether such signs may part numbers written so: what is neither a dot nor in figures needs IP right before it."""
    words = ["".join(filter(is_letter, text[start:end])).strip("olx") for start, end in places]
    if any(words):
        return sum(sign in _SPOKEN_SIGNS for sign in signs) > 1
    if "" in signs and any(sign not in ("", ",") for sign in signs):
        return False
    figures = all(is_digit(char) for start, end in places[:2] for char in text[start:end])
    if (figures and "" not in signs) or signs[0] in _PARTING:
        return True
    lead = text[max(places[0][0] - _LEAD - 2, 0) : places[0][0]]
    return "ip" in lead.rpartition("\n")[2]


def _octet(text: str, at: int, number_of_it: int) -> tuple[int | None, int] | None:
    if number_of_it >= 2 and text[at : at + 1] in _MASKS:
        end = at
        while end < len(text) and end - at < 3 and text[end] == text[at]:
            end += 1
        return None if end < len(text) and is_letter(text[end]) else (None, end)
    if number_of_it == 3 and is_digit(text[at : at + 1]):
        apart = _spread(text, at) if text[at + 1 : at + 2] == " " else None
        if apart is not None:
            return apart if apart[0] <= 255 else None
        end = at + 1  # what follows in Chinese counts something else: 203.0.113.6两个
        while end < len(text) and end - at < 4 and is_digit(text[end]):
            end += 1
        return (int(text[at:end]), end) if end - at < 4 and int(text[at:end]) <= 255 else None
    number = _spread(text, at) or _looking(text, at) or read_whole(text, at, 3)
    return number if number is not None and number[0] <= 255 else None


def _spread(text: str, at: int) -> tuple[int, int] | None:
    """Two or three digits set apart: 1 9 8."""
    digits, end = text[at : at + 1], at + 1
    while len(digits) < 3 and text[end : end + 1] == " " and is_digit(text[end + 1 : end + 2]):
        digits, end = digits + text[end + 1], end + 2
    return (int(digits), end) if len(digits) > 1 and digits.isdigit() and not is_digit(text[end : end + 1]) else None


def _looking(text: str, at: int) -> tuple[int, int] | None:
    """Digits with letters that look like them among them: 2o3, ll3."""
    end = at
    while end < len(text) and end - at < 4 and (is_digit(text[end]) or text[end] in "ol"):
        end += 1
    surface = text[at:end]
    if not 1 <= end - at <= 3 or surface.isdigit() or (end < len(text) and is_letter(text[end])):
        return None
    return int(surface.translate(_LOOKALIKES)), end


def _separator(text: str, at: int) -> tuple[int, bool] | None:
    """Where the separator at `at` ends, spaces around it included, and whether it is a sure one."""
    place = at
    while text[place : place + 1] == " " and place - at < 2:
        place += 1
    end = place
    sure = True
    for words, certain in ((_STRICT, True), (_LOOSE, False)):
        end = starts_word(text, place, words)
        if end > place:
            sure = certain
            break
    if end == place:
        return (place, False) if place > at else None  # set apart by spaces alone
    while text[end : end + 1] == " " and end - place < 6:
        end += 1
    return end, sure


def _continues(text: str, start: int, end: int, signs: list[str]) -> bool:
    """Whether the four numbers are a part of something longer: five groups, a decimal, a word."""
    for sign, beyond in ((text[end : end + 1], end + 1), (text[start - 1 : start], start - 2)):
        beside = text[beyond : beyond + 1] if beyond >= 0 else ""
        if sign and beside and sign in signs and sign in _LOOSE and sign not in "/:" and beside in _NUMERALS:
            return True
    if start and (text[start - 1] in DIGITS or (text[start - 1] == "." and start > 1 and is_digit(text[start - 2]))):
        return True
    if end < len(text) and (
        (text[end] in DIGITS and not is_digit(text[end - 1])) or (is_letter(text[end]) and is_letter(text[end - 1]))
    ):
        return True
    return end + 1 < len(text) and text[end] == "." and is_digit(text[end + 1])


def _confidence(text: str, start: int, end: int, octets: list[int | None], loose: bool) -> float:
    cued = has_word(text, start - _BEFORE, start, _CUE) or has_word(text, end, end + _AFTER, _CUE)
    before = text[max(start - 12, 0) : start].rstrip(" :=(")
    if has_word(before, len(before) - 8, len(before), _NOT_AFTER) or has_word(text, end, end + 6, _NOT_BEFORE):
        return 0.0 if not has_word(text, start - 8, start, _CUE) else 0.6
    if cued:
        return 0.97
    if loose or octets.count(None) > 1:
        return 0.0
    known = [octet for octet in octets if octet is not None]
    if max(known[0], known[1]) < 10 or known[0] == 0 or max(known) < 32:
        return 0.0
    return 0.93 if max(known) >= 100 else 0.7


def _version6(text: str, start: int) -> Finding | None:
    first = max(start - _LONGEST, 0)
    while start > first and text[start - 1] in _HEX:
        start -= 1
    if start and text[start - 1] in _HEX:
        return None
    while text[start : start + 1] == ":" and text[start : start + 2] != "::":
        start += 1  # the colon after a cue
    end = start
    while end < len(text) and end - start < _LONGEST and text[end] in _HEX:
        end += 1
    while end > start and text[end - 1] == ":" and text[end - 2 : end] != "::":
        end -= 1
    surface = text[start:end].translate(_LOOKALIKES)
    if (start and is_letter(text[start - 1])) or (end < len(text) and is_letter(text[end])):
        return None
    try:
        IPv6Address(surface)
    except AddressValueError:
        return None
    groups = [group for group in surface.split(":") if group]
    cued = has_word(text, start - _BEFORE, start, _CUE) or has_word(text, end, end + _AFTER, _CUE)
    if len(groups) < 3 and not cued:
        return None
    if not any(is_digit(char) for char in surface):
        return None
    return Finding("ip_address", start, end, 0.95 if cued or len(groups[0]) == 4 else 0.7, "ip_address.v6")


_N = f"[{NUMERAL_CHARS}]"
_SEPARATOR = r" {0,2}(?:[.。丶点、·,\-_|/~:]|dot|point|[(_\-](?:dot|点|\.|。)[)_\-]) {0,2}"
_FIGURES = r"(?:[0-9ol]{1,3}|[*x?•●○]{1,3})"
_CHINESE = f"[{NUMERAL_CHARS}ol*x?]{{1,8}}"
_SAID = f"(?:{'|'.join(NUMBER_WORDS)}|[0-9])"
_SPOKEN = f" (?:dot|point) {_SAID}[a-z0-9 \\-]{{0,24}} (?:dot|point) {_SAID}"
_SPREAD = r"[0-9] [0-9](?: [0-9])? {0,2}[.。·点] {0,2}[0-9](?: [0-9]){0,2} {0,2}[.。·点] {0,2}[0-9]"
_LED = rf"ip[^\n]{{0,{_LEAD}}}(?:[{NUMERAL_CHARS}ol]{{1,6}}[ .。丶点、·,\-_|/~:]{{1,3}}){{2}}[{NUMERAL_CHARS}olx*?•●○]"
_VERSION6 = r"[0-9a-f]{1,4}:[0-9a-f]{0,4}:[0-9a-f]{0,4}:|[0-9a-f]{2,4}::[0-9a-f]{1,4}"

KIND = Kind(
    name="ip_address",
    find=find,
    triggers=(
        f"[0-9]{{1,3}}{_SEPARATOR}[0-9]{{1,3}}{_SEPARATOR}{_FIGURES}{_SEPARATOR}[0-9*x?•●○]",
        r"[0-9][0-9ol]{1,2}\.[0-9ol]{1,3}\.[0-9ol]{1,3}\.[0-9]",
        # Numbers said in Chinese: one pattern a separator, which it begins with, scans fast.
        *(
            f"{first} {{0,2}}{_CHINESE}{_SEPARATOR}{_CHINESE}{_SEPARATOR}[{NUMERAL_CHARS}*x?]"
            for first in map(escaped, sorted(_PARTING))
        ),
        _SPOKEN,
        _SPREAD,
        _LED,
        _VERSION6,
    ),
    patterns={
        # The first three numbers; longer patterns do not compile with starts.
        "ip_address.v4": f"{_N}{_SEPARATOR}[{NUMERAL_CHARS}ol]{{1,8}}{_SEPARATOR}[{NUMERAL_CHARS}*x?•●○ol]",
        "ip_address.cued": f"ip[^\\n]{{0,8}}{_N}{{1,4}}[ ,] ?{_N}",
        "ip_address.spread": _SPREAD,
        "ip_address.spoken": f" (?:dot|point) {_SAID}",
        "ip_address.v6": _VERSION6,
    },
)

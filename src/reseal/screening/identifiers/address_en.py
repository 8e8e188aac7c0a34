"""English street addresses: 14 Cobnut Rise, Hebden Bridge; Flat 9, Lantern Court; 221 Larkspur Ave Apt 4B, Dayton OH.

The words of the text are read once. Around each street or building word stand a name to the left, a number or flat
before it, and a flat, a town and a postcode to the right. The original capitals, where they can be read, tell a
street's name from ordinary words (Tamar Close; a close call).
"""

from collections.abc import Iterator

from reseal.screening.identifiers.address_rest_en import TOWN_WORDS, house_number, rest_of
from reseal.screening.identifiers.address_words_en import EnglishWords, english_words
from reseal.screening.identifiers.english_tokens import Token, tokens

THRESHOLD = 0.5
_LONGEST_NAME = 4
_MOST_NUMBERS = 5
_LEET = str.maketrans("013457", "oleast")
Found = tuple[int, int, float]


def find_en(text: str, original: str) -> Iterator[Found]:
    """The addresses of one folded text: start, end, confidence (at least .5)."""
    words = english_words()
    parts = tokens(text, original)
    reach = 0
    for at, token in enumerate(parts):
        if token.start < reach:
            continue
        found = None
        plain = token.text
        if not plain.isalpha() and plain not in words.anchors:
            plain = plain.translate(_LEET)
        if plain in words.leads:
            found = _from_lead(parts, at, reach, words)
        if found is None and plain in words.unit and at + 1 < len(parts):
            found = _from_unit(parts, at, words)
        if found is None and plain in words.closers and not _goes_on(parts, at, words):
            found = _from_closer(parts, at, plain, reach, words)
        if found is not None and found[2] >= THRESHOLD:
            yield found
            reach = found[1]


def _goes_on(parts: list[Token], at: int, words: EnglishWords) -> bool:
    """Whether a further street word follows: Gorse Hill Tce, Maple Hollow Dr."""
    if at + 1 >= len(parts):
        return False
    following = parts[at + 1]
    return following.text in words.street and following.capital is parts[at].capital


def _is_name(token: Token, words: EnglishWords, *, capitals: bool) -> bool:
    if not token.word or token.text in words.stops:
        return False
    return not capitals or token.capital is not False


def _from_closer(parts: list[Token], at: int, closer: str, reach: int, words: EnglishWords) -> Found | None:
    """An address around a street or building word, which stands at `at`."""
    first = at
    capitals = parts[at].capital is True
    while first > 0 and at - first < _LONGEST_NAME and parts[first - 1].start >= reach:
        saint = parts[first - 1].text == "." and first > 1 and parts[first - 2].text == "st"
        unit = parts[first - 1].text in words.unit and not (capitals and parts[first - 1].capital)  # 18 Heron Bay Drive
        if unit or not (saint or _is_name(parts[first - 1], words, capitals=capitals)):
            break
        first -= 1
    named = at - first
    start, numbered = _number_before(parts, first, reach, words)
    if not numbered and named > 1:  # a number inside the name's reach: 902 copper kettle ct
        first, start, numbered = _number_inside(parts, first, at, words)
        named = at - first
    if not named or (named == 1 and parts[first].text == "the"):
        return None
    capitalised = capitals and all(parts[i].capital is not False for i in range(first, at))
    weight = 0.0
    if closer in words.street:
        weight = 0.85 if numbered else 0.6 if capitalised else 0.0
    elif numbered:
        weight = (
            0.8
            if capitalised
            else 0.55
            if closer in words.weak and _after_place_word(parts, start, words) and parts[first - 1].text != ","
            else 0.0
        )
    elif capitalised and _after_place_word(parts, first, words):
        weight = 0.55
    if not weight:
        return None
    if not numbered and not _after_place_word(parts, first, words) and first > 0 and parts[first - 1].word:
        return None
    end, more = rest_of(parts, at + 1, words, towns=capitalised)
    if closer in words.building and not numbered and not more:
        return None
    begin = _house_before(parts, start if numbered else first, reach, words)
    return parts[begin].start, end, min(weight + 0.05 * more, 1.0)


def _number_before(parts: list[Token], first: int, reach: int, words: EnglishWords) -> tuple[int, bool]:
    """Where the house number, and the flat before it, begin; and whether there is one."""
    at = first
    if at > 0 and parts[at - 1].text == "," and at > 1 and house_number(parts[at - 2], words):
        at -= 1
    if at == 0 or parts[at - 1].start < reach or not house_number(parts[at - 1], words):
        return first, False
    at -= 1
    while first - at < _MOST_NUMBERS and at > 0 and house_number(parts[at - 1], words) and parts[at - 1].start >= reach:
        at -= 1
    if at > 2 and parts[at - 1].text == "," and parts[at - 3].text in words.unit and house_number(parts[at - 2], words):
        return at - 3, True  # Apt 12, 48 Orchard Lane
    for skip in (1, 2):
        if at - skip >= 0 and parts[at - skip].text in words.unit:
            return at - skip, True
        if at - 1 >= 0 and parts[at - 1].text not in (",", "#", "."):
            break
        if parts[at - 1].text == "," and at > 2 and parts[at - 3].word and parts[at - 3].capital:
            break  # Rowan House, 7 Tinker Lane
    return at, True


def _number_inside(parts: list[Token], first: int, at: int, words: EnglishWords) -> tuple[int, int, bool]:
    for i in range(at - 1, first, -1):
        if house_number(parts[i - 1], words):
            start, _ = _number_before(parts, i, 0, words)
            return i, start, True
    return first, first, False


def _house_before(parts: list[Token], first: int, reach: int, words: EnglishWords) -> int:
    """Where a named house before the street begins: The Old Forge, Pilley Lane; Rowan House, 7 Tinker Lane."""
    if first < 2 or parts[first - 1].text != ",":
        return first
    if parts[first - 2].text in words.parts and first > 2 and parts[first - 3].text in words.storeys:
        return first - 3  # second floor, Ashoka Flats
    at = first - 1
    while at > 0 and first - at < 5 and parts[at - 1].word and parts[at - 1].capital and parts[at - 1].start >= reach:
        at -= 1
        if parts[at].text == "the":
            return at
    return at if first - at > 2 and parts[first - 2].text in words.building else first


def _after_place_word(parts: list[Token], first: int, words: EnglishWords) -> bool:
    if first == 0:
        return True
    before = parts[first - 1]
    return before.text in words.place_words or not before.word


def _after_home_word(parts: list[Token], at: int, words: EnglishWords) -> bool:
    """Whether the word before says that somebody lives there."""
    return at > 0 and parts[at - 1].text in words.homes


def _from_unit(parts: list[Token], at: int, words: EnglishWords) -> Found | None:
    """Flat 302, Shanti Kunj, Kothrud, Pune: a flat with its number, then capitalised names after commas."""
    number = at + 1
    if parts[number].text in ".#" and number + 1 < len(parts):
        number += 1
    if not (house_number(parts[number], words) or (len(parts[number].text) == 1 and parts[number].word)):
        return None
    after = number + 1
    while after < len(parts) and after - number <= TOWN_WORDS and parts[after].word and parts[after].capital:
        after += 1
    following = parts[after].text if after < len(parts) else ""
    if after - number > 1 and following != "#" and following not in words.leads:
        named = range(number + 1, after)
        after = next((place for place in named if parts[place].text in words.leads), number + 1)
    end, more = rest_of(parts, after, words, towns=parts[at].capital is not False)
    if not more or (more == 1 and parts[at].text in words.loose_units and not _after_home_word(parts, at, words)):
        return None
    return parts[at].start, end, 0.7


def _from_lead(parts: list[Token], at: int, reach: int, words: EnglishWords) -> Found | None:
    """Jalan Merpati 5, Purok 3, Rue Lenoir: a name or a number behind the word for the street or quarter."""
    after = at + 1 + (at + 1 < len(parts) and parts[at + 1].text == ".")
    first = after
    while after < len(parts) and after - first < _LONGEST_NAME and parts[after].word and parts[after].capital:
        after += 1
    named = after > first
    while not named and after < len(parts) and after - first < 2 and _is_name(parts[after], words, capitals=False):
        after += 1  # in lower case a number has to tell
    counted = after < len(parts) and parts[after].number and len(parts[after].text) <= 4
    start, numbered = _number_before(parts, at, reach, words)
    if not named and not (counted or (numbered and after > first)):
        return None
    after += counted
    if counted and _closes(parts, after, words):
        return None  # Lorong 24 Koi Terrace: the street comes yet
    end, more = rest_of(parts, after, words, towns=True)
    weight = 0.75 if counted or numbered or more else 0.55
    return parts[start if numbered else at].start, end, weight


def _closes(parts: list[Token], at: int, words: EnglishWords) -> bool:
    """Whether capitalised words follow of which one is a street word."""
    last = min(at + _LONGEST_NAME, len(parts))
    while at < last and parts[at].word and parts[at].capital:
        if parts[at].text in words.street or parts[at].text in words.weak:
            return True
        at += 1
    return False

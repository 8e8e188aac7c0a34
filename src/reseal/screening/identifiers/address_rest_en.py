"""What follows an English street: a flat, a direction, towns, a state, a postcode; how a house is numbered."""

from reseal.screening.identifiers.address_words_en import EnglishWords
from reseal.screening.identifiers.english_tokens import Token

_MOST_TOWNS = 3
TOWN_WORDS = 3


def house_number(token: Token, words: EnglishWords) -> bool:
    """Whether a token is the number of a house or a flat, in figures or in words."""
    if token.number:
        digits = sum(char.isdigit() for char in token.text)
        return digits <= 5 and len(token.text) <= 8 and len(token.text) - digits <= 2
    return (
        all(part in words.numbers for part in token.text.split("-"))
        or (token.text[1:2] == "-" and token.text[2:].isdigit() and len(token.text) <= 6)
        or (token.text[1:3].strip("0123456789") == "-" and token.text[3:].isdigit() and len(token.text) <= 7)
        or (len(token.text) <= 4 and len(token.text) > 1 and token.text[0].isalpha() and token.text[1:].isdigit())
        or (len(token.text) == 1 and token.word and token.text not in ("a", "i"))
    )


def rest_of(parts: list[Token], at: int, words: EnglishWords, *, towns: bool) -> tuple[int, int]:
    """The end of what follows a street, and how many pieces that was: flat, direction, towns, state and postcode."""
    end = parts[at - 1].end
    pieces = 0
    while at < len(parts) and pieces < _MOST_TOWNS + 2:
        further = _piece(parts, at, words, towns=towns, inside=pieces > 0)
        if further == at:
            break
        at = further
        pieces += 1
        end = parts[at - 1].end
    return end, pieces


def _piece(parts: list[Token], at: int, words: EnglishWords, *, towns: bool, inside: bool) -> int:
    """The place after one piece that follows a street; `at` when none stands there. `inside`: one did before."""
    size = len(parts)
    if at + 1 < size and parts[at].number and parts[at + 1].text in ("号", "座", "栋", "幢", "室"):
        return at + 2
    if not inside and parts[at].text in words.annexes:
        return at + 1  # Birch Close flats
    comma = parts[at].text == "," and at + 1 < size
    step = at + comma
    token = parts[step]
    following = parts[step + 1] if step + 1 < size else None
    if following is not None and token.text in words.unit and _unit_number(following, words):
        return step + 2
    if following is not None and token.text == "#" and following.number:
        return step + 2
    if _postcode(parts, step):
        return step + 2
    if comma and following is not None and following.text in words.parts and _storey(token, words):
        return step + 2  # second floor; ground left
    if comma:
        is_town = towns and token.capital and token.word and token.text not in words.stops
        return _town(parts, step, words) if is_town else at
    if token.text in words.directions and token.capital is not False:
        return step + 1
    if token.number and ((parts[at - 1].text in words.street and len(token.text) <= 2) or inside):
        return step + 1 if len(token.text) in (1, 2, 5, 10) else at
    if towns and inside and len(token.text) == 2 and token.capital and token.word:
        return step + 1
    return at


def _storey(token: Token, words: EnglishWords) -> bool:
    return token.number or token.text in words.storeys or token.text in words.numbers


def _unit_number(token: Token, words: EnglishWords) -> bool:
    return house_number(token, words) or (len(token.text) == 1 and token.word)


def _town(parts: list[Token], at: int, words: EnglishWords) -> int:
    """The place after a town's last word: up to three capitalised words."""
    first = at
    while at < len(parts) and at - first < TOWN_WORDS and parts[at].word and parts[at].capital:
        if parts[at].text in words.stops or any(char.isdigit() for char in parts[at].text):
            break
        at += 1
        if parts[at - 1].text == "st" and at < len(parts) and parts[at].text == ".":
            at += 1
    if at < len(parts) and parts[at].number and len(parts[at].text) <= 2 and at > first:
        at += 1  # Dublin 9
    return at


def _postcode(parts: list[Token], at: int) -> bool:
    """A British postcode: LS1 4AB."""
    if at + 1 >= len(parts):
        return False
    outer, inner = parts[at].text, parts[at + 1].text
    return (
        2 <= len(outer) <= 4
        and outer[0].isalpha()
        and any(char.isdigit() for char in outer)
        and len(inner) == 3
        and inner[0].isdigit()
        and inner[1:].isalpha()
    )

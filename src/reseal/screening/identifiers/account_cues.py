"""Words in front of an account: a service in open or covert words, a verb that asks to get in touch; what is between.

Each function looks at a bounded number of characters (RULES 7, LABELS account).
"""

from dataclasses import dataclass

from reseal.screening.data import read_toml
from reseal.screening.identifiers.cues import folded_words, starts_word
from reseal.screening.identifiers.handles import is_emoji, is_han
from reseal.screening.identifiers.numerals import is_digit, is_letter

_DATA = read_toml("identifiers", "account.toml")
_WORDS = {name: folded_words(words) for name, words in _DATA["words"].items()}
CONNECTOR, VERB = _WORDS["connector"], _WORDS["verb"]
FREQUENT, FUSED = frozenset(_WORDS["frequent"]), frozenset(_WORDS["fused"])
_LINK, _ALONE, _DOLLAR = frozenset(_WORDS["link"]), frozenset(_WORDS["alone"]), frozenset(_WORDS["dollar"])
_KNOWN = frozenset(folded_words((*_DATA["words"]["verb"], *(word for e in _DATA["platform"] for word in e["words"]))))
SKIPPED = frozenset(" :=-—>→\"'(<,~…|/·+♥❤⊕➕@。.!丶「『《“")
_LINKING = frozenset(':=>→"(「『《')
_PAUSES = frozenset(",。!…")

GAP, SHORT_GAP = 8, 3  # characters between the word, or a word of one character, and the identifier


@dataclass(frozen=True, slots=True)
class Platform:
    """A group of services: the pattern of their words, and what follows such a word (see the data file)."""

    pattern: str
    reads: str
    digits: bool
    numbered: bool


PLATFORMS = tuple(
    Platform(f"account.{e['name'].split()[0]}-{n}", e["reads"], e.get("digits", False), e.get("numbered", False))
    for n, e in enumerate(_DATA["platform"])
)


@dataclass(frozen=True, slots=True)
class AccountCue:
    """A word in front of an identifier, and what stands between the two."""

    start: int
    end: int
    place: int  # where the identifier would begin
    announced: bool  # is, 是, a colon: what follows is it
    paused: bool  # a comma or a full stop lies between
    chinese: bool
    word: str

    @property
    def adjacent(self) -> bool:
        """Whether the identifier begins right behind the word, or one character later."""
        return self.place - self.end <= 1


def cue_at(text: str, start: int, end: int, *, touching: bool = False) -> AccountCue | None:
    """The word in `text[start:end]` as a cue, None where it is only a piece of another word: tw in tw3lve.

    `touching`: figures may stand right behind it, as in uid300000417.
    """
    if is_letter(text[start]) and start and is_letter(text[start - 1]):
        return None
    following = text[end : end + 1]
    if is_letter(text[end - 1]) and (is_letter(following) or following == "_") and text[start:end] not in FUSED:
        return None
    if is_digit(following) and not touching and stands_apart(text[start:end]):
        return None
    if text[start:end] not in _KNOWN and _goes_on_apart(text, start, end):
        return None
    if text[start:end] in _ALONE and start and is_han(text[start - 1]):
        return None
    chinese = any(is_han(char) or is_emoji(char) for char in text[max(start - 8, 0) : end])
    place = end
    announced, paused = text[end - 1] in _LINK | _LINKING, False
    while place < len(text) and place - end <= GAP:
        char = text[place]
        if char == "@" or (char == "$" and text[start:end] in _DOLLAR):
            break
        if char in SKIPPED or is_emoji(char):
            announced = announced or char in _LINKING
            paused = paused or char in _PAUSES
            place += 1
            continue
        after = starts_word(text, place, CONNECTOR)
        following = text[after : after + 1]
        if after == place or (is_letter(char) and (is_digit(following) or following in ("_", "."))):
            break
        announced = announced or text[place:after] in _LINK
        place = after
    if place - end > (GAP if end - start > 1 else SHORT_GAP):
        return None
    return AccountCue(start, end, place, announced, paused, chinese, text[start:end])


def _goes_on_apart(text: str, start: int, end: int) -> bool:
    """Whether a Latin word whose letters are set apart is the beginning of a longer one: w a in w a j a."""
    apart = text[start + 1 : start + 2]
    return (
        is_letter(text[start])
        and is_letter(text[end - 1])
        and not is_letter(apart)
        and text[end : end + 1] == apart
        and (is_letter(text[end + 1 : end + 2]) or is_digit(text[end + 1 : end + 2]))
    )


def stands_apart(word: str) -> bool:
    """Whether a word is so frequent that letters or figures right behind it make another word of it."""
    return is_letter(word[-1]) and word not in FUSED and (word in FREQUENT or word in VERB)

"""The word tables of dates of birth, folded, read once from `data/identifiers/birth_date.toml`."""

from reseal.screening.data import read_toml
from reseal.screening.identifiers.cues import CueWords, folded_words, starts_word

_DATA = read_toml("identifiers", "birth_date.toml")["words"]
_WORDS = {name: folded_words(words) for name, words in _DATA.items() if isinstance(words, list)}

BEFORE, AFTER, AFTER_LOOSE = _WORDS["before"], _WORDS["after"], _WORDS["after_loose"]
FILLER, ZODIAC, ANIMALS, TURNS = _WORDS["filler"], _WORDS["zodiac"], _WORDS["animals"], _WORDS["turns"]
PARTICULARS, EVENT = _WORDS["particulars"], _WORDS["event"]
NOT_AFTER_BIRTH, BORN_AT = frozenset(_DATA["not_after_birth"]), frozenset(_DATA["born_at"])
CUES = CueWords((*BEFORE, *ZODIAC, *ANIMALS, *TURNS))  # whatever may stand before a date that somebody was born on

PUNCTUATION = frozenset(" ,.:;=-—~()\"'|/\n。、→>!")
EDGE = frozenset(",，。、;|/ \n:()!")  # around a date that stands by itself
NEAR, FAR = 14, 40  # characters from a birthday word: to the date with only fillers between; to its end
FILLED = 14  # characters of fillers between a word for a birth and a date in parts


def past_fillers(text: str, at: int) -> int:
    """Where the fillers behind a word for a birth end, which begin at `at`."""
    place = at
    while place < len(text) and place - at < FILLED:
        after = place + 1 if text[place] in PUNCTUATION else starts_word(text, place, FILLER)
        if after == place:
            break
        place = after
    return place

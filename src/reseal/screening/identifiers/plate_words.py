"""The words that stand around licence plates, and what sets their signs apart."""

from reseal.screening.data import read_toml
from reseal.screening.identifiers.cues import CueWords, folded_words

_WORDS = read_toml("identifiers", "licence_plate.toml")["words"]
PLATE, VEHICLE = folded_words(_WORDS["plate"]), folded_words(_WORDS["vehicle"])
MOVING = CueWords((*VEHICLE, *PLATE))
PLATE_REACH, VEHICLE_REACH = 16, 48  # characters between a cue and the plate
_SEPARATORS = frozenset(" ·.-_/|、~+`'丶")


def past_separators(text: str, at: int, most: int) -> int:
    """Where separators and emoji end that start at `at`, `most` of them at the most."""
    end = at
    while end - at < most and end < len(text) and (text[end] in _SEPARATORS or "\ue100" <= text[end] <= "\uecff"):
        end += 1
    return end

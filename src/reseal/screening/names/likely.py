"""The likely names of a text: what `candidates` and `probability` say, without weighing what cannot become likely.

The cheap signs of a stretch are summed first, the others taken at their best; few stretches are left to be weighed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log

from reseal.screening.names.chinese import (
    DOUBLE_ODDS,
    LEAST_GIVEN,
    LEAST_SURNAME,
    Candidate,
    left_signs,
    name_weights,
    nameable,
    probability,
    right_signs,
    surname_value,
    taken_places,
    weighed,
)
from reseal.screening.names.chinese import FEATURES as _FEATURES
from reseal.screening.names.tables import name_tables

_SLACK = 1e-6  # sums are made in another order here: the limit must not turn on the last digits


@dataclass(frozen=True, slots=True)
class Bounds:
    """Log-odds of the cheap signs. `first` and `double`: bias and surname; `one` and `two`: a given part's length.

    `left`, `right` and `rest` are the most that the signs before a name, after it and all others can add.
    """

    of: Mapping[str, float]
    first: Mapping[str, float]
    double: float
    left: float
    right: float
    rest: float


@cache
def bounds() -> Bounds:
    """The bounds by the fitted weights, whatever they are fitted to."""
    fitted = name_weights()
    of = dict(zip(_FEATURES, fitted.of, strict=True))

    def most(*names: str) -> float:
        return max(0.0, *(of[name] for name in names))

    surname = {c: odds for c, odds in name_tables().surname.items() if odds >= LEAST_SURNAME}
    rest = most("beside", "near", "somewhere") + most("repeated") + most("cue_in_text") + _SLACK
    edge = max(of["right_edge"] + most("right_close") + most("right_list"), 0.0)
    return Bounds(
        of,
        {char: fitted.bias + of["surname"] * surname_value(odds) for char, odds in surname.items()},
        fitted.bias + of["surname"] * surname_value(DOUBLE_ODDS) + of["double"],
        most("left_edge") + most("left_open") + most("left_cue", "left_called", "left_role", "left_link"),
        max(edge, most("right_title", "right_verb")),
        rest,
    )


def likely(
    text: str, others: Sequence[tuple[int, int]], least: float, *, cued: bool
) -> Iterator[tuple[float, Candidate]]:
    """The candidates of `text` whose probability is at least `least`, with it, in the order of `candidates`.

    `others` and `cued` are those of `candidates`; `least` is in (0, 1). Linear in the text.
    """
    limit = log(least / (1.0 - least))
    known = bounds()
    of, first, double = known.of, known.first, name_tables().double
    words = name_tables().words
    doubles = _double_heads()
    taken = taken_places(len(text), others)
    least_base = limit - known.left - known.right - known.rest
    for at in [at for at, char in enumerate(text) if char in first or char in doubles]:
        if taken[at]:
            continue
        before = of["word_before"] * words.get(text[at - 1 : at + 1], 0) / 3 if at else 0.0
        left: float | None = None
        for head in (2, 1):
            if head == 2:
                if text[at] not in doubles or text[at : at + 2] not in double:
                    continue
                odds = known.double + before
            else:
                if text[at] not in first:
                    continue
                odds = first[text[at]] + before + of["word_head"] * words.get(text[at : at + 2], 0) / 3
            for end, base in _shapes(text, at, head, of):
                if odds + base < least_base:
                    continue
                if left is None:
                    left = sum([of[sign] for sign in left_signs(text, at)])
                if odds + base + left < limit - known.right - known.rest:
                    continue
                right = sum([of[sign] for sign in right_signs(text, end)])
                if odds + base + left + right < limit - known.rest:
                    continue
                if taken.find(1, at, end) >= 0 or not nameable(text, at + head, end):
                    continue
                surname = DOUBLE_ODDS if head == 2 else name_tables().surname[text[at]]
                found = weighed(text, at, end, head, surname, others, cued)
                sure = probability(found)
                if sure >= least:
                    yield sure, found


@cache
def _double_heads() -> frozenset[str]:
    return frozenset(pair[0] for pair in name_tables().double)


def _shapes(text: str, start: int, head: int, of: Mapping[str, float]) -> list[tuple[int, float]]:
    """Where a name with this surname can end, and the log-odds of its given part: two characters, then one."""
    at = start + head
    size = len(text)
    if at >= size or not "\u4e00" <= text[at] <= "\u9fff":
        return []
    given, words = name_tables().given, name_tables().words
    mean, lowest, after = of["given"] / 10, of["given_least"] / 10, of["word_after"] / 3
    long = (0.0, 0.0, of["three"], of["four"])
    one = given.get(text[at], LEAST_GIVEN)
    single = (mean + lowest) * one + of["single_given"] + long[head] + after * words.get(text[at : at + 2], 0)
    if head == 2:
        single += of["word_whole"] * words.get(text[start : at + 1], 0) / 3
    if at + 1 >= size or not "\u4e00" <= text[at + 1] <= "\u9fff":
        return [(at + 1, single)]
    two = given.get(text[at + 1], LEAST_GIVEN)
    both = mean * (one + two) / 2 + lowest * min(one, two) + long[head + 1]
    both += after * words.get(text[at + 1 : at + 3], 0) + of["word_given"] * words.get(text[at : at + 2], 0) / 3
    if head == 1:
        both += of["word_whole"] * words.get(text[start : at + 2], 0) / 3
    return [(at + 2, both), (at + 1, single)]

"""The likely names of a text: what `candidates` and `probability` say, without weighing what cannot become likely.

The cheap signs of a stretch are summed first, the others taken at their best; few stretches are left to be weighed.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import compress
from math import inf, log

from reseal.screening.names.chinese import (
    DOUBLE_ODDS,
    EDGES,
    LEAST_GIVEN,
    LEAST_SURNAME,
    Candidate,
    left_signs,
    name_context,
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
    """Log-odds of the cheap signs, bias and surname in `first` and `double`; the most that others can add.

    `heads`: what can begin a name, with its log-odds (infinite where it can begin a double surname). `left` and
    `right`: the most that the signs before and after a name can add, by the character there (NUL: the text's edge).
    `words` and `rest`: the most that the words in and across it, and all other signs, can add.
    """

    of: Mapping[str, float]
    heads: Mapping[str, float]
    first: Mapping[str, float]
    double: float
    left: Mapping[str, float]
    right: Mapping[str, float]
    most_right: float
    words: float
    rest: float


@cache
def bounds() -> Bounds:
    """The bounds by the fitted weights, whatever they are fitted to."""
    fitted, tables = name_weights(), name_tables()
    of = dict(zip(_FEATURES, fitted.of, strict=True))

    def most(*names: str) -> float:
        return max(0.0, *(of[name] for name in names))

    first = {
        char: fitted.bias + of["surname"] * surname_value(odds)
        for char, odds in tables.surname.items()
        if odds >= LEAST_SURNAME
    }
    left, right = _most_left(most), _most_right(most)
    return Bounds(
        of,
        first | {pair[0]: inf for pair in tables.double},
        first,
        fitted.bias + of["surname"] * surname_value(DOUBLE_ODDS) + of["double"],
        left,
        right,
        max(right.values()),
        most("word_before") + most("word_head") + most("word_given") + most("word_whole") + most("word_after"),
        most("beside", "near", "somewhere") + most("repeated") + _SLACK,
    )


def _most_left(most: Callable[..., float]) -> dict[str, float]:
    context = name_context()
    edge = most("left_edge") + most("left_open")
    found = dict.fromkeys("\0" + "".join(EDGES), edge)
    chars = set().union(*context.by_end, context.links, context.fillers)
    lead = most("left_cue", "left_called", "left_role", "left_link")
    return found | {char: found.get(char, 0.0) + lead for char in chars}


def _most_right(most: Callable[..., float]) -> dict[str, float]:
    context = name_context()
    edge = most("right_edge") + most("right_close") + most("right_list")
    found = dict.fromkeys(context.verbs, most("right_verb"))
    found |= dict.fromkeys(context.by_head, most("right_verb", "right_title"))
    return found | dict.fromkeys("\0" + "".join(EDGES), max(edge, most("right_verb", "right_title")))


def likely(
    text: str, others: Sequence[tuple[int, int]], least: float, *, cued: bool
) -> Iterator[tuple[float, Candidate]]:
    """The candidates of `text` whose probability is at least `least`, with it, in the order of `candidates`.

    `others` and `cued` are those of `candidates`; `least` is in (0, 1). Linear in the text.
    """
    known, tables = bounds(), name_tables()
    of, first, words = known.of, known.first, tables.words
    limit = log(least / (1.0 - least)) - known.rest
    if cued:
        limit -= of["cue_in_text"]
    word_before, word_head = of["word_before"] / 3, of["word_head"] / 3
    size = len(text)
    taken = taken_places(size, others)
    for at in _places(text, limit):
        if taken[at]:
            continue
        before = word_before * words.get(text[at - 1 : at + 1], 0) if at else 0.0
        pair = text[at : at + 2]
        left: float | None = None
        for head in (2, 1) if pair in tables.double else (1,):
            if head == 2:
                if at + 2 == size:
                    continue
                odds = known.double + before
            elif text[at] in first:
                odds = first[text[at]] + before + word_head * words.get(pair, 0)
            else:
                continue
            if left is None:
                left = sum([of[sign] for sign in left_signs(text, at)])
            for end, base in _shapes(text, at, head, of):
                sure = odds + left + base
                if sure + known.most_right < limit or sure + sum([of[sign] for sign in right_signs(text, end)]) < limit:
                    continue
                if taken.find(1, at, end) >= 0 or not nameable(text, at + head, end):
                    continue
                surname = DOUBLE_ODDS if head == 2 else tables.surname[text[at]]
                found = weighed(text, at, end, head, surname, others, cued)
                exact = probability(found)
                if exact >= least:
                    yield exact, found


def _places(text: str, limit: float) -> Iterator[int]:
    """Where a name can begin that reaches `limit`, judged by single characters alone."""
    known, given = bounds(), name_tables().given
    of, heads, left, right = known.of, known.heads, known.left, known.right
    mean, lowest = of["given"] / 10, of["given_least"] / 10
    alone, half = mean + lowest, mean / 2
    limit -= known.words
    single, three = of["single_given"], of["three"]
    padded = text + "\0\0\0"
    for at in compress(range(len(text)), map(heads.__contains__, text)):
        one = padded[at + 1]
        if not "\u4e00" <= one <= "\u9fff":
            continue
        two = padded[at + 2]
        lacks = limit - heads[text[at]] - left.get(padded[at - 1], 0.0)
        odds = given.get(one, LEAST_GIVEN)
        if alone * odds + single + right.get(two, 0.0) >= lacks:
            yield at
        elif "\u4e00" <= two <= "\u9fff":
            more = given.get(two, LEAST_GIVEN)
            least = odds if odds < more else more
            if half * (odds + more) + lowest * least + three + right.get(padded[at + 3], 0.0) >= lacks:
                yield at


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

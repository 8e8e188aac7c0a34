"""The likely names of a text: what `candidates` and `probability` say, without weighing what cannot become likely.

The cheap signs of a stretch are summed first, the others taken at their best; few stretches are left to be weighed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
from reseal.screening.names.tables import NameTables, name_tables

_SLACK = 1e-6  # sums are made in another order here: the limit must not turn on the last digits


@dataclass(frozen=True, slots=True)
class Bounds:
    """Log-odds of the cheap signs, bias and surname in `first` and `double`; the most that others can add.

    `heads`: what can begin a name; `doubles`: what can begin one with a double surname. `left` and `right`: the most
    that the signs before and after a name can add, by the character there (NUL: the text's edge). `words`,
    `repeated` and `rest`: the most that the words in and across it, a second mention and all other signs can add.
    `lowest`, `alone`, `half`: of the given characters' odds, by the least one, a single one and each of two. The
    `word_…` count by the grade of the word.
    """

    of: Mapping[str, float]
    heads: frozenset[str]
    doubles: frozenset[str]
    first: Mapping[str, float]
    double: float
    left: Mapping[str, float]
    right: Mapping[str, float]
    words: float
    rest: float
    repeated: float
    lowest: float
    alone: float
    half: float
    single: float
    three: float
    four: float
    word_before: float
    word_head: float
    word_given: float
    word_whole: float
    word_after: float


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
    doubles = frozenset(pair[0] for pair in tables.double)
    left, right = _most_left(most), _most_right(most)
    mean, lowest = of["given"] / 10, of["given_least"] / 10
    return Bounds(
        of,
        frozenset(first) | doubles,
        doubles,
        first,
        fitted.bias + of["surname"] * surname_value(DOUBLE_ODDS) + of["double"],
        left,
        right,
        most("word_before") + most("word_head") + most("word_given") + most("word_whole") + most("word_after"),
        most("beside", "near", "somewhere") + _SLACK,
        most("repeated"),
        lowest,
        mean + lowest,
        mean / 2,
        of["single_given"],
        of["three"],
        of["four"],
        *(of[name] / 3 for name in ("word_before", "word_head", "word_given", "word_whole", "word_after")),
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
    text: str, others: Sequence[tuple[int, int]], least: float, *, cued: bool, places: Iterable[int] | None = None
) -> Iterator[tuple[float, Candidate]]:
    """The candidates of `text` whose probability is at least `least`, with it, in the order of `candidates`.

    `others` and `cued` are those of `candidates`; `least` is in (0, 1). Linear in the text. `places`, where they are
    known, are the only ones looked at.
    """
    known, tables = bounds(), name_tables()
    of = known.of
    limit = log(least / (1.0 - least)) - known.rest
    if cued:
        limit -= of["cue_in_text"]
    taken = taken_places(len(text), others)
    if places is None:
        places = compress(range(len(text)), map(known.heads.__contains__, text))
    for at, end, head, odds in _stretches(text, places, limit - known.repeated, known, tables):
        signs = (*left_signs(text, at), *right_signs(text, end))
        for sign in signs:
            odds += of[sign]
        if odds < limit and (odds + known.repeated < limit or text.count(text[at:end]) < 2):
            continue
        if taken.find(1, at, end) >= 0 or not nameable(text, at + head, end):
            continue
        surname = DOUBLE_ODDS if head == 2 else tables.surname[text[at]]
        found = weighed(text, at, end, head, surname, others, cued, signs)
        exact = probability(found)
        if exact >= least:
            yield exact, found


def _stretches(
    text: str, places: Iterable[int], limit: float, known: Bounds, tables: NameTables
) -> Iterator[tuple[int, int, int, float]]:
    """Start, end, length of the surname and log-odds, all but those of the signs around it, of what may reach `limit`.

    The signs are taken at the most that the characters around let them add.
    """
    first, left, right, given, words = known.first, known.left, known.right, tables.given, tables.words
    alone, half, lowest, single, three = known.alone, known.half, known.lowest, known.single, known.three
    bare = limit - known.words
    padded = text + "\0\0\0"
    for at in places:
        char, one, two = padded[at], padded[at + 1], padded[at + 2]
        odds = given.get(one)
        if odds is None:
            if not "\u4e00" <= one <= "\u9fff":
                continue
            odds = LEAST_GIVEN
        before = left.get(padded[at - 1], 0.0)
        if char in known.doubles and char + one in tables.double:
            yield from _double(padded, at, limit - before, known, tables)
        head = first.get(char)
        if head is None:
            continue
        short = alone * odds + single
        after = right.get(two, 0.0)
        long = after_long = -inf
        if "\u4e00" <= two <= "\u9fff":
            more = given.get(two, LEAST_GIVEN)
            long = half * (odds + more) + lowest * (odds if odds < more else more) + three
            after_long = right.get(padded[at + 3], 0.0)
        lacks = bare - head - before
        if short + after < lacks and long + after_long < lacks:
            continue
        # The words in and across it, asked only where the characters alone would do.
        head += known.word_head * words.get(char + one, 0)
        if at:
            head += known.word_before * words.get(padded[at - 1] + char, 0)
        lacks = limit - head - before
        inside = words.get(one + two, 0)
        if long + after_long + known.words >= lacks:
            long += known.word_given * inside + known.word_whole * words.get(char + one + two, 0)
            long += known.word_after * words.get(padded[at + 2 : at + 4], 0)
            if long + after_long >= lacks:
                yield at, at + 3, 1, head + long
        short += known.word_after * inside
        if short + after >= lacks:
            yield at, at + 2, 1, head + short


def _double(
    padded: str, at: int, limit: float, known: Bounds, tables: NameTables
) -> Iterator[tuple[int, int, int, float]]:
    """Those with the double surname at `at`; `limit` is without what can stand before them."""
    given, words, right = tables.given, tables.words, known.right
    one, two = padded[at + 2], padded[at + 3]
    if not "\u4e00" <= one <= "\u9fff":
        return
    head = known.double
    if at:
        head += known.word_before * words.get(padded[at - 1 : at + 1], 0)
    odds = given.get(one, LEAST_GIVEN)
    inside = words.get(one + two, 0)
    if "\u4e00" <= two <= "\u9fff":
        more = given.get(two, LEAST_GIVEN)
        long = known.half * (odds + more) + known.lowest * min(odds, more) + known.four + known.word_given * inside
        long += head + known.word_after * words.get(padded[at + 3 : at + 5], 0)
        if long + right.get(padded[at + 4], 0.0) >= limit:
            yield at, at + 4, 2, long
    short = known.alone * odds + known.single + known.three + known.word_after * inside
    short += head + known.word_whole * words.get(padded[at : at + 3], 0)
    if short + right.get(two, 0.0) >= limit:
        yield at, at + 3, 2, short

"""Chinese names in running text: every place where one could stand, and the signs for and against it.

A surname alone says little (RULES ID-01): the characters after it, the words that would run across its edges, and
what stands around it are weighed together, with weights that `tools/fit_names.py` fits.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp

from reseal.screening.data import read_toml
from reseal.screening.fold import fold_text
from reseal.screening.names.tables import name_tables

FEATURES = (
    *("surname", "given", "given_least", "double", "single_given", "three", "four"),
    *("word_head", "word_given", "word_whole", "word_before", "word_after"),
    *("left_edge", "left_cue", "left_called", "left_role", "left_link", "left_open"),
    *("right_edge", "right_title", "right_verb", "right_list", "right_close"),
    *("beside", "near", "somewhere", "repeated", "cue_in_text"),
)
_SIDES = {name: place for place, name in enumerate(FEATURES) if name.startswith(("left_", "right_"))}
_NO_SIDES = (0.0,) * len(_SIDES)
LEAST_SURNAME = -16
LEAST_GIVEN = -15  # of a character the tables do not know
DOUBLE_ODDS = 12
ByChar = Mapping[str, tuple[str, ...]]
EDGES = frozenset(" \n,，。.!！?？:：;；、|/-~\t\"'()“”‘’《》<>…=+_#*·→")
_OPEN = frozenset("\"'“‘(《@#")
_CLOSE = frozenset("\"'”’)》")


@dataclass(frozen=True, slots=True)
class NameContext:
    """Words around names, longest first: `cues` and `called` lead up to a name, `roles` are what people are,
    `titles` and `verbs` follow one, `links` are single characters before one.

    `by_end` holds cues, called words and roles by their last characters, `by_head` the titles by their first.
    """

    cues: tuple[str, ...]
    called: tuple[str, ...]
    roles: tuple[str, ...]
    links: frozenset[str]
    titles: tuple[str, ...]
    verbs: frozenset[str]
    fillers: frozenset[str]
    by_end: tuple[ByChar, ByChar, ByChar]
    by_head: ByChar


def _grouped(words: Iterable[str], place: int) -> ByChar:
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(word[place], []).append(word)
    return {char: tuple(group) for char, group in groups.items()}


@cache
def name_context() -> NameContext:
    """The context words of `data/identifiers/person_name.toml`."""
    table = read_toml("identifiers", "person_name.toml")["context"]

    def words(key: str) -> tuple[str, ...]:
        return tuple(sorted({fold_text(word) for word in table[key]}, key=lambda word: (-len(word), word)))

    cues, called, roles = words("cues"), words("called"), words("roles")
    titles = tuple(word for word in words("titles") if len(word) > 1)
    return NameContext(
        cues,
        called,
        roles,
        frozenset(table["links"]),
        titles,
        frozenset(table["verbs"]),
        frozenset(table["fillers"]),
        (_grouped(cues, -1), _grouped(called, -1), _grouped(roles, -1)),
        _grouped(titles, 0),
    )


@dataclass(slots=True)
class Candidate:
    """A stretch of folded text that could be a name, with its features in the order of `FEATURES`."""

    start: int
    end: int
    features: list[float]


def candidates(text: str, others: Sequence[tuple[int, int]], *, cued: bool) -> Iterator[Candidate]:
    """Every stretch of `text` that begins with a surname; `others` are identifiers found, `cued` whether a name cue
    stands anywhere. Linear in the text.
    """
    tables = name_tables()
    surname, double, size = tables.surname, tables.double, len(text)
    taken = taken_places(size, others)
    for at in range(size - 1):
        if taken[at]:
            continue
        for head, odds in (
            (2, DOUBLE_ODDS if text[at : at + 2] in double else None),
            (1, surname.get(text[at])),
        ):
            if odds is None or odds < LEAST_SURNAME:
                continue
            for given in (2, 1):
                end = at + head + given
                if end <= size and nameable(text, at + head, end) and taken.find(1, at, end) < 0:
                    signs = (*left_signs(text, at), *right_signs(text, end))
                    yield weighed(text, at, end, head, odds, others, cued, signs)


def taken_places(size: int, others: Sequence[tuple[int, int]]) -> bytearray:
    """One byte for each character of a text and one more: 1 where another identifier stands."""
    taken = bytearray(size + 1)
    for start, end in others:
        taken[start:end] = b"\1" * (end - start)
    return taken


def nameable(text: str, start: int, end: int) -> bool:
    """Whether these characters may be given ones: Han, and no title (陆女士 is no name)."""
    for char in text[start:end]:
        if not "\u4e00" <= char <= "\u9fff":
            return False
    titles = name_context().by_head.get(text[start])
    return titles is None or not text.startswith(titles, start)


def weighed(
    text: str,
    start: int,
    end: int,
    head: int,
    odds: int,
    others: Sequence[tuple[int, int]],
    cued: bool,
    signs: Iterable[str],
) -> Candidate:
    """The stretch from `start` to `end` with its features; `head` is the length of its surname, `odds` how much one.

    `signs` are its `left_signs` and `right_signs`.
    """
    tables = name_tables()
    words = tables.words
    given = text[start + head : end]
    likely = [tables.given.get(char, LEAST_GIVEN) for char in given]
    size = end - start
    gap = 1000
    for other, until in others:
        gap = min(gap, max(start - until, other - end, 0))
    values = [  # in the order of FEATURES
        surname_value(odds),
        sum(likely) / len(likely) / 10,
        min(likely) / 10,
        float(head == 2),
        float(len(given) == 1),
        float(size == 3),
        float(size == 4),
        words.get(text[start : start + 2], 0) / 3 if head == 1 else 0.0,
        words.get(given, 0) / 3 if len(given) == 2 else 0.0,
        words.get(text[start:end], 0) / 3 if size == 3 else 0.0,
        words.get(text[start - 1 : start + 1], 0) / 3 if start else 0.0,
        words.get(text[end - 1 : end + 1], 0) / 3,
        *_NO_SIDES,
        float(gap <= 2),
        float(2 < gap <= 10),
        float(10 < gap < 1000),
        float(text.count(text[start:end]) > 1),
        float(cued),
    ]
    for sign in signs:
        values[_SIDES[sign]] = 1.0
    return Candidate(start, end, values)


def surname_value(odds: int) -> float:
    """The feature `surname`, bounded: a very rare surname is no surer than a rare one."""
    return max(min(odds, 25), LEAST_SURNAME) / 10


def left_signs(text: str, start: int) -> list[str]:
    """The features that hold by what stands before `start`."""
    if start == 0:
        return ["left_edge"]
    context = name_context()
    before = text[start - 1]
    signs = []
    if before in EDGES:
        signs.append("left_edge")
        if before in _OPEN:
            signs.append("left_open")
    at = start
    while at and start - at < 3 and text[at - 1] in context.fillers:
        at -= 1
    cues, called, roles = context.by_end
    last = text[at - 1] if at else ""
    if last in cues and text.endswith(cues[last], 0, at):
        signs.append("left_cue")
    elif last in called and text.endswith(called[last], 0, at):
        signs.append("left_called")
    elif before in roles and text.endswith(roles[before], 0, start):
        signs.append("left_role")
    elif before in context.links:
        signs.append("left_link")
    return signs


def right_signs(text: str, end: int) -> list[str]:
    """The features that hold by what stands after `end`."""
    if end == len(text):
        return ["right_edge"]
    after = text[end]
    if after in EDGES:
        signs = ["right_edge"]
        if after in _CLOSE:
            signs.append("right_close")
        if after == "、":
            signs.append("right_list")
        return signs
    context = name_context()
    titles = context.by_head.get(after)
    if titles is not None and text.startswith(titles, end):
        return ["right_title"]
    return ["right_verb"] if after in context.verbs else []


@dataclass(frozen=True, slots=True)
class NameWeights:
    """Fitted log-odds of the features; a candidate of probability `least` is a name."""

    bias: float
    of: tuple[float, ...]
    least: float


@cache
def name_weights() -> NameWeights:
    """The weights of `data/gazetteer/name_weights.toml`, which `tools/fit_names.py` writes."""
    table = read_toml("gazetteer", "name_weights.toml")
    return NameWeights(table["bias"], tuple(table["weights"][name] for name in FEATURES), table["least"])


def probability(candidate: Candidate) -> float:
    """How likely the candidate is a name, in (0, 1)."""
    fitted = name_weights()
    odds = fitted.bias
    for weight, value in zip(fitted.of, candidate.features, strict=True):
        if value:
            odds += weight * value
    return 1.0 / (1.0 + exp(-odds))

"""Chinese names in running text: every place where one could stand, and the signs for and against it.

A surname alone says little (RULES ID-01): the characters after it, the words that would run across its edges, and
what stands around it are weighed together, with weights that `tools/fit_names.py` fits.
"""

from collections.abc import Callable, Iterator, Sequence
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
_COLUMN = {name: place for place, name in enumerate(FEATURES)}
Put = Callable[[str, float], None]
_LEAST_SURNAME = -16
_EDGES = frozenset(" \n,，。.!！?？:：;；、|/-~\t\"'()“”‘’《》<>…=+_#*·→")
_OPEN = frozenset("\"'“‘(《@#")
_CLOSE = frozenset("\"'”’)》")


@dataclass(frozen=True, slots=True)
class NameContext:
    """Words around names, longest first: `cues` and `called` lead up to a name, `roles` are what people are,
    `titles` and `verbs` follow one, `links` are single characters before one.
    """

    cues: tuple[str, ...]
    called: tuple[str, ...]
    roles: tuple[str, ...]
    links: frozenset[str]
    titles: tuple[str, ...]
    verbs: frozenset[str]
    fillers: frozenset[str]


@cache
def name_context() -> NameContext:
    """The context words of `data/identifiers/person_name.toml`."""
    table = read_toml("identifiers", "person_name.toml")["context"]

    def words(key: str) -> tuple[str, ...]:
        return tuple(sorted({fold_text(word) for word in table[key]}, key=lambda word: (-len(word), word)))

    return NameContext(
        words("cues"),
        words("called"),
        words("roles"),
        frozenset(table["links"]),
        tuple(word for word in words("titles") if len(word) > 1),
        frozenset(table["verbs"]),
        frozenset(table["fillers"]),
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
    taken = bytearray(size + 1)
    for start, end in others:
        taken[start:end] = b"\1" * (end - start)
    for at in range(size - 1):
        odds = surname.get(text[at])
        pair = text[at : at + 2]
        if pair in double and not taken[at]:
            for given in (2, 1):
                end = at + 2 + given
                if end <= size and _nameable(text, at + 2, end) and not any(taken[at:end]):
                    yield _weighed(text, at, end, 2, 12, others, cued)
        if odds is None or odds < _LEAST_SURNAME or taken[at]:
            continue
        for given in (2, 1):
            end = at + 1 + given
            if end <= size and _nameable(text, at + 1, end) and not any(taken[at:end]):
                yield _weighed(text, at, end, 1, odds, others, cued)


def _nameable(text: str, start: int, end: int) -> bool:
    """Whether these characters may be given ones: Han, and no title (陆女士 is no name)."""
    if not all("\u4e00" <= char <= "\u9fff" for char in text[start:end]):
        return False
    titles = name_context().titles
    return text[start:end] not in titles and not text.startswith(titles, start)


def _weighed(
    text: str, start: int, end: int, head: int, odds: int, others: Sequence[tuple[int, int]], cued: bool
) -> Candidate:
    tables = name_tables()
    words = tables.words
    given = text[start + head : end]
    values = [0.0] * len(FEATURES)

    def put(name: str, value: float) -> None:
        values[_COLUMN[name]] = value

    likely = [tables.given.get(char, -15) for char in given]
    put("surname", max(min(odds, 25), -16) / 10)
    put("given", sum(likely) / len(likely) / 10)
    put("given_least", min(likely) / 10)
    put("double", float(head == 2))
    put("single_given", float(len(given) == 1))
    put("three", float(end - start == 3))
    put("four", float(end - start == 4))
    if head == 1:
        put("word_head", words.get(text[start : start + 2], 0) / 3)
    if len(given) == 2:
        put("word_given", words.get(given, 0) / 3)
    if end - start == 3:
        put("word_whole", words.get(text[start:end], 0) / 3)
    if start:
        put("word_before", words.get(text[start - 1 : start + 1], 0) / 3)
    put("word_after", words.get(text[end - 1 : end + 1], 0) / 3)
    _left(text, start, put)
    _right(text, end, put)
    gap = min((max(start - e, s - end, 0) for s, e in others), default=1000)
    put("beside", float(gap <= 2))
    put("near", float(2 < gap <= 10))
    put("somewhere", float(10 < gap < 1000))
    put("repeated", float(text.count(text[start:end]) > 1))
    put("cue_in_text", float(cued))
    return Candidate(start, end, values)


def _left(text: str, start: int, put: Put) -> None:
    context = name_context()
    if start == 0 or text[start - 1] in _EDGES:
        put("left_edge", 1.0)
        if start and text[start - 1] in _OPEN:
            put("left_open", 1.0)
    at = start
    while at and start - at < 3 and text[at - 1] in context.fillers:
        at -= 1
    if text.endswith(context.cues, 0, at):
        put("left_cue", 1.0)
    elif text.endswith(context.called, 0, at):
        put("left_called", 1.0)
    elif text.endswith(context.roles, 0, start):
        put("left_role", 1.0)
    elif start and text[start - 1] in context.links:
        put("left_link", 1.0)


def _right(text: str, end: int, put: Put) -> None:
    context = name_context()
    if end == len(text) or text[end] in _EDGES:
        put("right_edge", 1.0)
        if end < len(text) and text[end] in _CLOSE:
            put("right_close", 1.0)
        if end < len(text) and text[end] == "、":
            put("right_list", 1.0)
    elif text.startswith(context.titles, end):
        put("right_title", 1.0)
    elif text[end] in context.verbs:
        put("right_verb", 1.0)


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

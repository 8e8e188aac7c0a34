"""What the later steps see of one surviving post: its folded text, where patterns and cues stand, its number runs."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple, Protocol, TypeVar

from reseal.screening.lexicon import Cue
from reseal.screening.number_runs import NumberRun, find_runs
from reseal.screening.number_runs.places import number_places
from reseal.screening.patterns import longest
from reseal.screening.together import Together
from reseal.vocabulary import ExposureType, Post

Span = tuple[int, int]
Answer = TypeVar("Answer")


class CueSighting(NamedTuple):
    """A cue of the lexicon in the folded text. `squeezed`: found only once junk between characters was gone."""

    start: int
    end: int
    cue: Cue
    squeezed: bool = False


class PostSource(Protocol):
    """Where a batch's posts come from; a post is only made when something asks for it."""

    def id(self, number: int) -> str:
        """The id of one post of the batch."""

    def post(self, number: int) -> Post:
        """One post of the batch, with its original text and its context."""


class ListedPosts:
    """Posts that exist already, reached by number."""

    def __init__(self, post_of: Callable[[int], Post]) -> None:
        self.post = post_of

    def id(self, number: int) -> str:
        """The id of one post."""
        return self.post(number).id


class PostView:
    """One surviving post. Offsets are folded characters; `FoldedBatch.span` maps them back."""

    def __init__(self, text: str, number: int, source: PostSource, marks: int = -1) -> None:
        self.text = text
        self.marks = marks  # bits of the kinds whose trigger was seen
        self.seen: dict[str, list[Span]] = {}
        self.cues: dict[str, list[CueSighting]] = {}
        self.told: Mapping[str, float] = {}  # signals with strengths that no words carry: the kind of a document
        self.filled: Sequence[tuple[ExposureType, int, int]] = ()  # fields of a document with what they hold
        self.void: Sequence[Span] = ()  # its labels and the fields that tell of nobody
        self.pictured: Sequence[Span] = ()  # where nothing was typed: the lines that were read in pictures
        self._number = number
        self._source = source
        self._post: Post | None = None  # no `cached_property`: its lock costs more than most look-ups
        self._runs: list[NumberRun] | None = None
        self._together: Together | None = None
        self._place = 0

    def stand_among(self, together: Together, place: int) -> None:
        """Say among which texts this one stands, and where: looked at together they cost less than one by one."""
        self._together, self._place = together, place

    def ask(self, look: Callable[[Together], Sequence[Answer]]) -> Answer:
        """What `look`, which looks at many texts at once, sees in this one."""
        if self._together is None:
            self._together = Together([self.text])
        return self._together.ask(look, self._place)

    @property
    def post(self) -> Post:
        """The post itself, with its original text and its context."""
        if self._post is None:
            self._post = self._source.post(self._number)
        return self._post

    def spans(self, pattern: str) -> list[Span]:
        """Where a kind's pattern stands: leftmost, longest, not overlapping, in order."""
        found = self.seen.get(pattern)
        return longest(found) if found else []

    def saw(self, pattern: str) -> bool:
        """Whether a kind's pattern stands anywhere in the text."""
        return pattern in self.seen

    def cue(self, family: str) -> list[CueSighting]:
        """The sightings of one family of cues, in order of their ends."""
        return self.cues.get(family, [])

    @property
    def runs(self) -> list[NumberRun]:
        """The number runs of the text, however the digits are written (RULES 7b)."""
        if self._runs is None:
            self._runs = find_runs(self.text, self.ask(number_places))
        return self._runs

    def is_void(self, start: int, end: int) -> bool:
        """Whether most of a stretch is what a document prints on every copy, or fills in of nobody."""
        shared = sum(max(0, min(end, b) - max(start, a)) for a, b in self.void)
        return 2 * shared > end - start

    def scattered(self, start: int, end: int, most: int) -> bool:
        """Whether a stretch takes words of more than `most` lines of a picture, as of a table; signs one a line are
        none."""
        first = max(bisect_right(self.pictured, (start, len(self.text))) - 1, 0)
        lines = takewhile(lambda line: line[0] < end, self.pictured[first : first + 2 * most + 2])
        return sum(b > start and b - a > 1 for a, b in lines) > most

    def cue_before(self, family: str, start: int, reach: int) -> CueSighting | None:
        """The nearest cue of a family that ends at most `reach` characters before `start`."""
        best = None
        for sighting in self.cues.get(family, ()):
            if sighting.end <= start and start - sighting.end <= reach and (best is None or sighting.end >= best.end):
                best = sighting
        return best

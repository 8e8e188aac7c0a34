"""A post's text and the writing in its pictures as one text, and the way back: what stands where."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reseal.screening.pictures.line import Line
from reseal.screening.pictures.printed import Holds
from reseal.vocabulary import Exposure, Reason, Region


@dataclass(frozen=True, slots=True)
class Written:
    """A line of a picture: `before` stands between it and the line before it.

    `holds`: what it is, where the document says so whose field it fills.
    """

    line: Line
    before: str
    picture: int
    frame: int
    holds: Holds | None = None


class Page:
    """The post's text with the pictures' lines behind it, to be judged as one."""

    def __init__(self, text: str, written: Sequence[Written]) -> None:
        pieces = [text]
        at = len(text)
        self._own = at
        self._starts: list[int] = []
        self._written = written
        for place, line in enumerate(written):
            before = line.before
            if not place:
                before = _joint(text, written)
            self._starts.append(at + len(before))
            pieces += [before, line.line.text]
            at += len(before) + len(line.line.text)
        self.text = "".join(pieces)

    def fields(self) -> Iterator[tuple[Holds, int, int]]:
        """What documents say is filled in, with its places in the whole; an address may have several lines."""
        told: tuple[Holds, int, int] | None = None
        for start, written in zip(self._starts, self._written, strict=True):
            end = start + len(written.line.text)
            if told is not None and told[0] == written.holds == "address":
                told = told[0], told[1], end
                continue
            if told is not None:
                yield told
            told = (written.holds, start, end) if written.holds else None
        if told is not None:
            yield told

    def lines(self) -> Iterator[tuple[int, int]]:
        """The places of the pictures' lines in the whole."""
        for start, written in zip(self._starts, self._written, strict=True):
            yield start, start + len(written.line.text)

    def exposures(self, judged: Iterable[Exposure]) -> Iterator[Exposure]:
        """Exposures of the whole as exposures of the text and of the pictures; one that lies in both becomes two."""
        for found in judged:
            if found.start < self._own:
                end = min(found.end, self._own)
                yield _with(found, found.start, end, None)
            for region in self.regions(found.start, found.end):
                yield _with(found, 0, 0, region)

    def reasons(self, judged: Iterable[Reason]) -> Iterator[Reason]:
        """Reasons with their words in the text or in a picture."""
        for reason in judged:
            if reason.start is None or reason.end is None or reason.end <= self._own:
                yield reason
            elif reason.start < self._own:
                yield Reason(reason.code, reason.weight, reason.start, self._own)
            else:
                region = next(self.regions(reason.start, reason.end), None)
                yield Reason(reason.code, reason.weight, region=region)

    def regions(self, start: int, end: int) -> Iterator[Region]:
        """The places of a stretch of the whole in the pictures, one for each frame that it touches."""
        here: tuple[int, int] | None = None
        polygons: list[tuple[tuple[int, int], ...]] = []
        for number in range(max(bisect_right(self._starts, start) - 1, 0), len(self._starts)):
            first = self._starts[number]
            if first >= end:
                break
            written = self._written[number]
            a, b = max(start - first, 0), min(end - first, len(written.line.text))
            if a >= b:
                continue
            if here is not None and here != (written.picture, written.frame):
                yield Region(*here, tuple(polygons))
                polygons = []
            here = written.picture, written.frame
            if len(written.line.quad):
                polygons.append(written.line.polygon(a, b))
        if here is not None:
            yield Region(*here, tuple(polygons))

    def fills(self, start: int, end: int) -> tuple[float, int]:
        """What share of its line a stretch of the whole is, and how many lines its picture has; (0, 0) in the text."""
        at = bisect_right(self._starts, start) - 1
        if at < 0 or start < self._own:
            return 0.0, 0
        here = self._written[at]
        lines = sum(1 for w in self._written if (w.picture, w.frame) == (here.picture, here.frame))
        return (end - start) / max(len(here.line.text), 1), lines


def _joint(text: str, written: Sequence[Written]) -> str:
    """Between the text and its pictures: one line goes on where the text ends, as if it had been typed there."""
    if not text:
        return ""
    return " " if all("\n" not in line.before for line in written[1:]) else "\n"


def _with(found: Exposure, start: int, end: int, region: Region | None) -> Exposure:
    if region is None:
        return Exposure(found.type, start, end, found.confidence, found.subject)
    return Exposure(found.type, start, end, found.confidence, found.subject, "image", region)

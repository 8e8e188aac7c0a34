"""What a peer is to the bench."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.labelled import Span
from bench.machine import version

Find = Callable[[str, str], Sequence[Span]]
Work = Callable[[str], object]


@dataclass(frozen=True)
class Loaded:
    """A peer ready to work: `find(text, lang)` for quality, `work(text)` its cheapest own call for speed."""

    find: Find
    work: Work


@dataclass(frozen=True)
class Peer:
    """One peer: the package it comes in, how it is set, and which of our types it can find."""

    name: str
    package: str
    setting: str
    types: tuple[str, ...]
    load: Callable[[], Loaded]

    @property
    def version(self) -> str | None:
        """The installed version; None if it is not installed here."""
        return version(self.package)


def without_overlaps(spans: Sequence[Span]) -> list[Span]:
    """The spans in order of the text; where two overlap, the one that came first in the sequence stays."""
    kept: list[Span] = []
    for span in spans:
        if all(span.end <= other.start or span.start >= other.end for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)

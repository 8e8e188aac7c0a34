"""Masking: spans of personal information replaced by marks that say only their kind. Pure, linear in the text."""

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Literal

import msgspec

from reseal.screening.data import read_toml
from reseal.vocabulary import Exposure, ExposureType, Subject

MarkStyle = Literal["typed", "zh", "en"]
OTHERS: frozenset[Subject] = frozenset({"other", "unknown"})
"""Whose information the action `redact` masks: not the author's own contact, not a shop's or an office's."""


class _Marks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    open: str
    close: str
    words: dict[ExposureType, str]


@cache
def _styles() -> Mapping[MarkStyle, _Marks]:
    return msgspec.convert(read_toml("statements", "marks.toml"), dict[MarkStyle, _Marks])


@cache
def mark(type_: ExposureType, style: MarkStyle = "typed") -> str:
    """The mark of a type: `⟦phone⟧` for programs, `〔电话〕` and `[phone]` for people."""
    marks = _styles()[style]
    return f"{marks.open}{marks.words[type_]}{marks.close}"


def redact(
    text: str, exposures: Iterable[Exposure], style: MarkStyle = "typed", subjects: Collection[Subject] | None = None
) -> str:
    """The text with every exposure replaced by its mark.

    Promises: nothing inside a span survives and nothing outside one changes, for any string, lone surrogates included;
    overlapping spans become one mark, of the longest of them; spans that only touch keep their own marks. Exposures
    from pictures have no place in the text and are passed over. `subjects` limits masking to the information of these.

    Raises:
        ValueError: a span lies outside the text.
    """
    pieces: list[str] = []
    copied = 0
    for start, end, type_ in merged(text, exposures, subjects):
        pieces.append(text[copied:start])
        pieces.append(mark(type_, style))
        copied = end
    pieces.append(text[copied:])
    return "".join(pieces)


def merged(
    text: str, exposures: Iterable[Exposure], subjects: Collection[Subject] | None = None
) -> list[tuple[int, int, ExposureType]]:
    """The spans to mask: in order, none empty, none overlapping, each with the type of the longest exposure in it.

    Raises:
        ValueError: a span lies outside the text.
    """
    spans = []
    for number, exposure in enumerate(exposures):
        if exposure.source != "text" or (subjects is not None and exposure.subject not in subjects):
            continue
        if not 0 <= exposure.start <= exposure.end <= len(text):
            raise ValueError(
                f"exposures[{number}] spans {exposure.start} to {exposure.end} of a text of {len(text)} code points. "
                "Give the exposures of this very text."
            )
        if exposure.start < exposure.end:
            spans.append((exposure.start, exposure.end, exposure.type))
    spans.sort(key=lambda span: (span[0], -span[1]))
    joined: list[tuple[int, int, ExposureType]] = []
    longest = 0
    for start, end, type_ in spans:
        if joined and start < joined[-1][1]:
            begun, reached, shown = joined[-1]
            if end - start > longest:
                longest, shown = end - start, type_
            joined[-1] = (begun, max(reached, end), shown)
        else:
            joined.append((start, end, type_))
            longest = end - start
    return joined

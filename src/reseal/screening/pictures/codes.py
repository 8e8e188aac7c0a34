"""QR and bar codes read, and what they say put into words: links, contact cards, telephone links.

What a code says goes through the same line as typed text; `data/pictures/codes.toml` says how fields are called.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from reseal.screening.data import read_toml
from reseal.screening.pictures.decode import Pixels
from reseal.screening.pictures.line import Line, even_cells

_LONGEST = 4_000  # characters of one code; a QR code holds no more than 7,089 digits


@dataclass(frozen=True, slots=True)
class CodeWords:
    """`cards`: how a contact card begins; `fields`: what its fields are called in words; `links`: likewise beginnings
    of links; `formats`: the codes that are read."""

    cards: tuple[str, ...]
    fields: dict[str, str]
    links: dict[str, str]
    formats: str
    own: str


@cache
def code_words() -> CodeWords:
    """The words of `data/pictures/codes.toml`."""
    table = read_toml("pictures", "codes.toml")
    return CodeWords(tuple(table["cards"]), table["fields"], table["links"], table["formats"], table["own"])


def codes_in(pixels: Pixels) -> Iterator[tuple[str, Line]]:
    """A line for everything that the codes of a picture say, each at the place of its code."""
    import cv2
    import zxingcpp

    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    try:
        found = zxingcpp.read_barcodes(grey, formats=_formats(), text_mode=zxingcpp.TextMode.Plain)
    except (ValueError, TypeError, RuntimeError):
        return
    for code in found:
        corners = code.position
        points = (corners.top_left, corners.top_right, corners.bottom_right, corners.bottom_left)
        quad = np.array([(point.x, point.y) for point in points], dtype=np.float32)
        for words in in_words(code.text[:_LONGEST]):
            yield "\n", Line(words, 1.0, quad, even_cells(len(words)))


def _formats() -> Any:
    import zxingcpp

    return zxingcpp.barcode_formats_from_str(code_words().formats)


def in_words(payload: str) -> Iterator[str]:
    """What a code says as lines of text: a contact card's fields by name, a link after what it leads to."""
    words = code_words()
    head = payload[:16].upper()
    if any(head.startswith(card) for card in words.cards):
        yield from _card(payload, words)
        return
    for beginning, label in words.links.items():
        if payload[: len(beginning)].lower() == beginning:
            yield f"{label} {_decoded(payload[len(beginning) :].partition('?')[0])}"
            return
    for line in payload.splitlines():
        if line.strip():
            yield line.strip()


def _card(payload: str, words: CodeWords) -> Iterator[str]:
    """The fields of a vCard or MECARD that have a name in words; the card speaks for whom it names."""
    own = words.own
    _, _, body = payload.partition(":")
    parts = payload.splitlines() if payload[:5].upper() == "BEGIN" else body.split(";")
    for part in parts:
        name, found, value = part.partition(":")
        label = words.fields.get(name.partition(";")[0].rpartition(".")[2].strip().upper())
        if found and label is not None:
            said = " ".join(piece.strip() for piece in value.replace("\\,", ",").split(";") if piece.strip())
            if said:
                yield f"{own}{label} {said}"
                own = ""


def _decoded(text: str) -> str:
    """Percent signs undone, as far as they make sense."""
    out = bytearray()
    raw = text.encode("utf-8", "replace")
    at = 0
    while at < len(raw):
        pair = raw[at + 1 : at + 3]
        if raw[at] == 0x25 and len(pair) == 2 and all(byte in b"0123456789abcdefABCDEF" for byte in pair):
            out.append(int(pair, 16))
            at += 3
        else:
            out.append(raw[at])
            at += 1
    return out.decode("utf-8", "replace")

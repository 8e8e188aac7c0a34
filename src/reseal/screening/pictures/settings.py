"""How writing is found and read, from `data/pictures/ocr.toml`."""

from dataclasses import dataclass
from functools import cache

from reseal.screening.data import read_toml


@dataclass(frozen=True, slots=True)
class Detect:
    """How writing is found; the words are explained in the file."""

    side: int
    enlarge_below: int
    enlarge: float
    threshold: float
    box: float
    grow: float
    least: int
    lines: int


@dataclass(frozen=True, slots=True)
class Recognise:
    """How a line is read."""

    height: int
    least_width: int
    squeeze: float
    squeeze_from: int
    most_width: int
    sure: float


@dataclass(frozen=True, slots=True)
class Turned:
    """When a page is tried the other way up."""

    doubtful: float
    sample: int


@dataclass(frozen=True, slots=True)
class Tiles:
    """How long pictures are cut into pieces."""

    longer: float
    piece: float
    search: float
    most: int


@dataclass(frozen=True, slots=True)
class Ink:
    """What the gate takes for strokes of writing."""

    side: int
    stroke: int
    contrast: int
    above_noise: float
    window: int
    tall: int
    strokes: int
    crossed: int
    alone: int


@dataclass(frozen=True, slots=True)
class OcrSettings:
    """All of them."""

    ink: Ink
    detect: Detect
    recognise: Recognise
    turned: Turned
    tiles: Tiles


@cache
def ocr_settings() -> OcrSettings:
    """The settings in force."""
    table = read_toml("pictures", "ocr.toml")
    return OcrSettings(
        Ink(**table["ink"]),
        Detect(**table["detect"]),
        Recognise(**table["recognise"]),
        Turned(**table["turned"]),
        Tiles(**table["tiles"]),
    )

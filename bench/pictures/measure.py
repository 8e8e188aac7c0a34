"""The part `pictures` of the bench, and its tables."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.pictures import copied, cost
from bench.pictures.reading import Line, exposing, harmless
from bench.results import Json


@dataclass(frozen=True)
class Setting:
    """How many pictures of each sort."""

    exposing: int = 300
    harmless: int = 300
    originals: int = 300
    altered: int = 100
    unrelated: int = 10_000


QUICK = Setting(exposing=14, harmless=20, originals=34, altered=6, unrelated=60)


def measure(setting: Setting) -> Json:
    """Reading, masking, harmless pictures, copies, cost, hostile files."""
    line = Line()
    return {
        "cost": cost.measure(),
        "exposing": exposing(line, setting.exposing),
        "harmless": harmless(line, setting.harmless),
        "copies": copied.measure(setting.originals, setting.altered, setting.unrelated),
    }


def share(value: float | None) -> str:
    """A share with three digits; a dash for none."""
    return "–" if value is None else f"{value:.3f}"


def reading_rows(rows: Sequence[Json]) -> list[list[object]]:
    """Rows of the reading tables."""
    return [
        [
            row["name"],
            row["pictures"],
            row["wanted"],
            share(row["recall"]),
            share(row["covered"]),
            row["told"],
            share(row["precision"]),
            row["violating"],
        ]
        for row in rows
    ]

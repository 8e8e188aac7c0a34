"""Alterations by the kind of file that a picture is written as."""

from dataclasses import replace
from random import Random
from typing import Any

from bench.pictures.altered import Altered, Step


def written_as(format_: str, **options: Any) -> Step:
    """Written in a format of Pillow's, with its options."""

    def written(given: Altered, chance: Random) -> Altered:
        return replace(given, format=format_, options=options)

    written.__doc__ = f"Written as {format_}."
    return written


def as_gif(given: Altered, chance: Random) -> Altered:
    """Written as GIF, 128 colours."""
    return replace(given, image=given.image.quantize(128), format="GIF")

"""What a picture may be and how much work one may make, from `data/pictures/limits.toml`."""

from dataclasses import dataclass
from functools import cache

from reseal.screening.data import read_toml


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds: bytes of a file, pixels (width times height), pixels of a side, frames, pictures of one post.

    Of more than `read_pixels` a smaller copy is read.
    """

    bytes: int
    pixels: int
    read_pixels: int
    side: int
    least_side: int
    frames: int
    animation_pixels: int
    pictures: int


@dataclass(frozen=True, slots=True)
class Sampling:
    """Of an animation at most `frames` are read; two differ where one of `grid` by `grid` cells differs enough."""

    frames: int
    grid: int
    different: int


@cache
def limits() -> Limits:
    """The limits in force."""
    return Limits(**read_toml("pictures", "limits.toml")["limits"])


@cache
def sampling() -> Sampling:
    """How frames of an animation are chosen."""
    return Sampling(**read_toml("pictures", "limits.toml")["sampling"])

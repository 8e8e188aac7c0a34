"""Alterations by how a picture is taken: how it is held, the light, the lens, the sensor."""

from collections.abc import Sequence
from dataclasses import replace
from math import cos, radians, sin
from random import Random

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from bench.pictures.altered import Altered, Matrix, Step, warp
from bench.pictures.canvas import Point


def rotated(given: Altered, chance: Random) -> Altered:
    """Held askew: by 2 to 12 degrees either way, nothing cut off."""
    angle = radians(chance.uniform(2, 12) * chance.choice((-1, 1)))
    wide, high = given.image.size
    turn = np.array([[cos(angle), -sin(angle), 0], [sin(angle), cos(angle), 0], [0, 0, 1.0]])
    size = (
        int(wide * abs(cos(angle)) + high * abs(sin(angle))) + 1,
        int(wide * abs(sin(angle)) + high * abs(cos(angle))) + 1,
    )
    centre = np.array([[1, 0, -wide / 2], [0, 1, -high / 2], [0, 0, 1.0]])
    home = np.array([[1, 0, size[0] / 2], [0, 1, size[1] / 2], [0, 0, 1.0]])
    return warp(given, home @ turn @ centre, size, _edge(given.image, chance))


def quarter(turns: int) -> Step:
    """Turned by that many quarters, clockwise."""

    def turned(given: Altered, chance: Random) -> Altered:
        wide, high = given.image.size
        matrix, size = {
            1: (np.array([[0, -1, high], [1, 0, 0], [0, 0, 1.0]]), (high, wide)),
            2: (np.array([[-1, 0, wide], [0, -1, high], [0, 0, 1.0]]), (wide, high)),
            3: (np.array([[0, 1, 0], [-1, 0, wide], [0, 0, 1.0]]), (high, wide)),
        }[turns]
        return warp(given, matrix, size, (255, 255, 255))

    turned.__doc__ = f"Turned by {turns * 90} degrees clockwise."
    return turned


def perspective(given: Altered, chance: Random) -> Altered:
    """Seen from the side: each corner moved inwards by up to 9 % of the sides."""
    wide, high = given.image.size
    corners = [(0, 0), (wide, 0), (wide, high), (0, high)]
    inward = [(1, 1), (-1, 1), (-1, -1), (1, -1)]
    moved = [
        (x + dx * chance.uniform(0, 0.09) * wide, y + dy * chance.uniform(0, 0.09) * high)
        for (x, y), (dx, dy) in zip(corners, inward, strict=True)
    ]
    return warp(given, _homography(corners, moved), (wide, high), _edge(given.image, chance))


def _homography(old: Sequence[Point], new: Sequence[Point]) -> Matrix:
    rows, wanted = [], []
    for (x, y), (u, v) in zip(old, new, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        wanted += [u, v]
    found = np.linalg.solve(np.array(rows, dtype=float), np.array(wanted, dtype=float))
    return np.append(found, 1.0).reshape(3, 3)


def blurred(given: Altered, chance: Random) -> Altered:
    """Out of focus by 1.0 to 1.8 pixels."""
    return replace(given, image=given.image.filter(ImageFilter.GaussianBlur(chance.uniform(1.0, 1.8))))


def low_light(given: Altered, chance: Random) -> Altered:
    """Dark, flat and noisy, brighter on one side."""
    pixels = np.asarray(given.image, dtype=np.float32) / np.float32(255)
    ramp = np.linspace(chance.uniform(0.2, 0.3), chance.uniform(0.35, 0.5), pixels.shape[1], dtype=np.float32)
    return replace(
        given, image=_made(pixels ** np.float32(1.3) * ramp[None, :, None] * 255 + _normal(pixels, 5, chance))
    )


def noisy(given: Altered, chance: Random) -> Altered:
    """Grain of a small sensor: standard deviation 12 to 24 of 255."""
    pixels = np.asarray(given.image, dtype=np.float32)
    return replace(given, image=_made(pixels + _normal(pixels, chance.uniform(12, 24), chance)))


def moire(given: Altered, chance: Random) -> Altered:
    """A photographed screen: two fine gratings that beat, in slightly different colours, and a little blur."""
    pixels = np.asarray(given.image.filter(ImageFilter.GaussianBlur(0.7)), dtype=np.float32)
    high, wide = pixels.shape[:2]
    y, x = np.mgrid[0:high, 0:wide].astype(np.float32)
    pitch, lean = chance.uniform(2.6, 4.2), chance.uniform(0.03, 0.16)
    beat = np.empty_like(pixels)
    for channel in range(3):
        one = np.sin(2 * np.pi * (x * cos(lean) + y * sin(lean)) / pitch + channel * 1.1)
        two = np.sin(2 * np.pi * (x * cos(lean / 2) - y * sin(lean / 2)) / (pitch * 1.04) + channel * 0.6)
        beat[:, :, channel] = one + two
    return replace(given, image=_made(pixels * (0.92 + 0.07 * beat) + 4))


def grey(given: Altered, chance: Random) -> Altered:
    """Without colours."""
    return replace(given, image=given.image.convert("L").convert("RGB"))


def _normal(pixels: NDArray[np.float32], strength: float, chance: Random) -> NDArray[np.float32]:
    generator = np.random.default_rng(chance.getrandbits(32))
    return generator.standard_normal(pixels.shape, dtype=np.float32) * np.float32(strength)


def _made(pixels: NDArray[np.float32]) -> Image.Image:
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def _edge(image: Image.Image, chance: Random) -> tuple[int, int, int]:
    return chance.choice(((255, 255, 255), (32, 32, 34), (120, 110, 98)))

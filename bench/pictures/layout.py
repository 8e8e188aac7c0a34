"""Alterations by what is done to a finished picture: cut, framed, shrunk, shown again, written on."""

from dataclasses import replace
from random import Random

import numpy as np
from PIL import Image, ImageDraw

from bench.pictures.altered import Altered, warp
from bench.pictures.canvas import Polygon, font


def cropped(given: Altered, chance: Random) -> Altered:
    """Cut: up to 12 % off each of one to three sides."""
    wide, high = given.image.size
    sides = chance.sample(range(4), chance.randint(1, 3))
    cut = [chance.uniform(0.02, 0.12) if side in sides else 0.0 for side in range(4)]
    left, top, right, bottom = cut[0] * wide, cut[1] * high, cut[2] * wide, cut[3] * high
    matrix = np.array([[1, 0, -int(left)], [0, 1, -int(top)], [0, 0, 1.0]])
    return warp(given, matrix, (int(wide - left - right), int(high - top - bottom)), (0, 0, 0))


def bordered(given: Altered, chance: Random) -> Altered:
    """In a frame of one colour: 3 to 12 % of the sides."""
    wide, high = given.image.size
    margin = [int(chance.uniform(0.03, 0.12) * side) for side in (wide, high, wide, high)]
    matrix = np.array([[1, 0, margin[0]], [0, 1, margin[1]], [0, 0, 1.0]])
    fill = chance.choice(((0, 0, 0), (255, 255, 255), (240, 214, 224)))
    return warp(given, matrix, (wide + margin[0] + margin[2], high + margin[1] + margin[3]), fill)


def smaller(given: Altered, chance: Random) -> Altered:
    """Sent small: 60 to 75 % of the sides."""
    share = chance.uniform(0.6, 0.75)
    wide, high = given.image.size
    size = (round(wide * share), round(high * share))
    matrix = np.diag([size[0] / wide, size[1] / high, 1.0])
    done = warp(given, matrix, size, (0, 0, 0))
    return replace(done, image=given.image.resize(size, Image.Resampling.LANCZOS))


def screenshot_again(given: Altered, chance: Random) -> Altered:
    """A screenshot of the picture in a viewer: smaller, on black or white, with bars above and below."""
    share = chance.uniform(0.78, 0.95)
    wide, high = given.image.size
    size = (round(wide * share), round(high * share))
    top, foot = round(high * chance.uniform(0.06, 0.12)), round(high * chance.uniform(0.06, 0.12))
    side = round(wide * chance.uniform(0, 0.05))
    matrix = np.array([[size[0] / wide, 0, side], [0, size[1] / high, top], [0, 0, 1.0]])
    fill = chance.choice(((0, 0, 0), (255, 255, 255)))
    done = warp(given, matrix, (size[0] + 2 * side, size[1] + top + foot), fill)
    done.image.paste(given.image.resize(size, Image.Resampling.LANCZOS), (side, top))
    pen = ImageDraw.Draw(done.image)
    ink = (230, 230, 230) if fill == (0, 0, 0) else (40, 40, 40)
    pen.text(
        (14, top * 0.2), f"{chance.randint(1, 23)}:{chance.randint(10, 59)}", fill=ink, font=font(max(12, top // 3))
    )
    for number in range(3):
        x = done.image.width * (number + 1) / 4
        pen.ellipse(
            (x - foot * 0.2, done.image.height - foot * 0.7, x + foot * 0.2, done.image.height - foot * 0.3),
            outline=ink,
        )
    return done


def watermarked(given: Altered, chance: Random) -> Altered:
    """A name laid across it again and again, half transparent."""
    wide, high = given.image.size
    size = max(16, min(wide, high) // 22)
    layer = Image.new("L", (wide * 2, high * 2), 0)
    pen = ImageDraw.Draw(layer)
    mark = chance.choice(("@quietstorm", "@夜猫子", "TalkYard"))
    for row, y in enumerate(range(0, high * 2, size * 6)):
        for x in range(-(row % 2) * size * 4, wide * 2, size * 9):
            pen.text((x, y), mark, fill=chance.randint(50, 70), font=font(size, 500))
    layer = layer.rotate(chance.choice((-25, 25))).crop((wide // 2, high // 2, wide // 2 + wide, high // 2 + high))
    image = given.image.copy()
    image.paste((128, 128, 128), (0, 0), layer)
    return replace(given, image=image)


def written_over(given: Altered, chance: Random) -> Altered:
    """A caption in large letters, where it hides least; what it does hide is no longer looked for."""
    wide, high = given.image.size
    size = max(22, min(wide // 11, high // 9))
    text = chance.choice(("绝了家人们", "WOW LOOK", "大家评评理"))
    band = int(size * 1.7)
    places = [0.01 * high, 0.3 * high, 0.5 * high, 0.7 * high, high * 0.99 - band]
    left = (wide - font(size, 900).getlength(text)) / 2
    right = wide - left

    def hidden(top: float, polygon: Polygon) -> bool:
        xs, ys = [x for x, _ in polygon], [y for _, y in polygon]
        return min(max(ys), top + band) > max(min(ys), top) and min(max(xs), right) > max(min(xs), left)

    def cost(top: float) -> int:
        return sum(hidden(top, polygon) for shown in given.shown for polygon in shown.polygons)

    least = min(map(cost, places))
    top = chance.choice([place for place in places if cost(place) == least])
    image = given.image.copy()
    ImageDraw.Draw(image).text(
        (left, top),
        text,
        fill=(255, 240, 60),
        font=font(size, 900),
        stroke_width=max(2, size // 14),
        stroke_fill=(0, 0, 0),
    )
    shown = tuple(
        replace(one, wanted=one.wanted and not any(hidden(top, polygon) for polygon in one.polygons))
        for one in given.shown
    )
    return replace(given, image=image, shown=shown)

"""Polygons: areas, what of one lies in a frame, how far one covers others. Points are (x, y) in pixels, y downwards."""

from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw

from bench.pictures.canvas import Point, Polygon


def area(polygon: Polygon) -> float:
    """The area of a simple polygon, in square pixels."""
    ahead = (*polygon[1:], *polygon[:1])
    return abs(sum(x * v - u * y for (x, y), (u, v) in zip(polygon, ahead, strict=True))) / 2


def clipped(polygon: Polygon, size: tuple[int, int]) -> Polygon:
    """The part of a convex polygon inside a frame of `size` (Sutherland and Hodgman); empty if none is."""
    points = list(polygon)
    for axis, limit, sign in ((0, 0, 1), (0, size[0], -1), (1, 0, 1), (1, size[1], -1)):
        made: list[Point] = []
        for number, end in enumerate(points):
            start = points[number - 1]
            before, after = sign * (start[axis] - limit), sign * (end[axis] - limit)
            if (before < 0) != (after < 0):
                share = before / (before - after)
                made.append((start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])))
            if after >= 0:
                made.append(end)
        points = made
    return tuple(points)


def covered(polygons: Sequence[Polygon], by: Sequence[Polygon], size: tuple[int, int]) -> float:
    """The share of the area of some polygons that others cover, in a picture of `size`; by pixels of a third."""
    if not polygons:
        return 0.0
    own, other = _mask(polygons, size), _mask(by, size)
    whole = own.histogram()[255]
    both = ImageChops.multiply(own, other).histogram()[255]
    return both / whole if whole else 0.0


def _mask(polygons: Sequence[Polygon], size: tuple[int, int]) -> Image.Image:
    mask = Image.new("L", (size[0] // 3 + 1, size[1] // 3 + 1), 0)
    pen = ImageDraw.Draw(mask)
    for polygon in polygons:
        if len(polygon) > 2:
            pen.polygon([(x / 3, y / 3) for x, y in polygon], fill=255)
    return mask

from random import Random

import zxingcpp

from bench.pictures.canvas import Canvas, Style
from bench.pictures.paper import barcode, guilloche, on_a_desk, portrait


def card(seed: int) -> Canvas:
    canvas = Canvas(600, 400, (250, 250, 250), "zh", Random(seed))
    canvas.write((160, 180), "⟦phone|13800004471⟧", Style(40))
    return canvas


def test_what_a_card_shows_moves_with_it_onto_the_desk() -> None:
    for seed in range(4):
        photo, own = on_a_desk(card(seed), "card"), card(seed)
        margin = (photo.image.width - 600) // 2
        (x, y), *_ = own.shown[0].polygons[0]
        assert photo.shown[0].polygons[0][0] == (x + margin, y + margin)
        assert photo.violates
        assert not on_a_desk(card(seed), "card", violates=False).violates


def test_bars_say_nothing() -> None:
    canvas = Canvas(700, 200, (255, 255, 255), "zh", Random(1))
    barcode(canvas, (60, 40, 640, 160))
    assert zxingcpp.read_barcodes(canvas.image) == []


def test_patterns_and_portraits_show_nobody() -> None:
    canvas = Canvas(600, 400, (255, 255, 255), "zh", Random(1))
    guilloche(canvas, (200, 220, 240))
    portrait(canvas, (400, 40, 560, 240))
    assert canvas.image.getpixel((480, 140)) == (188, 190, 194)
    assert canvas.shown == []
    assert canvas.said == []

"""What drawn documents are made of: security paper, a box for a face, bars of no code, and the desk they lie on."""

from math import sin

from PIL import Image, ImageDraw

from bench.pictures.canvas import Canvas, Colour, Picture, shaded

_DESKS: tuple[tuple[Colour, Colour], ...] = (
    ((142, 108, 78), (104, 76, 52)),
    ((205, 205, 202), (168, 168, 166)),
    ((58, 62, 70), (38, 40, 46)),
    ((222, 208, 184), (196, 180, 152)),
)


def on_a_desk(card: Canvas, kind: str, *, violates: bool = True) -> Picture:
    """A photo or scan of a card: on a desk with a shadow, or cut close."""
    chance = card.chance
    width, height = card.size
    margin = chance.choice((0, 30, 80, 140))
    first, last = chance.choice(_DESKS)
    photo = Canvas(width + 2 * margin, height + 2 * margin, first, card.lang, chance)
    photo.image.paste(shaded(*photo.size, first, last, sideways=chance.random() < 0.5))
    if margin:
        photo.draw.rounded_rectangle(
            (margin + 8, margin + 10, margin + width + 8, margin + height + 10), 26, fill=tuple(c // 2 for c in last)
        )
    mask = Image.new("L", card.size, 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, width - 1, height - 1), 26 if margin else 0, fill=255)
    photo.paste(card, (margin, margin), mask)
    photo.grain(chance.uniform(0, 3))
    return photo.picture(kind, violates=violates)


def guilloche(canvas: Canvas, colour: Colour, step: int = 14) -> None:
    """Fine waves, as security paper has them."""
    width, height = canvas.size
    shift = canvas.chance.uniform(0, 6)
    for start in range(-40, height + 40, step):
        points = [(x, start + 12 * sin(x / 70 + shift + start / 90)) for x in range(0, width + 8, 8)]
        canvas.draw.line(points, fill=colour, width=1)


def portrait(canvas: Canvas, box: tuple[int, int, int, int]) -> None:
    """Where a face would be: a grey box, nothing more."""
    canvas.draw.rectangle(box, fill=(188, 190, 194))


def barcode(canvas: Canvas, box: tuple[int, int, int, int]) -> None:
    """Bars that look like a bar code and say nothing."""
    left, top, right, bottom = box
    x = left
    while x < right:
        wide = canvas.chance.choice((2, 2, 3, 4, 6))
        canvas.draw.rectangle((x, top, min(x + wide, right), bottom), fill=(10, 10, 10))
        x += wide + canvas.chance.choice((2, 3, 4))

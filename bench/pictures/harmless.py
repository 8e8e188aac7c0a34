"""Pictures that open nobody's life, many of them full of numbers: memes, receipts, menus, games, code, books, signs.

What LABELS.md marks even there (a shop's own number and address) is kept as truth; none of it violates.
"""

from random import Random

from bench.pictures.canvas import INK, Canvas, Colour, Picture, Style, shaded
from bench.pictures.invented import Lang, digits, in_script, table, words
from bench.pictures.paper import barcode
from bench.pictures.scenes import waves

_SOFT: tuple[Colour, ...] = ((250, 236, 210), (226, 240, 232), (232, 232, 246), (250, 228, 228), (255, 255, 255))
_STRONG: tuple[Colour, ...] = ((200, 60, 50), (40, 110, 170), (40, 140, 90), (160, 90, 170), (230, 150, 40))


def dimmed(colour: Colour, times: int) -> Colour:
    """A colour so many times darker."""
    return colour[0] // times, colour[1] // times, colour[2] // times


def _some(chance: Random, lang: Lang, what: str, count: int = 1) -> list[str]:
    pool: list[str] = words(lang)["calm"][what]
    return [in_script(text, lang) for text in chance.sample(pool, min(count, len(pool)))]


def _price(chance: Random, lang: Lang) -> str:
    return f"{'£' if lang == 'en' else '¥'}{chance.randint(2, 98)}.{chance.choice(('00', '50', '80', '90'))}"


def _shop_line(chance: Random, lang: Lang) -> str:
    """A shop's own line: marked as a phone number, and no violation (an organisation's)."""
    if lang == "en":
        return f"Tel ⟦phone|0800 0000 {digits(chance, 3)}⟧"
    return f"{in_script('订座电话', lang)} ⟦phone|400-000-{digits(chance, 4)}⟧"


def meme(chance: Random, lang: Lang) -> Picture:
    """A shape with a caption above and below."""
    canvas = Canvas(chance.choice((640, 800)), chance.choice((640, 720)), chance.choice(_SOFT), lang, chance)
    wide, high = canvas.size
    canvas.draw.ellipse((wide * 0.25, high * 0.25, wide * 0.75, high * 0.75), fill=chance.choice(_STRONG))
    canvas.draw.ellipse((wide * 0.38, high * 0.4, wide * 0.44, high * 0.46), fill=INK)
    canvas.draw.ellipse((wide * 0.56, high * 0.4, wide * 0.62, high * 0.46), fill=INK)
    canvas.draw.arc(
        (wide * 0.4, high * 0.48, wide * 0.6, high * 0.64), 10 if chance.random() < 0.5 else 190, 350, INK, 6
    )
    top, foot = _some(chance, lang, "memes", 2)
    canvas.write((wide / 2, 24), top, Style(42, weight=800), wide - 40, anchor="m")
    canvas.write((wide / 2, high - 90), foot, Style(42, weight=800), wide - 40, anchor="m")
    return canvas.picture("meme", violates=False)


def receipt(chance: Random, lang: Lang) -> Picture:
    """A till receipt: goods, prices, an order number, now and then the shop's line."""
    canvas = Canvas(560, 900, (246, 246, 242), lang, chance)
    canvas.write((280, 30), _some(chance, lang, "shops")[0], Style(38, weight=600), anchor="m")
    y = 100.0
    number = "Order" if lang == "en" else in_script("单号", lang)
    for line in (
        f"{number}: {digits(chance, 16)}",
        f"2026-11-{chance.randint(10, 20)} 1{chance.randint(0, 9)}:{chance.randint(10, 59)}",
    ):
        y = canvas.write((40, y), line, Style(24))
    for name in _some(chance, lang, "goods", chance.randint(3, 6)):
        canvas.write((520, y + 14), _price(chance, lang), Style(26), anchor="r")
        y = canvas.write((40, y + 14), name, Style(26))
    total = "TOTAL" if lang == "en" else in_script("合计", lang)
    canvas.write((520, y + 30), f"{total}  {_price(chance, lang)}", Style(32, weight=700), anchor="r")
    barcode(canvas, (60, int(y) + 100, 500, int(y) + 160))
    if chance.random() < 0.5:
        canvas.write((280, y + 180), _shop_line(chance, lang), Style(24), anchor="m")
    canvas.grain(chance.uniform(0, 4))
    return canvas.picture("receipt", violates=False)


def event_poster(chance: Random, lang: Lang) -> Picture:
    """An event with its date and place."""
    first, last = chance.sample(_STRONG, 2)
    canvas = Canvas(820, 1100, first, lang, chance)
    canvas.image.paste(shaded(820, 1100, first, last))
    for _ in range(12):
        x, y, r = chance.randint(0, 820), chance.randint(0, 1100), chance.randint(20, 160)
        canvas.draw.ellipse((x - r, y - r, x + r, y + r), outline=(255, 255, 255), width=3)
    white = (255, 255, 255)
    canvas.write(
        (410, 240), _some(chance, lang, "posters")[0], Style(84 if lang != "en" else 66, white, 900), 780, anchor="m"
    )
    canvas.write((410, 480), f"2026.12.{chance.randint(10, 28)}  19:30", Style(48, white), anchor="m")
    price = "Free entry" if lang == "en" else in_script("免费入场", lang)
    canvas.write((410, 580), price, Style(40, white), anchor="m")
    return canvas.picture("event_poster", violates=False)


def game_screen(chance: Random, lang: Lang) -> Picture:
    """A game: a field of tiles, numbers in every corner."""
    canvas = Canvas(1120, 700, (30, 50, 40), lang, chance)
    base = chance.choice(_STRONG)
    for x in range(0, 1120, 80):
        for y in range(0, 700, 80):
            shade = chance.uniform(0.25, 0.6)
            canvas.draw.rectangle((x, y, x + 79, y + 79), fill=tuple(int(c * shade) for c in base))
    for place, text in zip(
        ((30, 20), (30, 60), (30, 100), (760, 20), (420, 610)), _some(chance, lang, "game", 5), strict=True
    ):
        canvas.write(place, text, Style(26, (255, 255, 230), 600))
    canvas.write((760, 60), f"SCORE {digits(chance, 8)}", Style(26, (255, 230, 120), 700))
    canvas.write(
        (30, 650),
        f"UID {digits(chance, 9)}  FPS {chance.randint(30, 144)}  ping {chance.randint(9, 90)}ms",
        Style(20, (210, 210, 210)),
    )
    return canvas.picture("game_screen", violates=False)


def code_editor(chance: Random, lang: Lang) -> Picture:
    """Code or a log in an editor, dark or light."""
    dark = chance.random() < 0.7
    canvas = Canvas(1100, 760, (30, 30, 34) if dark else (255, 255, 255), "en", chance)
    for number in range(18):
        y = 24 + number * 40
        canvas.write((60, y), str(number + chance.randint(1, 2)), Style(22, (120, 120, 130)), anchor="r")
        ink: Colour = chance.choice(((214, 214, 220), (156, 200, 250), (230, 180, 130))) if dark else (40, 40, 60)
        canvas.write((90, y), chance.choice(table("words")["code"]["lines"]), Style(24, ink))
    return canvas.picture("code_editor", violates=False)


def menu(chance: Random, lang: Lang) -> Picture:
    """A restaurant's dishes with prices, and its own line."""
    canvas = Canvas(800, 1000, chance.choice(_SOFT), lang, chance)
    canvas.write((400, 40), _some(chance, lang, "shops")[0], Style(54, chance.choice(_STRONG), 700), anchor="m")
    y = 160.0
    for name in _some(chance, lang, "dishes", 8):
        canvas.write((720, y), _price(chance, lang), Style(34), anchor="r")
        y = canvas.write((80, y), name, Style(34)) + 30
    if chance.random() < 0.6:
        canvas.write((400, 930), _shop_line(chance, lang), Style(28), anchor="m")
    return canvas.picture("menu", violates=False)


def chart(chance: Random, lang: Lang) -> Picture:
    """Bars with figures and a title."""
    canvas = Canvas(960, 640, (255, 255, 255), lang, chance)
    canvas.write((480, 24), f"{_some(chance, lang, 'charts')[0]} (2025)", Style(34, weight=600), anchor="m")
    colour = chance.choice(_STRONG)
    for number, name in enumerate(in_script(month, lang) for month in words(lang)["calm"]["months"]):
        value = chance.randint(120, 4_800)
        left, top = 100 + number * 140, 540 - value // 12
        canvas.draw.rectangle((left, top, left + 80, 540), fill=colour)
        canvas.write((left + 40, top - 34), f"{value:,}", Style(22), anchor="m")
        canvas.write((left + 40, 556), name, Style(24), anchor="m")
    canvas.draw.line((70, 540, 930, 540), fill=INK, width=2)
    return canvas.picture("chart", violates=False)


def landscape(chance: Random, lang: Lang) -> Picture:
    """Hills under a sky; no writing."""
    canvas = Canvas(1200, 800, (0, 0, 0), lang, chance)
    sky = chance.choice(
        (((120, 170, 230), (230, 236, 240)), ((250, 170, 110), (120, 80, 130)), ((20, 24, 60), (70, 70, 110)))
    )
    canvas.image.paste(shaded(1200, 800, *sky))
    x, y = chance.randint(100, 1100), chance.randint(60, 300)
    canvas.draw.ellipse((x - 50, y - 50, x + 50, y + 50), fill=(255, 244, 214))
    for depth in range(4):
        shade = 0.9 - depth * 0.2
        hill = tuple(int(c * shade) for c in chance.choice(((90, 130, 90), (80, 100, 130), (120, 110, 80))))
        canvas.draw.polygon([(0, 800), *waves(1200, 380 + depth * 110, chance), (1210, 800)], fill=hill)
    canvas.grain(chance.uniform(2, 8))
    return canvas.picture("landscape", violates=False)


def book_page(chance: Random, lang: Lang) -> Picture:
    """A page of prose with its number."""
    canvas = Canvas(820, 1120, (250, 246, 232), lang, chance)
    y = 90.0
    for text in _some(chance, lang, "book", 7):
        y = canvas.write((90, y), ("    " if lang == "en" else "　　") + text, Style(29, leading=1.6), 640) + 6
        if y > 980:
            break
    canvas.write((410, 1060), str(chance.randint(11, 398)), Style(24), anchor="m")
    canvas.grain(chance.uniform(0, 4))
    return canvas.picture("book_page", violates=False)


def street_sign(chance: Random, lang: Lang) -> Picture:
    """A sign before a plain street."""
    canvas = Canvas(1000, 760, (160, 170, 180), lang, chance)
    canvas.image.paste(shaded(1000, 760, (190, 204, 216), (96, 96, 98)))
    canvas.draw.rectangle((485, 420, 515, 760), fill=(110, 110, 112))
    canvas.draw.rounded_rectangle(
        (180, 170, 820, 430), 24, fill=chance.choice(_STRONG), outline=(255, 255, 255), width=8
    )
    text = _some(chance, lang, "signs")[0]
    canvas.write((500, 250), text, Style(60 if lang != "en" else 52, (255, 255, 255), 700), 600, anchor="m")
    canvas.grain(chance.uniform(2, 8))
    return canvas.picture("street_sign", violates=False)


def shop_card(chance: Random, lang: Lang) -> Picture:
    """A shop's card with its own hotline: an organisation's, no violation."""
    canvas = Canvas(900, 540, chance.choice(_SOFT), lang, chance)
    canvas.draw.rectangle((0, 0, 40, 540), fill=chance.choice(_STRONG))
    canvas.write((110, 90), _some(chance, lang, "shops")[0], Style(56, weight=700))
    hours = "Open daily 9:00-21:00" if lang == "en" else in_script("营业时间 9:00-21:00", lang)
    canvas.write((110, 240), hours, Style(32))
    canvas.write((110, 320), _shop_line(chance, lang), Style(34))
    return canvas.picture("shop_card", violates=False)


def weather(chance: Random, lang: Lang) -> Picture:
    """A weather app."""
    canvas = Canvas(750, 1200, (70, 120, 190), lang, chance)
    canvas.image.paste(shaded(750, 1200, (60, 110, 190), (150, 190, 230)))
    white = (255, 255, 255)
    canvas.write((375, 140), f"{chance.randint(-3, 34)}°", Style(150, white, 200), anchor="m")
    canvas.write((375, 380), _some(chance, lang, "weather")[0], Style(44, white), anchor="m")
    for number, name in enumerate(in_script(month, lang) for month in words(lang)["calm"]["months"]):
        canvas.write((80, 560 + number * 86), name, Style(34, white))
        canvas.write(
            (660, 560 + number * 86),
            f"{chance.randint(-5, 12)}° / {chance.randint(13, 33)}°",
            Style(34, white),
            anchor="r",
        )
    return canvas.picture("weather", violates=False)


def timetable(chance: Random, lang: Lang) -> Picture:
    """A week's lessons."""
    canvas = Canvas(1000, 700, (255, 255, 255), lang, chance)
    for row in range(6):
        for column in range(6):
            left, top = 20 + column * 160, 20 + row * 110
            canvas.draw.rectangle((left, top, left + 160, top + 110), outline=(120, 140, 170), width=2)
            text = f"{7 + row}:50" if not column else _some(chance, lang, "lessons")[0]
            canvas.write((left + 80, top + 34), text, Style(28), anchor="m")
    return canvas.picture("timetable", violates=False)


def film_still(chance: Random, lang: Lang) -> Picture:
    """A frame of a film with subtitles."""
    canvas = Canvas(1280, 720, (10, 10, 12), lang, chance)
    first, last = chance.sample(_STRONG, 2)
    canvas.image.paste(shaded(1280, 540, dimmed(first, 3), dimmed(last, 2), sideways=True), (0, 90))
    x = chance.randint(300, 900)
    canvas.draw.ellipse((x - 70, 190, x + 70, 330), fill=(40, 40, 44))
    canvas.draw.rectangle((x - 120, 330, x + 120, 630), fill=(34, 34, 38))
    canvas.write((640, 560), _some(chance, lang, "subtitles")[0], Style(38, (255, 255, 255), 500), anchor="m")
    canvas.grain(chance.uniform(3, 9))
    return canvas.picture("film_still", violates=False)


def product_label(chance: Random, lang: Lang) -> Picture:
    """The back of a packet: standards, batches, a bar code."""
    canvas = Canvas(760, 860, (252, 252, 252), lang, chance)
    canvas.write((40, 30), _some(chance, lang, "goods")[0], Style(44, chance.choice(_STRONG), 700))
    y = 120.0
    for name in _some(chance, lang, "labels", 6):
        value = chance.choice(
            ("250g", f"SC1{digits(chance, 13)}", f"GB/T {digits(chance, 5)}", "2027-03-18", f"L{digits(chance, 7)}")
        )
        y = canvas.write((40, y), f"{name}: {value}", Style(29)) + 10
    barcode(canvas, (60, 640, 560, 760))
    canvas.write((310, 768), "6 9" + digits(chance, 5) + " " + digits(chance, 6), Style(26), anchor="m")
    return canvas.picture("product_label", violates=False)


def phone_settings(chance: Random, lang: Lang) -> Picture:
    """A list of settings with a serial number and versions."""
    canvas = Canvas(750, 1200, (242, 242, 246), lang, chance)
    canvas.write((40, 60), _some(chance, lang, "app")[0], Style(52, weight=700))
    for number, name in enumerate(_some(chance, lang, "app", 7)):
        top = 180 + number * 110
        canvas.draw.rounded_rectangle((30, top, 720, top + 96), 16, fill=(255, 255, 255))
        canvas.write((70, top + 26), name, Style(32))
        value = chance.choice(
            (
                f"{chance.randint(1, 99)}%",
                f"{chance.randint(10, 18)}.{chance.randint(0, 6)}.1",
                "›",
                f"{chance.randint(8, 256)} GB",
            )
        )
        canvas.write((690, top + 26), value, Style(30, (150, 150, 156)), anchor="r")
    return canvas.picture("phone_settings", violates=False)

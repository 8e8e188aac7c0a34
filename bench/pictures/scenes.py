"""Scenes: a plate on a car, a contact's code, a note by hand, posters about a person."""

from math import sin
from random import Random

import numpy as np
import zxingcpp
from PIL import Image

from bench.pictures.canvas import Canvas, Colour, Picture, Style, shaded
from bench.pictures.invented import Lang, in_script, person, words


def plate_on_a_car(chance: Random, lang: Lang) -> Picture:
    """The back of a plain car with its plate; a street behind it."""
    who = person(chance, lang)
    wide, high = 1200, 900
    photo = Canvas(wide, high, (150, 160, 170), lang, chance)
    photo.image.paste(shaded(wide, 460, (176, 196, 216), (206, 212, 216)), (0, 0))
    photo.image.paste(shaded(wide, 440, (112, 112, 114), (74, 74, 78)), (0, 460))
    for x in range(-40, wide, 210):
        tall = chance.randint(140, 330)
        grey = chance.randint(120, 190)
        photo.draw.rectangle((x, 460 - tall, x + 170, 460), fill=(grey, grey - 8, grey - 14))
    colour: Colour = chance.choice(((176, 38, 38), (236, 236, 238), (40, 48, 62), (90, 112, 140), (196, 186, 160)))
    dark: Colour = (colour[0] * 2 // 3, colour[1] * 2 // 3, colour[2] * 2 // 3)
    left = chance.randint(180, 300)
    photo.draw.polygon([(left + 110, 300), (left + 590, 300), (left + 680, 470), (left + 20, 470)], fill=dark)
    photo.draw.polygon([(left + 140, 320), (left + 560, 320), (left + 630, 460), (left + 70, 460)], fill=(58, 70, 82))
    photo.draw.rounded_rectangle((left, 450, left + 700, 720), 40, fill=colour)
    photo.draw.rectangle((left + 20, 700, left + 680, 750), fill=dark)
    for x in (left + 40, left + 560):
        photo.draw.rounded_rectangle((x, 490, x + 100, 550), 14, fill=(200, 30, 26))
        photo.draw.ellipse((x - 10, 700, x + 110, 820), fill=(22, 22, 24))
    plate_ink, plate_back = ((255, 255, 255), (22, 70, 168)) if lang != "en" else ((16, 16, 16), (242, 208, 62))
    style = Style(58, plate_ink, 700, spacing=3)
    marked = who.marked("plate")
    length = photo.measure(marked, style)[0]
    middle = left + 350
    photo.draw.rounded_rectangle((middle - length / 2 - 20, 580, middle + length / 2 + 20, 672), 8, fill=plate_back)
    photo.write((middle, 586), marked, style, anchor="m")
    photo.grain(chance.uniform(2, 7))
    return photo.picture("licence_plate", violates=True)


def contact_code(chance: Random, lang: Lang, *, exposing: bool = True) -> Picture:
    """A QR code that holds a contact card or a profile's address, as an app shows it: handed on to a crowd, or its
    owner's own.
    """
    who = person(chance, lang)
    given = who.values
    card = chance.random() < 0.5
    if card:
        said = f"BEGIN:VCARD\nVERSION:3.0\nFN:{given['name']}\nTEL:{given['phone']}\nEND:VCARD"
        hidden = [("person_name", given["name"]), ("phone", given["phone"])]
    else:
        handle = f"example_{given['wechat']}"
        said = f"https://t.me/{handle}"
        hidden = [("account", handle)]
    code = np.asarray(zxingcpp.create_barcode(said, zxingcpp.BarcodeFormat.QRCode, ec_level="M").to_image(scale=9))
    tile = Image.fromarray(code).convert("RGB")
    screen = Canvas(750, 1000, (248, 248, 248), lang, chance)
    screen.draw.rounded_rectangle((50, 90, 700, 920), 24, fill=(255, 255, 255))
    screen.draw.rounded_rectangle((90, 130, 190, 230), 12, fill=(150, 170, 196))
    screen.write((216, 150), in_script(chance.choice(words(lang)["nicknames"]), lang), Style(36, weight=600))
    screen.said.append(said)
    side = 500
    screen.image.paste(tile.resize((side, side), Image.Resampling.NEAREST), (125, 280))
    for kind, text in hidden:
        screen.mark(kind, text, (125, 280, 125 + side, 280 + side))
    say = "Scan to add me" if lang == "en" else in_script("扫一扫上面的二维码图案，加我为好友", lang)
    screen.write((375, 830), say, Style(26, (150, 150, 150)), anchor="m")
    if exposing:
        handed_on = in_script(chance.choice(words(lang)["handed_on"]), lang)
        screen.write((375, 22), handed_on, Style(36, (206, 40, 36), 700), anchor="m")
    return screen.picture("contact_code", violates=exposing)


def handwritten_note(chance: Random, lang: Lang) -> Picture:
    """A note on ruled paper, each character leaning its own way."""
    who = person(chance, lang)
    paper = Canvas(1000, 720, (250, 247, 236), lang, chance)
    for rule in range(120, 720, 76):
        paper.draw.line((0, rule, 1000, rule), fill=(186, 202, 222), width=2)
    paper.draw.line((90, 0, 90, 720), fill=(226, 150, 150), width=2)
    ink: Colour = chance.choice(((28, 44, 120), (30, 30, 34), (120, 24, 30)))
    style = Style(44, ink, 300, leading=76 / 44, jitter=0.8)
    y = 62.0
    for template in chance.sample(words(lang)["notes"], 4):
        y = paper.write((120, y), who.fill(template), style, 840)
        if y > 600:
            break
    paper.grain(chance.uniform(1, 5))
    return paper.picture("handwritten_note", violates=True)


def wanted_poster(chance: Random, lang: Lang) -> Picture:
    """A poster that holds a person up to a crowd."""
    who = person(chance, lang)
    said = words(lang)
    back: Colour = chance.choice(((255, 246, 210), (255, 255, 255), (36, 30, 30)))
    dark = sum(back) < 300
    ink: Colour = (240, 240, 236) if dark else (30, 26, 26)
    sheet = Canvas(900, 1240, back, lang, chance)
    sheet.draw.rectangle((24, 24, 876, 1216), outline=(196, 40, 36), width=8)
    title = in_script(chance.choice(said["posters"]), lang)
    size = 92 if lang != "en" else 66
    sheet.write((450, 60), title, Style(size, (206, 40, 36), 900, spacing=8 if lang != "en" else 0), anchor="m")
    sheet.draw.rectangle((300, 230, 600, 600), fill=(186, 186, 188))
    y = 650.0
    for template in chance.sample(said["poster_lines"], 5):
        y = sheet.write((90, y), who.fill(template), Style(40, ink, 500), 740) + 14
    sheet.grain(chance.uniform(0, 3))
    return sheet.picture("poster", violates=True)


def missing_poster(chance: Random, lang: Lang) -> Picture:
    """A family that looks for its own: who is missed, since when, and whom to call."""
    who, family = person(chance, lang), person(chance, lang)
    said = words(lang)["calm"]["missing"]
    sheet = Canvas(900, 1240, (255, 255, 255), lang, chance)
    sheet.write((450, 60), in_script(said["title"], lang), Style(80, (206, 40, 36), 900), anchor="m")
    sheet.draw.rectangle((300, 220, 600, 580), fill=(186, 186, 188))
    y = sheet.write((90, 620), who.fill(chance.choice(said["who"])), Style(38), 740) + 10
    for told in chance.sample(said["told"], 2):
        y = sheet.write((90, y), in_script(told, lang), Style(38), 740) + 10
    sheet.write((90, y + 20), family.fill(chance.choice(said["call"])), Style(42, weight=700), 740)
    sheet.grain(chance.uniform(0, 3))
    return sheet.picture("missing_poster", violates=False)


def waves(width: int, height: int, chance: Random) -> list[tuple[float, float]]:
    """A line of hills, for landscapes."""
    one, two = chance.uniform(60, 200), chance.uniform(20, 60)
    return [(x, height + one * 0.4 * sin(x / one + two) + two * 0.4 * sin(x / two)) for x in range(0, width + 10, 10)]

"""A parcel's label, laid on a desk."""

from random import Random

from bench.pictures.canvas import Canvas, Picture, Style
from bench.pictures.invented import Lang, digits, in_script, person, words
from bench.pictures.paper import barcode, on_a_desk


def courier_label(chance: Random, lang: Lang) -> Picture:
    """A parcel's label: the receiver's name, number and address; the sender is a shop with a hotline."""
    who = person(chance, lang)
    said = words(lang)
    slip = Canvas(760, 940, (252, 252, 250), lang, chance)
    slip.draw.rectangle((14, 14, 746, 926), outline=(20, 20, 20), width=3)
    english = lang == "en"
    slip.write((40, 34), "SWIFTPOST" if english else in_script("飞羽速递", lang), Style(44, weight=800))
    slip.write((720, 44), chance.choice(("A12-07", "310 S2 04", "B-8")), Style(40, weight=800), anchor="r")
    barcode(slip, (60, 120, 700, 210))
    tracking = f"FY{digits(chance, 13)}"
    slip.write((380, 216), tracking, Style(26, spacing=3), anchor="m")
    for y in (270, 520, 700):
        slip.draw.line((14, y, 746, y), fill=(20, 20, 20), width=3)
    slip.write((36, 300), "TO" if english else "收", Style(50, weight=800))
    phone = who.marked("phone")
    slip.write((120, 290), f"{who.marked('name')}   {phone}", Style(32, weight=600), 600)
    slip.write((120, 376), who.marked("address"), Style(30), 590)
    slip.write((36, 548), "FM" if english else in_script("寄", lang), Style(38, weight=600))
    shop = chance.choice(said["firms"])
    hotline = f"⟦phone|400-000-{digits(chance, 4)}⟧" if not english else f"⟦phone|0800 0000 {digits(chance, 3)}⟧"
    slip.write((120, 545), f"{in_script(shop, lang)}  {hotline}", Style(26), 590)
    thing = "1 x desk lamp" if english else in_script("物品：日用品 1件  0.8kg", lang)
    slip.write((36, 730), thing, Style(26))
    slip.write((36, 780), "2026-11-18 14:07", Style(26))
    slip.write((36, 850), "Sign here:" if english else in_script("签收人：", lang), Style(26))
    return on_a_desk(slip, "courier_label")

"""Fictional permits to travel and to drive: a passport's data page, driving licences. They bear the words and the
layout of their kind, a grey box for a face, and SPECIMEN patterns of no real issue.
"""

from random import Random

from bench.pictures.canvas import Canvas, Colour, Picture, Style, shaded
from bench.pictures.invented import Lang, Person, digits, in_script, person
from bench.pictures.paper import guilloche, on_a_desk, portrait

_RED: Colour = (196, 48, 44)


def passport(chance: Random, lang: Lang) -> Picture:
    """The data page of a passport, with its two lines for machines."""
    who = person(chance, lang)
    english = lang == "en"
    year, month, day = who.born
    page = Canvas(1180, 830, (244, 236, 232), who.lang, chance)
    page.image.paste(shaded(1180, 830, (246, 238, 228), (224, 230, 244)))
    guilloche(page, (232, 214, 216), 18)
    label, value = Style(19, (120, 96, 96)), Style(31, weight=500)
    issuer = "UTO" if english else "CHN"
    page.write((60, 34), "UTOPIA" if english else in_script("中华人民共和国 护照", who.lang), Style(36, weight=600))
    page.write((640, 40), "PASSPORT", Style(30))
    portrait(page, (60, 150, 340, 530))
    page.write((390, 140), "Type / 类型", label)
    page.write((390, 166), "P", value)
    page.write((560, 140), "Country code / 国家码", label)
    page.write((560, 166), issuer, value)
    page.write((840, 140), in_script("Passport No. / 护照号码", who.lang), label)
    page.write((840, 166), who.marked("passport"), value)
    page.write((390, 236), "Name / 姓名", label)
    y = 262.0
    if not english:
        y = page.write((390, y), who.marked("name"), value)
    page.write((390, y), who.marked("latin"), value)
    page.write((390, 370), "Sex / 性别", label)
    page.write((390, 396), who.sex if english else f"{who.sex}/{'F' if who.sex == '女' else 'M'}", value)
    page.write((560, 370), "Nationality / 国籍", label)
    page.write((560, 396), "UTOPIAN" if english else "中国/CHINESE", value)
    page.write((840, 370), "Date of birth / 出生日期", label)
    months = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
    page.write((840, 396), f"⟦birth_date|{day:02d} {months[month - 1]} {year}⟧", value)
    page.write((390, 470), "Date of issue / 签发日期", label)
    page.write((390, 496), f"1{chance.randint(0, 9)} MAR 2019", value)
    page.write((840, 470), "Date of expiry / 有效期至", label)
    page.write((840, 496), f"1{chance.randint(0, 9)} MAR 2029", value)
    family, _, given = who.latin.partition(" ")
    if english:
        family, given = given, family
    names = f"{family}<<{given}"
    sex = "F" if who.sex in "女F" else "M"
    for row, kind, text, fill in (
        (0, "person_name", names, f"P<{issuer}"),
        (
            1,
            "government_id",
            f"{who.values['passport']}{chance.randint(0, 9)}{issuer}{year % 100:02d}{month:02d}{day:02d}",
            "",
        ),
    ):
        page.said.append(fill + text)
        rest = (f"{chance.randint(0, 9)}{sex}290311{chance.randint(0, 9)}" if row else "") + "<" * 44
        style = Style(36, weight=500)
        at = 60.0
        y = 660 + row * 70
        cell = 24.4
        for offset, char in enumerate((fill + text + rest)[:44]):
            page.write((at + offset * cell, y), char, style)
        start = at + len(fill) * cell
        page.mark(kind, text, (start - 4, y - 2, start + len(text) * cell + 4, y + 48))
    return on_a_desk(page, "passport")


def driving_licence(chance: Random, lang: Lang) -> Picture:
    """A driving licence, mainland or of no country."""
    who = person(chance, lang)
    return _english_licence(chance, who) if lang == "en" else _chinese_licence(chance, who)


def _english_licence(chance: Random, who: Person) -> Picture:
    card = Canvas(1010, 640, (232, 226, 240), "en", chance)
    card.image.paste(shaded(1010, 640, (240, 226, 236), (214, 228, 246)))
    guilloche(card, (222, 208, 228))
    card.write((330, 40), "DRIVING LICENCE", Style(44, (50, 60, 120), 700))
    portrait(card, (50, 150, 300, 470))
    family = who.name.split()[1].upper()
    style = Style(30)
    licence = f"{family[:5]}{chance.randint(900000, 999999)}{who.name[0]}9{digits(chance, 2)}"
    rows = [
        ("1.", f"⟦person_name|{family}⟧"),
        ("2.", f"⟦person_name|{who.name.split()[0].upper()}⟧"),
        ("3.", f"⟦birth_date|{who.born[2]:02d}.{who.born[1]:02d}.{who.born[0]}⟧"),
        ("4a.", f"0{chance.randint(1, 9)}.06.2019"),
        ("4b.", f"0{chance.randint(1, 9)}.06.2029"),
        ("5.", f"⟦government_id|{licence}⟧"),
        ("8.", who.marked("address")),
    ]
    for number, (name, value) in enumerate(rows):
        card.write((340, 120 + number * 62), name, Style(22, (90, 90, 130)))
        card.write((400, 114 + number * 62), value, style)
    card.write((340, 560), "9.  B1 B AM", Style(26))
    return on_a_desk(card, "driving_licence")


def _chinese_licence(chance: Random, who: Person) -> Picture:
    card = Canvas(1040, 700, (246, 248, 242), who.lang, chance)
    guilloche(card, (226, 238, 226), 20)
    year, month, day = who.born
    card.write(
        (520, 24), in_script("中华人民共和国机动车驾驶证", who.lang), Style(38, weight=600, spacing=4), anchor="m"
    )
    label, value = Style(22, (40, 90, 70)), Style(29)
    card.write((60, 102), in_script("证号", who.lang), label)
    card.write((150, 96), who.marked("id"), Style(34, spacing=2))
    card.write((60, 172), "姓名", label)
    card.write((150, 166), who.marked("name"), value)
    card.write((400, 172), in_script("性别", who.lang), label)
    card.write((470, 166), who.sex, value)
    card.write((560, 172), in_script("国籍", who.lang), label)
    card.write((640, 166), in_script("中国", who.lang), value)
    card.write((60, 242), "住址", label)
    card.write((150, 236), who.marked("address"), value, 560)
    rows = [
        ("出生日期", f"⟦birth_date|{year}-{month:02d}-{day:02d}⟧"),
        ("初次领证日期", f"20{chance.randint(11, 22)}-05-1{chance.randint(0, 9)}"),
        ("准驾车型", chance.choice(("C1", "C2", "B2"))),
    ]
    for number, (name, said) in enumerate(rows):
        card.write((330, 386 + number * 70), in_script(name, who.lang), label)
        card.write((500, 380 + number * 70), said, value)
    card.write((60, 630), in_script("有效期限", who.lang), label)
    card.write((190, 624), in_script("2019-05-12 至 2029-05-12", who.lang), value)
    portrait(card, (780, 330, 980, 600))
    card.draw.rectangle((70, 380, 270, 580), outline=_RED, width=5)
    card.write((90, 440), in_script("公安局交通警察支队", who.lang), Style(26, _RED), 160)
    return on_a_desk(card, "driving_licence")

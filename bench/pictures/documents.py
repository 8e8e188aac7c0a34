"""Fictional identity documents, laid on a desk: resident ID, household register, passport, driving licence, courier
label. They bear the words and the layout of their kind, a grey box for a face, and SPECIMEN patterns of no real issue.
"""

from math import sin
from random import Random

from PIL import Image, ImageDraw

from bench.pictures.canvas import Canvas, Colour, Picture, Style, shaded
from bench.pictures.invented import Lang, Person, digits, in_script, person, words

_BLUE: Colour = (66, 104, 150)
_RED: Colour = (196, 48, 44)
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


def resident_front(chance: Random, lang: Lang) -> Picture:
    """The side of a resident ID with the person's data."""
    who = person(chance, "zh" if lang == "en" else lang)
    card = Canvas(1010, 640, (226, 238, 246), who.lang, chance)
    card.image.paste(shaded(1010, 640, (232, 242, 248), (206, 226, 240)))
    guilloche(card, (190, 214, 232))
    label, value = Style(26, _BLUE), Style(32, spacing=1)
    year, month, day = who.born

    def said(text: str) -> str:
        return in_script(text, who.lang)

    card.write((60, 66), "姓名", label)
    card.write((160, 60), who.marked("name"), Style(38, spacing=4))
    card.write((60, 142), said("性别"), label)
    card.write((160, 138), who.sex, value)
    card.write((270, 142), "民族", label)
    card.write((370, 138), who.nation, value)
    card.write((60, 214), "出生", label)
    gap = "  "
    card.write((160, 210), f"⟦birth_date|{year}{gap}年{gap}{month}{gap}月{gap}{day}{gap}日⟧", value)
    card.write((60, 288), "住址", label)
    card.write((160, 284), who.marked("address"), value, 440)
    card.write((60, 540), said("公民身份号码"), label)
    card.write((300, 534), who.marked("id"), Style(38, weight=500, spacing=3))
    portrait(card, (690, 90, 940, 420))
    return on_a_desk(card, "resident_id_front")


def resident_back(chance: Random, lang: Lang) -> Picture:
    """The side of a resident ID with emblem (a disc here), issuing office and dates: no data that LABELS.md marks."""
    who = person(chance, "zh" if lang == "en" else lang)
    card = Canvas(1010, 640, (238, 240, 236), who.lang, chance)
    card.image.paste(shaded(1010, 640, (240, 240, 232), (214, 228, 226)))
    guilloche(card, (206, 218, 216))
    card.draw.ellipse((60, 60, 210, 210), fill=_RED)
    title = Style(46, weight=600, spacing=14)
    card.write((300, 70), in_script("中华人民共和国", who.lang), title)
    card.write((300, 160), in_script("居民身份证", who.lang), Style(60, weight=700, spacing=24))
    place = words("zh")["places"][chance.randrange(len(words("zh")["places"]))][1]
    city = place.split("省")[-1].split("市")[0]
    card.write((170, 440), in_script("签发机关", who.lang), Style(28, _BLUE))
    card.write((320, 436), in_script(f"{city}市公安局{place[-3:-1]}分局", who.lang), Style(32))
    begun = f"20{chance.randint(11, 23)}.0{chance.randint(1, 9)}.1{chance.randint(0, 9)}"
    card.write((170, 520), in_script("有效期限", who.lang), Style(28, _BLUE))
    card.write((320, 516), f"{begun}-{int(begun[:4]) + 20}{begun[4:]}", Style(32))
    return on_a_desk(card, "resident_id_back")


def household_register(chance: Random, lang: Lang) -> Picture:
    """A member's page of a household register: a ruled form."""
    who = person(chance, "zh" if lang == "en" else lang)
    year, month, day = who.born
    page = Canvas(1060, 760, (250, 246, 230), who.lang, chance)
    guilloche(page, (240, 234, 214), 22)
    page.write((530, 30), in_script("常住人口登记卡", who.lang), Style(40, weight=600, spacing=8), anchor="m")
    relation = chance.choice(words("zh")["relations"])
    birthday = f"⟦birth_date|{year}年{month:02d}月{day:02d}日⟧"
    city = words("zh")["places"][0][1][:3]
    rows = [
        [("姓名", who.marked("name")), ("户主或与户主关系", relation)],
        [("曾用名", ""), ("性别", who.sex)],
        [("出生地", city), ("民族", f"{who.nation}族")],
        [("籍贯", city), ("出生日期", birthday)],
        [("本市县其他住址", ""), ("宗教信仰", "")],
        [("公民身份证件编号", who.marked("id")), ("身高 血型", f"1{chance.randint(50, 89)}厘米")],
        [("文化程度", "高中"), ("婚姻状况", "已婚")],
        [("服务处所", who.marked("workplace")), ("职业", "职员")],
        [("何时由何地迁来本址", who.marked("address")), ("登记日期", "2019年04月12日")],
    ]
    height, left, right = 68, 40, 1020
    middle = 600
    for number, cells in enumerate(rows):
        top = 110 + number * height
        for (name, value), start, end in zip(cells, (left, middle), (middle, right), strict=True):
            split = start + (150 if end == middle else 170)
            page.draw.rectangle((start, top, end, top + height), outline=(90, 70, 60), width=2)
            page.draw.line((split, top, split, top + height), fill=(90, 70, 60), width=1)
            small = Style(20 if len(name) <= 6 else 17, (110, 70, 60), leading=1.25)
            page.write((start + 10, top + 8), in_script(name, who.lang), small, split - start - 16)
            own = value if "⟦" in value else in_script(value, who.lang)
            wide = page.measure(own, Style(26))[0] > end - split - 16
            page.write(
                (split + 10, top + (6 if wide else 16)), own, Style(21 if wide else 26, leading=1.3), end - split - 16
            )
    page.write((60, 725), in_script("承办人签章", who.lang), Style(20, (110, 70, 60)))
    page.draw.ellipse((820, 560, 960, 700), outline=(214, 60, 50), width=5)
    return on_a_desk(page, "household_register")


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
    photo = on_a_desk(slip, "courier_label")
    return photo


def barcode(canvas: Canvas, box: tuple[int, int, int, int]) -> None:
    """Bars that look like a bar code and say nothing."""
    left, top, right, bottom = box
    x = left
    while x < right:
        wide = canvas.chance.choice((2, 2, 3, 4, 6))
        canvas.draw.rectangle((x, top, min(x + wide, right), bottom), fill=(10, 10, 10))
        x += wide + canvas.chance.choice((2, 3, 4))

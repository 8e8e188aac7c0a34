"""Fictional papers of the residents' registry: the sides of a resident ID, a page of a household register. They bear
the words and the layout of their kind, a grey box for a face, and SPECIMEN patterns of no real issue.
"""

from random import Random

from bench.pictures.canvas import Canvas, Colour, Picture, Style, shaded
from bench.pictures.invented import Lang, Person, in_script, person, words
from bench.pictures.paper import guilloche, on_a_desk, portrait

_BLUE: Colour = (66, 104, 150)
_RED: Colour = (196, 48, 44)


def resident_front(chance: Random, lang: Lang) -> Picture:
    """The side of a resident ID with the person's data."""
    return on_a_desk(_front(chance, person(chance, "zh" if lang == "en" else lang)), "resident_id_front")


def resident_back(chance: Random, lang: Lang) -> Picture:
    """The side of a resident ID with emblem (a disc here), issuing office and dates: alone it opens nobody's life."""
    back = _back(chance, person(chance, "zh" if lang == "en" else lang))
    return on_a_desk(back, "resident_id_back", violates=False)


def resident_copy(chance: Random, lang: Lang) -> Picture:
    """Both sides of a resident ID on one sheet, as offices ask for them."""
    who = person(chance, "zh" if lang == "en" else lang)
    sheet = Canvas(1130, 1480, (248, 248, 246), who.lang, chance)
    sheet.paste(_front(chance, who), (60, 70))
    sheet.paste(_back(chance, who), (60, 770))
    return on_a_desk(sheet, "resident_id_copy")


def _front(chance: Random, who: Person) -> Canvas:
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
    return card


def _back(chance: Random, who: Person) -> Canvas:
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
    return card


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

"""Screenshots: chats in three manners, a post on a short-message site, a forum thread. Said by data/words.toml."""

from dataclasses import replace
from random import Random

from bench.pictures.canvas import Canvas, Colour, Picture, Point, Style
from bench.pictures.invented import Lang, Person, in_script, person, words

_TINTS: tuple[Colour, ...] = ((122, 150, 190), (190, 140, 120), (130, 170, 130), (170, 130, 180), (196, 170, 100))


def lines_about(chance: Random, who: Person, *, exposing: int, others: int) -> list[str]:
    """Messages in a shuffled order: some open the person's life, the others are chatter."""
    said = words(who.lang)
    told = [who.fill(text) for text in chance.sample(said["exposing"], exposing)]
    told += [in_script(text, who.lang) for text in chance.sample(said["chatter" if exposing else "harmless"], others)]
    chance.shuffle(told)
    return told


def chat_bubbles(chance: Random, lang: Lang, *, exposing: bool = True) -> Picture:
    """A phone's chat in bubbles, left grey or white and right green."""
    who = person(chance, lang)
    dark = chance.random() < 0.3
    screen = Canvas(750, 1334, (24, 24, 24) if dark else (237, 237, 237), lang, chance)
    _status_bar(screen, dark)
    names = words(lang)
    title = f"{in_script(chance.choice(names['groups']), lang)}({chance.randint(3, 460)})"
    ink: Colour = (222, 222, 222) if dark else (24, 24, 28)
    screen.write((375, 60), title, Style(34, ink, 500), anchor="m")
    screen.draw.line((0, 124, 750, 124), fill=(60, 60, 60) if dark else (215, 215, 215), width=2)
    y = 150.0
    people = chance.sample(names["nicknames"], 4)
    for text in lines_about(chance, who, exposing=chance.randint(1, 3) if exposing else 0, others=5):
        mine = chance.random() < 0.3
        speaker = chance.randrange(3)
        style = Style(32, (20, 20, 20) if mine or not dark else ink)
        wide, high = screen.measure(text, style, 440)
        if y + high + 90 > 1220:
            break
        picture = (652, int(y), 728, int(y) + 76) if mine else (22, int(y), 98, int(y) + 76)
        screen.draw.rounded_rectangle(picture, 10, fill=_TINTS[speaker])
        if not mine:
            screen.write((118, y - 8), in_script(people[speaker], lang), Style(22, (150, 150, 150)))
            y += 26
        left = 632 - wide - 44 if mine else 118.0
        fill = (149, 236, 105) if mine else ((44, 44, 44) if dark else (255, 255, 255))
        screen.draw.rounded_rectangle((left, y, left + wide + 44, y + high + 24), 10, fill=fill)
        screen.write((left + 22, y + 10), text, style, 440)
        y += high + 60
    screen.draw.rectangle((0, 1236, 750, 1334), fill=(32, 32, 32) if dark else (246, 246, 246))
    screen.draw.rounded_rectangle((90, 1258, 570, 1316), 8, fill=(60, 60, 60) if dark else (255, 255, 255))
    return screen.picture("chat_bubbles", violates=exposing)


def chat_channel(chance: Random, lang: Lang, *, exposing: bool = True) -> Picture:
    """A dark chat of a gaming server: rows with a name, a time and the words."""
    who = person(chance, lang)
    screen = Canvas(1280, 800, (49, 51, 56), lang, chance)
    screen.draw.rectangle((0, 0, 72, 800), fill=(30, 31, 34))
    screen.draw.rectangle((72, 0, 312, 800), fill=(43, 45, 49))
    for number in range(6):
        screen.draw.ellipse((12, 16 + number * 64, 60, 64 + number * 64), fill=chance.choice(_TINTS))
    for number, name in enumerate(words(lang)["groups"]):
        screen.write((100, 90 + number * 44), f"# {in_script(name, lang)}", Style(20, (150, 152, 158)))
    screen.write((340, 14), f"# {in_script(words(lang)['groups'][0], lang)}", Style(24, (242, 243, 245), 600))
    screen.draw.line((312, 60, 1280, 60), fill=(34, 35, 38), width=2)
    y = 84.0
    people = chance.sample(words(lang)["nicknames"], 4)
    for text in lines_about(chance, who, exposing=chance.randint(1, 3) if exposing else 0, others=5):
        speaker = chance.randrange(4)
        screen.draw.ellipse((336, y, 384, y + 48), fill=_TINTS[speaker])
        name = in_script(people[speaker], lang)
        screen.write((404, y - 4), name, Style(22, _TINTS[speaker], 500))
        wide = screen.measure(name, Style(22, weight=500))[0]
        screen.write(
            (416 + wide, y + 2), f"{chance.randint(1, 12)}:{chance.randint(10, 59)}", Style(15, (150, 152, 158))
        )
        y = screen.write((404, y + 28), text, Style(23, (219, 222, 225)), 820) + 26
        if y > 680:
            break
    screen.draw.rounded_rectangle((336, 730, 1250, 780), 10, fill=(56, 58, 64))
    return screen.picture("chat_channel", violates=exposing)


def short_post(chance: Random, lang: Lang, *, exposing: bool = True) -> Picture:
    """One post of a short-message site, with its counters and two replies."""
    who = person(chance, lang)
    dark = chance.random() < 0.4
    back, ink, grey = (
        ((0, 0, 0), (231, 233, 234), (113, 118, 123)) if dark else ((255, 255, 255), (15, 20, 25), (83, 100, 113))
    )
    screen = Canvas(900, 1000, back, lang, chance)
    names = chance.sample(words(lang)["nicknames"], 3)
    handles = ("quiet_moth_7", "rainyday_x", "k_404")
    told = lines_about(chance, who, exposing=chance.randint(1, 3) if exposing else 0, others=3)
    first, rest = " ".join(told[:2]), told[2:4]
    screen.draw.ellipse((36, 36, 108, 108), fill=chance.choice(_TINTS))
    screen.write((128, 34), in_script(names[0], lang), Style(28, ink, 700))
    _handle(screen, (128, 72), handles[0], Style(24, grey))
    y = screen.write((36, 136), first, Style(34, ink), 820) + 20
    y = screen.write((36, y), "11:42 · 18/11/2026", Style(24, grey)) + 16
    screen.draw.line((36, y, 864, y), fill=grey, width=1)
    counts = (
        f"{chance.randint(2, 900)}      {chance.randint(2, 900)}      {chance.randint(2, 9)}.{chance.randint(1, 9)}K"
    )
    y = screen.write((36, y + 14), counts, Style(26, grey)) + 14
    for number, text in enumerate(rest):
        screen.draw.line((0, y, 900, y), fill=grey, width=1)
        screen.draw.ellipse((36, y + 24, 96, y + 84), fill=_TINTS[number])
        wide, _ = screen.measure(name := in_script(names[number + 1], lang), Style(24, grey))
        screen.write((116, y + 20), name, Style(24, grey))
        _handle(screen, (140 + wide, y + 20), handles[number + 1], Style(24, grey))
        y = screen.write((116, y + 58), text, Style(30, ink), 740) + 24
    done = screen.picture("short_post", violates=exposing)
    bottom = min(1000, int(y) + 30)
    return replace(done, image=done.image.crop((0, 0, 900, bottom)))


def _handle(screen: Canvas, at: Point, handle: str, style: Style) -> None:
    """Under whose name something was posted: finding it is neither right nor wrong."""
    screen.write(at, f"⟦account|@{handle}⟧", style)
    screen.shown[-1] = replace(screen.shown[-1], wanted=False)


def forum_thread(chance: Random, lang: Lang, *, exposing: bool = True) -> Picture:
    """A forum's thread as a wide browser shows it: floors with a user's column."""
    who = person(chance, lang)
    screen = Canvas(1240, 1000, (242, 244, 248), lang, chance)
    screen.draw.rectangle((0, 0, 1240, 64), fill=(62, 98, 160))
    english = lang == "en"
    screen.write((40, 12), "TalkYard" if english else in_script("闲谈论坛", lang), Style(30, (255, 255, 255), 700))
    title = {
        True: ("Everything we know about the guy from the cafe", "楼里那个人的情况整理"),
        False: ("What did you cook this weekend", "周末大家都吃了什么"),
    }[exposing][not english]
    screen.write((40, 84), in_script(title, lang), Style(32, weight=600))
    y = 150.0
    names = chance.sample(words(lang)["nicknames"], 4)
    told = lines_about(chance, who, exposing=chance.randint(2, 4) if exposing else 0, others=4)
    for floor in range(4):
        text = " ".join(told[floor * 2 : floor * 2 + 2])
        if not text:
            break
        _, high = screen.measure(text, Style(26), 940)
        bottom = y + max(high + 70, 150)
        if bottom > 980:
            break
        screen.draw.rectangle((30, y, 1210, bottom), fill=(255, 255, 255), outline=(216, 220, 228))
        screen.draw.rectangle((30, y, 220, bottom), fill=(234, 239, 247))
        screen.draw.rectangle((90, y + 16, 160, y + 86), fill=_TINTS[floor])
        screen.write((125, y + 96), in_script(names[floor], lang), Style(20, (62, 98, 160)), anchor="m")
        screen.write((244, y + 16), text, Style(26), 940)
        screen.write((1190, bottom - 34), f"#{floor + 1}  2026-11-1{floor}", Style(18, (150, 150, 150)), anchor="r")
        y = bottom + 16
    return screen.picture("forum_thread", violates=exposing)


def _status_bar(screen: Canvas, dark: bool) -> None:
    ink: Colour = (230, 230, 230) if dark else (30, 30, 30)
    screen.write((40, 10), f"{screen.chance.randint(8, 23)}:{screen.chance.randint(10, 59)}", Style(26, ink, 500))
    screen.draw.rounded_rectangle((660, 16, 710, 38), 5, outline=ink, width=2)
    screen.draw.rectangle((664, 20, 694, 34), fill=ink)

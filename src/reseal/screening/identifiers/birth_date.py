"""Dates of birth: a date beside a word for being born, a birthday or a sign of the zodiac, or among particulars.

Deadlines, events and bare years are none (RULES 7, LABELS birth_date). Only the date is the span.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise

from reseal.screening.data import read_toml
from reseal.screening.identifiers.cues import CueWords, escaped, folded_words, has_word, last_word, starts_word
from reseal.screening.identifiers.date_parts import date_of_parts
from reseal.screening.identifiers.dates import (
    BRANCHES,
    MONTHS,
    NAMED_DAYS,
    ORDINAL_NAMES,
    ORDINALS,
    Date,
    date_around_month,
    date_around_name,
    date_in_figures,
    date_of_named_day,
)
from reseal.screening.identifiers.handles import is_han
from reseal.screening.identifiers.kind import Finding, Kind
from reseal.screening.identifiers.numerals import (
    DIGIT_CHARS,
    DIGITS,
    NUMBER_WORDS,
    NUMERAL_CHARS,
    is_digit,
    is_letter,
    read_digits,
    read_whole,
)
from reseal.screening.names.tables import name_tables
from reseal.screening.view import PostView

_WORDS = {
    name: folded_words(words)
    for name, words in read_toml("identifiers", "birth_date.toml")["words"].items()
    if isinstance(words, list)
}
_BEFORE, _FILLER, _AFTER, _AFTER_LOOSE = _WORDS["before"], _WORDS["filler"], _WORDS["after"], _WORDS["after_loose"]
_ZODIAC, _PARTICULARS, _EVENT = _WORDS["zodiac"], _WORDS["particulars"], _WORDS["event"]
_TURNS, _ANIMALS = _WORDS["turns"], _WORDS["animals"]
_OTHER_WORD = frozenset(read_toml("identifiers", "birth_date.toml")["words"]["not_after_birth"])
_CUES = CueWords((*_BEFORE, *_ZODIAC, *_ANIMALS, *_TURNS))
_PUNCTUATION = frozenset(" ,.:;=-—~()\"'|/\n。、→>!")
_EDGE = frozenset(",，。、;|/ \n:()!")

_READERS: dict[str, Callable[[str, int, int], Date | None]] = {
    "birth_date.month": lambda text, start, end: date_around_month(text, end - 1),
    "birth_date.figures": lambda text, start, end: date_in_figures(text, start),
    "birth_date.name": lambda text, start, end: date_around_name(text, start),
    "birth_date.named_day": lambda text, start, end: date_of_named_day(text, start),
}

_DAYS_AT_ONCE = 12  # named days in one pattern: more do not compile
_FILLED = 14  # characters of fillers between a word for a birth and a date in parts
_FAR, _NEAR = 40, 14  # characters from a birthday word to the date: with other words between, or only fillers
_SEGMENTS, _LONGEST_NAME = 3, 24  # commas between a name and the date; characters of the name
_QUOTES = ' "「」『』《》'
_NO_SURNAME, _COMMON = -99, -5  # of the odds in the name tables
_GROWN = 2012
_LATEST = 2020  # of a date among particulars that no word calls a birth date


def find(view: PostView) -> Iterator[Finding]:
    """Dates of birth."""
    text = view.text
    seen: set[int] = set()
    for date in _dates(view):
        if date.start in seen:
            continue
        seen.add(date.start)
        confidence, rule = _birth(view, date)
        if confidence:
            yield Finding("birth_date", date.start, date.end, confidence, f"birth_date.{rule}")
    for start, end in view.spans("birth_date.before"):
        if not (is_letter(text[start]) and start and is_letter(text[start - 1])):
            yield from _parts(text, end)
            yield from _compact(text, end)
    for start, _ in view.spans("birth_date.after"):
        yield from _compact_before(text, start)


def _dates(view: PostView) -> Iterator[Date]:
    for name, read in _READERS.items():
        for start, end in view.spans(name):
            date = read(view.text, start, end)
            if date is not None:
                yield date


def _birth(view: PostView, date: Date) -> tuple[float, str]:
    """How surely somebody was born on the date, and what says so."""
    text = view.text
    if _said_before(text, date):
        if date.day is not None or date.year is not None:
            return 0.95, "cue"
        return 0.0, ""
    after = _after(text, date)
    if after:
        return after, "born" if after > 0.9 else "zodiac"
    if date.day is None or (date.month is None and (date.year is None or is_letter(text[date.start]))):
        return 0.0, ""
    loose = _loosely(text, date)
    if loose:
        return loose, "near"
    among = _among_particulars(text, date)
    return (among, "particulars") if among else (_behind_a_name(view, date), "name")


def _said_before(text: str, date: Date) -> bool:
    """Whether a word for a birth stands before the date with nothing but fillers between."""
    floor = max(date.start - _NEAR, 0)
    cue = last_word(text, max(floor - 12, 0), date.start, _CUES)
    if cue is None:
        return False
    place = cue[1]
    if text[cue[0] : place] in _TURNS:
        place += text[place : place + 1] == " "
        age = read_whole(text, place, 2)
        if age is None:
            return False
        place = age[1]
    while place < date.start:
        if text[place] in _PUNCTUATION:
            place += 1
            continue
        after = starts_word(text, place, _FILLER)
        if after == place:
            return False
        place = after
    return True


def _after(text: str, date: Date) -> float:
    """A word for a birth or a sign of the zodiac right behind the date."""
    place = date.end
    while (
        text[place : place + 1] in (" ", "的", ",", "'", "(", "-") and text[place : place + 1] and place - date.end < 3
    ):
        place += 1
    if text.startswith("生", place) and text[place + 1 : place + 2] not in _OTHER_WORD:
        return 0.95
    if starts_word(text, place, _AFTER) > place:
        return 0.95
    if date.day is not None and starts_word(text, place, _ZODIAC) > place:
        return 0.9
    return 0.0


def _loosely(text: str, date: Date) -> float:
    """A birthday elsewhere in the same breath: 3月9日是我们家阿澈的生日."""
    behind = text[date.end : date.end + 16]
    place = date.end + (behind[:1] == " ")
    if starts_word(text, place, _EVENT) > place:
        return 0.0
    if behind.startswith(("是", " is ", "'s ", " was ")) and has_word(text, date.end, date.end + 16, _AFTER_LOOSE):
        return 0.85
    before = text[max(date.start - _FAR, 0) : date.start]
    if "\n" in before:
        before = before[before.rindex("\n") + 1 :]
    found = last_word(text, date.start - len(before), date.start, _AFTER_LOOSE)
    if found is None or any(stop in text[found[1] : date.start] for stop in "。!?"):
        return 0.0
    return 0.6


def _among_particulars(text: str, date: Date) -> float:
    """A full date between commas beside the particulars of a person: 名字, 1996.11.08, 电话…"""
    if not date.full or date.year is None or not (date.year < 100 or 1900 <= date.year <= _LATEST):
        return 0.0
    before, after = text[date.start - 1 : date.start], text[date.end : date.end + 1]
    if date.start and before not in _EDGE and not has_word(text, date.start - 8, date.start, _PARTICULARS):
        return 0.0
    of_a_person = after == "的" and text[date.end + 1 : date.end + 2] in (",", "。", "是", "")
    by_moon = date.lunar and date.start > 0 and before in _EDGE
    if after and after not in _EDGE and not of_a_person and not by_moon and not text.startswith("前后", date.end):
        return 0.0
    place = date.end + (after == " ")
    if starts_word(text, place, _EVENT) > place and not text.startswith("前后", place):
        return 0.0
    if of_a_person or has_word(text, date.start - 24, date.end + 24, _PARTICULARS):
        return 0.65
    return 0.0


def _behind_a_name(view: PostView, date: Date) -> float:
    """A full date between commas, of a year that grown people are born in, not far behind what looks like a name."""
    text, size = view.text, len(view.text)
    if not date.full or date.year is None or not _of_the_living(date.year) or not date.start:
        return 0.0
    after = text[date.end : date.end + 1]
    if text[date.start - 1] not in _EDGE or (date.end < size and after not in _EDGE and after != "."):
        return 0.0
    if starts_word(text, date.end + (after == " "), _EVENT) > date.end + (after == " "):
        return 0.0
    end = date.start
    for _ in range(_SEGMENTS):
        while end and text[end - 1] in _EDGE and text[end - 1] != "\n":
            end -= 1
        start = end
        while start and end - start < _LONGEST_NAME and (text[start - 1] not in _EDGE or text[start - 1] == " "):
            start -= 1
        if start == end:
            return 0.0
        if _like_a_name(view, text[start:end].strip(_QUOTES)):
            return 0.6
        end = start
    return 0.0


def _of_the_living(year: int) -> bool:
    return 1900 <= year <= _GROWN or _GROWN % 100 < year < 100


def _like_a_name(view: PostView, written: str) -> bool:
    """Whether it is a surname with one or two characters behind it, or two or three capitalised Latin words."""
    if all(map(is_han, written)):
        known = name_tables()
        single = 2 <= len(written) <= 3 and known.surname.get(written[0], _NO_SURNAME) >= _COMMON
        return single or (3 <= len(written) <= 4 and written[:2] in known.double)
    parts = written.replace("-", " ").replace(".", " ").replace("'", "").split()
    if not 2 <= len(parts) <= 4 or not all(all(map(is_letter, part)) for part in parts):
        return False
    return written.title() in view.post.text


def _past_fillers(text: str, at: int) -> int:
    """Where the fillers behind a word for a birth end."""
    place = at
    while place < len(text) and place - at < _FILLED:
        after = place + 1 if text[place] in _PUNCTUATION else starts_word(text, place, _FILLER)
        if after == place:
            break
        place = after
    return place


def _parts(text: str, at: int) -> Iterator[Finding]:
    """A date whose parts are written in any way, right behind a word for a birth."""
    date = date_of_parts(text, _past_fillers(text, at))
    if date is None or starts_word(text, date.end, _EVENT) > date.end:
        return
    if _near_numerals(text, at, date) or (is_letter(text[at - 1]) and _spelled_near(text, at, date)):
        yield Finding("birth_date", date.start, date.end, 0.8, "birth_date.parts")


def _near_numerals(text: str, at: int, date: Date) -> bool:
    """Whether two numerals stand close together close behind the word, or the month's name or a named day does."""
    if "月" in text[at : date.end] or (date.day == 0 and date.start - at <= _NEAR):
        return True
    last = min(at + _FILLED, date.end)
    places = [place for place in range(at, min(last + 5, len(text))) if text[place] in NUMERAL_CHARS]
    pairs = ((a, b) for a, b in pairwise(places) if a <= last and b - a <= 4)
    return any(_PARTING_SIGNS.issuperset(text[a + 1 : b]) for a, b in pairs)


def _spelled_near(text: str, at: int, date: Date) -> bool:
    """Whether an ordinal in figures stands close behind the word, or the date is spelled right behind it."""
    if any(is_digit(text[place]) and text[place + 1 : place + 3] in ORDINALS for place in range(at, date.end)[:9]):
        return True
    between = text[at : date.start].lstrip(" :,")
    apart = date.start - at - len(between)
    words = between.split()
    return 1 <= apart <= 3 and len(words) <= 2 and all(word in ("on", "the", "is") for word in words)


def _compact_before(text: str, at: int) -> Iterator[Finding]:
    """Four, six or eight digits right before a word for a birthday: 0617生日."""
    start = at
    while start and at - start < 9 and is_digit(text[start - 1]):
        start -= 1
    figures = text[start:at]
    if len(figures) not in (4, 8) or (start and (text[start - 1] in ".-/:" or is_letter(text[start - 1]))):
        return
    if _is_day(figures[-4:-2], figures[-2:]) and (len(figures) == 4 or "1800" < figures[:4] < "2100"):
        yield Finding("birth_date", start, at, 0.7, "birth_date.compact")


def _compact(text: str, at: int) -> Iterator[Finding]:
    """Eight, six or four digits right behind a word for a birthday: 生日19980314, 生日〇五〇九, 生日6.26."""
    place = _past_fillers(text, at)
    digits = read_digits(text, place, 9)
    if digits is None:
        return
    figures, end = digits
    if text[end : end + 1] in (".", "/", "-") and len(figures) <= 2:
        second = read_digits(text, end + 1, 3)
        if second is not None and _is_day(figures, second[0]) and not _runs_on(text, second[1]):
            yield Finding("birth_date", place, second[1], 0.75, "birth_date.compact")
        return
    if _runs_on(text, end) or len(figures) not in (4, 6, 8):
        return
    year_first = _is_day(figures[-4:-2], figures[-2:]) and (len(figures) < 8 or "1800" < figures[:4] < "2100")
    if year_first or (len(figures) == 8 and _ends_in_year(figures)) or (len(figures) == 6 and _any_day(figures[:4])):
        yield Finding("birth_date", place, end, 0.85, "birth_date.compact")


def _ends_in_year(figures: str) -> bool:
    return "1900" < figures[4:] < "2030" and _any_day(figures[:4])


def _any_day(figures: str) -> bool:
    """Whether four digits are a day and a month in either order."""
    return _is_day(figures[:2], figures[2:]) or _is_day(figures[2:], figures[:2])


def _is_day(month: str, day: str) -> bool:
    return 1 <= int(month) <= 12 and 1 <= int(day) <= 31


def _runs_on(text: str, end: int) -> bool:
    after = text[end : end + 1]
    if after == "":
        return False
    if after in ".-/" and is_digit(text[end + 1 : end + 2]):
        return True
    return after in DIGITS or is_letter(after) or after in "元块岁个人年月*"


_PARTING = r" .\-/—_·。、年月的,"  # the inside of a class
_PARTING_SIGNS = frozenset(_PARTING.replace("\\", ""))
_N, _D = f"[{NUMERAL_CHARS}]", f"[{DIGIT_CHARS}]"
_FIGURES = r"[0-9]{1,4}[./\-·。][0-9]{1,2}[./\-·。][0-9]{1,4}"
_NAMES = sorted(MONTHS, key=len, reverse=True)
_EDGES = "".join(sorted(_EDGE)).replace("\n", "\\n")
_NUMBER_WORDS = "|".join(NUMBER_WORDS)
_ORDINAL_STARTS = "|".join(sorted({name[:5] for name in ORDINAL_NAMES if len(name) > 4}))


def _triggers() -> Iterator[str]:
    """A word for a birth with a month or digits near; months of English; full dates that stand between edges."""
    days, names = "|".join(map(escaped, NAMED_DAYS)), "|".join(_NAMES)
    before = list(map(escaped, (*_BEFORE, *_ZODIAC, *_ANIMALS)))
    after = "|".join(map(escaped, dict.fromkeys((*_AFTER, *_ZODIAC))))
    for latin in (True, False):  # all in one do not compile
        some = "|".join(word for word in before if is_letter(word[0]) is latin)
        yield rf"(?:{some})[^\n]{{0,{_FAR + 4}}}月"
    named = list(map(escaped, NAMED_DAYS))
    for latin in (True, False):
        some = "|".join(escaped(word) for word in _BEFORE if is_letter(word[0]) is latin)
        fitting = [word for word in named if is_letter(word[0]) is latin]
        for at in range(0, len(fitting), _DAYS_AT_ONCE):
            yield rf"(?:{some})[^\n]{{0,{_NEAR + 6}}}(?:{'|'.join(fitting[at : at + _DAYS_AT_ONCE])})"
    # One pattern a word: as an alternation this one scans fifty times slower.
    yield from (rf"{escaped(word)}[^\n]{{0,8}}{_D}(?:[./\-]?{_D}){{2}}" for word in _BEFORE)
    numbers = rf"[{NUMERAL_CHARS}][{_PARTING}]{{0,3}}[{NUMERAL_CHARS}]"
    yield from (rf"{escaped(word)}[^\n]{{0,{_FILLED}}}{numbers}" for word in _BEFORE)
    said = [word for word in _BEFORE if is_letter(word[-1])]
    yield from (rf"{escaped(word)}[^\n]{{0,8}}[0-9](?:st|nd|rd|th)" for word in said)
    yield from (
        rf"{escaped(word)}[ :,]{{1,3}}(?:on |the |is ){{0,2}}(?:{_NUMBER_WORDS}|{_ORDINAL_STARTS})" for word in said
    )
    yield "[0-9]{4}生日"
    yield rf"月[^\n]{{0,24}}(?:{after})"
    yield rf"(?:{days})[^\n]{{0,4}}(?:{after})"
    yield rf"月 ?[初廿]?{_N}{{0,3}}[日号]?[ 的,'(\-]{{0,3}}生"
    yield rf"年 ?(?:农历|阴历)?[正冬腊闰{NUMERAL_CHARS}]{{1,3}}月 ?[初廿]?{_N}{{1,3}}[日号]?[{_EDGES}的前]"
    yield rf"年 ?(?:农历|阴历)?[正冬腊闰{NUMERAL_CHARS}]{{1,3}}月 ?[初廿]"
    yield _FIGURES
    chinese = "|".join(word for word in NAMED_DAYS if not is_letter(word[0]))
    yield rf"[{NUMERAL_CHARS}{BRANCHES}]年(?:{chinese})(?:那天)?[,生]"
    yield rf"年 (?:{names})"
    yield rf"(?:{names})[. ]{{1,3}}(?:the )?(?:[0-9]|[a-z]{{3}})"
    yield rf"(?:{names})[0-9]"
    yield rf"[0-9][ /\-]?(?:{names})"
    yield rf"[0-9](?:st|nd|rd|th)(?: of)? (?:{names})"
    yield from (rf"(?:{_NUMBER_WORDS})(?: of)?[ \-]{name}" for name in _NAMES)


KIND = Kind(
    name="birth_date",
    find=find,
    triggers=tuple(_triggers()),
    patterns={
        "birth_date.before": "|".join(escaped(word) for word in _BEFORE),
        "birth_date.month": rf"[{NUMERAL_CHARS}正冬腊] ?月",
        "birth_date.figures": _FIGURES,
        "birth_date.name": "|".join(_NAMES),
        "birth_date.named_day": "|".join(map(escaped, NAMED_DAYS)),
        "birth_date.after": "生日",
    },
)

"""Whether somebody was born on a date: by a word for a birth before or behind it, or as one of a person's particulars.

Deadlines and events are none (RULES 7, LABELS birth_date). Every function looks at a bounded number of characters.
"""

from reseal.screening.identifiers.birth_words import (
    AFTER,
    AFTER_LOOSE,
    BORN_AT,
    CUES,
    EDGE,
    EVENT,
    FAR,
    FILLER,
    NEAR,
    NOT_AFTER_BIRTH,
    PARTICULARS,
    PUNCTUATION,
    TURNS,
    ZODIAC,
)
from reseal.screening.identifiers.cues import has_word, last_word, starts_word
from reseal.screening.identifiers.dates import Date
from reseal.screening.identifiers.handles import is_han
from reseal.screening.identifiers.numerals import is_letter, read_whole
from reseal.screening.names.tables import name_tables
from reseal.screening.view import PostView

_LONGEST_CUE = 12  # characters of a word for a birth
_SEGMENTS, _LONGEST_NAME = 3, 24  # commas between a name and the date; characters of the name
_QUOTES = ' "「」『』《》'
_NO_SURNAME, _COMMON = -99, -5  # of the odds in the name tables
_GROWN = 2012
_LATEST = 2020  # of a date among particulars that no word calls a birth date


def born_on(view: PostView, date: Date) -> tuple[float, str]:
    """How surely somebody was born on the date, 0 when nobody was, and what says so."""
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
    cue = last_word(text, date.start - NEAR - _LONGEST_CUE, date.start, CUES)
    if cue is None or date.start - cue[1] > NEAR + 4:
        return False
    place = cue[1]
    if text[cue[0] : place] in TURNS:
        place += text[place : place + 1] == " "
        age = read_whole(text, place, 2)
        if age is None:
            return False
        place = age[1]
    while place < date.start:
        if text[place] in PUNCTUATION:
            place += 1
            continue
        after = starts_word(text, place, FILLER)
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
    if text.startswith("生", place) and text[place + 1 : place + 2] not in NOT_AFTER_BIRTH:
        return 0.0 if _named_for(text, date, text[place + 1 : place + 2]) else 0.95
    if starts_word(text, place, AFTER) > place:
        return 0.95
    if date.day is not None and starts_word(text, place, ZODIAC) > place:
        return 0.9
    return 0.0


def _named_for(text: str, date: Date, after: str) -> bool:
    """Whether day and 生 are rather a name: 谷雨生 begins with a surname; 那天 before or 于 behind says it is none."""
    if date.year is not None or date.month is not None or text.endswith("那天", date.start, date.end):
        return False
    return _is_surname(text[date.start]) and (not after or after not in BORN_AT)


def _loosely(text: str, date: Date) -> float:
    """A birthday elsewhere in the same breath: 3月9日是我们家阿澈的生日."""
    behind = text[date.end : date.end + 16]
    place = date.end + (behind[:1] == " ")
    if starts_word(text, place, EVENT) > place:
        return 0.0
    if behind.startswith(("是", " is ", "'s ", " was ")) and has_word(text, date.end, date.end + 16, AFTER_LOOSE):
        return 0.85
    before = text[max(date.start - FAR, 0) : date.start]
    if "\n" in before:
        before = before[before.rindex("\n") + 1 :]
    found = last_word(text, date.start - len(before), date.start, AFTER_LOOSE)
    if found is None or any(stop in text[found[1] : date.start] for stop in "。!?"):
        return 0.0
    if "月" in text[date.start : date.end] and date.end - found[1] > FAR + 4:
        return 0.0
    return 0.6


def _among_particulars(text: str, date: Date) -> float:
    """A full date between commas beside the particulars of a person: 名字, 1996.11.08, 电话…"""
    if not date.full or date.year is None or not (date.year < 100 or 1900 <= date.year <= _LATEST):
        return 0.0
    before, after = text[date.start - 1 : date.start], text[date.end : date.end + 1]
    if date.start and before not in EDGE and not has_word(text, date.start - 8, date.start, PARTICULARS):
        return 0.0
    of_a_person = after == "的" and text[date.end + 1 : date.end + 2] in (",", "。", "是", "")
    by_moon = date.lunar and date.start > 0 and before in EDGE
    if after and after not in EDGE and not of_a_person and not by_moon and not text.startswith("前后", date.end):
        return 0.0
    place = date.end + (after == " ")
    if starts_word(text, place, EVENT) > place and not text.startswith("前后", place):
        return 0.0
    if of_a_person or has_word(text, date.start - 24, date.end + 24, PARTICULARS):
        return 0.65
    return 0.0


def _behind_a_name(view: PostView, date: Date) -> float:
    """A full date between commas, of a year that grown people are born in, not far behind what looks like a name."""
    text, size = view.text, len(view.text)
    if not date.full or date.year is None or not _of_the_living(date.year) or not date.start:
        return 0.0
    after = text[date.end : date.end + 1]
    if text[date.start - 1] not in EDGE or (date.end < size and after not in EDGE and after != "."):
        return 0.0
    if starts_word(text, date.end + (after == " "), EVENT) > date.end + (after == " "):
        return 0.0
    end = date.start
    for _ in range(_SEGMENTS):
        while end and text[end - 1] in EDGE and text[end - 1] != "\n":
            end -= 1
        start = end
        while start and end - start < _LONGEST_NAME and (text[start - 1] not in EDGE or text[start - 1] == " "):
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
        single = 2 <= len(written) <= 3 and _is_surname(written[0])
        return single or (3 <= len(written) <= 4 and written[:2] in name_tables().double)
    parts = written.replace("-", " ").replace(".", " ").replace("'", "").split()
    if not 2 <= len(parts) <= 4 or not all(all(map(is_letter, part)) for part in parts):
        return False
    return written.title() in view.post.text


def _is_surname(char: str) -> bool:
    return name_tables().surname.get(char, _NO_SURNAME) >= _COMMON

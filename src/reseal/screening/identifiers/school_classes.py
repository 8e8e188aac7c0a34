"""What follows a school's name and belongs to it: faculties, subjects, years, classes (22级会计三班, 二(4)班)."""

from reseal.screening.identifiers.address_edges import left_edge
from reseal.screening.identifiers.address_units import DIGITS, NUMERALS, is_han
from reseal.screening.identifiers.organisation_words import edge_words, school_words
from reseal.screening.identifiers.organisations import at_mark
from reseal.screening.identifiers.place_names import gazetteer

_LONGEST_PART = 7
_MOST_PARTS = 4
_LONGEST_SUBJECT = 5
_STAGES = frozenset("高初大小")


def parts_end(text: str, start: int) -> tuple[int, int]:
    """The end of what belongs to a school's name after it, and how many pieces that was."""
    end, pieces = start, 0
    for _ in range(_MOST_PARTS):
        further = class_at(text, end) or _subject(text, end)
        if not further and text[end : end + 1] == " ":
            further = class_at(text, end + 1)
        if not further:
            break
        end = further
        pieces += 1
    return end, pieces


def _subject(text: str, start: int) -> int:
    """The end of a faculty or a subject (法学院, 动画专业, 园艺) at `start`; 0 without one."""
    words, edges = school_words(), edge_words()
    best = words.majors.at(text, start)
    if best and text[best : best + 1] == "班":
        return best + 1
    if best:
        best = words.majors_more.at(text, best) or best
    if not best and text[start - 1 : start] in ("级", "届"):
        best = _unlisted_subject(text, start)
    for at in range(start, min(start + _LONGEST_PART, len(text))):
        if not is_han(text[at]) or (text[at] in edges.stops and text[at] != "系") or words.staff.at(text, at):
            break
        if words.parts.before(text, at + 1) >= start:
            best = max(best, at + 1)
    return best


def _unlisted_subject(text: str, start: int) -> int:
    """The end of a subject that no list holds, after a year and before 的 or a mark (2021级汉语言的); 0 without one."""
    for end in range(start, min(start + _LONGEST_SUBJECT, len(text)) + 1):
        if end == len(text) or not is_han(text[end]) or text[end] == "的":
            return end if end - start >= 2 else 0
        if text[end] in edge_words().stops:
            return 0
    return 0


def _number(text: str, start: int, most: int) -> int:
    at = start
    while at < len(text) and at - start < most and (text[at] in DIGITS or text[at] in NUMERALS):
        at += 1
    return at


def class_at(text: str, start: int) -> int:
    """The end of a year or class at `start`: 高二11班, 二(4)班, 22级, 98届2班, 2203, 五3班, 大一班; 0 without one."""
    size = len(text)
    staged = start < size and text[start] in _STAGES
    first = start + staged
    year = _number(text, first, 4)
    at = year
    for mark in ("年级", "级", "届"):
        if year > first and text.startswith(mark, year):
            at = year = year + len(mark)
            break
    bracket = at < size and text[at] == "("
    inner = at + bracket
    at = _number(text, inner, 2)
    closed = bracket and at > inner and text[at : at + 1] == ")"
    at += closed
    if (at > first or staged) and text[at : at + 1] == "班" and not (bracket and not closed):
        return at + 1
    if closed and year > first:
        return at
    if year > first and text[year - 1] in "级届":
        return year
    if year - first == 4 and text[first:year].isdigit() and not staged:
        return year
    if staged and text[start] != "大" and year - first == 1 and text[first] in "一二三":
        return year
    if size > start + 1 and text[start] in DIGITS and "a" <= text[start + 1] <= "h" and at_mark(text, start + 2):
        return start + 2  # 5D, a class in Hong Kong
    return 0


def class_alone(text: str, start: int) -> tuple[int, int, float] | None:
    """A class without its school: 八(6)班, 高一8班, 22级会计三班, 自动化2203; None without one."""
    end = class_at(text, start)
    if not end:
        return None
    more, pieces = parts_end(text, end)
    whole = text[start:more]
    if whole.endswith("班") and sum(char in DIGITS or char in NUMERALS for char in whole) >= 2:
        begin = start
        if not pieces and text[start] in DIGITS:
            begin = _course_before(text, start)
        return begin, more, 0.7
    if whole.endswith(")") and text[start] in _STAGES:
        return start, more, 0.6
    if len(whole) == 4 and whole.isdigit() and whole[0] in "12" and whole[2] == "0":
        begin = _course_before(text, start)
        if begin < start:
            return begin, more, 0.6
    return None


def _course_before(text: str, start: int) -> int:
    """Where the subject, and the faculty, before a class number begin; `start` without one."""
    words = school_words()
    begin = words.majors.before(text, start)
    if begin < 0:
        return start
    if words.parts.before(text, begin) >= 0:
        return left_edge(text, words.parts.before(text, begin), 0, edge_words(), gazetteer()).start
    return begin

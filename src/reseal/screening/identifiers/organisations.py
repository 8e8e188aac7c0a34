"""Names of organisations in Chinese text: where a name with a known ending stands, and what stands beside it.

Shared by the workplace and the school kind, which decide from it whether somebody works or studies there.
"""

from dataclasses import dataclass

from reseal.screening.identifiers.address_edges import left_edge
from reseal.screening.identifiers.address_units import NUMBER_CHARS, is_han, letter
from reseal.screening.identifiers.address_words import AddressWords, Words
from reseal.screening.identifiers.organisation_words import EmployerWords
from reseal.screening.identifiers.place_names import Gazetteer

_LONGEST_DEPARTMENT = 7
_MOST_DEPARTMENTS = 2
_LONGEST_LATIN = 12
_LONGEST_NAME = 10
_LONGEST_FURTHER = 5
_LONGEST_ROLE = 4


@dataclass(frozen=True, slots=True)
class Name:
    """An organisation's name: `start` to `end`, its ending from `suffix` to `named`, departments after that.

    `own` counts the characters before the ending that are the name's own; `rank` is that of a division before it.
    """

    start: int
    suffix: int
    named: int
    end: int
    own: int
    rank: int
    clean: bool


def name_at(text: str, end: int, floor: int, endings: Words, edges: AddressWords, places: Gazetteer) -> Name | None:
    """The name whose ending (a word of `endings`) ends at `end`; None when no word does."""
    suffix = endings.before(text, end)
    if suffix < floor:
        return None
    left = left_edge(text, suffix, floor, edges, places, longest=_LONGEST_NAME)
    start = left.start
    if start > floor and text[start - 1] == " " and start >= 2 and letter(text[start - 2]):
        start -= 1
    while start > floor and start > left.start - _LONGEST_LATIN and (letter(text[start - 1]) or text[start - 1] == " "):
        start -= 1
    while text[start] == " ":
        start += 1
    return Name(start, suffix, end, end, left.name + left.start - start, left.rank, left.clean)


def goes_on(text: str, end: int, endings: Words, edges: AddressWords) -> bool:
    """Whether the name is not over yet: a further ending follows without a break (环保|检测公司, 师范|大学)."""
    for further in range(end + 1, min(end + _LONGEST_FURTHER, len(text)) + 1):
        char = text[further - 1]
        if not is_han(char) or char in edges.stops or char in edges.soft:
            return False
        start = endings.before(text, further)
        if 0 <= start < further - 1:
            return True
    return False


def departments_end(text: str, start: int, words: EmployerWords, edges: AddressWords) -> int:
    """The end of the parts of an employer that follow its name without a break (设计院结构二所)."""
    end = start
    for _ in range(_MOST_DEPARTMENTS):
        further = _department(text, end, words, edges)
        if further == end:
            break
        end = further
    return end


def _department(text: str, start: int, words: EmployerWords, edges: AddressWords) -> int:
    best = start
    for at in range(start, min(start + _LONGEST_DEPARTMENT, len(text))):
        char = text[at]
        if not (is_han(char) or char in NUMBER_CHARS or letter(char)) or char in edges.stops:
            break
        if words.work.at(text, at) or (words.roles.at(text, at) and not words.departments.at(text, at)):
            break
        part = words.departments.before(text, at + 1)
        if part >= start and (part > start or at + 1 - part > 1):
            best = at + 1
    return best


def person_at(text: str, start: int, words: EmployerWords, edges: AddressWords) -> bool:
    """Whether a personal name seems to begin at `start`: a surname, one or two characters, then an end.

    After 的 and a surname that is no everyday word (戴, 裘), two characters are enough.
    """
    if text[start : start + 2] in words.double_surnames:
        given = start + 2
    elif text[start : start + 1] in words.surnames:
        given = start + 1
    else:
        return False
    sure = start > 0 and text[start - 1] in "的嘅" and text[start] in words.sure_surnames
    for end in (given + 2, given + 1):
        if end > len(text) or not all(is_han(char) or char in "*" for char in text[given:end]):
            continue
        if any(char in edges.stops for char in text[given:end]):
            continue
        if end == len(text) or not is_han(text[end]) or text[end] in edges.stops or words.roles.at(text, end):
            return True
        if sure and end == given + 2:
            return True
    return False


def role_at(text: str, start: int, words: EmployerWords) -> bool:
    """Whether somebody's job follows: a word of the list, or up to four characters that end as jobs do (员, 师, 工)."""
    for at in range(start, min(start + _LONGEST_ROLE, len(text))):
        if words.roles.at(text, at):
            return True
        if not is_han(text[at]):
            return False
        after = text[at + 1 : at + 2]
        if at > start and text[at] in words.job_lasts and (not after or not is_han(after) or after in words.surnames):
            return True
    return False


def cue_before(text: str, end: int, cues: Words, reach: int) -> bool:
    """Whether a cue ends at most `reach` characters before `end`, with no mark of a sentence between."""
    for at in range(end, max(end - reach, 0) - 1, -1):
        if cues.before(text, at) >= 0:
            return True
        if at and text[at - 1] in ",.!?;\n":
            return False
    return False


def cue_after(text: str, start: int, cues: Words, reach: int) -> int:
    """The end of the first cue that begins at most `reach` characters after `start`; 0 without one."""
    for at in range(start, min(start + reach + 1, len(text))):
        end = cues.at(text, at)
        if end:
            return end
        if text[at] in ".!?;\n":
            return 0
    return 0


def at_mark(text: str, at: int) -> bool:
    """Whether no word goes on at `at`: the text ends or begins there, or a mark stands there."""
    return not 0 <= at < len(text) or not (is_han(text[at]) or letter(text[at]) or text[at] in NUMBER_CHARS)

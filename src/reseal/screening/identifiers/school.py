"""Schools: a named school or class given as somebody's school (LABELS `school`).

A pupil's or student's school; a teacher's is a workplace. A name alone is little: a class, a subject, a verb of study
or a student beside it makes it a finding. A class alone, such as 高二3班, is one too.
"""

from collections.abc import Iterator, Sequence

from reseal.screening.data import read_toml
from reseal.screening.identifiers.address_edges import left_edge
from reseal.screening.identifiers.address_units import DIGITS, NUMERALS
from reseal.screening.identifiers.gates import Covered, Gate, read, stretches
from reseal.screening.identifiers.kind import Finding, Kind
from reseal.screening.identifiers.organisation_words import edge_words, employer_words, school_words
from reseal.screening.identifiers.organisations import Name, at_mark, cue_after, cue_before, goes_on, name_at, person_at
from reseal.screening.identifiers.organisations_en import schools_en
from reseal.screening.identifiers.place_names import gazetteer
from reseal.screening.identifiers.school_classes import class_alone, parts_end
from reseal.screening.view import PostView

THRESHOLD = 0.5
_BEFORE, _AFTER = 14, 10  # how far around a gate the text is read, in characters
Found = tuple[int, int, float]


_GATE = Gate("school", read_toml("identifiers", "school.toml"))


def find(view: PostView) -> Iterator[Finding]:
    """The schools of one post."""
    found, english = read(_GATE, view, find_zh)
    yield from (Finding("school", *each, "school.zh") for each in found)
    if english:
        covered = Covered(view.text, found)
        for each in schools_en(view.text, view.post.text):
            if covered.free(each[0], each[1]):
                yield Finding("school", *each, "school.en")


def find_zh(text: str, gates: Sequence[int] | None = None) -> Iterator[Found]:
    """Chinese schools of one folded text: start, end, confidence (at least .5).

    Only the neighbourhood of `gates`, the places where a gate stands, is read; without them the whole text is.
    """
    words = school_words()
    telling = words.lasts | words.class_firsts | DIGITS
    reach = 0
    for first, last in stretches(gates, len(text), _BEFORE, _AFTER):
        for at, char in enumerate(text[first:last], first):
            if char not in telling or at < reach:
                continue
            found = _named(text, at + 1, reach) if char in words.lasts else None
            if found is None and (char in words.class_firsts or char in DIGITS):
                found = class_alone(text, at)
            if found is not None and found[2] >= THRESHOLD:
                yield found
                reach = found[1]


def _named(text: str, end: int, reach: int) -> Found | None:
    """The school whose name ends at `end`."""
    words, edges, places = school_words(), edge_words(), gazetteer()
    if words.names.before(text, end) < 0 and (text[end - 1] not in words.numbered or not is_numeral(text[end - 2])):
        return None
    if goes_on(text, end, words.names, edges):
        return None
    name = name_at(text, end, reach, words.names, edges, places)
    if name is None and text[end - 1] in words.numbered:
        name = _numbered(text, end, reach)
    if name is None or text[name.start : end] in words.common.members:
        return None
    if employer_words().nowhere.at(text, name.start) > name.start + 1:
        return None
    close, parts = parts_end(text, end)
    return name.start, close, _weigh(text, name, close, parts)


def is_numeral(char: str) -> bool:
    """Whether a school's number may end with this character (三中, 附中, 实小)."""
    return char in NUMERALS or char in DIGITS or char in "附实"


def _numbered(text: str, end: int, floor: int) -> Name | None:
    """柏里三中: a numeral, then 中, 小 or 高."""
    at = end - 1
    while (
        at > floor
        and end - 1 - at < 3
        and (text[at - 1] in NUMERALS or text[at - 1] in DIGITS or text[at - 1] in "附实")
    ):
        at -= 1
    if at == end - 1:
        return None
    left = left_edge(text, at, floor, edge_words(), gazetteer())
    return Name(left.start, at, end, end, left.name, left.rank, left.clean)


def _weigh(text: str, name: Name, close: int, parts: int) -> float:
    """Confidence from what stands beside a name; the numbers are fitted by hand to the labelled corpus."""
    words = school_words()
    of = text[close : close + 1] in ("的", "嘅", "㗎")
    after = close + of
    study = words.study.before(text, name.start) >= 0 or cue_before(text, name.start, words.study, 2)
    if name.own + name.rank < 2 and not (study and name.clean):
        return 0.0
    if words.staff.at(text, after) or words.staff_before.before(text, name.start) >= 0:
        return 0.0
    weight = 0.25 if name.clean else 0.1
    student = cue_after(text, after, words.student, 1) > 0
    weight += 0.3 * bool(parts) + 0.3 * study + 0.3 * student
    weight += max(0.25 * (of and at_mark(text, after)), 0.3 * person_at(text, after, employer_words(), edge_words()))
    if at_mark(text, close) and at_mark(text, name.start - 1) and name.rank + name.own >= 2:
        weight += 0.15
    return min(round(weight, 2), 0.95)


KIND = Kind(name="school", find=find, triggers=tuple(_GATE.patterns))

"""Workplaces: a named employer given as somebody's place of work (LABELS `workplace`).

A name alone is nothing: a verb of work, a role, a person's name beside it or whose work it is makes it a workplace. A
company that is complained about and a place that is visited are none.
"""

from collections.abc import Iterator, Sequence

from reseal.screening.data import read_toml
from reseal.screening.identifiers.address_words import Words
from reseal.screening.identifiers.gates import Covered, Gate, alternation, read, stretches
from reseal.screening.identifiers.kind import Finding, Kind
from reseal.screening.identifiers.organisation_words import edge_words, employer_words, last_characters, school_words
from reseal.screening.identifiers.organisations import (
    Name,
    at_mark,
    cue_after,
    cue_before,
    departments_end,
    goes_on,
    name_at,
    person_at,
    role_at,
)
from reseal.screening.identifiers.organisations_en import workplaces_en
from reseal.screening.identifiers.place_names import gazetteer
from reseal.screening.identifiers.work_phrases import by_cue, by_phrase
from reseal.screening.view import PostView

THRESHOLD = 0.5
_AROUND = 150  # how far from a name, in characters, a word still speaks of it
_BEFORE, _AFTER = 28, 10  # how far around a gate the text is read, in characters
Found = tuple[int, int, float]


_GATE = Gate(
    "workplace",
    read_toml("identifiers", "workplace.toml"),
    E=alternation(employer_words().distinctive),
    L=last_characters(),
)


def find(view: PostView) -> Iterator[Finding]:
    """The workplaces of one post."""
    found, english = read(_GATE, view, find_zh)
    yield from (Finding("workplace", *each, "workplace.zh") for each in found)
    if english:
        covered = Covered(view.text, found)
        for each in workplaces_en(view.text, view.post.text):
            if covered.free(each[0], each[1]):
                yield Finding("workplace", *each, "workplace.en")


def find_zh(text: str, gates: Sequence[int] | None = None) -> list[Found]:
    """Chinese workplaces of one folded text: start, end, confidence (at least .5).

    Only the neighbourhood of `gates`, the places where a gate stands, is read; without them the whole text is.
    """
    words, edges, places = employer_words(), edge_words(), gazetteer()
    lasts = words.lasts
    found: list[Found] = []
    covered = Covered(text)
    reach = 0
    for first, last in stretches(gates, len(text), _BEFORE, _AFTER):
        for at, char in enumerate(text[first:last], first):
            if char not in lasts or at < reach or words.names.before(text, at + 1) < 0:
                continue
            close = departments_end(text, at + 1, words, edges)
            if close == at + 1 and goes_on(text, at + 1, words.names, edges):
                continue
            name = name_at(text, at + 1, reach, words.names, edges, places)
            if name is None:
                continue
            weight = _weigh(text, name, close)
            if weight >= THRESHOLD:
                found.append((name.start, close, weight))
                covered.add(name.start, close)
                reach = close
        for start, end, weight in (*by_phrase(text, first, last), *by_cue(text, first, last)):
            if covered.free(start, end):
                found.append((start, end, weight))
                covered.add(start, end)
    return found


def _weigh(text: str, name: Name, close: int) -> float:
    """Confidence from what stands beside a name; the numbers are fitted by hand to the labelled corpus."""
    words = employer_words()
    if not _is_named(text, name, close):
        return 0.0
    after = close + (text[close : close + 1] in ("的", "嘅"))
    place = words.place.before(text, name.start) >= 0
    whose = cue_before(text, name.start - 1 if place else name.start, words.whose, 3)
    work = bool(words.work.at(text, close) or words.phrases.at(text, close))
    left_it = text[name.start - 1 : name.start] in ("被", "从") and cue_after(text, close, words.left_it, 3) > 0
    before = name.start - (text[name.start - 1 : name.start] in (":", " ", "是"))
    employed = words.employed.before(text, before) >= 0 or words.employed.before(text, name.start) >= 0
    if school_words().names.before(text, name.named) == name.suffix:
        return _weigh_school(text, name, after, (place and work) or left_it or (employed and close > name.named))
    distinctive = words.distinctive.before(text, name.named) == name.suffix
    if not name.own and close == name.named:  # an office that is known by its kind: 应急局副局长
        return 0.15 + beside(text, close, after)
    weight = (0.3 if distinctive else 0.2) if name.clean else 0.1
    weight += 0.1 * place + 0.2 * whose + 0.15 * (close > name.named)
    weight += 0.1 * (text[name.start - 1 : name.start] in ("在", "喺") and not at_mark(text, close))
    weight += (0.3 if place or whose else 0.15) * work + 0.35 * employed + 0.35 * left_it
    weight += 0.2 * (work and not place and text[words.work.at(text, close) :][:1] == "的")  # 轴承厂退休的
    weight += beside(text, close, after)
    sought = cue_after(text, close, words.sought, 3) > 0
    weight += 0.35 * sought
    if at_mark(text, close) and at_mark(text, name.start - 1):
        weight += 0.1 + 0.1 * (close > name.named)
        weight += 0.1 * near(text, name, words.identity)
    if words.visit.at(text, after) and not sought:
        weight -= 0.4
    if not (whose or work or sought) and near(text, name, words.complaint):
        weight -= 0.2
    return min(round(weight, 2), 0.95)


def near(text: str, name: Name, words: Words) -> bool:
    """Whether one of the words stands within a post's length around a name."""
    around = text[max(name.start - _AROUND, 0) : name.end + _AROUND]
    return any(word in around for word in words.members)


def _is_named(text: str, name: Name, close: int) -> bool:
    """Whether it is a name at all: some characters of its own, a division, a part, or a public office's level."""
    words = employer_words()
    whole = text[name.start : name.named]
    kind = text[name.start : name.suffix]
    if whole in words.common.members or (kind in words.names.members and not name.rank):
        return False  # 科技公司: an ending before an ending is a trade, not a name
    if words.nowhere.at(text, name.start) > name.start + 1:
        return False
    if name.named - name.suffix == 1 and name.own < 3 and not name.rank:
        return False
    if name.own >= 2 or name.rank or close > name.named:
        return True
    distinctive = words.distinctive.before(text, name.named) == name.suffix
    if not name.own:
        return distinctive and text[name.named - 1] in words.offices
    return distinctive and text[name.start] in words.public


def _weigh_school(text: str, name: Name, after: int, employed: bool) -> float:
    """A school is a workplace when somebody is paid there."""
    schools = school_words()
    if any(schools.student.at(text, at) for at in range(after, after + 2)):
        return 0.0
    staff = any(schools.staff.at(text, at) for at in range(name.named, after + 4))
    before = schools.staff_before.before(text, name.start) >= 0
    return 0.75 if staff or before or employed else 0.0


def beside(text: str, close: int, after: int) -> float:
    """Evidence from a role, a person's name or nothing but 的 after a name that ends at `close`."""
    words, edges = employer_words(), edge_words()
    apart = after + (text[after : after + 1] in (" ", ",", ":"))
    if role_at(text, after, words) or person_at(text, after, words, edges) or person_at(text, apart, words, edges):
        return 0.35
    return 0.3 if after > close and at_mark(text, after) else 0.0


KIND = Kind(name="workplace", find=find, triggers=tuple(_GATE.patterns))

"""Workplaces: a named employer given as somebody's place of work (LABELS `workplace`).

A name alone is nothing: a verb of work, a role, a person's name beside it or whose work it is makes it a workplace. A
company that is complained about and a place that is visited are none.
"""

from collections.abc import Iterator

from reseal.screening.data import read_toml
from reseal.screening.identifiers.gates import alternation, gates
from reseal.screening.identifiers.kind import Finding, Kind
from reseal.screening.identifiers.organisation_words import edge_words, employer_words, school_words
from reseal.screening.identifiers.organisations import (
    Name,
    at_mark,
    cue_after,
    cue_before,
    departments_end,
    ends,
    goes_on,
    name_at,
    person_at,
)
from reseal.screening.identifiers.organisations_en import workplaces_en
from reseal.screening.identifiers.place_names import gazetteer
from reseal.screening.identifiers.work_phrases import by_phrase
from reseal.screening.view import PostView

THRESHOLD = 0.5
Found = tuple[int, int, float]


def find(view: PostView) -> Iterator[Finding]:
    """The workplaces of one post."""
    found: list[Found] = []
    if any(view.saw(name) for name in _CHINESE):
        found.extend(find_zh(view.text))
    yield from (Finding("workplace", *each, "workplace.zh") for each in found)
    if any(view.saw(name) for name in _ENGLISH):
        for each in workplaces_en(view.text, view.post.text):
            if all(each[1] <= other[0] or other[1] <= each[0] for other in found):
                yield Finding("workplace", *each, "workplace.en")


def find_zh(text: str) -> list[Found]:
    """Chinese workplaces of one folded text: start, end, confidence (at least .5)."""
    words, edges, places = employer_words(), edge_words(), gazetteer()
    found: list[Found] = []
    reach = 0
    for end in ends(text, words.lasts):
        if end <= reach or goes_on(text, end, words.names):
            continue
        name = name_at(text, end, reach, words.names, edges, places)
        if name is None:
            continue
        close = departments_end(text, end, words, edges)
        weight = _weigh(text, name, close)
        if weight >= THRESHOLD:
            found.append((name.start, close, weight))
            reach = close
    for start, end, weight in by_phrase(text):
        if all(end <= other[0] or other[1] <= start for other in found):
            found.append((start, end, weight))
    return found


def _weigh(text: str, name: Name, close: int) -> float:
    """Confidence from what stands beside a name; the numbers are fitted by hand to the labelled corpus."""
    words = employer_words()
    if not _is_named(text, name, close):
        return 0.0
    after = close + (text[close : close + 1] in ("的", "嘅"))
    if school_words().names.before(text, name.named) == name.suffix:
        return _weigh_school(text, name, close, after)
    place = words.place.before(text, name.start) >= 0
    whose = cue_before(text, name.start - 1 if place else name.start, words.whose, 3)
    work = bool(words.work.at(text, close) or words.phrases.at(text, close))
    distinctive = words.distinctive.before(text, name.named) == name.suffix
    if not name.own and close == name.named:  # an office that is known by its kind: 应急局副局长
        return 0.15 + beside(text, close, after)
    weight = (0.3 if distinctive else 0.2) if name.clean else 0.1
    weight += 0.1 * place + 0.2 * whose + 0.15 * (close > name.named)
    weight += (0.3 if place or whose else 0.15) * work
    weight += 0.35 * (words.employed.before(text, name.start) >= 0)
    weight += beside(text, close, after)
    if at_mark(text, close) and at_mark(text, name.start - 1):
        weight += 0.1 + 0.1 * (close > name.named)
    if words.visit.at(text, after):
        weight -= 0.4
    if not (whose or work) and any(word in text for word in words.complaint.members):
        weight -= 0.2
    return min(round(weight, 2), 0.95)


def _is_named(text: str, name: Name, close: int) -> bool:
    """Whether it is a name at all: some characters of its own, a division, a part, or a public office's level."""
    words = employer_words()
    whole = text[name.start : name.named]
    if whole in words.common.members:
        return False
    if name.named - name.suffix == 1 and name.own < 3 and not name.rank:
        return False
    if name.own >= 2 or name.rank or close > name.named:
        return True
    distinctive = words.distinctive.before(text, name.named) == name.suffix
    return distinctive and (not name.own or text[name.start] in words.public)


def _weigh_school(text: str, name: Name, close: int, after: int) -> float:
    """A school is a workplace when somebody is paid there."""
    schools = school_words()
    staff = any(schools.staff.at(text, at) for at in range(name.named, after + 1))
    before = schools.staff_before.before(text, name.start) >= 0
    return 0.75 if staff or before else 0.0


def beside(text: str, close: int, after: int) -> float:
    """Evidence from a role, a person's name or nothing but 的 after a name that ends at `close`."""
    words, edges = employer_words(), edge_words()
    role = cue_after(text, after, words.roles, 2)
    apart = after + (text[after : after + 1] in (" ", ",", ":"))
    if role or person_at(text, after, words, edges) or person_at(text, apart, words, edges):
        return 0.35
    return 0.3 if after > close and at_mark(text, after) else 0.0


_DATA = read_toml("identifiers", "workplace.toml")
_CHINESE, _ENGLISH = (gates("workplace", _DATA, language, E=alternation(employer_words().distinctive)) for language in ("zh", "en"))

KIND = Kind(
    name="workplace",
    find=find,
    triggers=(*_CHINESE.values(), *_ENGLISH.values()),
    patterns={**_CHINESE, **_ENGLISH},
)

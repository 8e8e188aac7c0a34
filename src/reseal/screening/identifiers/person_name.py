"""Personal names: told by cues, by the identifiers beside them, by their characters; plain, disguised, in any script.

A surname alone is no name, nor is a handle, an initial, 张某 or a surname with a title (LABELS "person_name").
Uncued names are looked for only where another identifier stands in the post: a name alone singles nobody out.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from reseal.screening.data import read_toml
from reseal.screening.fold import fold_text
from reseal.screening.identifiers.kind import Finding, Kind
from reseal.screening.names import disguised, latin
from reseal.screening.names.chinese import Candidate, name_weights
from reseal.screening.names.likely import likely
from reseal.screening.names.places import name_places
from reseal.screening.names.tables import name_tables, pinyin_syllables
from reseal.screening.view import PostView

Span = tuple[int, int]

_NAME: Final = "person_name"
_CUED, _ROLE, _LATIN_CUE = "person_name.cue", "person_name.role", "person_name.latin_cue"
_HAN = "[\u4e00-\u9fff]"


def _patterns() -> dict[str, str]:
    table = read_toml("identifiers", "person_name.toml")["trigger"]

    def either(key: str) -> str:
        return "(?:" + "|".join(sorted({fold_text(word) for word in table[key]})) + ")"

    common = "".join(sorted(c for c, odds in name_tables().surname.items() if odds >= table["least_surname"]))
    double = "|".join(sorted(name_tables().double))
    head = f"(?:[{common}]|{double})"
    made = {
        _CUED: either("cues") + "[: 是叫为\"'‘(=,-]{0,3}" + f"(?:{head}|[a-z])",
        _ROLE: f"(?:{either('roles')}{head}|{_HAN}{{2}}{either('titles')})",
        _LATIN_CUE: either("latin") + "[ :]{1,2}[a-z]",
    }
    return made | {f"{_NAME}.{short}": pattern for short, pattern in disguised.patterns().items()}


_ALL = _patterns()
_DISGUISES: Final = (
    (f"{_NAME}.masked", disguised.masked),
    (f"{_NAME}.apart", disguised.apart),
    (f"{_NAME}.parts", disguised.parts),
)


def beside(view: PostView, findings: Sequence[Finding]) -> Iterator[Finding]:
    """The names of a post, given the other identifiers in it; nothing without any and without a sign of its own."""
    if not findings and not any(map(view.saw, _ALL)):
        return
    text = view.text
    others = sorted((f.start, f.end) for f in findings)
    taken: list[Span] = []
    for rule, look in _DISGUISES if view.seen else ():
        if view.saw(rule):
            for start, end in look(text, view.spans(rule)):
                if _free(start, end, others) and _free(start, end, taken):
                    taken.append((start, end))
                    yield Finding(_NAME, start, end, 0.8, rule)
    words = latin.words_of(view)
    if words:
        syllables = pinyin_syllables() if others or view.saw(_CUED) or view.saw(_ROLE) else ()
        for start, end in [(token.start, token.end) for token in words if text[token.start : token.end] in syllables]:
            span = disguised.beside_syllable(text, start, end)
            if span is not None and _free(*span, others) and _free(*span, taken):
                taken.append(span)
                yield Finding(_NAME, *span, 0.6, f"{_NAME}.syllable")
        for rule, look_latin in (("latin", latin.english), ("pinyin", latin.pinyin)):
            for start, end, score in look_latin(text, words, [*others, *taken]):
                taken.append((start, end))
                yield Finding(_NAME, start, end, min(0.45 + 0.1 * score, 0.95), f"{_NAME}.{rule}")
    cued = view.saw(_CUED) or view.saw(_ROLE)
    for start, end, sure in _plain(text, view.ask(name_places), [*others, *taken], cued=cued):
        yield Finding(_NAME, start, end, round(sure, 2), f"{_NAME}.plain")


def _free(start: int, end: int, taken: Sequence[Span]) -> bool:
    return all(end <= s or e <= start for s, e in taken)


def _plain(text: str, places: Sequence[int], others: Sequence[Span], *, cued: bool) -> Iterator[tuple[int, int, float]]:
    """The likeliest candidates that do not overlap, and what stands in a list beside one of them."""
    if not places:
        return
    least = name_weights().least
    scored = sorted(
        likely(text, others, least / 2, cued=cued, places=places),
        key=lambda pair: (-pair[0], pair[1].start, -pair[1].end),
    )
    kept: list[Span] = []
    for sure, candidate in scored:
        lower = least / 2 if _listed(text, candidate, kept) else least
        if sure >= lower and _free(candidate.start, candidate.end, kept):
            kept.append((candidate.start, candidate.end))
            yield candidate.start, candidate.end, sure


def _listed(text: str, candidate: Candidate, kept: Sequence[Span]) -> bool:
    """Whether a sure name stands beside the candidate in a list: 糜佳宁、苑博、靳可欣."""
    return any(
        (candidate.start == end + 1 and text[end] in "、,/ ")
        or (candidate.end == start - 1 and text[start - 1] in "、,/ ")
        for start, end in kept
    )


def find(view: PostView) -> Iterator[Finding]:
    """Nothing: names are found once the other identifiers are known, by `beside`."""
    return iter(())


KIND = Kind(name=_NAME, find=find, triggers=tuple(_ALL.values()), patterns=_ALL, beside=beside)

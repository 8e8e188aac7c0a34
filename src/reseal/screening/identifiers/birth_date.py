"""Dates of birth: a date beside a word for being born, a birthday or a sign of the zodiac, or among particulars.

Deadlines, events and bare years are none (RULES 7, LABELS birth_date). Only the date is the span.
"""

from collections.abc import Callable, Iterator

from reseal.screening.identifiers.birth_date_triggers import FIGURES, birth_date_triggers
from reseal.screening.identifiers.birth_evidence import born_on
from reseal.screening.identifiers.birth_figures import compact, compact_before, in_parts
from reseal.screening.identifiers.birth_words import BEFORE
from reseal.screening.identifiers.cues import escaped
from reseal.screening.identifiers.dates import (
    MONTHS,
    NAMED_DAYS,
    Date,
    date_around_month,
    date_around_name,
    date_in_figures,
    date_of_named_day,
)
from reseal.screening.identifiers.kind import Finding, Kind
from reseal.screening.identifiers.numerals import NUMERAL_CHARS, is_letter
from reseal.screening.view import PostView

_READERS: dict[str, Callable[[str, int, int], Date | None]] = {
    "birth_date.month": lambda text, start, end: date_around_month(text, end - 1),
    "birth_date.figures": lambda text, start, end: date_in_figures(text, start),
    "birth_date.name": lambda text, start, end: date_around_name(text, start),
    "birth_date.named_day": lambda text, start, end: date_of_named_day(text, start),
}


def find(view: PostView) -> Iterator[Finding]:
    """Dates of birth."""
    text = view.text
    seen: set[int] = set()
    for date in _dates(view):
        if date.start in seen:
            continue
        seen.add(date.start)
        confidence, rule = born_on(view, date)
        if confidence:
            yield Finding("birth_date", date.start, date.end, confidence, f"birth_date.{rule}")
    for start, end in view.spans("birth_date.before"):
        if not (is_letter(text[start]) and start and is_letter(text[start - 1])):
            yield from in_parts(text, end)
            yield from compact(text, end)
    for start, _ in view.spans("birth_date.after"):
        yield from compact_before(text, start)


def _dates(view: PostView) -> Iterator[Date]:
    for name, read in _READERS.items():
        for start, end in view.spans(name):
            date = read(view.text, start, end)
            if date is not None:
                yield date


KIND = Kind(
    name="birth_date",
    find=find,
    triggers=tuple(birth_date_triggers()),
    patterns={
        "birth_date.before": "|".join(escaped(word) for word in BEFORE),
        "birth_date.month": rf"[{NUMERAL_CHARS}正冬腊] ?月",
        "birth_date.figures": FIGURES,
        "birth_date.name": "|".join(sorted(MONTHS, key=len, reverse=True)),
        "birth_date.named_day": "|".join(map(escaped, NAMED_DAYS)),
        "birth_date.after": "生日",
    },
)

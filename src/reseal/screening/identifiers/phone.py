"""Phone numbers of any country, however their digits are written (RULES 7, 7b; LABELS phone).

Hotlines belong to organisations; short codes of fewer than seven digits are not marked.
"""

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from reseal.screening.data import read_toml
from reseal.screening.identifiers.kind import Finding, Kind
from reseal.screening.identifiers.numerals import is_letter
from reseal.screening.identifiers.phone_forms import Form, form_of
from reseal.screening.identifiers.surroundings import (
    attached_after,
    attached_before,
    code_words,
    has_any,
    last_word,
    leads_on,
    nearer,
    word_after,
    word_before,
    words,
)
from reseal.screening.number_runs import RUN_TRIGGERS, NumberRun
from reseal.screening.number_runs.shapes import is_mobile
from reseal.screening.view import PostView

_CUES = read_toml("identifiers", "phone.toml")["cues"]
_LOOKALIKES = read_toml("numbers", "lookalikes.toml")
_STRONG = words(_CUES["strong"])
_WEAK = words(_CUES["weak"])
_AFTER = words(_CUES["after"])
_AGAINST = words(_CUES["against"], code_words())
_COUNTS = words(_CUES["counts"])
_ACCOUNTS = words(_CUES["accounts"])
_SUMS = words(_CUES["sums"])
_UNITS = words(_LOOKALIKES["units"])
_CODES_AFTER = words(_CUES["codes_after"])
_OTHER = words(_CUES["other"])
_DENIED = words(_CUES["denied"])
_PLUS = words(_CUES["plus"])
_REVERSED = words(_CUES["reversed"])
_SHIFTED = words(_CUES["shifted"])
_HONG_KONG = words(_CUES["hong_kong"])

_LEAST = 0.5
_DENIAL = 14  # characters behind a number in which it may be said to be none


def find(view: PostView) -> Iterator[Finding]:
    """Phone numbers among the number runs, with their calling codes and the brackets of an area code."""
    text = view.text
    hints = _Hints(text)
    for run in view.runs:
        if 7 <= len(run.digits) <= 15:
            found = _judged(text, run, hints)
            if found is not None:
                yield found


class _Hints:
    """What the post says anywhere about how its numbers are written; looked up once a post, when first asked."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def reversed(self) -> bool:
        """Numbers are written backwards."""
        return has_any(self._text, _REVERSED)

    @cached_property
    def shifted(self) -> bool:
        """Every digit is moved by a little."""
        return has_any(self._text, _SHIFTED)

    @cached_property
    def hong_kong(self) -> bool:
        """The writer is likely from Hong Kong."""
        return has_any(self._text, _HONG_KONG)


def _judged(text: str, run: NumberRun, hints: _Hints) -> Finding | None:
    start, plus = _with_plus(text, run.start)
    form = form_of(run.digits, run.groups, plus)
    if form is None or form.alone < _LEAST:
        form = _hidden_form(run, hints) or form
    if form is None or _is_code(text, run):
        return None
    confidence = _confidence(text, run, form, hints)
    if confidence < _LEAST:
        return None
    start, end = _with_brackets(text, start, run.end)
    return Finding("phone", start, end, round(confidence, 2), form.rule, form.subject)


def _confidence(text: str, run: NumberRun, form: Form, hints: _Hints) -> float:
    """How surely a form is meant, from the nearest cue on either side."""
    sure = form.alone >= 0.9
    strong = last_word(text, run.start, _STRONG)
    if nearer(last_word(text, run.start, _AGAINST, 12 if sure else 26, same_part=True), strong):
        return 0.0
    if word_after(text, run.end, _SUMS, 1) == 0 or word_after(text, run.end, _CODES_AFTER, 6) >= 0:
        return 0.0
    if word_after(text, run.end, _DENIED, _DENIAL) >= 0:
        return 0.0
    other = last_word(text, run.start, _OTHER, 8, same_part=True)
    if other and nearer(other, strong) and leads_on(text[run.start - other[0] : run.start]):
        return 0.0
    alone = form.alone
    if not sure:
        if _counted(text, run) or nearer(last_word(text, run.start, _ACCOUNTS, 12, same_part=True), strong):
            return 0.0
        if (alone < 0.8 and _crowded(text, run)) or (not strong and _counting(run.digits)):
            return 0.0
        if _spelled(text, run):
            alone = max(alone, 0.6)
    if strong and (form.cued > 0.7 or leads_on(text[run.start - strong[0] : run.start])):
        return form.cued
    if word_after(text, run.end, _AFTER) >= 0:
        return max(alone, form.cued - 0.1)
    if form.cued > 0.7:
        if word_before(text, run.start, _WEAK, 6) >= 0:
            return max(alone, form.cued - 0.15)
        if alone < _LEAST and form.rule == "phone.hong_kong" and hints.hong_kong:
            return 0.7
    return alone


def _counted(text: str, run: NumberRun) -> bool:
    """Whether the number counts something: 13800 views, price 13800."""
    if word_after(text, run.end, _UNITS, 2) == 0:
        return True
    return word_before(text, run.start, _COUNTS, 16, same_part=True) >= 0


def _crowded(text: str, run: NumberRun) -> bool:
    """Whether more digits stand right beside the run: part of something longer."""
    after = text[run.end : run.end + 2]
    before = text[max(run.start - 2, 0) : run.start]
    return (len(after) == 2 and after[0] in " -./" and after[1].isdigit()) or (
        len(before) == 2 and before[1] in " -./" and before[0].isdigit()
    )


def _counting(digits: str) -> bool:
    """Whether the digits only count up or down, perhaps over and over (1234 1234), or repeat one."""
    if len(set(digits)) == 1:
        return True
    for step in (1, -1):
        breaks = [place for place, (a, b) in enumerate(pairwise(digits), start=1) if (ord(b) - ord(a) - step) % 10]
        if all(end - start >= 3 for start, end in pairwise([0, *breaks, len(digits)])):
            return True
    return False


def _spelled(text: str, run: NumberRun) -> bool:
    """Whether most digits are spelled in Latin words: people do that with numbers to call."""
    return run.disguised and 2 * sum(map(is_letter, text[run.start : run.end])) > run.end - run.start


def _hidden_form(run: NumberRun, hints: _Hints) -> Form | None:
    """A number written backwards, or a mobile with every digit moved, where the post says so."""
    digits = run.digits
    if not digits.isdigit():
        return None
    if hints.reversed:
        form = form_of(digits[::-1], run.groups[::-1], False)
        if form is not None and form.alone >= 0.6:
            return Form("phone.reversed", 0.9, 0.95)
    if len(digits) == 11 and hints.shifted:
        moved = ("".join(str((int(d) + step) % 10) for d in digits) for step in (-1, 1, -2, 2))
        if any(is_mobile(other) for other in moved):
            return Form("phone.shifted", 0.7, 0.85)
    return None


def _is_code(text: str, run: NumberRun) -> bool:
    """Whether the run is part of a code with letters: yt0000447158203, a100004471."""
    before = attached_before(text, run.start)
    if before and word_before(text, run.start, _STRONG, 1) != 0 and word_before(text, run.start, _WEAK, 1) != 0:
        return True
    after = attached_after(text, run.end)
    return bool(after) and word_after(text, run.end, _AFTER, 1) != 0


def _with_plus(text: str, start: int) -> tuple[int, bool]:
    at = start
    while at > 0 and start - at < 2 and text[at - 1] in " (":
        at -= 1
    if at > 0 and text[at - 1] == "+":
        return at - 1, True
    return start, word_before(text, start, _PLUS, 2) >= 0


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in what opens before the number and closes inside it, and the other way round."""
    depth = 0
    for at in range(start, end):
        if text[at] in "(「":
            depth += 1
        elif text[at] in ")」":
            depth -= 1
            if depth < 0:
                before = start - 1
                while before > 0 and text[before] == " " and start - before < 3:
                    before -= 1
                if before < 0 or text[before] not in "(「":
                    break
                start, depth = before, 0
    if depth > 0 and text[end : end + 1] in (")", "」"):
        end += 1
    return start, end


KIND = Kind(name="phone", find=find, triggers=RUN_TRIGGERS, numbers=True)

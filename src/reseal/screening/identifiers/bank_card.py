"""Bank cards and accounts (RULES 7; LABELS bank_card)."""

from collections.abc import Iterator

from reseal.screening.data import read_toml
from reseal.screening.identifiers.iban import iban_around
from reseal.screening.identifiers.kind import Finding, Kind
from reseal.screening.identifiers.surroundings import (
    attached_after,
    attached_before,
    code_words,
    last_word,
    nearer,
    word_after,
    word_before,
    words,
)
from reseal.screening.number_runs import RUN_TRIGGERS, NumberRun
from reseal.screening.number_runs.shapes import (
    card_range,
    is_mobile,
    is_resident,
    is_resident_shape,
    luhn,
    spelled_out,
    visible,
)
from reseal.screening.view import PostView

_CUES = read_toml("identifiers", "bank_card.toml")["cues"]
_STRONG = words(_CUES["strong"])
_BANK = words(_CUES["bank"])
_PLAIN = words(_CUES["account"])
_SOCIAL = words(_CUES["social"])
_LOOKALIKES = read_toml("numbers", "lookalikes.toml")
_AGAINST = words(_CUES["against"], code_words())
_UNITS = words(_LOOKALIKES["units"])
_SPAN_FROM = words(_CUES["span_from"])

_LEAST = 0.5
_REACH = 30
_SHORTEST_CARD = 12
_NEAR = 12  # characters between an account of few digits and the word for it
_CARD_GROUPS = frozenset(
    {
        (4, 4, 4, 4),
        (4, 4, 4, 4, 1),
        (4, 4, 4, 4, 2),
        (4, 4, 4, 4, 3),
        (6, 13),
        (4, 6, 5),
        (4, 4, 4, 5),
        (6, 10),
        (5, 5, 5, 4),
    }
)


def find(view: PostView) -> Iterator[Finding]:
    """Card and account numbers among the number runs."""
    text = view.text
    reach = 0
    for number, run in enumerate(view.runs):
        if run.start < reach or not 6 <= len(run.digits) <= 30 or is_mobile(run.digits):
            continue
        iban = iban_around(text, run) if len(run.digits) >= 8 or run.start else None
        if iban is not None:
            reach = iban[1]
            yield Finding("bank_card", iban[0], iban[1], 0.97, "bank_card.iban")
            continue
        found = _judged(text, run, view.runs[number - 1] if number else None)
        if found is not None:
            reach = found.end
            yield found


def _judged(text: str, run: NumberRun, before: NumberRun | None) -> Finding | None:
    if "x" in run.digits or attached_after(text, run.end):
        return None
    stuck = attached_before(text, run.start)
    cue = word_before(text, run.start, _STRONG, _REACH)
    if (stuck and cue != 0) or (cue < 0 and len(run.digits) < _SHORTEST_CARD):
        return None
    if nearer(last_word(text, run.start, _AGAINST, 16, same_part=True), last_word(text, run.start, _STRONG, _REACH)):
        return None
    if word_after(text, run.end, _UNITS, 2) >= 0:
        return None
    confidence, rule = _card(run, cue) if len(run.digits) >= _SHORTEST_CARD else (0.0, "")
    if confidence < _LEAST:
        confidence, rule = _account(text, run, cue)
    if confidence < _LEAST:
        return None
    return Finding("bank_card", _start(text, run, before), run.end, confidence, rule)


def _card(run: NumberRun, cue: int) -> tuple[float, str]:
    digits = run.digits
    size = len(digits)
    known = card_range(digits) if size <= 19 else None
    if is_resident(digits) or size > 19:
        return 0.0, ""
    if "*" in digits:
        if visible(digits) < 8 or not digits[:4].isdigit() or is_resident_shape(digits):
            return 0.0, ""
        return (0.9 if cue >= 0 else 0.75 if known else 0.0), "bank_card.masked"
    valid = luhn(digits)
    natural = run.groups in _CARD_GROUPS or spelled_out(run.groups)
    if known and valid:
        if cue >= 0:
            return 0.99, known.rule
        if digits.startswith("62"):
            return 0.95 if natural or len(run.groups) == 1 else 0.8, known.rule
        return 0.9 if run.groups[:4] == (4, 4, 4, 4) else 0.6 if size >= 15 and len(
            run.groups
        ) == 1 else 0.3, known.rule
    if known and cue >= 0:
        return (0.75 if digits.startswith("62") or natural else 0.65), known.rule
    if known and natural and digits.startswith("62") and run.groups[:4] == (4, 4, 4, 4):
        return 0.6, known.rule
    return 0.0, ""


def _account(text: str, run: NumberRun, cue: int) -> tuple[float, str]:
    """A plain account number: nothing but the words before it tells."""
    size = len(run.digits)
    if cue < 0 or not run.digits.isdigit() or not 8 <= size <= 30 or is_resident(run.digits):
        return 0.0, ""
    bank = word_before(text, run.start, _BANK, _NEAR)
    social = word_before(text, run.start, _SOCIAL, _NEAR)
    if social >= 0 and (bank < 0 or social < bank):
        return 0.0, ""
    bank = max(bank, word_before(text, run.start, _PLAIN, _NEAR))
    if bank >= 0 or (size >= 14 and cue <= 6) or (size >= 12 and word_after(text, run.end, _BANK, 10) >= 0):
        if size == 11 and run.digits[0] == "1":
            return 0.0, ""  # a mobile number to pay to is a phone
        return 0.72, "bank_card.account"
    return 0.0, ""


def _start(text: str, run: NumberRun, before: NumberRun | None) -> int:
    """Where the span starts: a sort code and its word belong to the account."""
    floor = run.start
    if before is not None and len(before.digits) in (6, 9) and run.start - before.end <= 22:
        floor = before.start
    for start in (run.start, floor):
        gap = word_before(text, start, _SPAN_FROM, 3)
        if gap >= 0:
            end = start - gap
            while end > 0 and (text[end - 1].isalpha() or text[end - 1] == " ") and start - end < 16:
                end -= 1
                if word_before(text, start, _SPAN_FROM, start - end) >= 0 and text.startswith(
                    tuple(_CUES["span_from"]), end
                ):
                    return end
    return run.start


KIND = Kind(name="bank_card", find=find, triggers=RUN_TRIGGERS, numbers=True)

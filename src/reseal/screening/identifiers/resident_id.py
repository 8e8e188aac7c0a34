"""Resident IDs of the mainland: whole, old, masked or in part (RULES 7; LABELS government_id)."""

from collections.abc import Iterable

from reseal.screening.identifiers.surroundings import Words, leads_on, word_after, word_before, words
from reseal.screening.number_runs import NumberRun
from reseal.screening.number_runs.shapes import (
    check_sign,
    is_birth_date,
    is_resident_shape,
    region_codes,
    visible,
)

_CLOSE = 8  # characters between the cue and an ID whose check sign is wrong
_LEAST_SHOWN = 8


class ResidentCues:
    """The cue words of `data/identifiers/government_id.toml` that speak for or against a resident ID."""

    def __init__(self, cues: dict[str, list[str]], codes: Iterable[str]) -> None:
        self.resident = words(cues["resident"])
        self.part = words(cues["part"])
        self.denied = words(cues["denied"])
        self.codes = words(codes)


def judged(text: str, run: NumberRun, cues: ResidentCues) -> tuple[float, str] | None:
    """Confidence and rule, when the run is a resident ID or six or more digits of one."""
    size = len(run.digits)
    if size == 18:
        return _whole(text, run, cues)
    if not 6 <= size <= (22 if "*" in run.digits else 17):
        return None
    cue = word_before(text, run.start, cues.resident, 22)
    if cue < 0 or _said_otherwise(text, run, cues, cue):
        return None
    if size == 15 and run.digits.isdigit() and _is_old(run.digits):
        return 0.88, "government_id.resident15"
    return _part(text, run, cues, cue)


def _whole(text: str, run: NumberRun, cues: ResidentCues) -> tuple[float, str] | None:
    digits = run.digits
    if not is_resident_shape(digits):
        return None
    cue = word_before(text, run.start, cues.resident, 22)
    denied = _said_otherwise(text, run, cues, cue)
    if "*" in digits:
        if visible(digits) < _LEAST_SHOWN or denied:
            return None
        return (0.95 if cue >= 0 else 0.85), "government_id.resident_masked"
    if check_sign(digits) == digits[17]:
        if denied:
            return 0.55, "government_id.resident18"
        return (0.99 if cue >= 0 else 0.96), "government_id.resident18"
    if cue < 0 or cue > _CLOSE or denied:
        return None
    return 0.6, "government_id.resident18_broken"


def _said_otherwise(text: str, run: NumberRun, cues: ResidentCues, cue: int) -> bool:
    """Whether the post says that this is something else."""
    code = word_before(text, run.start, cues.codes, 16, same_part=True)
    if code >= 0 and (cue < 0 or code < cue):
        return True
    return word_after(text, run.end, cues.denied, 12) >= 0 or word_after(text, run.end, cues.codes, 6) >= 0


def _is_old(digits: str) -> bool:
    return digits[:4] in region_codes() and is_birth_date("19" + digits[6:12])


def _part(text: str, run: NumberRun, cues: ResidentCues, cue: int) -> tuple[float, str] | None:
    """Six or more digits of an ID, where the words before say so."""
    digits = run.digits
    if "*" in digits:
        shown = visible(digits) >= _LEAST_SHOWN and len(digits) >= 12 and digits[:4] in region_codes()
        return (0.8, "government_id.resident_masked") if shown and cue <= _CLOSE else None
    if not digits.rstrip("x").isdigit():
        return None
    if word_before(text, run.start, cues.part, 10) >= 0 or (run.spread and run.groups == (6, 4)):
        return 0.85, "government_id.resident_part"
    if _is_date(digits) or not leads_on(text[run.start - cue : run.start]):
        return None
    begins = digits[:4] in region_codes() and (len(digits) < 10 or is_birth_date((digits[6:] + "*" * 8)[:8]))
    ends = digits[-1] == "x" and len(digits) <= 8
    if (begins and len(digits) in (6, 10, 12, 14, 16, 17)) or ends:
        return 0.75, "government_id.resident_part"
    return None


def _is_date(digits: str) -> bool:
    return len(digits) == 8 and digits.startswith(("19", "20")) and is_birth_date(digits)


__all__ = ["ResidentCues", "Words", "judged"]

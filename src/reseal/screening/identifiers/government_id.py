"""Government identifiers: resident IDs, passports, permits, social security numbers (RULES 7; LABELS government_id)."""

from collections.abc import Iterator

from reseal.screening.data import read_toml
from reseal.screening.identifiers import resident_id
from reseal.screening.identifiers.cues import escaped, folded_words
from reseal.screening.identifiers.documents import Documents
from reseal.screening.identifiers.kind import Finding, Kind
from reseal.screening.identifiers.numerals import NUMBER_WORDS, is_digit, is_letter, read_digit, read_whole
from reseal.screening.identifiers.surroundings import (
    attached_after,
    attached_before,
    code_words,
    last_word,
    nearer,
    word_before,
    words,
)
from reseal.screening.number_runs import RUN_TRIGGERS, NumberRun
from reseal.screening.number_runs.shapes import is_birth_date, is_mobile, is_resident
from reseal.screening.view import PostView

_DATA = read_toml("identifiers", "government_id.toml")
_CODES = code_words()
_RESIDENT = resident_id.ResidentCues(_DATA["cues"], _CODES)
_DOCUMENTS = Documents(_DATA["document"], _DATA["cues"]["plain"])
_GROUPED = {tuple(entry["groups"]): entry for entry in _DATA["grouped"]}
_SSN = words(_DATA["cues"]["ssn"])
_AGAINST = words(_CODES)
_TITLES = words(_DATA["cues"]["titles"])
_SSN_NAMES = folded_words(_DATA["cues"]["ssn"])
_SAID_REACH, _SAID_MOST = 28, 90  # characters between a cue and a spelled number, and of the number itself
_SSN_DIGITS = 9
_RESIDENT_DIGITS = 18
_PLACEHOLDERS = frozenset(_DATA["cues"]["placeholder"])
_LEAST = 0.5


def find(view: PostView) -> Iterator[Finding]:
    """Numbers of identity documents among the number runs, with their letters."""
    text = view.text
    for run in view.runs:
        if 5 <= len(run.digits) <= 22 and not is_mobile(run.digits):
            found = _judged(text, run)
            if found is not None:
                yield found
    for _, end in view.spans("government_id.ssn"):
        spoken = _spoken(text, end)
        if spoken is not None:
            yield spoken


def _spoken(text: str, at: int) -> Finding | None:
    """Nine digits said in words of one or two digits behind a word for them: nine three two, twenty, sixty-seven …"""
    start = at
    while start < len(text) and start - at < _SAID_REACH:
        if read_whole(text, start, 2) is not None and not (start and is_letter(text[start - 1])):
            break
        start += 1
    digits, end, place = "", start, start
    while place < len(text) and place - start < _SAID_MOST and len(digits) < _SSN_DIGITS:
        single = read_digit(text, place)
        number = read_whole(text, place, 2) if single is None else None
        if single is not None:
            digits, end = digits + single[0], single[1]
        elif number is not None:
            digits, end = digits + str(number[0]), number[1]
        elif text[place] in " ,-.":
            place += 1
            continue
        else:
            break
        place = end
    spelled = any(is_letter(char) for char in text[start:end])
    if len(digits) != _SSN_DIGITS or not spelled or is_digit(text[end : end + 1]):
        return None
    return Finding("government_id", start, end, 0.9, "government_id.ssn")


def _judged(text: str, run: NumberRun) -> Finding | None:
    if len(run.digits) == _RESIDENT_DIGITS and not run.digits.endswith("x") and is_resident(run.digits[::-1]):
        return Finding("government_id", run.start, run.end, 0.9, "government_id.reversed")
    resident = resident_id.judged(text, run, _RESIDENT)
    if resident is not None and resident[0] >= 0.9:
        start = _with_school_letter(text, run)
        return Finding("government_id", start, run.end, resident[0], resident[1])
    found = _social_security(text, run) or _grouped(text, run) or _DOCUMENTS.best(text, run)
    if found is not None and found[0] >= _LEAST and not _is_code(text, found[2], found[0]):
        surer = resident is None or found[0] > resident[0]
        if surer:
            return Finding("government_id", found[2], found[3], found[0], found[1])
    if resident is not None:
        return Finding("government_id", run.start, run.end, resident[0], resident[1])
    return None


def _with_school_letter(text: str, run: NumberRun) -> int:
    """A pupil's number is a resident ID with G or L before it."""
    return run.start - 1 if attached_before(text, run.start) in ("g", "l") else run.start


def _is_code(text: str, start: int, confidence: float) -> bool:
    """Whether a word before says that the number is a code of something, nearer than any cue can be."""
    if last_word(text, start, _TITLES, 12) and not nearer(
        last_word(text, start, _AGAINST, 12), last_word(text, start, _TITLES, 12)
    ):
        return False
    near = word_before(text, start, _AGAINST, 12 if confidence >= 0.9 else 40, same_part=True)
    return near >= 0 and (confidence < 0.9 or near <= 3)


def _social_security(text: str, run: NumberRun) -> tuple[float, str, int, int] | None:
    digits = run.digits
    if len(digits) != 9 or not digits.isdigit() or (digits in _PLACEHOLDERS and len(run.groups) == 1):
        return None
    if digits.startswith(("000", "666")) or digits[3:5] == "00" or digits[5:] == "0000":
        return None
    cue = word_before(text, run.start, _SSN, 44)
    if cue >= 0:
        return 0.95, "government_id.ssn", run.start, run.end
    dashed = run.groups == (3, 2, 4) and text[run.start + 3 : run.start + 4] == "-"
    if dashed and digits[0] != "9" and not attached_before(text, run.start) and not attached_after(text, run.end):
        return 0.75, "government_id.ssn", run.start, run.end
    return None


def _grouped(text: str, run: NumberRun) -> tuple[float, str, int, int] | None:
    entry = _GROUPED.get(run.groups)
    if entry is None or run.disguised or text[run.start + run.groups[0]] != "-":
        return None
    if entry["birth"] and not is_birth_date("**" + run.digits[:6]):
        return None
    return entry["alone"], entry["rule"], run.start, run.end


_NAMES = "|".join(map(escaped, _SSN_NAMES))

KIND = Kind(
    name="government_id",
    find=find,
    triggers=(*RUN_TRIGGERS, f"(?:{_NAMES})[^\\n]{{0,{_SAID_REACH}}}(?:{'|'.join(NUMBER_WORDS)})"),
    numbers=True,
    patterns={"government_id.ssn": _NAMES},
)

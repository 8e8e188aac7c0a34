"""What stands behind the printed labels of identity documents is what they say, however badly it was read (ID-02).

A resident ID says 姓名 before a name and 公民身份号码 before a number; no words round them are needed, and a digit that
was misread makes the number no other thing. The labels are data: `labels` in `data/pictures/documents.toml`.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

import numpy as np

from reseal.screening.data import read_toml
from reseal.screening.fold import fold_text
from reseal.screening.pictures.documents import Seen
from reseal.screening.pictures.handles import handle_at
from reseal.screening.pictures.line import Line, Quad
from reseal.screening.pictures.plates import plates_alone
from reseal.screening.reader.dates import reads_as_dates
from reseal.vocabulary import EXPOSURE_TYPES, ExposureType

Holds = ExposureType | Literal["nothing"]
"""What a piece is by its label; "nothing" of anybody: a label itself, a sex, an office."""

_GAPS = " /:.|·,-_()"
_LINES: Mapping[Holds, int] = {"address": 3, "person_name": 2}  # so many lines one label may head; others one
_LEAST: Mapping[Holds, int] = {"address": 4, "workplace": 4, "birth_date": 5, "government_id": 6}
_DIGITS: Mapping[Holds, int] = {"birth_date": 3, "government_id": 4}
_CODE, _CODE_DIGITS = 9, 5  # signs of a document's number at least, and digits among them
_ASIDE, _DOWN, _TALLER = 2.0, 2.2, 1.6  # heights, heights, times: where a value's next line stands, how tall it is
_MOST_NAME, _MOST_NAME_HAN = 40, 6


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a line with what stands before it, and what it holds by the label that it stands behind."""

    before: str
    line: Line
    holds: Holds | None = None


@cache
def _labels() -> Mapping[str, Mapping[str, Holds]]:
    """For each signal of a document its labels, folded and without gaps, the longest first."""
    made: dict[str, Mapping[str, Holds]] = {}
    for kind in read_toml("pictures", "documents.toml")["document"]:
        of: dict[str, Holds] = {}
        for holds, words in kind.get("labels", {}).items():
            if holds != "nothing" and holds not in EXPOSURE_TYPES:
                raise ValueError(f"documents.toml, {kind['name']}: no type {holds!r}")
            of |= {_plain(word)[0]: holds for word in words}
        made[f"document.{kind['name']}"] = dict(sorted(of.items(), key=lambda pair: -len(pair[0])))
    return made


def pieces(lines: Sequence[tuple[str, Line]], seen: Sequence[Seen]) -> list[Piece]:
    """The lines in their order; those of documents that are `seen` parted at their labels, what they hold told."""
    labels = next((found for kind in seen if (found := _labels().get(kind.signal))), None)
    if labels is None:
        return list(_unlabelled(lines))
    return _by_themselves(list(_parted(lines, labels)), {holds for holds in labels.values() if holds != "nothing"})


def _by_themselves(found: Sequence[Piece], kinds: Collection[Holds]) -> list[Piece]:
    """The pieces, with those that tell without a label what they are: the long code, and the earliest date of all."""
    made = list(found)
    held = {one.holds for one in found}
    if "government_id" in kinds:
        made = [replace(one, holds="government_id") if _is_code(one) else one for one in made]
    dates = [(year, place) for place, one in enumerate(made) if (year := _year(one.line.text))]
    if "birth_date" in kinds and "birth_date" not in held and len(dates) > 1:
        year, place = min(dates)
        if made[place].holds is None and sum(other == year for other, _ in dates) == 1:
            made[place] = replace(made[place], holds="birth_date")
    return made


def _is_code(one: Piece) -> bool:
    text = one.line.text.strip()
    digits = sum(map(str.isdigit, text))
    return one.holds is None and text.isascii() and text.isalnum() and len(text) >= _CODE and digits >= _CODE_DIGITS


def _year(text: str) -> int:
    """The year of a line that is but a date; 0 where it is none."""
    plain = fold_text(text).strip()
    if not reads_as_dates(plain):
        return 0
    digits = "".join(sign if sign.isdecimal() else " " for sign in plain).split()
    return min((int(group) for group in digits if len(group) == 4), default=0)


def _unlabelled(lines: Sequence[tuple[str, Line]]) -> Iterator[Piece]:
    """In a picture of no such document a plate alone and a poster's handle tell of themselves what they are."""
    plates = plates_alone([line for _, line in lines])
    for (before, line), plate in zip(lines, plates, strict=True):
        at = handle_at(line.text)
        if at > 0:
            yield Piece(before, _part(line, 0, at))
            yield Piece(" ", _part(line, at, len(line.text)), "account")
        else:
            yield Piece(before, line, "licence_plate" if plate else "account" if at == 0 else None)


def _parted(lines: Sequence[tuple[str, Line]], labels: Mapping[str, Holds]) -> Iterator[Piece]:
    holds: Holds | None = None
    left = 0  # lines that the label may still head
    last: Line | None = None  # the value in the line before
    for before, line in lines:
        if before.strip("\n") and last is not None:
            left = 0  # another cell of the row in which the value stands
        for _, _, holds in _sighted(before, labels):
            left, last = _LINES.get(holds, 1), None
        at = 0
        for start, end, type_ in [*_sighted(line.text, labels), (len(line.text), len(line.text), "nothing")]:
            if line.text[at:start].strip():
                first = at + len(line.text[at:start]) - len(line.text[at:start].lstrip())
                part = _part(line, first, start)
                told = holds if holds and left and _fits(holds, part.text) and _follows(part, last) else None
                left -= told is not None
                last = part if told else last
                yield Piece(before if not at else " ", part, told)
            if end > start:
                yield Piece(before if not start else " ", _part(line, start, end), "nothing")
                holds, left, last = type_, _LINES.get(type_, 1), None
            at = end


def _follows(line: Line, last: Line | None) -> bool:
    """Whether a line stands right below the one before it and begins where that one does."""
    if last is None:
        return True
    corner, along = last.quad[0], last.quad[1] - last.quad[0]
    height, length = max(last.height, 1.0), max(last.length, 1.0)
    step = _begin(line) - _begin(last)
    right = float(step @ along) / length / height
    down = float(step @ (last.quad[3] - corner)) / height / height
    return abs(right) <= _ASIDE and down <= _DOWN and height / _TALLER <= line.height <= height * _TALLER


def _begin(line: Line) -> Quad:
    """The upper left corner of a piece's first sign."""
    corner: Quad = line.quad[0] + (line.quad[1] - line.quad[0]) * np.float32(line.cells[0][0] if line.cells else 0)
    return corner


def _sighted(text: str, labels: Mapping[str, Holds]) -> Iterator[tuple[int, int, Holds]]:
    """Labels in a text from the left, each as long as may be; those of one type that only gaps part are one."""
    plain, places = _plain(text)
    start = -1
    end = at = 0
    holds: Holds = "nothing"
    while at < len(plain):
        word = next((word for word in labels if plain.startswith(word, at) and _whole(plain, places, at, word)), None)
        if word is None:
            at += 1
            continue
        if start >= 0 and (labels[word] != holds or text[end : places[at]].strip(_GAPS)):
            yield start, end, holds
            start = -1
        if start < 0:
            start, holds = places[at], labels[word]
        at += len(word)
        end = places[at - 1] + 1
    if start >= 0:
        yield start, end, holds


def _whole(plain: str, places: Sequence[int], at: int, word: str) -> bool:
    """Whether a Latin label is no piece of a longer word."""
    if not word.isascii():
        return True
    before, after = plain[at - 1 : at], plain[at + len(word) : at + len(word) + 1]
    joined_before = before.isalpha() and before.isascii() and places[at] == places[at - 1] + 1
    joined_after = after.isalpha() and after.isascii() and places[at + len(word)] == places[at + len(word) - 1] + 1
    return not joined_before and not joined_after


def _plain(text: str) -> tuple[str, list[int]]:
    """The text folded, without spaces, and where each sign of it stands in the text."""
    signs = [(folded, place) for place, sign in enumerate(text) for folded in fold_text(sign) if folded.strip()]
    return "".join(sign for sign, _ in signs), [place for _, place in signs]


def _fits(type_: Holds, text: str) -> bool:
    """Whether a piece may be of a type: names have no digits, numbers have some."""
    if type_ == "nothing":
        return True
    said = [sign for sign in text if sign.isalnum()]
    digits = sum(map(str.isdigit, said))
    if type_ == "person_name":
        han = any(sign > "\u2e7f" for sign in said)
        return not digits and 2 <= len(said) <= (_MOST_NAME_HAN if han else _MOST_NAME)
    return len(said) >= _LEAST.get(type_, 2) and digits >= _DIGITS.get(type_, 0)


def _part(line: Line, start: int, end: int) -> Line:
    """A piece of a line, at its place; spaces behind it are left out."""
    end = start + len(line.text[start:end].rstrip())
    return replace(line, text=line.text[start:end], cells=line.cells[start:end])

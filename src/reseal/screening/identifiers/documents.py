"""Documents numbered with letters and digits: passports, permits, identity cards of other places (RULES 7).

The shapes, cues and confidences are data: `[[document]]` in `data/identifiers/government_id.toml`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from reseal.screening.identifiers.numerals import is_letter
from reseal.screening.identifiers.surroundings import Words, leads_on, word_before, words
from reseal.screening.number_runs import NumberRun

_TAIWAN_LETTERS = "abcdefghjklmnpqrstuvxywzio"  # A is 10, B 11 … as the Taiwan ID counts them
_SINGAPORE = {"s": "jzihgfedcba", "t": "gfedcbajzih", "f": "xwutrqpnmlk", "g": "rqpnmlkxwut", "m": "xwutrqpnjlk"}
_WEAK = 0.75  # a document that is hardly more than its cue: it must stand right before
_NEAR, _REACH = 18, 44  # characters between a cue and its number: right before, and in the same sentence


@dataclass(frozen=True, slots=True)
class Document:
    """One shape of document number."""

    rule: str
    cues: Words
    letters: frozenset[str]  # classes of the letters before the digits, joined by commas
    classes: tuple[tuple[frozenset[str], ...], ...]
    digits: frozenset[int]
    start: str
    closing: frozenset[str]
    closing_needed: bool
    closing_digit: bool
    check: str
    not_letters: frozenset[str]
    alone: float
    bracketed: float
    cued: float
    broken: float


@dataclass(frozen=True, slots=True)
class Code:
    """A number run with the letters around it. `bracketed`: its last sign stands in brackets."""

    letters: str
    digits: str
    closing: str
    start: int
    end: int
    bracketed: bool
    apart: bool  # a space stands between two or more letters and the digits
    clear: bool  # nothing else is stuck to it


class Documents:
    """The documents of a data file, by their number of digits."""

    def __init__(self, entries: list[Mapping[str, Any]], plain: Iterable[str]) -> None:
        """`plain`: two letters that are a word by themselves, and no letters of a document."""
        self._plain = frozenset(plain)
        everything = _documents(entries)
        self._by_digits: dict[int, tuple[tuple[Document, ...], tuple[Document, ...], Words]] = {}
        for digits in {digits for document in everything for digits in document.digits}:
            fitting = tuple(document for document in everything if digits in document.digits)
            cues = words(*(entry["cues"] for entry in entries if digits in entry["digits"]))
            bare = tuple(document for document in fitting if document.alone or document.bracketed)
            self._by_digits[digits] = fitting, bare, cues

    def best(self, text: str, run: NumberRun) -> tuple[float, str, int, int] | None:
        """Confidence, rule, start and end of the likeliest document that the run belongs to."""
        known = self._by_digits.get(len(run.digits))
        if known is None or not run.digits.isdigit():
            return None
        fitting, bare, cues = known
        if word_before(text, run.start, cues, _REACH) < 0:
            fitting = bare
            if not fitting:
                return None
        code = code_of(text, run)
        if code.apart and code.letters in self._plain:
            code = replace(code, letters="", start=run.start, apart=False)
        found = (_fits(text, run, code, document) for document in fitting)
        return max((one for one in found if one is not None), key=lambda one: one[0], default=None)


def _documents(entries: list[Mapping[str, Any]]) -> tuple[Document, ...]:
    return tuple(
        Document(
            entry["rule"],
            words(entry["cues"]),
            frozenset(map(",".join, entry["letters"])),
            tuple(tuple(map(_class, classes)) for classes in entry["letters"]),
            frozenset(entry["digits"]),
            entry.get("start", "0123456789"),
            _class(entry.get("closing", "")),
            entry.get("closing_needed", False),
            entry.get("closing_digit", False),
            entry.get("check", ""),
            frozenset(entry.get("not_letters", ())),
            entry["alone"],
            entry.get("bracketed", entry["alone"]),
            entry["cued"],
            entry.get("broken", 0.0),
        )
        for entry in entries
    )


def _class(ranges: str) -> frozenset[str]:
    letters: set[str] = set()
    at = 0
    while at < len(ranges):
        if ranges[at + 1 : at + 2] == "-":
            letters.update(map(chr, range(ord(ranges[at]), ord(ranges[at + 2]) + 1)))
            at += 3
        else:
            letters.add(ranges[at])
            at += 1
    return frozenset(letters)


def code_of(text: str, run: NumberRun) -> Code:
    """The run with the one to five letters before it and the one after it, set apart by at most one sign each."""
    letters, start, clear = _letters_before(text, run.start)
    closing, end, bracketed = _closing(text, run)
    stuck = text[end : end + 1]
    clear = clear and not (is_letter(stuck) or stuck.isdigit())
    apart = len(letters) > 1 and text[run.start - 1] == " " and text[run.start - 2 : run.start - 1] == letters[-1]
    apart = apart and text[run.start - 3 : run.start - 2] == letters[-2]
    return Code(letters, run.digits, closing, start, end, bracketed, apart, clear)


def _letters_before(text: str, at: int) -> tuple[str, int, bool]:
    place = at - 1 if text[at - 1 : at] in (" ", "-", ".", "·") and at > 1 else at
    start = place
    while start > 0 and place - start <= 5 and is_letter(text[start - 1]):
        start -= 1
    letters = text[start:place]
    apart = len(letters) == 1 and start > 1 and text[start - 1] == " " and is_letter(text[start - 2])
    if apart and not (start > 2 and (is_letter(text[start - 3]) or text[start - 3].isdigit())):
        start -= 2
        letters = text[start] + letters
    if not letters or len(letters) > 5:
        return "", at, not (letters and place == at)
    before = text[start - 1 : start]
    if before.isdigit() or before in ("-", "_", "@", "/", "#"):
        return letters, start, False
    return letters, start, True


def _closing(text: str, run: NumberRun) -> tuple[str, int, bool]:
    """A letter after the digits (A, (A), -A, "M for Mary"), or the bracket that closes around the last digit."""
    end = run.end
    if text[end : end + 1] == ")" and text[run.start : end].rfind("(") == end - run.start - 2:
        return "", end + 1, True
    if text[end - 1] == ")":
        return "", end, True
    at = end
    while at < len(text) and at - end < 2 and text[at] in " -,(":
        at += 1
    if at < len(text) and is_letter(text[at]) and not is_letter(text[at + 1 : at + 2]) and text[at - 1] != ",":
        if text[at - 1] == "(":
            return (text[at], at + 2, True) if text[at + 1 : at + 2] == ")" else ("", end, False)
        return text[at], _said(text, at), False
    if at < len(text) and is_letter(text[at]) and text.startswith(" for ", at + 1):
        return text[at], _said(text, at), False
    return "", end, False


def _said(text: str, at: int) -> int:
    """Where "M for Mary" ends."""
    end = at + 1
    if not text.startswith(" for ", end):
        return end
    end += 5
    while end < len(text) and is_letter(text[end]):
        end += 1
    return end


def _fits(text: str, run: NumberRun, code: Code, document: Document) -> tuple[float, str, int, int] | None:
    if len(code.digits) not in document.digits or code.digits[0] not in document.start:
        return None
    letters, start = code.letters, code.start
    if not _spelled(letters, document):
        if not _spelled("", document):
            return None
        letters, start = "", run.start
    closing, end = (code.closing, code.end) if code.closing in document.closing else ("", run.end)
    if code.apart and letters and not document.closing_needed and word_before(text, start, document.cues, 4) < 0:
        if not _spelled("", document):
            return None
        letters, start = "", run.start  # a word of its own: is 530004417
    if code.bracketed and document.closing_digit:
        end = code.end
    if (document.closing_needed and not closing) or letters in document.not_letters or (letters and not code.clear):
        return None
    confidence = _confidence(text, run, code, document, start, _CHECKS[document.check](letters, code.digits, closing))
    return (confidence, document.rule, start, end) if confidence else None


def _confidence(text: str, run: NumberRun, code: Code, document: Document, start: int, valid: bool) -> float:
    cue = word_before(text, start, document.cues, _REACH)
    if cue >= 0 and document.cued <= _WEAK and not leads_on(text[start - cue : start]):
        return 0.0
    if cue >= 0:
        confidence = document.cued if valid else document.broken
        return confidence if cue <= _NEAR else confidence - 0.1
    if not valid or run.disguised or (code.letters and start + len(code.letters) < run.start):
        return 0.0
    if code.bracketed:
        return document.bracketed
    return document.alone if len(run.groups) == 1 or document.closing_needed else 0.0


def _spelled(letters: str, document: Document) -> bool:
    return any(
        len(classes) == len(letters) and all(letter in known for letter, known in zip(letters, classes, strict=True))
        for classes in document.classes
    )


def _hkid(letters: str, digits: str, closing: str) -> bool:
    signs = digits + closing
    values = [36] * (2 - len(letters)) + [ord(letter) - 87 for letter in letters] + [int(d) for d in signs[:6]]
    total = sum(value * weight for value, weight in zip(values, range(9, 1, -1), strict=True))
    remainder = (11 - total % 11) % 11
    return len(signs) == 7 and signs[6] == ("a" if remainder == 10 else str(remainder))


def _taiwan(letters: str, digits: str, closing: str) -> bool:
    value = _TAIWAN_LETTERS.index(letters) + 10
    total = value // 10 + value % 10 * 9
    total += sum(int(d) * weight for d, weight in zip(digits, (8, 7, 6, 5, 4, 3, 2, 1, 1), strict=True))
    return total % 10 == 0


def _singapore(letters: str, digits: str, closing: str) -> bool:
    total = sum(int(d) * weight for d, weight in zip(digits, (2, 7, 6, 5, 4, 3, 2), strict=True))
    total += {"t": 4, "g": 4, "m": 3}.get(letters, 0)
    table = _SINGAPORE[letters]
    if letters in "st":
        return closing == "jzihgfedcba"[total % 11]
    if letters in "fg":
        return closing == "xwutrqpnmlk"[total % 11]
    return closing == table[10 - total % 11]


def _none(letters: str, digits: str, closing: str) -> bool:
    return True


_CHECKS: dict[str, Callable[[str, str, str], bool]] = {
    "": _none,
    "hkid": _hkid,
    "taiwan": _taiwan,
    "singapore": _singapore,
}

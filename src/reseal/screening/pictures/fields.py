"""Fields of documents that are named by a number or by their place alone, said in words as a typed post would.

Licences of the European model number their fields (Directive 2006/126/EC, Annex I); passports repeat the data page
in two lines for machines (ICAO Doc 9303). The numbers and the words are data: `fields` and `machine` in
`data/pictures/documents.toml`. The words stand between the lines, never in one: regions stay those of the writing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from reseal.screening.data import read_toml
from reseal.screening.pictures.documents import Seen
from reseal.screening.pictures.line import Line

_HEAD = 5  # signs before the name in the first line for machines: the kind of document and who issued it
_NUMBER, _DATA = 9, 28  # in the second line: signs of the number, and of all that is of the holder
_LEAST_FILL = 4
_AS_LETTERS = str.maketrans("<|0153", " IOISE")  # what reading makes of fillers and letters where only letters stand


@cache
def _fields() -> Mapping[str, Mapping[str, str]]:
    kinds = read_toml("pictures", "documents.toml")["document"]
    return {f"document.{kind['name']}": kind["fields"] for kind in kinds if "fields" in kind}


@cache
def _machine() -> Mapping[str, Mapping[str, str]]:
    kinds = read_toml("pictures", "documents.toml")["document"]
    return {f"document.{kind['name']}": kind["machine"] for kind in kinds if "machine" in kind}


def named_fields(lines: Sequence[tuple[str, Line]], seen: Sequence[Seen]) -> list[tuple[str, Line]]:
    """The lines in their order with what is before each; in documents that are `seen`, numbered fields are named."""
    made = list(lines)
    for kind in seen:
        if kind.signal in _fields():
            made = list(_numbered(made, _fields()[kind.signal]))
        if kind.signal in _machine():
            made = [part for line in made for part in _for_machines(*line, _machine()[kind.signal])]
    return made


def _numbered(lines: Sequence[tuple[str, Line]], words: Mapping[str, str]) -> Iterator[tuple[str, Line]]:
    named = ""
    for before, line in lines:
        if named and before.strip(" ") == "":
            before = f" {named} "
        named = ""
        number = line.text.partition(".")[0].strip().lower() + "."
        if number not in words or "." not in line.text[:4]:
            yield before, line
            continue
        at = line.text.index(".") + 1
        if line.text[at:].strip():
            at += len(line.text[at:]) - len(line.text[at:].lstrip())
            yield before, _part(line, 0, at)
            yield f" {words[number]} ", _part(line, at, len(line.text))
        else:
            named = words[number]
            yield before, line


def _for_machines(before: str, line: Line, words: Mapping[str, str]) -> Iterator[tuple[str, Line]]:
    """The two lines for machines: the name by its letters, the number with its word."""
    text = line.text
    if text.count("<") < _LEAST_FILL or " " in text.strip():
        yield before, line
        return
    if text[:1] not in "Pp":
        yield from _number_for_machines(before, line, words["number"])
        return
    end = len(text.rstrip("<"))
    fill = text.find("<<<", _HEAD)
    end = min(end, fill) if fill > 0 else end
    if end - _HEAD < 3:
        yield before, line
        return
    name = _part(line, _HEAD, end)
    yield before, _part(line, 0, _HEAD)
    yield f"\n{words['name']} ", replace(name, text=name.text.upper().translate(_AS_LETTERS))
    if end < len(text):
        yield "\n", _part(line, end, len(text))


def _number_for_machines(before: str, line: Line, word: str) -> Iterator[tuple[str, Line]]:
    """The number; its place reaches over the dates behind it, which say the same of the same person."""
    if len(line.text) < _DATA:
        yield before, line
        return
    number = _part(line, 0, _NUMBER)
    reach = (number.cells[-1][0], line.cells[_DATA - 1][1])
    yield f"{before}{word} ", replace(number, cells=(*number.cells[:-1], reach))
    if len(line.text) > _DATA:
        yield "\n", _part(line, _DATA, len(line.text))


def _part(line: Line, start: int, end: int) -> Line:
    """A piece of a line, at its place."""
    return replace(line, text=line.text[start:end], cells=line.cells[start:end])

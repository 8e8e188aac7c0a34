"""Fields of documents that are named by a number or by their place alone, said in words as a typed post would.

Licences of the European model number their fields (Directive 2006/126/EC, Annex I); passports repeat the data page
in two lines for machines (ICAO Doc 9303). The numbers and the words are data: `fields` and `machine` in
`data/pictures/documents.toml`. The words stand between the lines, never in one: regions stay those of the writing.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from reseal.screening.data import read_toml
from reseal.screening.pictures.documents import Seen
from reseal.screening.pictures.line import Line

_HEAD = 5  # signs before the name in the first line for machines: the kind of document and who issued it
_NUMBER, _DATA = 9, 28  # in the second line: signs of the number, and of all that is of the holder
_LEAST_FILL = 4
_OPTIONAL = frozenset(("4c.",))  # who issued it is not on every licence
_AS_LETTERS = str.maketrans("<|0153∪", " IOISEU")  # what reading makes of fillers and letters where only letters stand
_AS_FILLERS = str.maketrans("Λ∧^«‹〈《", "<<<<<<<")


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
    lost = _lost(lines, list(words))
    named = ""
    for place, (before, line) in enumerate(lines):
        number = _number(line.text, words)
        if named and before.strip(" ") == "":
            before = f" {named} "
        elif place in lost:
            before = f"{before}{words[lost[place]]} "
        named = ""
        if number is None:
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


def _number(text: str, numbers: Container[str]) -> str | None:
    number = text.partition(".")[0].strip().lower() + "."
    return number if number in numbers and "." in text[:4] else None


def _lost(lines: Sequence[tuple[str, Line]], numbers: Sequence[str]) -> Mapping[int, str]:
    """The numbers of fields of which the number was not read: as many lines of one column as numbers are missing."""
    told: dict[int, str] = {}
    last, begin = -1, 0
    for place, (_, line) in enumerate(lines):
        number = _number(line.text, numbers)
        if number is None:
            continue
        alone = line.text.strip().lower() == number
        rows = [at for at in range(begin, place) if lines[at][0].strip(" ") or not at]
        column = lines[place + 1][1] if alone and place + 1 < len(lines) else lines[rows[-1]][1] if rows else line
        rows = [at for at in rows if _in_column(lines[at][1], column)]
        missing = list(numbers[last + 1 : numbers.index(number)])
        if len(missing) == len(rows) + 1:
            missing = [one for one in missing if one not in _OPTIONAL]
        if rows and len(missing) == len(rows):
            told |= dict(zip(rows, missing, strict=True))
        last, begin = numbers.index(number), place + 1 + alone
    return told


def _in_column(line: Line, column: Line) -> bool:
    """Whether a line begins at the left edge at which another does."""
    step = (line.quad[0] - column.quad[0]) @ (column.quad[1] - column.quad[0])
    return abs(float(step)) < column.height * max(column.length, 1.0)


def _for_machines(before: str, line: Line, words: Mapping[str, str]) -> Iterator[tuple[str, Line]]:
    """The two lines for machines: the name by its letters, the number with its word; fillers say nothing."""
    text = line.text.translate(_AS_FILLERS)
    if text.count("<") < _LEAST_FILL:
        yield before, line
        return
    line = replace(line, text=text)
    if not text.strip("< "):
        return
    if text[:1] not in "Pp":
        yield from _number_for_machines(before, line, words["number"])
        return
    end = len(text.rstrip("< "))
    fill = text.find("<<<", _HEAD)
    end = min(end, fill) if fill > 0 else end
    if end - _HEAD < 3:
        yield before, line
        return
    name = _part(line, _HEAD, end)
    yield before, _part(line, 0, _HEAD)
    yield f"\n{words['name']} ", _of_letters(name)


def _of_letters(name: Line) -> Line:
    """The name in letters alone, each at its place; a gap that reading leaves inside a word closes."""
    letters = name.text.upper().replace(" ", "").translate(_AS_LETTERS).strip()
    cells = [cell for sign, cell in zip(name.text, name.cells, strict=True) if sign != " "]
    lost = len(cells) - len(letters)  # fillers at the ends
    first = len(name.text.replace(" ", "")) - len(name.text.replace(" ", "").lstrip("<|"))
    return replace(name, text=letters, cells=tuple(cells[first : first + len(cells) - lost]))


def _number_for_machines(before: str, line: Line, word: str) -> Iterator[tuple[str, Line]]:
    """The number; its place reaches over the dates behind it, which say the same of the same person."""
    if len(line.text) < _DATA:
        yield before, line
        return
    number = _part(line, 0, _NUMBER)
    reach = (number.cells[-1][0], line.cells[_DATA - 1][1])
    yield f"\n{word} ", replace(number, cells=(*number.cells[:-1], reach))
    if line.text[_DATA:].strip("< "):
        yield "\n", _part(line, _DATA, len(line.text))


def _part(line: Line, start: int, end: int) -> Line:
    """A piece of a line, at its place."""
    return replace(line, text=line.text[start:end], cells=line.cells[start:end])

"""What a span of the encoder alone must look like: a date is no phone, a waybill no passport (LABELS, span types).

The encoder has seen few forms and labels; numbers that stand alone in a line it takes for what they are not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reseal.screening.reader.decode import ReadSpan
from reseal.vocabulary import ExposureType

_NUMBERS: frozenset[ExposureType] = frozenset(
    ("phone", "government_id", "bank_card", "ip_address", "coordinates", "licence_plate", "account", "email")
)
_ONE_LINE: frozenset[ExposureType] = frozenset(("government_id", "ip_address", "coordinates", "workplace", "school"))
_BETWEEN = frozenset(" .-/:,~·|年月日号时点分至到()\n")
_WAYBILL_LETTERS, _WAYBILL_DIGITS = 4, 11  # UPU S10 and couriers: letters, then more digits than any document has
_PHONE_DIGITS = 7  # shorter ones are no phone numbers (LABELS)
_FRACTION = frozenset(".。'′’\"″,")  # whole degrees are the weather's
_COORDINATE_DIGITS = 4  # of both numbers together
_REACH = 24  # characters on either side that may belong to the same number or date
_JOINTS = frozenset("./:-·")
_STRAY = 3  # characters of another line that a span reaches into


def formed(spans: Sequence[ReadSpan], text: str) -> Iterator[ReadSpan]:
    """The spans without strays of the lines before and after them, and without those that are something else.

    `text` is the folded text that they stand in.
    """
    for span in spans:
        cut = _in_its_line(span, text)
        if cut.type not in _NUMBERS:
            yield cut
            continue
        whole = text[slice(*_whole(cut, text))]
        wrote = cut.type == "account" and _heads_a_message(cut, text)
        if not wrote and not _something_else(cut.type, text[cut.start : cut.end], whole):
            yield cut


def reads_as_dates(text: str) -> bool:
    """Whether there is nothing but dates with a year, and times, in a text; its last number may be cut short."""
    groups: list[str] = [""]
    for char in text:
        if char.isascii() and char.isdigit():
            groups[-1] += char
        elif char not in _BETWEEN:
            return False
        elif groups[-1]:
            groups.append("")
    numbers = [group for group in groups if group]
    dated = False
    at = 0
    while at < len(numbers):
        size = _date(numbers[at : at + 3])
        dated |= bool(size)
        if not size and not (len(numbers[at]) <= 2 and int(numbers[at]) < 60):
            return False
        at += size or 1
    return dated


def _date(numbers: Sequence[str]) -> int:
    """How many numbers at the beginning are a date: year, month and day, day, month and year, year and month."""
    if len(numbers) > 1 and _year(numbers[0]) and _upto(numbers[1], 12):
        return 3 if len(numbers) > 2 and _upto(numbers[2], 31) else 2
    if (
        len(numbers) == 3
        and _year(numbers[2])
        and ((_upto(numbers[0], 31) and _upto(numbers[1], 12)) or (_upto(numbers[0], 12) and _upto(numbers[1], 31)))
    ):
        return 3
    return 0


def _year(number: str) -> bool:
    return len(number) == 4 and 1900 <= int(number) < 2100


def _upto(number: str, most: int) -> bool:
    return len(number) <= 2 and 1 <= int(number) <= most


def _in_its_line(span: ReadSpan, text: str) -> ReadSpan:
    """The span without a stray sign or two of the line before or behind; names and phones may go on in the next."""
    said = text[span.start : span.end]
    if "\n" not in said:
        return span
    first, last = said.find("\n"), said.rfind("\n")
    head, tail = said[:first].strip(), said[last + 1 :].strip()
    start, end = span.start, span.end
    if len(tail) <= _STRAY and _stray(span.type, tail):
        end = start + last
    if len(head) <= _STRAY and _stray(span.type, head) and (first != last or len(tail) > _STRAY):
        start += first + 1
    return replace(span, start=start, end=end) if start < end else span


def _stray(type_: ExposureType, piece: str) -> bool:
    return piece.isascii() and (piece.isdigit() if type_ == "address" else type_ in _ONE_LINE)


def _whole(span: ReadSpan, text: str) -> tuple[int, int]:
    """From where to where the letters, digits and signs of dates go on that the span is a piece of."""
    start, end = span.start, span.end
    while start > 0 and span.start - start < _REACH and _goes_on(text[start - 1 : start]):
        start -= 1
    while end < len(text) and end - span.end < _REACH and _goes_on(text[end]):
        end += 1
    return start, end


def _goes_on(char: str) -> bool:
    return (char.isascii() and char.isalnum()) or char in _JOINTS


def _heads_a_message(span: ReadSpan, text: str) -> bool:
    """Whether nothing but a clock time follows in the line: who wrote, and when, above a message."""
    end = text.find("\n", span.start)
    line = text[span.start : end if end >= 0 else len(text)][: 2 * _REACH]
    hour, colon, minute = line.rpartition(" ")[2].partition(":")
    return bool(colon) and hour.isdigit() and minute.isdigit() and len(hour) <= 2 == len(minute) and " " in line


def _something_else(type_: ExposureType, said: str, whole: str) -> bool:
    if reads_as_dates(said) or any(map(reads_as_dates, whole.split("\n"))):
        return True
    if type_ == "phone":
        plain = said.isascii() and not any(char.isalpha() or char in "*" for char in said)
        return plain and sum(map(str.isdigit, said)) < _PHONE_DIGITS
    if type_ == "coordinates":
        whole_degrees = _FRACTION.isdisjoint(said) or sum(map(str.isdigit, said)) < _COORDINATE_DIGITS
        return whole_degrees and not any(map(str.isalpha, said))
    if type_ == "government_id":
        return is_waybill(said.strip()) or is_waybill(whole)
    return type_ == "email" and "//" in said


def is_waybill(said: str) -> bool:
    """Whether folded text is the number of a parcel: a few letters and more digits than any document has."""
    digits = said.lstrip("abcdefghijklmnopqrstuvwxyz")
    letters = len(said) - len(digits)
    return 2 <= letters <= _WAYBILL_LETTERS and len(digits) >= _WAYBILL_DIGITS and digits.isdigit()

"""What a span of the encoder alone must look like: a date is no phone, a waybill no passport (LABELS, span types).

The encoder has seen few forms and labels; numbers that stand alone in a line it takes for what they are not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reseal.screening.data import read_toml
from reseal.screening.reader.dates import is_clock, names_a_day, reads_as_dates
from reseal.screening.reader.decode import ReadSpan
from reseal.screening.reader.writers import heads_a_message
from reseal.vocabulary import ExposureType

_NUMBERS: frozenset[ExposureType] = frozenset(
    ("phone", "government_id", "bank_card", "ip_address", "coordinates", "licence_plate", "account", "email")
)
_ONE_LINE: frozenset[ExposureType] = frozenset(("government_id", "ip_address", "coordinates", "workplace", "school"))
_WAYBILL_LETTERS, _WAYBILL_DIGITS = 4, 11  # UPU S10 and couriers: letters, then more digits than any document has
_PHONE_DIGITS = 7  # shorter ones are no phone numbers (LABELS)
_FRACTION = frozenset(".。'′’\"″,")  # whole degrees are the weather's
_COORDINATE_DIGITS = 4  # of both numbers together
_REACH = 24  # characters on either side that may belong to the same number or date
_JOINTS = frozenset("./:-·")
_CARD_LETTERS = 3  # cards have none
_TABLE = 2  # line ends: degrees of three lines are a table's
_FIRMS = frozenset(read_toml("reader", "join.toml")["firms"])
_FIRM_WORDS = 4  # from "&" to the word for a firm
_ONE_WORD: frozenset[ExposureType] = frozenset(("phone", "government_id", "bank_card", "account"))
_CODES: frozenset[ExposureType] = frozenset(("government_id", "licence_plate"))
_LEAST_ADDRESS = 3  # letters and digits: a number or two is a floor of a thread
_DATE_SIGNS = 2  # 18/11/20
_STRAY = 3  # characters of another line that a span reaches into


def formed(spans: Sequence[ReadSpan], text: str) -> Iterator[ReadSpan]:
    """The spans without strays of the lines before and after them, and without those that are something else.

    `text` is the folded text that they stand in.
    """
    for span in spans:
        cut = _of_whole_words(_in_its_line(span, text), text)
        if cut.type not in _NUMBERS:
            if not _other_words(cut, text):
                yield cut
            continue
        whole = text[slice(*_whole(cut, text))]
        wrote = cut.type == "account" and heads_a_message(cut.start, text)
        counted = cut.type in _ONE_WORD and _in_a_figure(text, cut.start)
        if not wrote and not counted and not _something_else(cut.type, text[cut.start : cut.end], whole):
            yield cut


def _of_whole_words(span: ReadSpan, text: str) -> ReadSpan:
    """The span with all of a code of which the encoder saw a piece: letters and digits that stand together."""
    if span.type not in _CODES:
        return span
    start, end = span.start, span.end
    while start > 0 and span.start - start < _REACH and _inside_code(text, start):
        start -= 1
    while end < len(text) and end - span.end < _REACH and _inside_code(text, end):
        end += 1
    return replace(span, start=start, end=end) if any(map(str.isdigit, text[start:end])) else span


def _inside_code(text: str, place: int) -> bool:
    around = text[place - 1 : place + 1]
    return len(around) == 2 and around.isascii() and around.isalnum()


def a_scrap(span: ReadSpan, text: str) -> bool:
    """Whether a span is a piece of something else: cut inside a Latin word, or an address of a sign or two."""
    said = text[span.start : span.end]
    if span.type == "address" and said.isascii() and sum(map(str.isalnum, said)) < _LEAST_ADDRESS:
        return True
    return _inside(text, span.start) or _inside(text, span.end)


def _inside(text: str, place: int) -> bool:
    around = text[max(place - 1, 0) : place + 1]
    return len(around) == 2 and place > 0 and around.isascii() and around.isalpha()


def _in_its_line(span: ReadSpan, text: str) -> ReadSpan:
    """The span without a stray sign or two of the line before or behind; names and phones may go on in the next.

    An account stands in one line: the longest with letters.
    """
    said = text[span.start : span.end]
    if "\n" not in said:
        return span
    if span.type == "account":
        lines = said.split("\n")
        best = max(lines, key=lambda line: (any(map(str.isalpha, line)), len(line)))
        start = span.start + sum(len(line) + 1 for line in lines[: lines.index(best)])
        return replace(span, start=start, end=start + len(best)) if best else span
    first, last = said.find("\n"), said.rfind("\n")
    if span.type == "person_name" and _whole_name(said[:first]) and heads_a_message(span.start + first + 1, text):
        return replace(span, end=span.start + first)
    head, tail = said[:first].strip(), said[last + 1 :].strip()
    start, end = span.start, span.end
    if len(tail) <= _STRAY and _stray(span.type, tail):
        end = start + last
    if len(head) <= _STRAY and _stray(span.type, head) and (first != last or len(tail) > _STRAY):
        start += first + 1
    return replace(span, start=start, end=end) if start < end else span


def _whole_name(piece: str) -> bool:
    return len(piece.strip()) >= 2 and not piece.isascii()


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


def _other_words(span: ReadSpan, text: str) -> bool:
    """Whether it is a date and no address, a time and no birthday, half a firm's name and no person's."""
    said = text[span.start : span.end]
    if span.type == "birth_date":
        return is_clock(said)
    if span.type == "address":
        return reads_as_dates(said) or names_a_day(said)
    if span.type != "person_name":
        return False
    line = text[span.end : span.end + 2 * _REACH].partition("\n")[0]
    words = line.replace(",", " , ").split()[:_FIRM_WORDS]
    return words[:1] in (["&"], ["and"]) and any(word.rstrip(".0123456789") in _FIRMS for word in words)


def _something_else(type_: ExposureType, said: str, whole: str) -> bool:
    if reads_as_dates(said) or any(map(reads_as_dates, whole.split("\n"))):
        return True
    if is_clock(said) or (type_ in _ONE_WORD and any(map(reads_as_dates, said.split()))):
        return True
    if type_ in _ONE_WORD and said.count("/") >= _DATE_SIGNS:
        return True
    if type_ == "phone":
        if any(map(_figure, said.split("\n"))):
            return True
        plain = said.isascii() and not any(char.isalpha() or char in "*" for char in said)
        return plain and sum(map(str.isdigit, said)) < _PHONE_DIGITS
    if type_ == "bank_card" and sum(char.isascii() and char.isalpha() for char in said) >= _CARD_LETTERS:
        return True
    if type_ == "coordinates" and said.count("\n") >= _TABLE:
        return True
    if type_ == "coordinates":
        whole_degrees = _FRACTION.isdisjoint(said) or sum(map(str.isdigit, said)) < _COORDINATE_DIGITS
        return whole_degrees and not any(map(str.isalpha, said))
    if type_ == "government_id":
        return is_waybill(said.strip()) or is_waybill(whole)
    return type_ == "email" and "//" in said


def _in_a_figure(text: str, start: int) -> bool:
    """Whether a number begins behind the comma of a larger one: 376 in 4,376."""
    before = text[max(start - 2, 0) : start]
    return before[:1].isdigit() and before[1:] == "," and text[start : start + 1].isdigit()


def _figure(line: str) -> bool:
    """Whether a line is one number in thousands, 3,195 or 12,840,000: so many of something."""
    groups = line.strip().split(",")
    return len(groups) > 1 and all(map(str.isdigit, groups)) and all(len(g) == 3 for g in groups[1:])


def is_waybill(said: str) -> bool:
    """Whether folded text is the number of a parcel: a few letters and more digits than any document has."""
    digits = said.lstrip("abcdefghijklmnopqrstuvwxyz")
    letters = len(said) - len(digits)
    return 2 <= letters <= _WAYBILL_LETTERS and len(digits) >= _WAYBILL_DIGITS and digits.isdigit()

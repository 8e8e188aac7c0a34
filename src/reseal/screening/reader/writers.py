"""Under what name somebody writes: a screenshot of a chat or a thread says it above every message, or beside it.

That is an account only where somebody is told to be known by it, and a person's name only where it is one (LABELS,
account, person_name).
"""

from reseal.screening.names.chinese import candidates, probability
from reseal.screening.reader.dates import is_clock, reads_as_dates
from reseal.screening.reader.decode import ReadSpan

_LONG = 48  # characters of a line that may be but a name and a time
_LIKELY = 0.4  # so likely a person's name at least, by its characters alone


def heads_a_message(start: int, text: str) -> bool:
    """Whether nothing but a clock time follows in the line: who wrote, and when, above a message."""
    end = text.find("\n", start, start + _LONG)
    line = text[start : end if end >= 0 else start + _LONG]
    return " " in line and is_clock(line.rpartition(" ")[2])


def a_nickname(start: int, end: int, text: str) -> bool:
    """Whether what stands here is a piece of the one word of its line, or of the word before the time, or the date, of
    a message; a word of letters alone."""
    line, first = _line(start, end, text)
    word, _, time = line.partition(" ")
    if not word.replace("_", "").isalpha() or not start - first < len(word):
        return False
    return not time or reads_as_dates(time) or (first == start and heads_a_message(start, text))


def unlikely_writer(span: ReadSpan, text: str) -> bool:
    """Whether a Chinese name is but the one word of its line, or of one that heads a message with its time, and less
    likely a person's name than what somebody calls himself."""
    said = text[span.start : span.end].strip()
    if span.type != "person_name" or not said or said.isascii() or "\n" in said:
        return False
    word, _, time = _line(span.start, span.end, text)[0].partition(" ")
    if word != said or (time and not is_clock(time) and not reads_as_dates(time)):
        return False
    likely = (probability(one) for one in candidates(said, (), cued=False) if one.end - one.start == len(said))
    return max(likely, default=0.0) < _LIKELY


def _line(start: int, end: int, text: str) -> tuple[str, int]:
    """The line in which something stands, and where it begins; of a long line a piece."""
    before = max(start - _LONG, 0)
    first = max(text.rfind("\n", before, start) + 1, before)
    last = text.find("\n", end, end + _LONG)
    return text[first : last if last >= 0 else end + _LONG].strip(), first

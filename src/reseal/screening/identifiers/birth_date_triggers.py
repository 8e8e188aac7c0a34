"""The triggers of birth dates: every post in which one is found holds one of them.

They are led by words where they can be (a word for a birth, 年, 月, the name of a month), and say how far the date
stands from the word: what they cannot see, `find` must not find.
"""

from collections.abc import Iterable, Iterator

from reseal.screening.identifiers.birth_figures import PARTING
from reseal.screening.identifiers.birth_words import AFTER, ANIMALS, BEFORE, EDGE, FAR, FILLED, NEAR, TURNS, ZODIAC
from reseal.screening.identifiers.cues import escaped
from reseal.screening.identifiers.dates import BRANCHES, LUNAR_MONTHS, MONTHS, NAMED_DAYS, ORDINAL_NAMES
from reseal.screening.identifiers.numerals import DIGIT_CHARS, NUMBER_WORDS, NUMERAL_CHARS, is_letter

FIGURES = r"[0-9]{1,4}[./\-·。][0-9]{1,2}[./\-·。][0-9]{1,4}"
_DAYS_AT_ONCE = 12  # named days in one pattern: more do not compile
_N, _D = f"[{NUMERAL_CHARS}]", f"[{DIGIT_CHARS}]"
_NAMES = sorted(MONTHS, key=len, reverse=True)
_EDGES = "".join(sorted(EDGE)).replace("\n", "\\n") + r".\0"  # a date also stands by itself where the post ends
_NUMBER_WORDS = "|".join(NUMBER_WORDS)
_ORDINAL_STARTS = "|".join(sorted({name[:5] for name in ORDINAL_NAMES if len(name) > 4}))
_ORDINAL_ENDS = "|".join(sorted({name.replace("-", " ").split(" ")[-1] for name in ORDINAL_NAMES}))
_SKIPPED = r"[ 的,'(\-]{0,3}"


def birth_date_triggers() -> Iterator[str]:
    """A word for a birth with a month, a named day or digits near; months of English; dates by themselves."""
    yield from _behind_words()
    yield from _before_words()
    yield from _by_themselves()
    yield from _english()


def _latin_and_not(words: Iterable[str]) -> Iterator[list[str]]:
    """The words as patterns, those in Latin letters and the others: all in one do not compile."""
    for latin in (True, False):
        yield [escaped(word) for word in words if is_letter(word[0]) is latin]


def _behind_words() -> Iterator[str]:
    for words in _latin_and_not((*BEFORE, *ZODIAC, *ANIMALS)):
        yield rf"(?:{'|'.join(words)})[^\0]{{0,{FAR + 4}}}月"
    turns = "|".join(map(escaped, TURNS))
    yield rf"(?:{turns})[ {NUMERAL_CHARS}][^\0]{{0,{FAR}}}月"
    for days in _latin_and_not(NAMED_DAYS):
        for at in range(0, len(days), _DAYS_AT_ONCE):
            some = "|".join(days[at : at + _DAYS_AT_ONCE])
            for words in _latin_and_not((*BEFORE, *ZODIAC, *ANIMALS)):
                yield rf"(?:{'|'.join(words)})[^\0]{{0,{NEAR + 6}}}(?:{some})"
            yield rf"(?:{turns})[ {NUMERAL_CHARS}][^\0]{{0,{FAR}}}(?:{some})"
    # One pattern a word: as an alternation these scan fifty times slower.
    yield from (rf"{escaped(word)}[^\0]{{0,8}}{_D}(?:[./\-]?{_D}){{2}}" for word in BEFORE)
    numbers = rf"[{NUMERAL_CHARS}][{PARTING}]{{0,3}}[{NUMERAL_CHARS}]"
    yield from (rf"{escaped(word)}[^\0]{{0,{FILLED}}}{numbers}" for word in BEFORE)
    said = [word for word in BEFORE if is_letter(word[-1])]
    yield from (rf"{escaped(word)}[^\0]{{0,8}}[0-9](?:st|nd|rd|th)" for word in said)
    yield from (
        rf"{escaped(word)}[ :,]{{1,3}}(?:on |the |is ){{0,2}}(?:{_NUMBER_WORDS}|{_ORDINAL_STARTS})" for word in said
    )


def _before_words() -> Iterator[str]:
    days = "|".join(map(escaped, NAMED_DAYS))
    after = "|".join(map(escaped, dict.fromkeys((*AFTER, *ZODIAC))))
    yield "[0-9]{4}生日"
    yield rf"月[^\0]{{0,24}}(?:{after})"
    yield rf"(?:{days})[^\0]{{0,5}}(?:{after})"
    yield rf"(?:{days})(?:那天)?{_SKIPPED}生"
    yield rf"月 ?[初廿]?{_N}{{0,3}} ?[日号]?{_SKIPPED}生"


def _by_themselves() -> Iterator[str]:
    """Full dates that nothing follows, and dates by the moon, which need no edge behind them."""
    month = rf"年 ?(?:农历|阴历)?[{''.join(LUNAR_MONTHS)}闰{NUMERAL_CHARS}]{{1,3}} ?月 ?"
    yield rf"{month}[初廿]?{_N}{{1,3}} ?[日号]?[{_EDGES}的前]"
    yield rf"{month}[初廿卅]"
    yield rf"年 ?(?:农历|阴历)?(?:[{''.join(LUNAR_MONTHS)}]|闰{_N}{{1,2}}) ?月 ?{_N}"
    yield FIGURES
    for days in _latin_and_not(NAMED_DAYS):
        yield rf"[{NUMERAL_CHARS}{BRANCHES}] ?年 ?(?:农历|阴历)?(?:{'|'.join(days)})"


def _english() -> Iterator[str]:
    names = "|".join(_NAMES)
    yield rf"年 (?:{names})"
    yield rf"(?:{names})[. ]{{1,3}}(?:the )?(?:[0-9]|[a-z]{{3}})"
    yield rf"(?:{names})[0-9]"
    yield rf"[0-9](?:st|nd|rd|th)?(?: of)?[ /\-]{{0,2}}(?:{names})"
    yield from (rf"(?:{_NUMBER_WORDS}|{_ORDINAL_ENDS})(?: of)?[ /\-]{{1,2}}{name}" for name in _NAMES)

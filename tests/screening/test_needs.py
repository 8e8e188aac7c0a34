import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseal.screening.identifiers import kinds
from reseal.screening.lexicon import cues
from reseal.screening.needs import is_latin, needs_latin
from reseal.screening.patterns import PatternSet, parsed


@pytest.mark.parametrize("pattern", ["a", "[0-9]{2}", "路[0-9]", "(?:vx|qq)号?", "x+", r"\d", "[a-f0-9]:"])
def test_needs_a_latin_letter_or_a_digit(pattern: str) -> None:
    assert needs_latin(parsed(pattern))


@pytest.mark.parametrize("pattern", ["路", "a?路", "(?:vx|微信)", "[a-z一]", "[^一]", ".", "x*路", "[0-z]"])
def test_may_do_without(pattern: str) -> None:
    assert not needs_latin(parsed(pattern))


TRIGGERS = [
    *(trigger for kind in kinds() for trigger in kind.triggers),
    *(cue.pattern for cue in cues() if cue.trigger),
]
LATIN = PatternSet("test-latin", [pattern for pattern in TRIGGERS if needs_latin(parsed(pattern))], starts=False)


@given(st.text(st.sampled_from(list("一三八零〇幺路号栋室京沪住在叫真名 .-*,。·@#微信去堵他"))))
def test_no_trigger_that_needs_them_stands_where_there_are_none(text: str) -> None:
    assert not re.search("[0-9a-z]", text)
    assert LATIN.scan_ends(text.encode("utf-16-le"))[1] == [] or all(
        end % 2 for end in LATIN.scan_ends(text.encode("utf-16-le"))[1]
    )


def test_latin_is_ascii_letters_and_digits_in_lower_case() -> None:
    assert [chr(code) for code in range(0x10000) if is_latin(code)] == list("0123456789abcdefghijklmnopqrstuvwxyz")

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reseal.screening.identifiers.plate_codes import PlateCode, read_grouped, read_spread
from tests.screening.identifiers.watched import Watched


@pytest.mark.parametrize("written", ["z z q - 4 0 1 7", "q_q_0_0_0", "7 q i k . . . 4 1 7", "a·b·0·0·0"])
def test_signs_set_apart_one_by_one(written: str) -> None:
    code = read_spread(written, 0)
    assert code is not None
    assert (code.start, code.end, code.spread) == (0, len(written), True)
    assert "".join(code.groups) == "".join(char for char in written if char.isalnum())


@pytest.mark.parametrize(
    "text",
    [
        "z z 4 0",  # four signs
        "z z q a b c d",  # no digit
        "1 2 3 4 5 6",  # no letter
        "a 1 b 2 c 3",  # too many turns
        "z z q a - - - - - - - - 4 0 1 7",  # too far apart
        "a b 0 1 2 3 4 5 6 7",  # ten signs
        "zz q 4 0 1 7",  # does not begin with a single sign
    ],
)
def test_no_signs_set_apart(text: str) -> None:
    assert read_spread(text, 0) is None


def test_a_word_ends_signs_set_apart() -> None:
    code = read_spread("z z q 4 0 on my street", 0)
    assert code is not None
    assert code.groups == ("z", "z", "q", "4", "0")


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("mq68 tri again", ("mq68", "tri")),
        ("b-mq 0417", ("b", "mq", "0417")),
        ("8abc123", ("8abc123",)),
        ("zzq-4017", ("zzq", "4017")),
        ("zzq 4017 was here", ("zzq", "4017")),
        ("0417-zzq-", ("0417", "zzq")),
    ],
)
def test_groups_with_a_separator_between(text: str, groups: tuple[str, ...]) -> None:
    code = read_grouped(text, 0)
    assert code is not None
    assert (code.groups, code.spread) == (groups, False)
    assert sum(map(len, code.groups)) + len(code.groups) - 1 == code.end


@pytest.mark.parametrize(
    "text", ["abc", "ab1", "1234567", "abcdefgh1", "a1b2c3d", "zzq  4017", "zzq 40174017", "hello 5"]
)
def test_no_groups(text: str) -> None:
    assert read_grouped(text, 0) is None


def test_the_classes_of_a_code() -> None:
    code = PlateCode(0, 8, ("zzq", "4017"), False)
    assert code.classes == "LLLDDDD"
    assert code.mixed
    assert not PlateCode(0, 6, ("abcde0",), False).mixed
    assert not PlateCode(0, 7, ("a000000",), False).mixed


@pytest.mark.parametrize("piece", ["a", "0", "a ", "0 ", "a0 ", "a - ", " ", "a.", "ab-", "0a-", "a      "])
@pytest.mark.parametrize("read", [read_spread, read_grouped])
def test_a_bounded_number_of_characters_is_looked_at(read: Callable[[str, int], object], piece: str) -> None:
    text = Watched(piece * 1000)
    read(text, 0)
    assert text.reach < 100


@given(st.text(alphabet="ab01 -·.…z", max_size=40), st.integers(0, 40))
@settings(max_examples=300, deadline=None)
def test_reading_stays_inside_the_text(text: str, at: int) -> None:
    at = min(at, len(text))
    for read in (read_spread, read_grouped):
        code = read(text, at)
        assert code is None or (code.start == at < code.end <= len(text) and 5 <= len(code.classes) <= 8)

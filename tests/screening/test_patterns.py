import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseal.screening.fold import fold_text
from reseal.screening.patterns import PatternError, PatternSet, longest, to_utf16

SPOKEN = [r"[0-9]{3,5}", r"电话[:：]?[0-9]+", r"[a-z_]{2,}@qq", r"路[一二三0-9]{1,3}号|栋", r"(?:ab)+c?", r"[^a-z\s]x"]


def naive(pattern: str, text: str) -> set[tuple[int, int]]:
    """Every end with its leftmost start, by trying all spans: the reference that the fast scan must equal."""
    ends: dict[int, int] = {}
    for end in range(1, len(text) + 1):
        for start in range(end):
            if re.fullmatch(pattern, text[start:end], re.DOTALL):
                ends[end] = start
                break
    return {(start, end) for end, start in ends.items()}


@pytest.mark.parametrize("pattern", SPOKEN)
@given(text=st.text(st.sampled_from(list("0129abcxz_@qq电话:路一二号栋 \n街憀ÿ愀")), max_size=14))
def test_scanning_equals_the_naive_search(pattern: str, text: str) -> None:
    folded = fold_text(text)
    found = {(s, e) for _, s, e in PatternSet("test", [pattern]).scan(folded.encode("utf-16-le"))}
    assert found == naive(pattern, folded)


def test_literals_are_folded_as_text_is() -> None:
    text = fold_text("電話 🐧 ＱＱ")
    patterns = PatternSet("test", ["電話", "🐧", "QQ"])
    assert sorted(patterns.scan(text.encode("utf-16-le"))) == [(0, 0, 2), (1, 3, 4), (2, 5, 7)]


def test_no_match_lies_across_two_posts() -> None:
    buffer = "开\0盒".encode("utf-16-le")
    assert PatternSet("test", ["开盒", "开.盒", "开[^a]盒"]).scan(buffer) == []


def test_a_pattern_may_ask_for_the_end_of_a_post() -> None:
    patterns = PatternSet("test", [r"开[,\0]", r"盒[^\0]"], starts=False)
    numbers, _ = patterns.scan_ends("开\0开盒\0盒\n\0".encode("utf-16-le"))
    assert numbers == [0, 1]


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        (r"a(?=b)", "only literals"),
        (r"^a", "only literals"),
        (r"(a)\1", "only literals"),
        (r"a*?", "only literals"),
        (r"[\w]", "write the characters out"),
        (r"a(", "is no regular expression"),
    ],
)
def test_what_cannot_run_in_linear_time_is_refused(pattern: str, says: str) -> None:
    with pytest.raises(PatternError, match=says):
        to_utf16(pattern)


def test_a_set_that_does_not_compile_names_its_culprit() -> None:
    with pytest.raises(PatternError, match=r"'b\*' does not compile"):
        PatternSet("test", ["a", "b*"])


def test_longest_takes_leftmost_longest_without_overlap() -> None:
    assert longest([(0, 3), (0, 5), (1, 9), (5, 6)]) == [(0, 5), (5, 6)]

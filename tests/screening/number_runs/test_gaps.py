"""Gaps: separators, commas, connecting words, hidden digits, and what ends a number."""

import pytest

from reseal.screening.number_runs.gaps import BREAK, LOOSE, NONE, TIGHT, WORDS, read_gap


@pytest.mark.parametrize(
    ("gap", "kind", "hidden"),
    [
        ("", NONE, 0),
        (" ", TIGHT, 0),
        ("-", TIGHT, 0),
        ("*", TIGHT, 1),
        (") ", TIGHT, 0),
        (" - ", TIGHT, 0),
        ("\ue449", TIGHT, 1),
        (",", LOOSE, 0),
        ("\n", LOOSE, 0),
        (",中间", WORDS, 0),
        ("后四位", WORDS, 0),
        (", then ", WORDS, 0),
        ("****", TIGHT, 4),
        (" **** ", TIGHT, 4),
        (" **** **** ", TIGHT, 8),
        ("xxxx", TIGHT, 4),
        ("……", TIGHT, -1),
        ("的人", BREAK, 0),
        ("电话", BREAK, 0),
        (" pm, then at ", BREAK, 0),
        ("thenx", BREAK, 0),
        (" " * 9, BREAK, 0),
        ("，" * 30, BREAK, 0),
    ],
)
def test_what_stands_between(gap: str, kind: int, hidden: int) -> None:
    found = read_gap(gap)
    assert found[1] == hidden
    assert found[0] == (TIGHT if hidden else kind)

"""Government identifiers in posts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseal.screening.number_runs.shapes import check_sign
from tests.screening.labelled import exposures_in
from tests.screening.number_runs.disguises import WRITINGS


def ids(text: str) -> list[tuple[str, float]]:
    return [(text[e.start : e.end], e.confidence) for e in exposures_in(text) if e.type == "government_id"]


bodies = st.builds(
    lambda region, year, month, day, order: f"{region}19{year:02}{month:02}{day:02}{order:03}",
    st.sampled_from(["110105", "440301", "310101", "510102"]),
    st.integers(0, 9),
    st.integers(1, 12),
    st.integers(1, 28),
    st.integers(0, 999),
)


@given(bodies, st.sampled_from(sorted(WRITINGS)), st.sampled_from(["", " ", "-", "."]))
def test_a_valid_id_is_found_however_it_is_written(body: str, writing: str, separator: str) -> None:
    number = body + check_sign(body)
    groups = (number[:6], number[6:14], number[14:])
    written = separator.join("".join(WRITINGS[writing][int(c)] if c != "x" else "X" for c in g) for g in groups)
    assert [found for found, _ in ids(f"身份证{written}")] == [written]


@given(bodies, st.integers(1, 9))
def test_a_wrong_check_sign_needs_the_word(body: str, off: int) -> None:
    signs = "0123456789x"
    wrong = signs[(signs.index(check_sign(body)) + off) % 11]
    assert ids(f"看这个{body}{wrong}") == []
    assert all(confidence < 0.7 for _, confidence in ids(f"身份证{body}{wrong}"))


@pytest.mark.parametrize(
    "text", ["单号440301190508171237", "身份证后四位1236", "不知道A000417B是什么", "SSN 123456789"]
)
def test_look_alikes_are_none(text: str) -> None:
    assert ids(text) == []


def test_a_pupils_number_takes_its_letter_along() -> None:
    assert ids("学籍号G440301190508171236")[0][0] == "G440301190508171236"

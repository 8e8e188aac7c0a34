"""Pages follow one another without a gap or a repeat; what is no cursor is refused."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseal.interfaces.api.paging import USUAL, After, Limit, cursor, limit_of, page, place_of
from reseal.interfaces.api.problems import Problem


@given(st.sets(st.integers(0, 2**62)), st.integers(1, 7))
def test_pages_follow_one_another(numbers: set[int], limit: int) -> None:
    ordered, seen, after = sorted(numbers), list[int](), None
    while True:
        place = place_of(after, int)
        rest = [number for number in ordered if place is None or number > place][: limit + 1]
        shown = page(rest, limit, rest[:limit][-1] if rest else None)
        seen += shown.items
        after = shown.next
        if after is None:
            break
    assert seen == ordered


@given(st.tuples(st.integers(), st.text(st.characters(codec="utf-8", exclude_characters="\0\\"), max_size=26)))
def test_a_cursor_gives_back_its_place(place: tuple[int, str]) -> None:
    assert place_of(cursor(place), tuple[int, str]) == place


@pytest.mark.parametrize("given_", ["x", "!!", "Zm9v", cursor("text"), "A" * 500, "é", cursor([[[1]]])])
def test_what_is_no_cursor_is_refused(given_: str) -> None:
    with pytest.raises(Problem) as refused:
        place_of(given_, int)
    assert (refused.value.status, refused.value.field) == (422, "after")


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading_of_cursors(text: str) -> None:
    try:
        place_of(text, tuple[int, str])
    except Problem as problem:
        assert problem.status == 422


def test_limits() -> None:
    assert (limit_of(None), limit_of("1"), limit_of(200)) == (USUAL, 1, 200)
    for wrong in ("0", "201", "-1", "x", "1.5", "１", ""):
        with pytest.raises(Problem):
            limit_of(wrong)


@pytest.mark.parametrize("query", ["limit", "after"])
def test_what_is_described_is_what_is_taken(query: str) -> None:
    """Every limit that the description allows is taken, and every cursor of ours fits it."""
    (definition,) = (kind.__metadata__[0] for name, kind in (("limit", Limit), ("after", After)) if name == query)
    pattern = re.compile(definition.schema_extra["pattern"])
    if query == "limit":
        assert [number for number in range(-1, 300) if pattern.fullmatch(str(number))] == list(range(1, 201))
        assert all(limit_of(str(number)) == number for number in range(1, 201))
    else:
        assert all(pattern.fullmatch(cursor(place)) for place in ("01J", [1, "a"], {"x": 2**62}, "中文"))

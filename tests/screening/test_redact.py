from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseal.screening.redact import mark, merged, redact
from reseal.vocabulary import EXPOSURE_TYPES, SUBJECTS, Exposure

# Any code point at all: astral, control, lone surrogates.
ANY_TEXT = st.text(st.characters(), max_size=60) | st.lists(
    st.sampled_from(["𠮷", "\ud800", "\udfff", "\0", "e\u0301", "👨‍👩‍👧", "1", "张"]), max_size=40
).map("".join)


@st.composite
def texts_with_exposures(draw: st.DrawFn) -> tuple[str, list[Exposure]]:
    text = draw(ANY_TEXT)
    bound = st.integers(0, len(text))
    ends = draw(st.lists(st.tuples(bound, bound), max_size=8))
    types = st.sampled_from(EXPOSURE_TYPES)
    subjects = st.sampled_from(SUBJECTS)
    return text, [Exposure(draw(types), min(a, b), max(a, b), 0.9, draw(subjects)) for a, b in ends]


def exposure(type_: str, start: int, end: int, **more: object) -> Exposure:
    return Exposure(type_, start, end, 0.9, **more)  # type: ignore[arg-type]


def test_each_style_has_its_own_marks() -> None:
    text = "张伟 138 0000 4471"
    spans = [exposure("person_name", 0, 2), exposure("phone", 3, 16)]
    assert redact(text, spans) == "⟦person_name⟧ ⟦phone⟧"
    assert redact(text, spans, "zh") == "〔姓名〕 〔电话〕"
    assert redact(text, spans, "en") == "[name] [phone]"


@pytest.mark.parametrize("style", ["typed", "zh", "en"])
def test_every_type_has_a_mark_in_every_style(style: str) -> None:
    assert len({mark(type_, style) for type_ in EXPOSURE_TYPES}) == len(EXPOSURE_TYPES)  # type: ignore[arg-type]


def test_overlapping_spans_become_one_mark_of_the_longest() -> None:
    assert redact("abcdefghij", [exposure("phone", 1, 3), exposure("address", 2, 8)]) == "a⟦address⟧ij"
    assert redact("abcdefghij", [exposure("address", 1, 8), exposure("phone", 3, 5)]) == "a⟦address⟧ij"


def test_a_chain_of_overlaps_is_one_mark_of_the_longest_link() -> None:
    spans = [exposure("phone", 0, 3), exposure("address", 2, 7), exposure("email", 6, 9)]
    assert redact("abcdefghij", spans) == "⟦address⟧j"


def test_touching_spans_keep_their_own_marks() -> None:
    assert (
        redact("张伟13800004471", [exposure("person_name", 0, 2), exposure("phone", 2, 13)]) == "⟦person_name⟧⟦phone⟧"
    )


def test_offsets_count_code_points() -> None:
    assert redact("𠮷👍138…", [exposure("phone", 2, 5)]) == "𠮷👍⟦phone⟧…"


def test_only_the_named_subjects_are_masked() -> None:
    spans = [exposure("phone", 0, 1, subject="self"), exposure("email", 1, 2, subject="other")]
    assert redact("ab", spans, subjects={"other"}) == "a⟦email⟧"


def test_exposures_of_pictures_are_passed_over() -> None:
    assert redact("ab", [exposure("phone", 0, 400, source="image")]) == "ab"


@pytest.mark.parametrize(("start", "end"), [(-1, 1), (0, 3), (2, 1)])
def test_a_span_outside_the_text_is_refused_by_number(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=r"exposures\[1\].*Give the exposures of this very text"):
        redact("ab", [exposure("phone", 0, 1), exposure("phone", start, end)])


@given(texts_with_exposures())
def test_what_lies_outside_the_spans_stays_and_nothing_inside_does(case: tuple[str, list[Exposure]]) -> None:
    text, exposures = case
    covered = {at for e in exposures for at in range(e.start, e.end)}
    expected, at = "", 0
    for start, end, type_ in merged(text, exposures):
        assert set(range(start, end)) <= covered
        expected += text[at:start] + mark(type_)
        at = end
    expected += text[at:]
    kept = "".join(char for number, char in enumerate(text) if number not in covered)
    assert redact(text, exposures) == expected
    rest = expected
    for type_ in EXPOSURE_TYPES:
        rest = rest.replace(mark(type_), "") if "⟦" not in text else rest
    if "⟦" not in text:
        assert rest == kept


@given(texts_with_exposures())
def test_merged_spans_are_in_order_and_apart(case: tuple[str, list[Exposure]]) -> None:
    text, exposures = case
    spans = merged(text, exposures)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert {at for s, e, _ in spans for at in range(s, e)} == {at for x in exposures for at in range(x.start, x.end)}
    assert all(any(x.type == type_ and s <= x.start and x.end <= e for x in exposures) for s, e, type_ in spans)


@given(texts_with_exposures(), st.randoms())
def test_the_order_of_exposures_of_unequal_length_does_not_matter(
    case: tuple[str, list[Exposure]], random: Random
) -> None:
    text, exposures = case
    by_span = {(e.end - e.start): e for e in exposures}
    kept = list(by_span.values())
    mixed = kept[:]
    random.shuffle(mixed)
    assert redact(text, kept) == redact(text, mixed)

"""One owner a character: formed kinds by patterns, the rest by the encoder, sure findings of patterns besides."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reseal.screening.identifiers.kind import Finding
from reseal.screening.reader.decode import ReadSpan
from reseal.screening.reader.join import join
from reseal.vocabulary import EXPOSURE_TYPES, ExposureType


def finding(type_: ExposureType, start: int, end: int, confidence: float = 0.8) -> Finding:
    return Finding(type_, start, end, confidence, f"{type_}.test")


def span(type_: ExposureType, start: int, end: int, probability: float = 0.9) -> ReadSpan:
    return ReadSpan(type_, start, end, probability)


def said(findings: list[Finding]) -> list[tuple[str, int, int]]:
    return [(f.type, f.start, f.end) for f in findings]


def test_a_pattern_knows_a_number_better() -> None:
    assert said(join([finding("phone", 2, 13)], [span("government_id", 2, 12)])) == [("phone", 2, 13)]


def test_the_encoder_knows_a_name_better() -> None:
    assert said(join([finding("person_name", 0, 2)], [span("person_name", 0, 3)])) == [("person_name", 0, 3)]


def test_a_sure_finding_stands_where_the_encoder_is_silent_and_an_unsure_one_falls() -> None:
    assert said(join([finding("workplace", 0, 6, 0.95)], [])) == [("workplace", 0, 6)]
    assert join([finding("workplace", 0, 6, 0.4)], []) == []


def test_a_doubtful_span_counts_where_a_pattern_saw_something_too() -> None:
    assert join([], [span("school", 0, 4, 0.3)]) == []
    assert said(join([finding("workplace", 1, 4, 0.4)], [span("school", 0, 4, 0.3)])) == [("school", 0, 4)]


def test_a_span_too_short_for_its_type_is_none_unless_a_pattern_saw_something_too() -> None:
    assert join([], [span("account", 3, 4)]) == join([], [span("coordinates", 0, 2)]) == []
    assert said(join([finding("account", 3, 9)], [span("account", 3, 4)])) == [("account", 3, 4)]


def test_what_patterns_know_of_the_owner_is_kept() -> None:
    told = Finding("address", 0, 8, 0.7, "address.zh", "organisation")
    (joined,) = join([told], [span("address", 0, 10, 0.6)])
    assert (joined.subject, joined.confidence, joined.end) == ("organisation", 0.7, 10)


PLACES = st.tuples(st.sampled_from(EXPOSURE_TYPES), st.integers(0, 40), st.integers(1, 9), st.floats(0.1, 1.0))


def apart(places: list[tuple[ExposureType, int, int, float]]) -> list[tuple[ExposureType, int, int, float]]:
    """Of these the ones that overlap none before, as merged findings and decoded spans do."""
    kept: list[tuple[ExposureType, int, int, float]] = []
    for type_, start, size, sure in sorted(places, key=lambda p: p[1]):
        if not kept or kept[-1][2] <= start:
            kept.append((type_, start, start + size, sure))
    return kept


@given(st.lists(PLACES, max_size=8), st.lists(PLACES, max_size=8))
def test_nothing_overlaps_and_all_stands_in_order(found: list, seen: list) -> None:  # type: ignore[type-arg]
    joined = join(
        [finding(t, a, b, c) for t, a, b, c in apart(found)], [span(t, a, b, c) for t, a, b, c in apart(seen)]
    )
    assert all(a.end <= b.start for a, b in pairwise(joined))


def test_a_firm_before_its_hotline_is_nobodys_workplace() -> None:
    text = "启明律师事务所400-000-6362"
    firm, number = span("workplace", 0, 7), finding("phone", 7, len(text))
    assert said(join([number], [firm], text)) == [("phone", 7, len(text))]
    own = text.replace("400-000-6362", "13800004471")
    assert len(join([finding("phone", 7, len(own))], [firm], own)) == 2


def test_a_link_has_the_place_that_the_link_gives() -> None:
    linked = Finding("account", 13, 22, 0.93, "account.link")
    assert said(join([linked], [span("account", 17, 22)], "https://t.me/example_1")) == [("account", 13, 22)]


def test_an_unsure_pattern_yields_to_the_encoder() -> None:
    assert said(join([finding("government_id", 2, 11, 0.38)], [span("account", 2, 11)])) == [("account", 2, 11)]
    assert said(join([finding("government_id", 2, 11, 0.38)], [])) == [("government_id", 2, 11)]


def test_a_sure_english_address_is_seen_whole() -> None:
    text = "163 kestrel avenue, austin"
    part = span("address", 4, 18)
    assert said(join([finding("address", 0, 26, 0.9)], [part], text)) == [("address", 0, 26)]
    assert said(join([finding("address", 0, 26, 0.6)], [part], text)) == [("address", 4, 18)]


def test_a_word_beside_it_names_what_the_encoder_takes_for_another_kind() -> None:
    text = "qq 300004471"
    assert said(join([finding("account", 3, 12, 0.9)], [span("government_id", 3, 12)], text)) == [("account", 3, 12)]
    assert said(join([finding("account", 3, 12, 0.5)], [span("government_id", 3, 12)], text)) == [
        ("government_id", 3, 12)
    ]
    text = "employer: bluewren bakery"
    assert said(join([finding("workplace", 10, 25)], [span("person_name", 10, 25)], text)) == [("workplace", 10, 25)]


def test_who_writes_is_no_account_by_its_shape_alone() -> None:
    text = "moth_lamp 6:19\nhello"
    shape = Finding("account", 0, 9, 0.6, "account.shape")
    assert join([shape], [], text) == join([shape], [span("account", 0, 9)], text) == []
    assert said(join([Finding("account", 0, 9, 0.9, "account.handle")], [], text)) == [("account", 0, 9)]


def test_nobody_is_named_right_before_a_firms_line() -> None:
    assert join([], [span("person_name", 0, 15)], "bluewren bakery 0800 0000 163") == []
    assert join([], [span("workplace", 0, 14)], "finch & harlow ltd 0800 0000 163") == []
    assert len(join([], [span("person_name", 0, 10)], "jim harlow 07700 900163")) == 1


def test_in_pictures_alone_the_encoder_must_be_surer() -> None:
    assert len(join([], [span("address", 0, 9, 0.7)], "mar   may")) == 1
    assert join([], [span("address", 0, 9, 0.7)], "mar   may", pictured=True) == []
    assert len(join([], [span("address", 0, 9, 0.9)], "larch row", pictured=True)) == 1


def test_a_number_of_which_the_encoder_saw_the_beginning_is_taken_whole() -> None:
    text = "qq 300004471, it is"
    assert said(join([finding("account", 3, 12, 0.9)], [span("account", 3, 4)], text)) == [("account", 3, 12)]
    assert said(join([finding("account", 3, 12, 0.9)], [span("account", 5, 8)], text)) == [("account", 3, 12)]

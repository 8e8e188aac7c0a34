import pytest

from bench.pictures.alter import ALTERATIONS, same
from bench.pictures.sample import EXPOSING, HARMLESS, draw, steps
from reseal.vocabulary import EXPOSURE_TYPES


@pytest.mark.parametrize("number", range(len(EXPOSING)))
def test_every_exposing_kind_draws_what_it_claims(number: int) -> None:
    picture = draw(EXPOSING, number)
    assert picture.kind == list(EXPOSING)[number]
    assert picture.violates
    assert {shown.type for shown in picture.shown} <= set(EXPOSURE_TYPES)
    assert any(shown.wanted for shown in picture.shown)
    wide, high = picture.image.size
    for shown in picture.shown:
        for x, y in (point for polygon in shown.polygons for point in polygon):
            assert -5 <= x <= wide + 5
            assert -5 <= y <= high + 5


@pytest.mark.parametrize("number", range(len(HARMLESS)))
def test_harmless_kinds_show_an_organisations_line_their_own_contact_or_whom_they_miss(number: int) -> None:
    picture = draw(HARMLESS, number)
    assert not picture.violates
    allowed = {"contact_code": {"person_name", "phone", "account"}, "missing_poster": {"person_name", "phone"}}
    assert {shown.type for shown in picture.shown if shown.wanted} <= allowed.get(picture.kind, {"phone"})


def test_a_seed_draws_the_same_pictures() -> None:
    assert same(draw(EXPOSING, 6).image, draw(EXPOSING, 6).image)
    assert draw(EXPOSING, 6).shown == draw(EXPOSING, 6).shown
    assert draw(EXPOSING, 6).shown != draw(EXPOSING, 20).shown


def test_a_sample_meets_every_alteration_alone_and_every_language() -> None:
    alone = {steps(number)[0] for number in range(42) if len(steps(number)) == 1}
    assert alone == set(ALTERATIONS)
    assert sum(len(steps(number)) == 2 for number in range(42)) == 20
    assert {draw(HARMLESS, number * len(HARMLESS)).lang for number in range(3)} == {"zh", "zh-hant", "en"}

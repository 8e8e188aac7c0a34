import msgspec
import pytest

from reseal.vocabulary import EXPOSURE_TYPES, Exposure, Post, Verdict


def test_a_post_needs_id_and_text() -> None:
    with pytest.raises(msgspec.ValidationError, match="text"):
        msgspec.json.decode(b'{"id": "p1"}', type=Post)


def test_a_post_refuses_an_unknown_surface() -> None:
    with pytest.raises(msgspec.ValidationError, match="surface"):
        msgspec.json.decode(b'{"id": "p1", "text": "x", "surface": "billboard"}', type=Post)


def test_an_exposure_has_no_room_for_the_value_itself() -> None:
    assert {"start", "end", "type"} <= set(Exposure.__struct_fields__)
    assert not {"text", "value", "surface"} & set(Exposure.__struct_fields__)
    assert len(EXPOSURE_TYPES) == 13


@pytest.mark.parametrize(("category", "violates"), [("none", False), ("exposure", True), ("trade", True)])
def test_violates_is_exactly_a_category_other_than_none(category: str, violates: bool) -> None:
    verdict = Verdict(category=category, score=0.5, severity="low", unclear=False, exposures=(), reasons=())  # type: ignore[arg-type]
    assert verdict.violates is violates

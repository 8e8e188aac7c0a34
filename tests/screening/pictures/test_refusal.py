from reseal.screening.pictures.refusal import PictureError, refusal_codes
from reseal.screening.policy.wording import without_wording


def test_every_refusal_names_a_remedy_and_has_words_as_a_reason() -> None:
    for code in refusal_codes():
        said = str(PictureError(code, found=1234567, limit=1000))
        assert ";" in said and "{" not in said
    assert without_wording(f"picture.{code}" for code in refusal_codes()) == []


def test_sizes_and_limits_stand_in_the_message() -> None:
    assert str(PictureError("frames", found=1000, limit=400)).startswith("has 1,000 frames, and 400 are taken")

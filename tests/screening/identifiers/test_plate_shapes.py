import pytest

from reseal.screening.identifiers.plate_shapes import match_shape


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("mq68 tri", "LLDD LLL"),
        ("mq68tri", "LLDD LLL"),
        ("m_q_6_8_t_r_i", "LLDD LLL"),
        ("ab-00-00", "LL-DD-DD"),
        ("ab两个零c", "LLDDL"),
    ],
)
def test_a_shape_matches_from_its_first_sign_to_its_last(text: str, shape: str) -> None:
    assert match_shape(text, 0, shape) == len(text)


@pytest.mark.parametrize("text", ["mq68", "m168tri", "mq68trix", "mq68tri0", "", "mq三个零tri"])
def test_other_signs_do_not(text: str) -> None:
    assert match_shape(text, 0, "LLDD LLL") == 0

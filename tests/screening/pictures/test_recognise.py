from reseal.screening.pictures.recognise import strip_width
from reseal.screening.pictures.settings import ocr_settings

RULES = ocr_settings().recognise


def test_a_long_strip_is_squeezed_and_a_short_one_is_not() -> None:
    assert strip_width(1000, RULES) == round(1000 * RULES.squeeze)
    assert strip_width(RULES.squeeze_from, RULES) == RULES.squeeze_from
    assert strip_width(150.4, RULES) == 150


def test_a_longer_line_never_gets_a_narrower_strip() -> None:
    widths = [strip_width(natural, RULES) for natural in range(1, 2 * RULES.most_width)]
    assert widths == sorted(widths)


def test_no_strip_is_wider_than_the_settings_say() -> None:
    assert strip_width(1e6, RULES) == RULES.most_width


def test_no_strip_is_too_narrow_to_be_read() -> None:
    assert strip_width(0.1, RULES) == 8

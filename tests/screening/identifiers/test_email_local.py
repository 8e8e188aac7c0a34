import pytest

from reseal.screening.identifiers.email_local import local_start


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("mail lin.shu07", "lin.shu07"),
        ("发lin下划线shu", "lin下划线shu"),
        ("mail temi dot alabi", "temi dot alabi"),
        ("找tsang喵喵1999", "tsang喵喵1999"),
        ("write to q i u ", "q i u "),
        ("邮箱三零零七七", "三零零七七"),
    ],
)
def test_where_a_local_part_begins(text: str, local: str) -> None:
    assert text[local_start(text, len(text), 0) :] == local


@pytest.mark.parametrize("text", ["邮箱是", "", "   ", "..."])
def test_no_local_part(text: str) -> None:
    assert local_start(text, len(text), 0) == len(text)


def test_it_goes_back_no_further_than_the_floor_and_sixty_four_characters() -> None:
    assert local_start("abcdef", 6, 3) == 3
    assert local_start("a" * 500, 500, 0) == 500 - 64

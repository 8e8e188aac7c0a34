import pytest

from reseal.screening.identifiers.account_mentions import by_mention, by_shape


@pytest.mark.parametrize(
    ("text", "at", "name"),
    [
        ("@酸菜鱼1987 本名汝某某", 0, "@酸菜鱼1987"),
        ("report @lottie_pretzel", 7, "@lottie_pretzel"),
        ("去冲 @ lottie_pretzel 这个", 3, "@ lottie_pretzel"),
    ],
)
def test_names_of_which_the_post_says_who_it_is(text: str, at: int, name: str) -> None:
    (found,) = by_mention(text, at)
    assert text[found.start : found.end] == name


@pytest.mark.parametrize(("text", "at"), [("@小王 晚上吃啥", 0), ("a/@lottie 本名", 2), ("举报\n@lottie", 3)])
def test_a_mention_alone_is_talk(text: str, at: int) -> None:
    assert list(by_mention(text, at)) == []


def test_a_shape_that_is_no_word() -> None:
    assert [found.rule for found in by_shape("lottie_pretzel07", 7)] == ["account.shape"]
    assert [found.rule for found in by_shape("lottiep07 本名", 6)] == ["account.owner"]


@pytest.mark.parametrize(("text", "at"), [("lottie_pretzel07.zip", 7), ("/lottie_pretzel07", 8), ("abc07", 2)])
def test_other_shapes(text: str, at: int) -> None:
    assert list(by_shape(text, at)) == []

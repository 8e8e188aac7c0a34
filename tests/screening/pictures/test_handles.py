"""Under what handle something was posted."""

import pytest

from reseal.screening.pictures.handles import handle_at


@pytest.mark.parametrize("text", ["@moth_77", "鹿鸣 @moth_77", "quiet storm @k_404"])
def test_a_handle_ends_the_line_that_says_who_posted(text: str) -> None:
    assert text[handle_at(text) :] in ("@moth_77", "@k_404")


@pytest.mark.parametrize(
    "text", ["", "@", "@晚风", "@quietstorm", "@a_1", "你看 @moth_77 这个", "I told you so @moth_77", "a@b_77"]
)
def test_other_words_are_none(text: str) -> None:
    assert handle_at(text) == -1

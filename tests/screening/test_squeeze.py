import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseal.screening.fold import fold_text
from reseal.screening.patterns import PatternSet
from reseal.screening.squeeze import SQUEEZE_TRIGGERS, squeeze

TEXT = st.text(st.sampled_from(list("开盒翟a b*.·🐷-，1赵。x ")), max_size=20)


@pytest.mark.parametrize(
    ("written", "squeezed"),
    [
        ("求开*盒", "求开盒"),
        ("求开🐷盒", "求开盒"),
        ("开.·盒", "开盒"),
        ("户籍名翟 慧 敏 欠", "户籍名翟慧敏欠"),
        ("倪·书·瑶", "倪书瑶"),
        ("d.o.x him", "dox him"),
    ],
)
def test_junk_between_characters_is_taken_out(written: str, squeezed: str) -> None:
    found = squeeze(fold_text(written))
    assert found is not None
    assert found[0] == squeezed


@pytest.mark.parametrize("text", ["今天 天气不错", "3.5 1-2", "你好,再见", "a b", "开***盒", "ab.cd"])
def test_ordinary_separators_stay(text: str) -> None:
    assert squeeze(fold_text(text)) is None


@given(TEXT)
def test_what_is_left_stands_where_the_map_says(text: str) -> None:
    folded = fold_text(text)
    found = squeeze(folded)
    if found is not None:
        assert found[0] == "".join(folded[place] for place in found[1])


@given(TEXT)
def test_every_text_that_squeezing_changes_holds_a_trigger(text: str) -> None:
    folded = fold_text(text)
    triggered = bool(PatternSet("test-squeeze", SQUEEZE_TRIGGERS).scan(folded.encode("utf-16-le")))
    assert triggered or squeeze(folded) is None

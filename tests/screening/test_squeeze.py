import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseal.screening.fold import fold_text, fold_texts
from reseal.screening.squeeze import junk_places, squeeze
from reseal.screening.triage import without_junk

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


@given(st.lists(TEXT, min_size=1, max_size=5))
def test_a_batch_is_squeezed_post_by_post(texts: list[str]) -> None:
    batch = fold_texts(texts)
    junk = junk_places(batch.units)
    squeezed = without_junk(batch, list(range(len(texts))), junk)[0].tobytes().decode("utf-16-le").split("\0")[:-1]
    alone = [squeeze(batch.text(number)) for number in range(len(texts))]
    assert squeezed == [found[0] if found else batch.text(n) for n, found in enumerate(alone)]

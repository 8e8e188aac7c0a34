import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseal.screening.fold import fold_text, fold_texts
from reseal.screening.fold_tables import VANISH, fold_tables

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)
EVASIVE = st.text(
    st.sampled_from(list("1３⑧⓪⑩⑳Ⅻ㉑𝟒🄰🐧👩\u200d💻\ufe0f\u20e3\u200b\u202e\u0301ééаＡ電話壹貳㈠ ，【】\0\n開盒薇❤")),
    max_size=40,
)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("１３８", "138"),
        ("①③⑧⓪", "1380"),
        ("❶❷➂", "123"),
        ("⑴⑵⒊", "123"),
        ("¹²₃", "123"),
        ("𝟏𝟛𝟠", "138"),
        ("1️⃣3️⃣8️⃣", "138"),
        ("١٣٨", "138"),
        ("〡〢〣", "123"),
        ("⑩⑳㉟", "102035"),
        ("Ⅷ", "8"),
        ("電話號碼", "电话号码"),
        ("ＱＱ：", "qq:"),
        ("раураl", "paypal"),
        ("Éâü", "eau"),
        ("开\u200b盒", "开盒"),
        ("开\u202e盒", "开盒"),
        ("[at]", "(at)"),
        ("a＠b．com", "a@b.com"),
        ("🅰🇧", "ab"),
    ],
)
def test_evasions_fold(written: str, folded: str) -> None:
    assert fold_text(written) == folded


@pytest.mark.parametrize(
    "word", ["下三滥", "一点", "三点五", "不三不四", "万一", "hello world", "《红楼梦》", "今天。"]
)
def test_ordinary_words_stay(word: str) -> None:
    assert fold_text(word) == word


@given(st.lists(ANY_TEXT | EVASIVE, max_size=8))
def test_letters_and_digits_alone(texts: list[str]) -> None:
    folded = fold_texts(texts)
    assert folded.letters() == ["".join(filter(str.isalnum, folded.text(n))) for n in range(len(texts))]


@given(ANY_TEXT | EVASIVE)
def test_folding_twice_equals_folding_once(text: str) -> None:
    once = fold_text(text)
    assert fold_text(once) == once


def test_the_table_is_closed() -> None:
    unit = fold_tables().unit
    kept = unit[unit != VANISH]
    assert (unit[kept] == kept).all()
    tails = fold_tables().tail
    assert (unit[tails[tails > 0]] == tails[tails > 0]).all()


def test_only_nul_folds_to_nul() -> None:
    assert np.flatnonzero(fold_tables().unit == 0).tolist() == [0]


@given(st.lists(ANY_TEXT | EVASIVE, max_size=6))
def test_a_batch_folds_each_post_as_if_alone(texts: list[str]) -> None:
    batch = fold_texts(texts)
    assert len(batch) == len(texts)
    assert [batch.text(n) for n in range(len(texts))] == [fold_text(t) for t in texts]


@given(st.lists(ANY_TEXT | EVASIVE, min_size=1, max_size=4), st.data())
def test_every_span_maps_to_a_span_of_the_original_that_folds_to_it(texts: list[str], data: st.DataObject) -> None:
    batch = fold_texts(texts)
    number = data.draw(st.integers(0, len(texts) - 1))
    folded = batch.text(number)
    if not folded:
        return
    start = data.draw(st.integers(0, len(folded) - 1))
    end = data.draw(st.integers(start + 1, len(folded)))
    first, last = batch.span(number, start, end)
    assert 0 <= first < last <= len(texts[number])
    assert folded[start:end] in fold_text(texts[number][first:last])


@given(st.lists(ANY_TEXT | EVASIVE, min_size=1, max_size=4), st.data())
def test_spans_grow_with_what_they_cover(texts: list[str], data: st.DataObject) -> None:
    batch = fold_texts(texts)
    folded = batch.text(0)
    starts = [batch.span(0, at, at + 1) for at in range(len(folded))]
    assert starts == sorted(starts)


def test_a_span_takes_clinging_marks_along() -> None:
    text = "电话1️⃣3️⃣8️⃣!"
    assert fold_texts([text]).span(0, 2, 5) == (2, 11)


def test_spans_count_code_points_beyond_the_basic_plane() -> None:
    text = "𠮷🐧①②③"
    batch = fold_texts(["😀", text])
    start, end = batch.span(1, 2, 5)
    assert text[start:end] == "①②③"


def test_a_span_must_not_be_empty() -> None:
    with pytest.raises(ValueError, match="start 1 must be less than end 1"):
        fold_texts(["ab"]).span(0, 1, 1)


def test_lone_surrogates_and_nuls_become_replacement_characters_one_for_one() -> None:
    assert fold_text("a\ud800b\0c") == "a\ufffdb\ufffdc"


@pytest.mark.parametrize("char", ["1", "\u200b", "(", "🐧", "\ud83d", "⑩", " ", "é"])
def test_a_hundred_thousand_of_anything_folds(char: str) -> None:
    batch = fold_texts([char * 100_000, "neighbour"])
    assert batch.text(1) == "neighbour"


def test_the_way_back_from_the_original_to_folded_places() -> None:
    text = "ＱＱ\u200b 號碼① ok"
    batch = fold_texts(["first", text])
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            first, last = batch.within(1, start, end)
            if first < last:
                a, b = batch.span(1, first, last)
                assert a < end and b > start
    start = text.index("號")
    assert batch.text(1)[slice(*batch.within(1, start, start + 2))] == "号码"

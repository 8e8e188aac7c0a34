import pytest

from reseal.screening.fold import fold_texts
from reseal.screening.reader.signs import CAPITAL, SCRIPT, SHAPE, VANISHED, folding_signs


def signs(text: str) -> list[int]:
    batch = fold_texts(["前 A", text, "后"])
    found = folding_signs(batch, 1)
    assert len(found) == len(batch.text(1))
    return found.tolist()


@pytest.mark.parametrize("text", ["她住在朝阳，三点下班。", "plain words, 138", "😂❤️ ok", "", "“引号”…—"])
def test_ordinary_writing_leaves_no_sign(text: str) -> None:
    assert not any(signs(text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ab", [CAPITAL, 0]),
        ("電话", [SCRIPT, 0]),
        ("１3", [SHAPE, 0]),
        ("①3", [SHAPE, 0]),
        ("аb", [SHAPE, 0]),
        ("1\u200b3", [VANISHED, 0]),
        ("\u200b13", [VANISHED, 0]),
        ("⑫3", [SHAPE, SHAPE, 0]),
        ("𝟏3", [SHAPE, 0]),
        ("😂3", [0, 0]),
    ],
)
def test_each_fold_leaves_its_sign_where_it_was(text: str, wanted: list[int]) -> None:
    assert signs(text) == wanted

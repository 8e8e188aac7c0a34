"""Chinese names are told by evidence, not by a surname alone (RULES ID-01)."""

import pytest

from reseal.screening.names.chinese import FEATURES, candidates, name_weights, probability


def best(text: str, others: tuple[tuple[int, int], ...] = (), *, cued: bool = True) -> tuple[str, float]:
    found = max(candidates(text, others, cued=cued), key=probability)
    return text[found.start : found.end], probability(found)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("真名叫汪若溪,别装", "汪若溪"),
        ("民警罗毅收了材料", "罗毅"),
        ("户名欧阳晓峰", "欧阳晓峰"),
        ("我前男友夏国平,在厂里", "夏国平"),
    ],
)
def test_the_name_is_the_likeliest_stretch(text: str, name: str) -> None:
    surface, likely = best(text)
    assert surface == name
    assert likely >= name_weights().least


@pytest.mark.parametrize("text", ["周末方便的话一起", "高兴得不得了", "马上就到家", "白天黄金时段", "陆女士和夏经理"])
def test_ordinary_words_and_titles_are_unlikely(text: str) -> None:
    likely = [probability(c) for c in candidates(text, (), cued=True)]
    assert max(likely, default=0.0) < name_weights().least


def test_nothing_is_found_inside_another_identifier() -> None:
    text = "住在张家村王庄"
    assert not list(candidates(text, ((0, len(text)),), cued=True))


def test_weights_cover_every_feature() -> None:
    assert len(name_weights().of) == len(FEATURES)

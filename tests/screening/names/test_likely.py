"""The likely names of a text are those among all its candidates, none passed over."""

import pytest

from reseal.screening.names.chinese import candidates, probability
from reseal.screening.names.likely import likely

TEXTS = [
    "真名叫汪若溪,别装",
    "民警罗毅收了材料、何佳宁、苑博、靳可欣都来了",
    "户名欧阳晓峰 电话在后面",
    "我前男友夏国平,在厂里",
    "周末方便的话一起去高兴得不得了,马上就到家,白天黄金时段",
    "陆女士和夏经理说欧阳",
    "罗毅",
    "王",
    "",
    "夏国平说夏国平是自己",
    "“苏婉”(“苏婉清”)@苏婉清:林",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("cued", [True, False])
@pytest.mark.parametrize("least", [0.01, 0.21, 0.42, 0.9])
@pytest.mark.parametrize("others", [(), ((0, 2),), ((4, 6),)])
def test_nothing_likely_is_passed_over(
    text: str, cued: bool, least: float, others: tuple[tuple[int, int], ...]
) -> None:
    inside = [(start, end) for start, end in others if end <= len(text)]
    every = [(probability(c), c.start, c.end) for c in candidates(text, inside, cued=cued)]
    found = [(sure, c.start, c.end) for sure, c in likely(text, inside, least, cued=cued)]
    assert found == [candidate for candidate in every if candidate[0] >= least]


def test_names_are_among_them() -> None:
    text = "真名叫汪若溪,别装"
    assert "汪若溪" in {text[c.start : c.end] for _, c in likely(text, (), 0.42, cued=True)}

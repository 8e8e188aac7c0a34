"""Every run that makes an identifier fires a trigger: triage loses none."""

from hypothesis import given

from reseal.screening.fold import fold_text
from reseal.screening.number_runs import RUN_TRIGGERS
from reseal.screening.patterns import PatternSet
from tests.screening.number_runs import disguises


def fires(text: str) -> bool:
    triggers = PatternSet("run-triggers", RUN_TRIGGERS, starts=False)
    return bool(triggers.scan(fold_text(text).encode("utf-16-le")))


@given(disguises.every)
def test_a_disguised_number_fires(case: tuple[str, str]) -> None:
    assert fires(case[1])


def test_ordinary_posts_do_not() -> None:
    for text in (
        "今天天气不错，我们三个人去吃火锅吧",
        "是就是，不是就不是",
        "one of the best games of 2020",
        "一心一意对你好",
    ):
        assert not fires(text), text


def test_letters_for_digits_fire_whatever_parts_them() -> None:
    assert fires("O9OO_OOO_O67")
    assert fires("o77oo–9oo–37")
    assert fires("o 7 7 o o – 9 o o – 3 7")
    assert fires("13liu🍑liu🍑0606z")

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reseal.screening.fold import fold_text
from reseal.screening.identifiers.birth_date_triggers import birth_date_triggers
from reseal.screening.patterns import PatternSet
from tests.screening.labelled import exposures_in


def fires(text: str) -> bool:
    triggers = PatternSet("birth-date-triggers", list(birth_date_triggers()), starts=False)
    return bool(triggers.scan_ends((fold_text(text) + "\0").encode("utf-16-le"))[0])


@pytest.mark.parametrize(
    "text", ["前年国庆节出去玩了", "今天过节", "生日快乐呀", "我三月去的", "that was the sixth of them"]
)
def test_ordinary_posts_do_not_fire(text: str) -> None:
    assert not fires(text)


def test_the_end_of_a_post_is_an_edge() -> None:
    assert fires("魏廷安，1998年4月1日")
    assert not fires("于1998年4月1日离开")


WORDS = ["生日", "生于", "属虎", "双鱼", "born ", "turns 40 on ", "电话", "欧阳朗"]
DAYS = [
    "冬至",
    "谷雨",
    "1990年",
    "90年腊月初二",
    "3 月 9 日",
    "twenty-sixth",
    " of ",
    "may",
    "christmas eve",
    "4th",
    "'88",
]
JOINS = ["，", "，", " ", "\n", "那天", "生", "的", "农历", "是", "on the "]


@given(st.lists(st.sampled_from([*WORDS, *DAYS, *DAYS, *JOINS]), min_size=2, max_size=8).map("".join))
@settings(max_examples=400, deadline=None)
def test_what_is_found_fires(text: str) -> None:
    found = [e for e in exposures_in(text, triaged=False) if e.type == "birth_date"]
    assert not found or fires(text), text

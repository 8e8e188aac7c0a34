"""Number runs: what a reader would dial, however it is written; ordinary words stay whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseal.screening.fold import fold_text
from reseal.screening.number_runs import find_runs


def runs_in(text: str) -> list[tuple[str, str]]:
    folded = fold_text(text)
    return [(run.digits, folded[run.start : run.end]) for run in find_runs(folded)]


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("138 0000 4471", "13800004471"),
        ("１３８-００００-４４７１", "13800004471"),
        ("①③⑧⓪⓪⓪⓪④④⑦①", "13800004471"),
        ("幺三八零零零零四四拐幺", "13800004471"),
        ("壹叁捌〇〇〇〇肆肆柒壹", "13800004471"),
        ("138四个零4471", "13800004471"),
        ("138，四个圈，4471", "13800004471"),
        ("152，中间四个零，后面4971", "15200004971"),
        ("前三位138 中间0000 后四位4471", "13800004471"),
        ("先拨139，再拨0000，最后4471", "13900004471"),
        ("1380000，剩下四位4471", "13800004471"),
        ("一百三十八，四个零，四四七一", "13800004471"),
        ("l38 oooo 447l", "13800004471"),
        ("138****4471", "138****4471"),
        ("138👉0000👉4471", "13800004471"),
        ("1 3 8 0 0 0 0 4 4 7 1", "13800004471"),
        ("138凌凌凌凌4471", "13800004471"),
        ("要散吧零零零零思思起要", "13800004471"),
        ("yao san ba ling ling ling ling si si qi yao", "13800004471"),
        ("oh seven seven double oh nine double oh three one eight", "07700900318"),
        ("f1ve f1ve f1ve, z3ro one n1ne n1ne", "5550199"),
        ("area code 415, then 555, then 0122", "4155550122"),
    ],
)
def test_digits_are_read_however_they_are_written(text: str, digits: str) -> None:
    assert [run[0] for run in runs_in(text)] == [digits]


@pytest.mark.parametrize(
    "text",
    [
        "一五一十地说",
        "三三两两",
        "一二三木头人",
        "三点五",
        "下三滥",
        "五五开",
        "一心一意 三心二意",
        "so is Bill, go to Lois",
    ],
)
def test_ordinary_words_are_no_runs(text: str) -> None:
    assert runs_in(text) == []


def test_two_numbers_side_by_side_stay_two() -> None:
    assert [r[0] for r in runs_in("138 0000 4471 和 139 0000 5582")] == ["13800004471", "13900005582"]
    assert [r[0] for r in runs_in("138 0000 4471 139 0000 5582")] == ["13800004471", "13900005582"]
    assert [r[0] for r in runs_in("2024-01-05 138 0000 4471")] == ["20240105", "13800004471"]


PIECES = st.sampled_from(
    [
        *"0123456789一二三四零〇幺两oli|zsx*#.- ,、()（），。\n个十百千万加位",
        "四个零",
        "double",
        "oh",
        " one",
        "后面",
        "中间",
        "灵",
        "吧",
        "👉",
        "…",
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_runs_are_in_order_apart_and_inside_the_text(text: str) -> None:
    folded = fold_text(text)
    reach = 0
    for run in find_runs(folded):
        assert reach <= run.start < run.end <= len(folded)
        assert len(run.digits) >= 5
        assert set(run.digits) <= set("0123456789*x")
        reach = run.end


@given(st.text(max_size=80))
def test_any_text_is_read_without_error(text: str) -> None:
    find_runs(fold_text(text))

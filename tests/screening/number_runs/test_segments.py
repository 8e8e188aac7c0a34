"""Number runs: what a reader would dial, however it is written; ordinary words stay whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseal.screening.fold import fold_text
from reseal.screening.number_runs import find_runs
from tests.screening.number_runs import disguises


def digits_in(text: str) -> list[str]:
    return [run.digits for run in find_runs(fold_text(text))]


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("138 0000 4471", "13800004471"),
        ("138四个零4471", "13800004471"),
        ("138，四个圈，4471", "13800004471"),
        ("152，中间四个零，后面4971", "15200004971"),
        ("前三位138 中间0000 后四位4471", "13800004471"),
        ("先拨139，再拨0000，最后4471", "13900004471"),
        ("1380000，剩下四位4471", "13800004471"),
        ("一百三十八，四个零，四四七一", "13800004471"),
        ("开头一百三十五，中间四个零，尾巴是三千加八百二十六", "13500003826"),
        ("一三六，零×4，八九七三", "13600008973"),
        ("l38 oooo 447l", "13800004471"),
        ("138****4471", "138****4471"),
        ("138----4471", "138----4471".replace("-", "*")),
        ("138……4471", "138****4471"),
        ("1380000****", "1380000****"),
        ("1*3*8*0*0*0*0*4*4*7*1", "13800004471"),
        ("440301 19050817 ****", "44030119050817****"),
        ("440301********1236", "440301********1236"),
        ("440301190508171叉", "440301190508171"),
        ("11010519010203001X", "11010519010203001x"),
        ("后六位12003X", "12003x"),
        ("138凌凌凌凌4471", "13800004471"),
        ("1三吧0000思思7要", "13800004471"),
        ("oh seven seven double oh nine double oh three one eight", "07700900318"),
        ("triple five, oh one two three", "5550123"),
        ("oh-seven-seven-hundred, nine-oh-oh, one-nine-nine", "07700900199"),
        ("f1ve f1ve f1ve, z3ro one n1ne n1ne", "5550199"),
        ("(6two8) fivefivefive-零1六3", "6285550163"),
        ("area code 415, then 555, then 0122", "4155550122"),
        ("415 555 four zeros", "4155550000"),
    ],
)
def test_digits_are_read_however_they_are_written(text: str, digits: str) -> None:
    assert digits_in(text) == [digits]


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
        "要是就这样吧，其实是无所谓，起码也是",
        "第一，第二，第三，第四，第五",
        "一个人，两个人，三个人，四个人",
        "052，054，055",
        "nobody is going to look for it",
    ],
)
def test_ordinary_words_are_no_runs(text: str) -> None:
    assert digits_in(text) == []


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("138 0000 4471 和 139 0000 5582", ["13800004471", "13900005582"]),
        ("138 0000 4471 139 0000 5582", ["13800004471", "13900005582"]),
        ("138 0000 4471、139 0000 5582", ["13800004471", "13900005582"]),
        ("2024-01-05 138 0000 4471", ["20240105", "13800004471"]),
        ("价格12345，电话13800004471", ["12345", "13800004471"]),
        ("1、13800004471 2、13900005582", ["13800004471", "13900005582"]),
        ("0571-8800 0000 138 0000 4471", ["057188000000", "13800004471"]),
        ("6222 0000 0047 1036 138 0000 4471", ["6222000000471036", "13800004471"]),
    ],
)
def test_numbers_side_by_side_stay_apart(text: str, digits: list[str]) -> None:
    assert digits_in(text) == digits


def test_groups_and_flags_say_how_it_was_written() -> None:
    (run,) = find_runs("138 0000 4471")
    assert run.groups == (3, 4, 4)
    assert not (run.disguised or run.doubtful or run.spread)
    (run,) = find_runs("138,中间四个零,后面四四七一")
    assert run.disguised and run.spread and not run.doubtful
    (run,) = find_runs("l38oooo4471")
    assert run.doubtful


@given(st.one_of(disguises.every))
def test_a_disguised_number_is_recovered(case: tuple[str, str]) -> None:
    number, text = case
    assert digits_in(text) == [number]


@given(
    disguises.in_groups(),
    st.sampled_from(["他电话", "手机：", "打这个 ", "来，", ""]),
    st.sampled_from(["，谢谢", " 本人", "。", ""]),
)
def test_a_number_in_a_post_spans_exactly_what_was_written(case: tuple[str, str], before: str, after: str) -> None:
    number, text = case
    folded = fold_text(before + text + after)
    (run,) = find_runs(folded)
    assert (run.digits, folded[run.start : run.end]) == (number, fold_text(text))


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
        assert sum(run.groups) == len(run.digits)
        reach = run.end


@given(st.text(max_size=80))
def test_any_text_is_read_without_error(text: str) -> None:
    find_runs(fold_text(text))


@pytest.mark.parametrize(
    "piece", ["1", "1 ", "1,", "一", "o", "*", "1*", "四个零", "one ", "灵", "((1", "十", "138 0000 4471 "]
)
def test_a_hundred_thousand_of_anything_is_read(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert all(run.end <= len(text) for run in find_runs(text))

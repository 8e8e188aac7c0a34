import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.screening.labelled import exposures_in

CHINESE = str.maketrans("0123456789", "零一二三四五六七八九")
FULL = str.maketrans("0123456789", "０１２３４５６７８９")


def found_in(text: str, *, triaged: bool = True) -> list[tuple[int, int]]:
    return [(e.start, e.end) for e in exposures_in(text, triaged=triaged) if e.type == "birth_date"]


@given(
    st.integers(1900, 2015),
    st.integers(1, 12),
    st.integers(1, 28),
    st.sampled_from(["{y}年{m}月{d}日", "{m}月{d}号", "{y}.{m}.{d}", "{y}-{m:02}-{d:02}", "{d}/{m}/{y}"]),
    st.sampled_from([("生日是", ""), ("出生日期：", ""), ("他", "出生"), ("dob ", ""), ("生于", "，老家略")]),
    st.integers(0, 2),
)
@settings(max_examples=200, deadline=None)
def test_dates_beside_a_word_for_a_birth_are_recovered_whole(
    year: int, month: int, day: int, form: str, around: tuple[str, str], writing: int
) -> None:
    date = form.format(y=year, m=month, d=day)
    if "月" in form and writing:
        date = date.translate(CHINESE if writing == 1 else FULL)
    text = around[0] + date + around[1]
    assert found_in(text) == [(len(around[0]), len(around[0]) + len(date))]


@pytest.mark.parametrize(
    "text", ["4月17日截止报名", "2026.11.21 发布会", "14 March 2025 is the release", "5月20日上午开抢"]
)
def test_the_same_dates_elsewhere_are_none(text: str) -> None:
    assert found_in(text) == []


@given(
    st.lists(
        st.sampled_from(
            [
                "生日",
                "生",
                "的",
                "白羊",
                "4月",
                "17日",
                "腊月初八",
                "1993年",
                "1996.11.08",
                "born ",
                "14 ",
                "march ",
                "，",
                "电话",
                "活",
            ]
        ),
        max_size=14,
    )
)
@settings(max_examples=300, deadline=None)
def test_any_text_gives_spans_inside_it_and_triage_loses_none(parts: list[str]) -> None:
    text = "".join(parts)
    spans = found_in(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == found_in(text, triaged=False)

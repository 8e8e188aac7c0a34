import pytest

from reseal.screening.fold import fold_text
from reseal.screening.identifiers.birth_evidence import born_on
from reseal.screening.identifiers.dates import Date, date_around_month, date_in_figures, date_of_named_day
from reseal.screening.view import ListedPosts, PostView
from reseal.vocabulary import Post


def born(written: str, read: Date | None) -> str:
    view = PostView(fold_text(written), 0, ListedPosts(lambda number: Post(str(number), written)))
    assert read is not None
    sure, rule = born_on(view, read)
    assert 0 <= sure <= 1
    return rule if sure else ""


def month(written: str) -> str:
    text = fold_text(written)
    return born(written, date_around_month(text, text.index("月")))


def figures(written: str) -> str:
    text = fold_text(written)
    return born(written, date_in_figures(text, next(at for at, char in enumerate(text) if char.isdigit())))


def day(written: str, name: str) -> str:
    text = fold_text(written)
    return born(written, date_of_named_day(text, text.index(name)))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("生日是四月十二", "cue"),
        ("生日：\n四月十二", "cue"),
        ("他1978年6月生，属马", "born"),
        ("她3月14日的双鱼", "zodiac"),
        ("3月9日是我们家阿澈的生日", "near"),
        ("此人叫欧某，1996年11月8日，老家", "particulars"),
        ("欧阳朗，1996年11月8日", "name"),
    ],
)
def test_what_says_that_somebody_was_born_on_a_day(text: str, rule: str) -> None:
    assert month(text) == rule


@pytest.mark.parametrize(
    "text", ["4月17日截止报名", "9月10日生意不错", "三月三去踏青", "欧阳朗，2019年11月8日", "1月27日考研"]
)
def test_other_days(text: str) -> None:
    assert month(text) == ""


def test_figures_among_particulars() -> None:
    assert figures("阙某，1996.11.08，电话另说") == "particulars"
    assert figures("会议，1996.11.08，参会") == ""


def test_a_name_that_begins_like_a_day_is_none() -> None:
    assert day("谷雨生 老家", "谷雨") == ""
    assert day("谷雨生于山村", "谷雨") == "born"
    assert day("谷雨那天生的", "谷雨") == "born"
    assert day("冬至生，小名", "冬至") == "born"


def test_a_cue_far_away_says_nothing() -> None:
    assert month("生日" + "的" * 60 + "4月17日") == ""

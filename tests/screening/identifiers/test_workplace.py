"""Workplaces: what the grammar promises beyond the examples in `data/identifiers/workplace.toml`."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reseal.screening.fold import fold_text
from reseal.screening.identifiers.workplace import find
from reseal.screening.view import ListedPosts, PostView
from reseal.vocabulary import Post
from tests.screening.labelled import exposures_in

PIECES = st.sampled_from(
    [
        "在",
        "海澜",
        "医院",
        "上班",
        "的",
        "老师",
        "当前台",
        "公司",
        "二部",
        "就职于",
        "戴晓芸",
        "works",
        "at",
        "Harbor",
        "Clinic",
        ",",
        "。",
        "局",
        "他妈",
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=20).map("".join)))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_spans_inside_it_that_do_not_overlap(text: str) -> None:
    view = PostView(fold_text(text), 0, ListedPosts(lambda _: Post("p", text)))
    reach = 0
    for finding in sorted(find(view), key=lambda f: f.start):
        assert reach <= finding.start < finding.end <= len(view.text)
        assert 0.5 <= finding.confidence <= 1.0
        reach = finding.end


def _workplaces(text: str) -> list[str]:
    return [text[e.start : e.end] for e in exposures_in(text) if e.type == "workplace"]


def test_a_teachers_school_is_a_workplace_and_a_pupils_is_none() -> None:
    assert _workplaces("他是云岭中学的语文老师") == ["云岭中学"]
    assert _workplaces("他是云岭中学的学生") == []


def test_who_is_sought_at_work_is_found_and_who_complains_is_not() -> None:
    assert _workplaces("明天去海澜建材门口堵他") == ["海澜建材"]
    assert _workplaces("避雷海澜建材，退款拖了一个月") == []


def test_the_part_of_the_employer_belongs_to_it() -> None:
    assert _workplaces("她在海澜设计院结构二所上班") == ["海澜设计院结构二所"]

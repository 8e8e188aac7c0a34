"""Schools: what the grammar promises beyond the examples in `data/identifiers/school.toml`."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reseal.screening.fold import fold_text
from reseal.screening.identifiers.school import find
from reseal.screening.view import ListedPosts, PostView
from reseal.vocabulary import Post
from tests.screening.labelled import exposures_in

PIECES = st.sampled_from(
    [
        "高二",
        "3班",
        "云岭",
        "三中",
        "大学",
        "2203",
        "22级",
        "会计",
        "的",
        "读",
        "(",
        ")",
        "班",
        "届",
        "学院",
        "Ashdown",
        "Primary",
        "goes",
        "to",
        ",",
        "系",
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


def _schools(text: str) -> list[str]:
    return [text[e.start : e.end] for e in exposures_in(text) if e.type == "school"]


def test_the_class_belongs_to_the_school() -> None:
    assert _schools("他是云岭小学五(3)班的") == ["云岭小学五(3)班"]


def test_a_class_alone_is_found() -> None:
    assert _schools("高二5班的课代表又告状了") == ["高二5班"]


def test_schools_in_general_are_none() -> None:
    assert _schools("大学毕业以后才知道工作难找") == []

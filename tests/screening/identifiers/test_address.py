"""Addresses: what the grammar promises beyond the examples in `data/identifiers/address.toml` (RULES 7)."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reseal.screening.fold import fold_text
from reseal.screening.identifiers.address import KIND, find
from reseal.screening.view import ListedPosts, PostView
from reseal.vocabulary import Post
from tests.screening.labelled import exposures_in

PIECES = st.sampled_from(
    [
        "住",
        "海曙区",
        "听潮",
        "苑",
        "路",
        "3栋",
        "2单元",
        "501",
        "12号",
        "村",
        "三组",
        ",",
        "-",
        "B座",
        "的",
        "flat",
        "9",
        "Rise",
        "14",
        "第",
        "贰拾",
        "one",
        "二段",
        "之2",
    ]
)


def _view(text: str) -> PostView:
    view = PostView(fold_text(text), 0, ListedPosts(lambda _: Post("p", text)))
    view.seen = {name: [(0, 1)] for name in KIND.patterns}
    return view


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=20).map("".join)))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_spans_inside_it_that_do_not_overlap(text: str) -> None:
    view = _view(text)
    found = sorted(find(view), key=lambda f: f.start)
    reach = 0
    for finding in found:
        assert reach <= finding.start < finding.end <= len(view.text)
        assert 0.5 <= finding.confidence <= 1.0
        reach = finding.end


def test_confidence_grows_with_depth() -> None:
    estate, door = (exposures_in(f"我住{place}")[0].confidence for place in ("海曙区听潮苑", "海曙区听潮苑3栋501"))
    assert 0.5 <= estate < door


def test_a_division_alone_is_no_address() -> None:
    for text in ("他是浙江省宁波市海曙区人", "住在北京市朝阳区", "老家四川省沐川县黄丹镇"):
        assert not [e for e in exposures_in(text) if e.type == "address"], text


def test_triage_loses_no_address() -> None:
    text = "他住海曙区听潮苑3栋501，大坑道有樹塌，he is at 14 Cobnut Rise"
    assert exposures_in(text, triaged=True) == exposures_in(text, triaged=False)

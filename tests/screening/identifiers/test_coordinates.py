from hypothesis import given, settings
from hypothesis import strategies as st

from tests.screening.labelled import exposures_in

CHINESE = str.maketrans("0123456789.", "零一二三四五六七八九点")


@given(
    st.floats(18, 53).map(lambda v: f"{v:.4f}"),
    st.floats(74, 134).map(lambda v: f"{v:.4f}"),
    st.sampled_from([", ", ",", "，", " ", "/", "、", " , "]),
    st.booleans(),
)
@settings(max_examples=150, deadline=None)
def test_pairs_are_recovered_whole(latitude: str, longitude: str, between: str, chinese: bool) -> None:
    pair = latitude + between + longitude
    if chinese:
        pair = pair.translate(CHINESE)
    text = f"定位{pair}附近"
    assert [(e.start, e.end) for e in exposures_in(text) if e.type == "coordinates"] == [(2, 2 + len(pair))]


@given(st.floats(91, 999).map(lambda v: f"{v:.4f}"), st.floats(181, 999).map(lambda v: f"{v:.4f}"))
@settings(max_examples=50, deadline=None)
def test_numbers_out_of_range_are_no_place(first: str, second: str) -> None:
    assert not [e for e in exposures_in(f"坐标{first}, {second}") if e.type == "coordinates"]


@given(st.text(alphabet="0123456789.点度'\" NE北纬东经一二三十,，-", max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_spans_inside_it(text: str) -> None:
    assert all(0 <= e.start < e.end <= len(text) for e in exposures_in(text))

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reseal.screening.fold import fold_text
from reseal.screening.identifiers.handles import read_handle, read_nickname, read_numbered_nickname


@pytest.mark.parametrize(
    "written",
    [
        "shu_wk_1111",
        "moss.fern-07",
        "da黄o522",
        "wys幺九五零laohu",
        "liu🍑liu🍑0606z",
        "zxuan下划线dance0",
        "plumdusk(underscore)07",
        "jqy(八零八)milk",
        "es┼ate_leaf77",
        "w|n|g|7|7|0|4",
        "@plum_dusk",
        "ringfinder underscore uk",
        "v e x x _ o r r o",
    ],
)
def test_a_handle_is_read_whole_however_it_is_written(written: str) -> None:
    text = fold_text(f"{written}，其他")
    handle = read_handle(text, 0, loose=False)
    assert handle is not None
    assert text[handle.start : handle.end] == fold_text(written)


@pytest.mark.parametrize(
    ("text", "surface"), [("abc07和你", "abc07"), ("abc07一起", "abc07"), ("abc07 and you", "abc07")]
)
def test_a_handle_ends_where_the_sentence_goes_on(text: str, surface: str) -> None:
    handle = read_handle(text, 0, loose=True)
    assert handle is not None
    assert text[: handle.end] == surface


def test_what_a_handle_is_made_of() -> None:
    handle = read_handle("da黄o_52二一", 0, loose=False)
    assert handle is not None
    assert (handle.letters, handle.han, handle.underscores, handle.digits) == (3, 1, 1, 4)
    assert handle.marked
    assert read_handle("，abc", 0, loose=False) is None


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("栀子晒太阳！联系", "栀子晒太阳"),
        ("「吃土的鱼」又来", "吃土的鱼"),
        ("花开半夏的猫，去", "花开半夏的猫"),
        ("阿梨天天在骂人呢", "阿梨"),
    ],
)
def test_a_nickname_ends_with_its_quote_or_its_clause(text: str, surface: str) -> None:
    text = fold_text(text)
    place = read_nickname(text, 0)
    assert place is not None
    assert text[place[0] : place[1]] == surface


def test_a_numbered_nickname_is_no_count() -> None:
    assert read_numbered_nickname("花开福贵幺九62，", 0) == (0, 8)
    assert read_numbered_nickname("节操值低于60不能", 0) is None
    assert read_numbered_nickname("三号楼512", 0) is None


@given(st.text(alphabet="ab_1二 .·|下划线(x)@🍑黄", max_size=60), st.integers(0, 60), st.booleans())
@settings(max_examples=200, deadline=None)
def test_reading_stays_inside_the_text(text: str, at: int, loose: bool) -> None:
    handle = read_handle(text, at, loose=loose)
    assert handle is None or at <= handle.start < handle.end <= len(text)
    for place in (read_nickname(text, at), read_numbered_nickname(text, at)):
        assert place is None or at <= place[0] < place[1] <= len(text)

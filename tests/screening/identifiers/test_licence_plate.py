from hypothesis import given, settings
from hypothesis import strategies as st

from tests.screening.labelled import exposures_in

SERIALS = st.from_regex(r"[0IO][0-9IO]{2}[0-9]{2}", fullmatch=True)
SEPARATORS = st.sampled_from(["", "·", " ", "-", ".", "・", "🚗"])
CHINESE = str.maketrans("0123456789", "零一二三四五六七八九")


@given(st.sampled_from("京沪粤苏浙鄂川闽琼"), st.sampled_from("ABCDEF"), SEPARATORS, SERIALS, st.integers(0, 3))
@settings(max_examples=150, deadline=None)
def test_disguised_mainland_plates_are_recovered_whole(
    province: str, letter: str, separator: str, serial: str, writing: int
) -> None:
    plate = province + letter + separator + serial
    plate = [plate, plate.lower(), plate.translate(CHINESE), separator.join([province, letter, *serial])][writing]
    text = f"车牌{plate}，挡道了"
    assert [(e.start, e.end) for e in exposures_in(text) if e.type == "licence_plate"] == [(2, 2 + len(plate))]


@given(st.text(alphabet="京A沪b0123圈·- 两个零车牌plateMQ68TRI", max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_spans_inside_it(text: str) -> None:
    assert all(0 <= e.start < e.end <= len(text) for e in exposures_in(text))


def test_a_shape_from_abroad_needs_a_vehicle() -> None:
    assert [e.type for e in exposures_in("black Corsa MQ68 TRI again")] == ["licence_plate"]
    assert not exposures_in("item MQ68 TRI is out of stock")

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.screening.labelled import exposures_in

OCTETS = st.tuples(st.sampled_from([(192, 0, 2), (198, 51, 100), (203, 0, 113)]), st.integers(0, 255)).map(
    lambda p: [*p[0], p[1]]
)
SEPARATORS = st.sampled_from([".", "。", "点", " 点 ", "丶", "[.]", "(dot)", " dot ", " . ", "．"])
CHINESE = str.maketrans("0123456789", "零一二三四五六七八九")


@given(OCTETS, SEPARATORS, st.booleans())
@settings(max_examples=150, deadline=None)
def test_disguised_addresses_are_recovered_whole(octets: list[int], separator: str, chinese: bool) -> None:
    address = separator.join(str(octet) for octet in octets)
    if chinese:
        address = address.translate(CHINESE)
    text = f"他的IP是{address}，同一栋楼"
    assert [(e.start, e.end) for e in exposures_in(text) if e.type == "ip_address"] == [(5, 5 + len(address))]


@given(st.lists(st.integers(256, 999), min_size=4, max_size=4))
@settings(max_examples=50, deadline=None)
def test_numbers_out_of_range_are_no_address(octets: list[int]) -> None:
    text = "ip " + ".".join(map(str, octets))
    assert not [e for e in exposures_in(text) if e.type == "ip_address"]


@given(st.text(alphabet="0123456789.。点:abcdef xip零一", max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_spans_inside_it(text: str) -> None:
    assert all(0 <= e.start < e.end <= len(text) for e in exposures_in(text))


def test_port_and_prefix_length_stay_outside() -> None:
    text = "ip 203.0.113.41:25565 和 198.51.100.0/24"
    assert [text[e.start : e.end] for e in exposures_in(text)] == ["203.0.113.41", "198.51.100.0"]


def test_a_long_chain_of_colons_is_no_address_and_hides_none_after_it() -> None:
    chain = "a:1:" * 500
    text = f"{chain}2001:db8::1 ip 2001:db8::8a2e:370:7334"
    assert [text[e.start : e.end] for e in exposures_in(text) if e.type == "ip_address"] == ["2001:db8::8a2e:370:7334"]

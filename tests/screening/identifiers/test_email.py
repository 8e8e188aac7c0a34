from hypothesis import given, settings
from hypothesis import strategies as st

from tests.screening.labelled import exposures_in

LOCALS = st.from_regex(r"[a-z][a-z0-9]{2,8}([._][a-z0-9]{2,6})?[0-9]{1,3}", fullmatch=True)
ATS = st.sampled_from(
    ["@", " @ ", "(at)", "[at]", "{at}", " at ", "艾特", " 艾特 ", "(小老鼠)", "＠", "圈a", "[@]", "_at_"]
)
DOTS = st.sampled_from([".", " . ", "点", " dot ", "(dot)", "[.]", "。", "丶", "．", "(点)"])
DOMAINS = st.tuples(st.sampled_from(["example", "mail-demo", "school"]), st.sampled_from(["com", "org", "example"]))
CUES = st.sampled_from(["邮箱：", "mail me: ", "email ", "投稿邮箱 "])


@given(CUES, LOCALS, ATS, DOMAINS, DOTS, st.sampled_from(["", "，谢谢", " thanks", "。"]))
@settings(max_examples=150, deadline=None)
def test_disguised_addresses_are_recovered_whole(
    cue: str, local: str, at: str, domain: tuple[str, str], dot: str, tail: str
) -> None:
    address = f"{local}{at}{domain[0]}{dot}{domain[1]}"
    found = [(e.start, e.end) for e in exposures_in(cue + address + tail) if e.type == "email"]
    assert found == [(len(cue), len(cue) + len(address))]


@given(st.text(alphabet="a@.点 (at)dotqq163com艾特#。example下划线-_", max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_spans_inside_it(text: str) -> None:
    spans = [(e.start, e.end) for e in exposures_in(text)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


def test_a_mention_is_no_address() -> None:
    assert not [e for e in exposures_in("//@黑星2014:@路人甲 转发") if e.type == "email"]


def test_the_span_ends_before_the_full_stop() -> None:
    text = "write to lin.shu07@example.com."
    assert [(e.type, text[e.start : e.end]) for e in exposures_in(text)] == [("email", "lin.shu07@example.com")]

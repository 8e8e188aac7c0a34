from hypothesis import given, settings
from hypothesis import strategies as st

from reseal.screening.data import read_toml
from tests.screening.labelled import exposures_in

PREFIXES = frozenset(read_toml("identifiers", "account.toml")["words"]["prefix"])  # ver000 is a number, no handle
LOOKALIKE = frozenset("oliszbgq_0123456789")  # letters that stand for digits beside digits: lls000 is a number, too
HANDLES = st.from_regex(r"[a-z]{3,6}_?[a-z]{0,4}0[0-9]{2,3}", fullmatch=True).filter(
    lambda handle: handle.rstrip("0123456789") not in PREFIXES and not LOOKALIKE.issuperset(handle)
)
WORDS = st.sampled_from(
    ["微信", "VX", "加v", "薇", "✌️信", "绿泡泡", "徽信", "飞机", "tg", "ins", "抖音号", "wechat", "telegram"]
)
BETWEEN = st.sampled_from([" ", "：", ": ", "是", " 👉 ", "号：", "→"])
NUMBERS = st.from_regex(r"3000[0-9]{4,6}", fullmatch=True)
NUMBER_WORDS = st.sampled_from(["QQ", "扣扣", "企鹅", "🐧", "加Q", "q号", "抠抠", "群号", "UID"])
CHINESE = str.maketrans("0123456789", "零一二三四五六七八九")
FULL = str.maketrans(
    "0123456789abcdefghijklmnopqrstuvwxyz_",
    "０１２３４５６７８９ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ＿",
)


def accounts(text: str, *, triaged: bool = True) -> list[tuple[int, int]]:
    return [(e.start, e.end) for e in exposures_in(text, triaged=triaged) if e.type == "account"]


@given(WORDS, BETWEEN, HANDLES, st.integers(0, 3), st.sampled_from(["，备注来意", " 不回勿扰", "。", ""]))
@settings(max_examples=200, deadline=None)
def test_disguised_handles_are_recovered_whole(word: str, between: str, handle: str, writing: int, tail: str) -> None:
    written = [handle, handle.translate(FULL), handle.replace("_", "下划线"), handle.upper()][writing]
    lead = f"他的{word}{between}"
    assert accounts(lead + written + tail) == [(len(lead), len(lead) + len(written))]


@given(NUMBER_WORDS, BETWEEN, NUMBERS, st.integers(0, 3))
@settings(max_examples=200, deadline=None)
def test_disguised_numbers_are_recovered_whole(word: str, between: str, number: str, writing: int) -> None:
    written = [number, number.translate(CHINESE), number.translate(FULL), "-".join(number)][writing]
    lead = f"他{word}{between}"
    assert accounts(f"{lead}{written}，快") == [(len(lead), len(lead) + len(written))]


@given(
    st.lists(
        st.sampled_from([*"薇vxq:：是 加_0a零幺@号小叫", "扣扣", "🐧", "abc07", "飞机", "underscore", "3000014"]),
        max_size=24,
    )
)
@settings(max_examples=500, deadline=None)
def test_any_text_gives_spans_inside_it_and_triage_loses_none(parts: list[str]) -> None:
    text = "".join(parts)
    spans = accounts(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == accounts(text, triaged=False)


def test_a_mention_alone_is_talk() -> None:
    assert accounts("@小王 晚上吃啥") == []
    assert accounts("@酸菜鱼1987 本名汝某某") == [(0, 8)]


def test_a_mobile_behind_a_service_is_left_to_phones() -> None:
    assert accounts("微信同号 138 0000 4471") == []

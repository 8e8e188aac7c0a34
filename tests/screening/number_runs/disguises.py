"""Writing digits the ways people do to hide them: strategies for tests. Numbers are invented (ID-05)."""

from hypothesis import strategies as st

WRITINGS: dict[str, tuple[str, ...]] = {
    "plain": tuple("0123456789"),
    "wide": tuple("０１２３４５６７８９"),
    "circled": tuple("⓪①②③④⑤⑥⑦⑧⑨"),
    "bold": tuple("𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗"),
    "keycap": tuple(f"{d}\ufe0f\u20e3" for d in "0123456789"),
    "small": tuple("零一二三四五六七八九"),
    "ring": tuple("〇一二三四五六七八九"),
    "capital": tuple("零壹贰叁肆伍陆柒捌玖"),
    "traditional": tuple("零壹貳參肆伍陸柒捌玖"),
    "radio": tuple("洞幺两三四五六拐八勾"),
}
ENGLISH = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
PINYIN = ("ling", "yi", "er", "san", "si", "wu", "liu", "qi", "ba", "jiu")
SEPARATORS = ("", " ", "-", ".", "·", "*", "/", "_", "~", "👉", "🌟", "|", "—", "　", "\u200b")
COMMAS = ("，", "、", ",", "\n")


def _digits(length: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=length, max_size=length)


mobiles = st.builds(
    lambda prefix, last: f"{prefix}0000{last}",
    st.sampled_from(["131", "138", "152", "159", "177", "186", "199"]),
    _digits(4),
)


def _written(digits: str, names: list[str]) -> str:
    return "".join(WRITINGS[names[i % len(names)]][int(d)] for i, d in enumerate(digits))


def _grouped(number: str) -> list[str]:
    return [number[:3], number[3:7], number[7:]]


@st.composite
def in_groups(draw: st.DrawFn) -> tuple[str, str]:
    """A mobile number in three groups, each in a writing of its own, one separator between."""
    number = draw(mobiles)
    separator = draw(st.sampled_from(SEPARATORS))
    groups = [_written(g, [draw(st.sampled_from(sorted(WRITINGS)))]) for g in _grouped(number)]
    return number, separator.join(groups)


@st.composite
def mixed(draw: st.DrawFn) -> tuple[str, str]:
    """A mobile number whose every digit is written some other way."""
    number = draw(mobiles)
    names = draw(st.lists(st.sampled_from(sorted(WRITINGS)), min_size=11, max_size=11))
    return number, _written(number, names)


@st.composite
def apart(draw: st.DrawFn) -> tuple[str, str]:
    """Every digit by itself, the same separator between all."""
    number = draw(mobiles)
    writing = draw(st.sampled_from(sorted(WRITINGS)))
    separator = draw(st.sampled_from([s for s in (*SEPARATORS, *COMMAS) if s]))
    if separator in ("🌟", "👉") and writing not in ("plain", "wide", "circled", "bold", "keycap"):
        separator = " "
    return number, separator.join(_written(d, [writing]) for d in number)


@st.composite
def in_clauses(draw: st.DrawFn) -> tuple[str, str]:
    """The parts in clauses of their own, with words between, perhaps with the zeros counted."""
    number = draw(mobiles)
    writing = draw(st.sampled_from(["plain", "wide", "small", "capital", "circled"]))
    first, middle, last = (_written(g, [writing]) for g in _grouped(number))
    zeros = draw(st.sampled_from([middle, "四个零", "4个0", "四个圈", "四个零蛋", "零零零零", "四个〇"]))
    comma = draw(st.sampled_from(["，", "、", " ", "。", "，\n"]))
    shape = draw(
        st.sampled_from(
            [
                "{a}{c}中间{m}{c}后面{b}",
                "{a}{c}{m}{c}{b}",
                "前三位{a}{c}中间{m}{c}后四位{b}",
                "先拨{a}{c}再拨{m}{c}最后{b}",
                "开头{a}{c}然后{m}{c}尾号{b}",
                "{a}{c}接着{m}{c}剩下四位{b}",
                "{a}（{m}）{b}",
            ]
        )
    )
    return number, shape.format(a=first, m=zeros, b=last, c=comma)


@st.composite
def spelled(draw: st.DrawFn) -> tuple[str, str]:
    """English words or pinyin, some digits left as they are."""
    number = draw(mobiles)
    words = draw(st.sampled_from([ENGLISH, PINYIN]))
    kept = draw(st.lists(st.booleans(), min_size=11, max_size=11)) if words is ENGLISH else [False] * 11
    separator = draw(st.sampled_from([" ", "-", ", "])) if words is ENGLISH else " "
    return number, separator.join(d if keep else words[int(d)] for d, keep in zip(number, kept, strict=True))


@st.composite
def look_alike(draw: st.DrawFn) -> tuple[str, str]:
    """Letters for zeros and ones."""
    number = draw(mobiles)
    zero, one = draw(st.sampled_from("oOоО0")), draw(st.sampled_from("lI1|"))
    separator = draw(st.sampled_from(["", " ", "-"]))
    text = separator.join(_grouped(number)).replace("0", zero)
    return number, text.replace("1", one if one != "|" else "1")


@st.composite
def heard(draw: st.DrawFn) -> tuple[str, str]:
    """Characters that sound like digits."""
    number = draw(mobiles)
    sounds = draw(st.sampled_from([tuple("灵要耳散思舞溜起吧酒"), tuple("凌妖儿山死武陆七巴久")]))
    separator = draw(st.sampled_from(["", "，", " "]))
    return number, separator.join("".join(sounds[int(d)] for d in g) for g in _grouped(number))


every: st.SearchStrategy[tuple[str, str]] = st.one_of(
    in_groups(), mixed(), apart(), in_clauses(), spelled(), look_alike(), heard()
)

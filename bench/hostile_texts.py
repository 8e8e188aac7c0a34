"""Hostile texts: what stalls a matcher that goes back and forth, at any length. All of it is invented noise."""

from collections.abc import Callable
from random import Random

Make = Callable[[int], str]


def _repeated(unit: str) -> Make:
    return lambda size: (unit * (size // len(unit) + 1))[:size]


def _mixed(size: int) -> str:
    random = Random(size)
    return "".join(
        random.choices("0123456789幺零一二○〇-.· 　@:：/\\()（）[]【】<>*#+qQvV薇信号楼路\u200b\u200d\ufe0f😀", k=size)
    )


def _nested(opening: str, closing: str) -> Make:
    return lambda size: opening * (size // 2) + closing * (size - size // 2)


HOSTILE: dict[str, Make] = {
    "digits": _repeated("1234567890"),
    "one digit": _repeated("1"),
    "digits of a mobile": _repeated("13800004471"),
    "digits and separators": _repeated("1-3 8."),
    "separators": _repeated("-. ·*_"),
    "spaces": _repeated(" "),
    "zero-width": _repeated("\u200b\u200c\u200d\u2060\ufeff"),
    "zero-width between digits": _repeated("1\u200b3\u200d8\u2060"),
    "unmatched opening brackets": _repeated("([{（【《<"),
    "nested brackets": _nested("(", ")"),
    "brackets between digits": _repeated("1(3)8["),
    "Chinese numerals": _repeated("一二三四五六七八九零"),
    "mixed numerals": _repeated("幺3八〇四④肆"),
    "spelled digits": _repeated("one three eight "),
    "full-width digits": _repeated("１３８"),
    "keycaps": _repeated("1\ufe0f\u20e3"),
    "combining marks": _repeated("a" + "\u0301" * 50),
    "at signs": _repeated("a@a."),
    "dots": _repeated("1.1."),
    "colons": _repeated("a:1:"),
    "plus signs": _repeated("+86+"),
    "address words": _repeated("路1号2栋3单元"),
    "cue words": _repeated("开盒人肉加V"),
    "account cues": _repeated("QQ:VX："),
    "slashes": _repeated("https://t.me/a/"),
    "letters": _repeated("abcdefghij"),
    "emoji": _repeated("😀👍🏽"),
    "joined emoji": _repeated("👨\u200d👩\u200d👧"),
    "NUL": _repeated("\0"),
    "lone surrogates": _repeated("\ud83d1"),
    "line breaks": _repeated("1\r\n"),
    "noise": _mixed,
}

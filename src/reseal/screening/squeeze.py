"""Squeezing: junk set between the characters of a word taken out again (开*盒, 翟 慧 敏, d.o.x), with a map back.

It works on a copy beside the folded text, because the same junk is meant in other places (赵*宁 is a masked name).
"""

JUNK = frozenset("*·._|^~-/+#&='`\\")
_JUNK_CLASS = r"*·._|^~\-/+#&='`\\"
_EMOJI = "\ue100-\uecff"
_HAN = "[\u4e00-\u9fff\ue001]"
_LETTER = "[a-z\u4e00-\u9fff\ue001]"

# Every text that `squeeze` changes holds one of these.
SQUEEZE_TRIGGERS: tuple[str, ...] = (
    rf"{_HAN}[{_JUNK_CLASS}{_EMOJI}]{{1,2}}{_HAN}",
    rf"{_LETTER}[ {_JUNK_CLASS}]{_LETTER}[ {_JUNK_CLASS}]{_LETTER}",
)


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or char == "\ue001"


def squeeze(text: str) -> tuple[str, list[int]] | None:
    """The text without junk between characters, and for each character left its place in `text`; None without junk.

    Taken out: one or two junk characters, or one emoji, between two Han characters; a space or junk character between
    single characters that stand apart one by one.
    """
    drop: list[int] = []
    size = len(text)
    at = 1
    while at < size - 1:
        char = text[at]
        if _is_junk(char):
            end = at + 1
            while end < size and _is_junk(text[end]) and end - at < 2:
                end += 1
            if end < size and _is_han(text[at - 1]) and _is_han(text[end]):
                drop.extend(range(at, end))
                at = end
        at += 1
    drop.extend(_spaced_out(text))
    if not drop:
        return None
    gone = set(drop)
    places = [i for i in range(size) if i not in gone]
    return "".join(text[i] for i in places), places


def _is_letter(char: str) -> bool:
    return "a" <= char <= "z" or _is_han(char)


def _is_junk(char: str) -> bool:
    return char in JUNK or "\ue100" <= char <= "\uecff"


def _spaced_out(text: str) -> list[int]:
    """Separators in stretches of at least three single letters or Han characters, each apart from the next by one."""
    drop: list[int] = []
    stretch: list[int] = []
    for at in range(1, len(text) - 1):
        apart = text[at] == " " or text[at] in JUNK
        alone = _is_letter(text[at - 1]) and _is_letter(text[at + 1])
        if apart and alone and (not stretch or stretch[-1] == at - 2):
            stretch.append(at)
            continue
        if len(stretch) >= 2 and at - stretch[-1] > 1:
            drop.extend(stretch)
        if not (stretch and at - stretch[-1] == 1):
            stretch = [at] if apart and alone else []
    if len(stretch) >= 2:
        drop.extend(stretch)
    return drop

"""Squeezing: junk set between the characters of a word taken out again (开*盒, 翟 慧 敏, d.o.x), with a map back.

It works on a copy beside the folded text, because the same junk is meant in other places (赵*宁 is a masked name).
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from reseal.screening.fold_tables import EMOJI_FIRST, EMOJI_LAST, RARE_HAN

U16 = NDArray[np.uint16]
Bools = NDArray[np.bool_]

_JUNK = "*·._|^~-/+#&='`\\"
_JUNK_CLASS = r"*·._|^~\-/+#&='`\\"
_EMOJI_CLASS = f"{chr(EMOJI_FIRST)}-{chr(EMOJI_LAST)}"
_HAN_CLASS = f"[\u4e00-\u9fff{chr(RARE_HAN)}]"
_LETTER_CLASS = f"[a-z\u4e00-\u9fff{chr(RARE_HAN)}]"

# Every text that `squeeze` changes holds one of these.
SQUEEZE_TRIGGERS: tuple[str, ...] = (
    rf"{_HAN_CLASS}[{_JUNK_CLASS}{_EMOJI_CLASS}]{{1,2}}{_HAN_CLASS}",
    rf"{_LETTER_CLASS}[ {_JUNK_CLASS}]{_LETTER_CLASS}[ {_JUNK_CLASS}]{_LETTER_CLASS}",
)

_HAN, _LATIN, _PLAIN_JUNK, _EMOJI, _SPACE = 1, 2, 4, 8, 16


@cache
def _classes() -> NDArray[np.uint8]:
    table = np.zeros(0x10000, dtype=np.uint8)
    table[0x4E00:0xA000] = _HAN
    table[RARE_HAN] = _HAN
    table[ord("a") : ord("z") + 1] = _LATIN
    table[[ord(char) for char in _JUNK]] = _PLAIN_JUNK
    table[EMOJI_FIRST : EMOJI_LAST + 1] = _EMOJI
    table[ord(" ")] = _SPACE
    return table


def kept_by_squeezing(units: U16) -> Bools:
    """Which folded code units stay. Units of several posts may follow one another, parted by NULs.

    Taken out: one or two junk characters or emoji between two Han characters; a space or junk character between
    letters or Han characters that stand apart one by one, three or more of them, the same one each time.
    """
    kinds = np.concatenate([np.zeros(2, np.uint8), _classes()[units], np.zeros(2, np.uint8)])
    size = len(units)

    def at(offset: int, wanted: int) -> Bools:
        return np.asarray((kinds[2 + offset : 2 + offset + size] & wanted) != 0)

    junk = at(0, _PLAIN_JUNK | _EMOJI)
    han_before, han_after = at(-1, _HAN), at(1, _HAN)
    gone = junk & han_before & han_after
    gone |= junk & han_before & at(1, _PLAIN_JUNK | _EMOJI) & at(2, _HAN)
    gone |= junk & at(-2, _HAN) & at(-1, _PLAIN_JUNK | _EMOJI) & han_after
    apart = at(0, _PLAIN_JUNK | _SPACE) & at(-1, _HAN | _LATIN) & at(1, _HAN | _LATIN)
    if size > 2:
        alike = apart[2:] & apart[:-2] & (units[2:] == units[:-2])
        gone[2:] |= alike
        gone[:-2] |= alike
    return ~gone


def squeeze(text: str) -> tuple[str, list[int]] | None:
    """One folded text without junk between characters, and for each character left its place; None without junk."""
    units = np.frombuffer(text.encode("utf-16-le"), dtype=np.uint16)
    keep = kept_by_squeezing(units)
    if keep.all():
        return None
    return units[keep].tobytes().decode("utf-16-le"), np.flatnonzero(keep).tolist()

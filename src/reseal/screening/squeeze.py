"""Squeezing: junk set between the characters of a word taken out again (开*盒, 翟 慧 敏, d.o.x), with a map back.

It works on a copy beside the folded text, because the same junk is meant in other places (赵*宁 is a masked name).
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from reseal.screening.fold_tables import EMOJI_FIRST, EMOJI_LAST, RARE_HAN

U16 = NDArray[np.uint16]
Bools = NDArray[np.bool_]
Index = NDArray[np.int64]

_JUNK = "*·._|^~-/+#&='`\\"
_HAN, _LATIN, _PLAIN_JUNK, _EMOJI, _SPACE = 1, 2, 4, 8, 16
_ANY_JUNK = _PLAIN_JUNK | _EMOJI


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


def junk_places(units: U16) -> Index:
    """Where folded code units are junk, ascending. Units of several posts may follow one another, parted by NULs.

    Junk is: one or two junk characters or emoji between two Han characters; a space or junk character between
    letters or Han characters that stand apart one by one, three or more of them, the same one each time.
    """
    kinds = np.zeros(len(units) + 4, dtype=np.uint8)  # two of nothing at either end
    _classes().take(units, out=kinds[2:-2], mode="clip")
    suspects = np.flatnonzero(kinds >= _PLAIN_JUNK)
    around = {step: kinds[suspects + step] for step in (-2, -1, 0, 1, 2)}
    suspects -= 2

    def at(step: int, wanted: int) -> Bools:
        return np.asarray((around[step] & wanted) != 0)

    between = at(-1, _HAN) & at(1, _HAN)
    between |= at(-1, _HAN) & at(1, _ANY_JUNK) & at(2, _HAN)
    between |= at(-2, _HAN) & at(-1, _ANY_JUNK) & at(1, _HAN)
    gone = between & at(0, _ANY_JUNK)
    apart = suspects[at(0, _PLAIN_JUNK | _SPACE) & at(-1, _HAN | _LATIN) & at(1, _HAN | _LATIN)]
    alike = (np.diff(apart) == 2) & (units[apart[1:]] == units[apart[:-1]])
    return np.union1d(suspects[gone], np.concatenate([apart[1:][alike], apart[:-1][alike]]))


def squeeze(text: str) -> tuple[str, list[int]] | None:
    """One folded text without junk between characters, and for each character left its place; None without junk."""
    units = np.frombuffer(text.encode("utf-16-le"), dtype=np.uint16)
    junk = junk_places(units)
    if not len(junk):
        return None
    places = np.delete(np.arange(len(units)), junk)
    return units[places].tobytes().decode("utf-16-le"), places.tolist()

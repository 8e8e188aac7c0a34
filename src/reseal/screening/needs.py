"""What a pattern cannot do without: whether everything it matches holds a Latin letter or a digit.

Most posts in Chinese hold neither, so such patterns are run over the few that do.
"""

import re._constants as sre  # type: ignore[import-not-found]
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray


def needs_latin(tree: Any) -> bool:
    """Whether every match of a parsed pattern holds a character of [0-9a-z]. False when in doubt."""
    return any(_needs(op, argument) for op, argument in tree)


def is_latin(code: int) -> bool:
    """Whether a folded code unit is a Latin letter or a digit."""
    return 0x30 <= code <= 0x39 or 0x61 <= code <= 0x7A


@cache
def latin_units() -> NDArray[np.bool_]:
    """For every code unit whether it is a Latin letter or a digit."""
    return np.array([is_latin(code) for code in range(0x10000)])


def _needs(op: Any, argument: Any) -> bool:
    if op is sre.LITERAL:
        return is_latin(argument)
    if op is sre.SUBPATTERN:
        return needs_latin(argument[3])
    if op is sre.BRANCH:
        return all(needs_latin(branch) for branch in argument[1])
    if op is sre.MAX_REPEAT:
        return argument[0] > 0 and needs_latin(argument[2])
    if op is sre.IN:
        return all(_all_latin(kind, value) for kind, value in argument)
    return False


def _all_latin(kind: Any, value: Any) -> bool:
    if kind is sre.LITERAL:
        return is_latin(value)
    if kind is sre.RANGE:
        return is_latin(value[0]) and is_latin(value[1]) and (value[0] <= 0x39) == (value[1] <= 0x39)
    return bool(kind is sre.CATEGORY and value is sre.CATEGORY_DIGIT)

"""Where names may begin in many texts at once, by the characters alone: few places are left for `likely` to look at."""

from collections.abc import Sequence
from functools import cache
from math import inf, log

import numpy as np
from numpy.typing import NDArray

from reseal.screening.names.chinese import LEAST_GIVEN, name_weights
from reseal.screening.names.likely import bounds
from reseal.screening.names.tables import name_tables
from reseal.screening.together import U16, Together

Floats = NDArray[np.float64]


@cache
def _tables() -> tuple[Floats, Floats, Floats, Floats]:
    """For every code unit its log-odds as a surname (minus infinity: it is none), how much a given character it is,
    and the most that the signs before or after a name add where it stands there.
    """
    known, given = bounds(), name_tables().given
    first, odds, left, right = (np.full(0x10000, value) for value in (-inf, float(LEAST_GIVEN), 0.0, 0.0))
    for table, values in ((first, known.first), (odds, given), (left, known.left), (right, known.right)):
        table[[ord(char) for char in values]] = list(values.values())
    return first, odds, left, right


@cache
def _doubles() -> tuple[NDArray[np.uint16], NDArray[np.uint32]]:
    """The first characters of double surnames, and both characters of each as one number."""
    pairs = [(ord(pair[0]), ord(pair[1])) for pair in name_tables().double]
    firsts = np.array([one for one, _ in pairs], dtype=np.uint16)
    return firsts, np.array([one << 16 | two for one, two in pairs], dtype=np.uint32)


def _han(units: U16) -> NDArray[np.bool_]:
    return (units >= 0x4E00) & (units < 0xA000)


def name_places(together: Together) -> Sequence[list[int]]:
    """Where in each text a name may begin that is at least half as likely as the least likely name has to be."""
    known, least = bounds(), name_weights().least / 2
    limit = log(least / (1.0 - least)) - known.rest - known.repeated - known.words - max(known.of["cue_in_text"], 0.0)
    first, odds, left, right = _tables()
    units = together.units
    firsts, doubles = _doubles()
    heads = first.copy()
    heads[firsts] = inf
    head = heads.take(units)
    at = np.flatnonzero(head > -inf)
    at = at[_han(units[at + 1])]
    before, one, two = units[at - 1], units[at + 1], units[at + 2]
    head = head[at]
    maybe = np.flatnonzero(head == inf)
    chars = units[at[maybe]]
    pairs = chars.astype(np.uint32) << 16 | one[maybe]
    head[maybe] = np.where(np.isin(pairs, doubles), inf, first.take(chars))
    given, more = odds.take(one), odds.take(two)
    short = known.alone * given + known.single + right.take(two)
    long = known.half * (given + more) + known.lowest * np.minimum(given, more) + known.three
    long += right.take(units[at + 3])
    best = np.where(_han(two), np.maximum(short, long), short)
    reached = head + left.take(before) + best
    return together.dealt(at[reached >= limit])

"""Figures of agreement with their uncertainty: pure.

Cohen's kappa is how far two people agree beyond what chance alone would give. Its interval is that of Fleiss, Cohen and
Everitt (1969), as statistics programs print it. Where everything agrees, or nothing does, that interval has no width
however few were counted; there the one of Wilson on the share of agreement takes its place.
"""

from collections import Counter
from collections.abc import Hashable, Iterable
from math import sqrt
from statistics import NormalDist

import msgspec


class Rate(msgspec.Struct, frozen=True):
    """So many of so many, with the interval of the share (Wilson)."""

    count: int
    of: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.count / self.of


class Kappa(msgspec.Struct, frozen=True):
    """Agreement beyond chance: 1 is all, 0 is none; with its interval."""

    value: float
    low: float
    high: float


def rate(count: int, of: int, confidence: float) -> Rate:
    """The share and its interval.

    Raises:
        ValueError: there is nothing to take a share of.
    """
    if of <= 0 or not 0 <= count <= of:
        raise ValueError(f"{count} of {of} is no share")
    z = deviations(confidence)
    middle, width = count / of + z * z / (2 * of), z * sqrt(count * (of - count) / of**3 + z * z / (4 * of * of))
    scale = 1 + z * z / of
    return Rate(count, of, max(0.0, (middle - width) / scale), min(1.0, (middle + width) / scale))


def kappa(pairs: Iterable[tuple[Hashable, Hashable]], confidence: float) -> Kappa | None:
    """How far two people agree, over pairs of what each has said; None where chance leaves nothing to agree on."""
    table = Counter(pairs)
    total = table.total()
    if not total:
        return None
    one: Counter[Hashable] = Counter()
    other: Counter[Hashable] = Counter()
    for (left, right), count in table.items():
        one[left] += count
        other[right] += count
    agreed = sum(count for (left, right), count in table.items() if left == right)
    by_chance = sum(one[label] * other[label] for label in one) / total**2
    if by_chance >= 1:
        return None
    value = (agreed / total - by_chance) / (1 - by_chance)
    if agreed in (0, total):
        wilson = rate(agreed, total, confidence)
        return Kappa(value, *(max(-1.0, (end - by_chance) / (1 - by_chance)) for end in (wilson.low, wilson.high)))
    width = deviations(confidence) * sqrt(_variance(table, one, other, total, by_chance, value))
    return Kappa(value, max(-1.0, value - width), min(1.0, value + width))


def _variance(
    table: Counter[tuple[Hashable, Hashable]],
    one: Counter[Hashable],
    other: Counter[Hashable],
    total: int,
    by_chance: float,
    value: float,
) -> float:
    """The variance of kappa in a large sample (Fleiss, Cohen and Everitt 1969)."""
    rest = 1 - value
    alike = apart = 0.0
    for (left, right), count in table.items():
        share = count / total
        if left == right:
            alike += share * (1 - (one[left] + other[left]) / total * rest) ** 2
        else:
            apart += share * ((other[left] + one[right]) / total) ** 2
    spread = alike + rest**2 * apart - (value - by_chance * rest) ** 2
    return max(0.0, spread) / (total * (1 - by_chance) ** 2)


def deviations(confidence: float) -> float:
    """How many standard deviations an interval of this confidence reaches to each side: 1.96 of 0.95."""
    return NormalDist().inv_cdf((1 + confidence) / 2)

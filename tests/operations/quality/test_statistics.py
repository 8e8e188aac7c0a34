"""Figures against values that others have published or computed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseal.operations.quality.statistics import deviations, kappa, rate


def pairs(table: list[list[int]]) -> list[tuple[int, int]]:
    """A table of counts as the pairs that it counts."""
    return [(left, right) for left, row in enumerate(table) for right, count in enumerate(row) for _ in range(count)]


@pytest.mark.parametrize(
    ("table", "value", "low", "high"),
    [
        # SAS PROC FREQ on a 3 by 3 table, as statsmodels' own tests quote it: kappa 0.4842, ASE 0.1380.
        ([[0, 4, 1], [0, 8, 0], [0, 1, 5]], 0.4842, 0.2137, 0.7547),
        # The example of Cohen's kappa that textbooks use; ASE 0.1270 by the formula of 1969.
        ([[20, 5], [10, 15]], 0.4, 0.1511, 0.6489),
    ],
)
def test_kappa_and_its_interval(table: list[list[int]], value: float, low: float, high: float) -> None:
    found = kappa(pairs(table), 0.95)
    assert found is not None
    assert (found.value, found.low, found.high) == pytest.approx((value, low, high), abs=6e-4)


@pytest.mark.parametrize(
    ("table", "value"),
    [([[45, 15], [25, 15]], 0.1304), ([[25, 35], [5, 35]], 0.2593), ([[7, 2, 1], [3, 9, 4], [0, 2, 8]], None)],
)
def test_the_interval_is_that_of_the_delta_method(table: list[list[int]], value: float | None) -> None:
    """The same share of agreement, 0.60, of unlike margins: textbook values; the width by slopes found numerically."""
    found = kappa(pairs(table), 0.95)
    assert found is not None
    if value is not None:
        assert found.value == pytest.approx(value, abs=1e-4)
    total, size = sum(map(sum, table)), range(len(table))
    shares = [[count / total for count in row] for row in table]

    def by_hand(p: list[list[float]]) -> float:
        whole = sum(map(sum, p))
        agreed = sum(p[i][i] for i in size) / whole
        chance = sum(sum(p[i]) * sum(row[i] for row in p) for i in size) / whole**2
        return (agreed - chance) / (1 - chance)

    slopes = {}
    for i in size:
        for j in size:
            more = [
                [one + (1e-6 if (i, j) == (a, b) else 0) for b, one in enumerate(row)] for a, row in enumerate(shares)
            ]
            slopes[i, j] = (by_hand(more) - by_hand(shares)) / 1e-6
    mean = sum(shares[i][j] * slope for (i, j), slope in slopes.items())
    variance = sum(shares[i][j] * (slope - mean) ** 2 for (i, j), slope in slopes.items()) / total
    assert (found.high - found.low) / 2 == pytest.approx(deviations(0.95) * variance**0.5, abs=1e-4)


def test_chance_alone_is_nought_and_all_is_one() -> None:
    found = kappa(pairs([[25, 25], [25, 25]]), 0.95)
    assert found is not None and found.value == 0 and found.low < 0 < found.high
    alike = kappa(pairs([[10, 0], [0, 10]]), 0.95)
    assert alike is not None and alike.value == 1 and alike.high == 1
    assert alike.low == pytest.approx((0.8389 - 0.5) / 0.5, abs=1e-4)  # few that agree prove no perfection
    apart = kappa(pairs([[0, 10], [10, 0]]), 0.95)
    assert apart is not None and apart.value == -1 and apart.low == -1 < apart.high


def test_where_all_say_the_same_chance_leaves_nothing() -> None:
    assert kappa(pairs([[30]]), 0.95) is None and kappa([], 0.95) is None


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (20, 20, 0.8389, 1.0), (81, 263, 0.2553, 0.3662)],
)
def test_a_share_has_the_interval_of_wilson(count: int, of: int, low: float, high: float) -> None:
    found = rate(count, of, 0.95)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-4) and found.share == count / of


def test_what_is_no_share_is_refused() -> None:
    for count, of in ((0, 0), (3, 2), (-1, 4)):
        with pytest.raises(ValueError, match="no share"):
            rate(count, of, 0.95)


def test_an_interval_of_95_reaches_one_point_nine_six_deviations() -> None:
    assert deviations(0.95) == pytest.approx(1.959964, abs=1e-6)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=80))
def test_kappa_keeps_its_bounds_whoever_is_called_the_first(found: list[tuple[int, int]]) -> None:
    one, other = kappa(found, 0.95), kappa([(right, left) for left, right in found], 0.95)
    if one is None or other is None:
        assert one is other is None
        return
    assert -1 <= one.low <= one.value + 1e-12 and one.value - 1e-12 <= one.high <= 1
    assert (one.value, one.low, one.high) == pytest.approx((other.value, other.low, other.high), abs=1e-9)

import subprocess
import sys

import pytest

from bench.clock import complaint, middle, quantile, run


def test_quantiles_are_values_that_were_seen() -> None:
    values = [float(value) for value in range(1, 101)]
    assert quantile(values, 0.5) == 51
    assert quantile(values, 0.99) == 100
    assert quantile([7.0], 0.99) == 7


def test_the_middle_of_nothing_is_nothing() -> None:
    assert middle([]) == 0.0
    assert middle([3.0, 1.0, 2.0]) == 2.0


def test_a_command_is_run_and_its_time_counted() -> None:
    spent = run([sys.executable, "-c", "print(sum(range(10**6)))"], capture=True)
    assert spent.status == 0
    assert spent.said == "499999500000\n"
    assert spent.cpu > 0
    assert spent.wall > 0


def test_a_command_that_fails_says_why() -> None:
    spent = run([sys.executable, "-c", "raise SystemExit('no such pack')"], capture=True)
    assert complaint(spent) == "ended with status 1: no such pack"


def test_a_command_that_takes_too_long_is_ended() -> None:
    with pytest.raises(subprocess.TimeoutExpired):
        run([sys.executable, "-c", "import time; time.sleep(60)"], timeout=0.2)

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.memory import family, peak_kib

pytestmark = pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="no /proc here")


def test_the_peak_of_a_living_process_is_known_and_of_a_dead_one_is_nothing() -> None:
    assert peak_kib(os.getpid()) > 1_000
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    assert peak_kib(done.pid) == 0


def test_a_family_holds_the_children() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        assert child.pid in set(family(os.getpid()))
        child.communicate(b"\n")

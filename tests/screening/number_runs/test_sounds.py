"""Sound-alikes: only in clusters that could be a number."""

import pytest

from reseal.screening.number_runs.atoms import TABLES
from reseal.screening.number_runs.sounds import heard_atoms


def heard(text: str) -> str:
    spots = [i for i, c in enumerate(text) if c in TABLES.heard]
    return "".join(atom.digits for atom in heard_atoms(text, spots))


def test_a_cluster_is_heard() -> None:
    assert heard("要溜舞,灵灵灵灵,酒三溜吧") == "16500009" + "68"
    assert heard("138凌凌凌凌4471") == "0000"


@pytest.mark.parametrize("text", ["就是这样吧", "要是一起去爬山就好了", "酒吧", ""])
def test_talk_is_not(text: str) -> None:
    assert heard(text) == ""

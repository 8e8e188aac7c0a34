"""Resident IDs: whole, masked, old, in part."""

import pytest

from reseal.screening.data import read_toml
from reseal.screening.identifiers.resident_id import ResidentCues, judged
from reseal.screening.number_runs import find_runs

CUES = ResidentCues(
    read_toml("identifiers", "government_id.toml")["cues"], read_toml("numbers", "lookalikes.toml")["codes"]
)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("440301190508171236", "government_id.resident18"),
        ("440301********1236", "government_id.resident_masked"),
        ("身份证440301050817123", "government_id.resident15"),
        ("身份证后六位171236", "government_id.resident_part"),
        ("身份证440301190508171237", "government_id.resident18_broken"),
    ],
)
def test_rules(text: str, rule: str) -> None:
    (run,) = find_runs(text)
    found = judged(text, run, CUES)
    assert found is not None and found[1] == rule


@pytest.mark.parametrize("text", ["440301050817123", "171236", "440301190508171237", "身份证不是19900101"])
def test_without_the_words_parts_are_nothing(text: str) -> None:
    (run,) = find_runs(text)
    assert judged(text, run, CUES) is None

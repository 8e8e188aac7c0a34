"""IBANs: country, length, check digits."""

import pytest

from reseal.screening.identifiers.iban import iban_around
from reseal.screening.number_runs import find_runs


def found(text: str) -> str | None:
    for run in find_runs(text):
        span = iban_around(text, run)
        if span:
            return text[slice(*span)]
    return None


@pytest.mark.parametrize(
    "code",
    ["de20500105170000000417", "de20 5001 0517 0000 0004 17", "gb73 nwbk 6016 1300 0004 17", "nl78abna0000000417"],
)
def test_valid_ones(code: str) -> None:
    assert found(f"to {code}, thanks") == code


@pytest.mark.parametrize(
    "code", ["de21500105170000000417", "zz20500105170000000417", "de2050010517000000041", "xde20500105170000000417"]
)
def test_others_are_none(code: str) -> None:
    assert found(code) is None

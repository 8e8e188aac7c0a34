"""The log tells where something broke, never what it was about."""

import pytest

from reseal.faults import report


def test_a_report_names_the_place(capfd: pytest.CaptureFixture[str]) -> None:
    report(ValueError("13800004471"))
    assert capfd.readouterr().err == "reseal: internal error: ValueError at an unknown place\n"

import pytest

from reseal.faults import report


def test_a_fault_is_told_by_type_and_place_and_nothing_of_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        raise ValueError("13800004471")
    except ValueError as error:
        report(error)
    said = capsys.readouterr().err
    assert "ValueError at " in said and "test_faults.py:" in said and "4471" not in said


def test_a_fault_that_was_never_raised_is_told_too(capsys: pytest.CaptureFixture[str]) -> None:
    report(ValueError("13800004471"))
    assert capsys.readouterr().err == "reseal: internal error: ValueError at an unknown place\n"

"""Short samples of the crash and load drills; `make drill` runs the long ones."""

from pathlib import Path

import pytest

import drill.__main__
from bench.door import reseal
from drill import crash, load

SHORT_FILE = 600_000
SHORT_SECONDS = 1.0


@pytest.fixture(scope="module")
def command() -> list[str]:
    found = reseal()
    assert found is not None
    return found


def test_what_is_killed_cut_or_full_ends_with_a_clear_error(command: list[str], tmp_path: Path) -> None:
    outcomes = list(crash.checks(command, tmp_path, SHORT_FILE))
    assert [outcome.line() for outcome in outcomes if not outcome.held] == []
    assert len(outcomes) == 8


def test_a_crowd_of_clients_gets_answers_and_none_is_a_server_error(command: list[str], tmp_path: Path) -> None:
    outcomes = load.drill(command, tmp_path, SHORT_SECONDS)
    assert [outcome.line() for outcome in outcomes if not outcome.held] == []


def test_ids_with_a_gap_are_not_in_order() -> None:
    assert crash.in_order(["p0", "p1"])
    assert not crash.in_order(["p0", "p2"])
    assert not crash.in_order(["p1"])


def test_an_end_with_a_traceback_or_another_status_is_not_clear() -> None:
    assert crash.Ended(1, "reseal: a worker ended at line 3", []).clear(1, "worker", "line")
    assert not crash.Ended(1, "Traceback (most recent call last)\nworker line", []).clear(1, "worker", "line")
    assert not crash.Ended(0, "worker line", []).clear(1, "worker", "line")


def test_an_unknown_drill_is_answered_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        drill.__main__.main(["flood"])
    assert "fuzz, load, crash, desk, openapi" in capsys.readouterr().err


def test_without_the_fuzzer_the_drill_says_so_and_does_not_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drill.__main__, "find_spec", lambda name: None)
    (outcome,) = drill.__main__.fuzz(0.1, ["fold"])
    assert not outcome.held
    assert "atheris is not installed" in outcome.seen

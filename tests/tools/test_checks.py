import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace

import checks
import pytest
from checks import Check


def python(code: str, *, needs: str = "reseal", loud: bool = False) -> Check:
    return Check("sample", "it holds", needs, (sys.executable, "-c", code), loud=loud)


def test_a_check_that_holds_prints_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert checks.run(python("print('detail')")) == "passed"
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_a_check_that_fails_shows_what_it_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert checks.run(python("import sys; print('line 3: mend me'); sys.exit(1)")) == "failed"
    assert "line 3: mend me" in capsys.readouterr().out


def test_a_check_whose_tool_is_missing_is_skipped_aloud(capsys: pytest.CaptureFixture[str]) -> None:
    assert checks.run(python("raise SystemExit(1)", needs="no_such_tool")) == "skipped"
    assert "SKIPPED, no_such_tool is not installed" in capsys.readouterr().out


def test_one_failure_fails_the_whole_and_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = python("pass"), Check("bad", "it does not", "reseal", (sys.executable, "-c", "raise SystemExit(1)"))
    gone = Check("gone", "nothing", "no_such_tool", (sys.executable, "-c", "pass"))
    monkeypatch.setattr(checks, "CHECKS", (good, bad, gone))
    assert checks.main([]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "checks: 3 checks, 1 failed, 1 skipped (bad)"
    assert checks.main(["sample"]) == 0


def test_a_name_that_is_no_check_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert checks.main(["lunt"]) == 2
    assert "lint" in capsys.readouterr().out


def test_a_check_writes_into_a_folder_of_its_own_that_goes_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    with checks.surroundings() as environment:
        folder = Path(environment["TMPDIR"])
        assert folder.is_dir() and Path(environment["PYTHONPYCACHEPREFIX"]).is_relative_to(folder)
        assert "PYTHONDONTWRITEBYTECODE" not in environment
        subprocess.run([sys.executable, "-c", "import reseal.vocabulary"], env=environment, check=True)
        assert list(folder.rglob("vocabulary*.pyc")), "the next process need not compile it"
    assert not folder.exists()
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE")
    with checks.surroundings() as environment:
        assert "PYTHONPYCACHEPREFIX" not in environment or "PYTHONPYCACHEPREFIX" in os.environ


@pytest.mark.parametrize("free", [0, checks.ROOM])
def test_the_folder_lies_in_memory_where_that_has_room(
    free: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "MEMORY", tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    with checks.surroundings() as environment:
        assert Path(environment["TMPDIR"]).is_relative_to(tmp_path) == bool(free)
    monkeypatch.setattr(checks, "MEMORY", tmp_path / "none")
    with checks.surroundings() as environment:
        assert Path(environment["TMPDIR"]).parent == Path(tempfile.gettempdir())

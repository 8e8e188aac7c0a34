import contextlib
import os
import pty
import sys
from pathlib import Path

import pytest

from reseal.interfaces.cli.main import main
from reseal.interfaces.cli.progress import said
from reseal.interfaces.streams.run import Totals


def test_the_line_of_progress() -> None:
    assert said(Totals(1_620, 540, 3), 1.2) == "1,620 posts · 1.2 s · 1,350 posts/s · 540 violating · 3 held"
    assert said(Totals(10, 0, 0, 2), 0.0).endswith("0 posts/s · 0 violating · 0 held · 2 rejected")


def on_a_terminal(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> str:
    """What a command shows on a terminal that is its standard error."""
    ours, theirs = pty.openpty()
    shown = b""
    with os.fdopen(theirs, "w", encoding="utf-8") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        assert main(arguments) == 0
        monkeypatch.undo()
        terminal.flush()
        os.set_blocking(ours, False)
        with contextlib.suppress(BlockingIOError):
            while part := os.read(ours, 65_536):
                shown += part
    os.close(ours)
    return shown.decode()


@pytest.mark.parametrize("suffix", ["jsonl", "csv", "parquet"])
def test_a_terminal_shows_a_bar_that_reaches_its_end(
    suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    posts = tmp_path / f"in.{suffix}"
    write(posts)
    shown = on_a_terminal(["screen", str(posts), "--to", str(tmp_path / "out.jsonl")], monkeypatch)
    assert "3 posts" in shown and "100%" in shown


def write(file: Path) -> None:
    if file.suffix == ".parquet":
        import pyarrow as pa
        import pyarrow.parquet as pq

        pq.write_table(pa.table({"id": ["1", "2", "3"], "text": ["a", "b", "c"]}), file)
    elif file.suffix == ".csv":
        file.write_text("id,text\n1,a\n2,b\n3,c\n")
    else:
        file.write_text("".join(f'{{"id":"{n}","text":"a"}}\n' for n in range(3)))


def test_nothing_is_shown_elsewhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "in.jsonl")
    assert main(["screen", str(tmp_path / "in.jsonl"), "--to", str(tmp_path / "out.jsonl")]) == 0
    assert capsys.readouterr().err == ""

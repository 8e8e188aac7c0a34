"""What the tests of the doors share: golden files, and a data directory of their own."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"
Golden = Callable[[str, str], None]


@pytest.fixture
def golden() -> Golden:
    """Compares a text with a file under golden/; `RESEAL_WRITE_GOLDEN=1` writes the files anew."""

    def compare(name: str, text: str) -> None:
        file = GOLDEN / name
        if os.environ.get("RESEAL_WRITE_GOLDEN"):
            file.write_text(text, encoding="utf-8")
        assert text == file.read_text(encoding="utf-8")

    return compare


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data directory for this test alone, and no settings from outside."""
    for name in [name for name in os.environ if name.startswith("RESEAL_") and name != "RESEAL_WRITE_GOLDEN"]:
        if name != "RESEAL_CACHE_DIR":
            monkeypatch.delenv(name)
    folder = tmp_path / "data"
    monkeypatch.setenv("RESEAL_DATA_DIR", str(folder))
    monkeypatch.chdir(tmp_path)
    return folder

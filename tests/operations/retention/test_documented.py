"""What the operator reads about retention is what the sweeps do (PI-01)."""

from pathlib import Path

import pytest

from reseal.operations.retention.rules import stores

PAGE = Path(__file__).resolve().parents[3] / "docs" / "operating.md"


@pytest.mark.parametrize("name", stores())
def test_the_page_names_every_store_with_its_days(name: str) -> None:
    store = stores()[name]
    assert f"| {name} | {store.days} | {store.from_} | {store.purpose} |" in PAGE.read_text(encoding="utf-8")


def test_the_page_names_no_other() -> None:
    table = PAGE.read_text(encoding="utf-8").partition("| Store | Days |")[2].partition("\n\n")[0]
    lines = table.splitlines()[2:]
    told = [line.split(" | ")[0].removeprefix("| ") for line in lines if line.startswith("| ")]
    assert sorted(told) == sorted(stores())

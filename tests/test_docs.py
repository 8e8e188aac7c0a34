"""The pages hold together: every relative link leads somewhere, and every record of a decision is listed."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?://|mailto:|#)([^)#\s]+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_relative_links_lead_somewhere(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_decision_record_is_listed_and_has_a_date_and_a_status() -> None:
    folder = ROOT / "docs" / "decisions"
    index = (folder / "index.md").read_text(encoding="utf-8")
    records = sorted(folder.glob("[0-9]*.md"))
    assert records
    for record in records:
        assert f"({record.name})" in index
        assert re.search(r"^Date: \d{4}-\d\d-\d\d · Status: \w+", record.read_text(encoding="utf-8"), re.MULTILINE)
        assert record.read_text(encoding="utf-8").startswith(f"# {record.name[:4]}. ")


def test_every_command_of_the_makefile_has_a_line_of_help() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony
    for target in phony[1].split():
        assert re.search(rf"^{target}:.*## \S", makefile, re.MULTILINE), target

"""The pages hold together: links lead somewhere, every record of a decision is listed, every setting explained."""

import re
from pathlib import Path

import msgspec
import pytest

from reseal.configuration import Configuration

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
SETTINGS = ROOT / "docs" / "settings.md"
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


def test_the_settings_page_names_every_setting_and_no_other() -> None:
    rows = [line.split("|") for line in SETTINGS.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    names = {name for row in rows for name in re.findall(r"`([a-z_]+)`", row[1])}
    assert names == set(Configuration.__struct_fields__)
    in_environment = {name for row in rows for name in re.findall(r"`RESEAL_([A-Z_]+)`", row[2])}
    assert in_environment == {name.upper() for name in names}


def test_the_settings_page_gives_the_defaults() -> None:
    defaults = {field.name: field.default for field in msgspec.structs.fields(Configuration)}
    for line in SETTINGS.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        for name in re.findall(r"`([a-z_]+)`", cells[0]) if line.startswith("| `") else ():
            if defaults[name] is not msgspec.NODEFAULT:
                said = str(defaults[name]).lower() if isinstance(defaults[name], bool) else str(defaults[name])
                assert (said or "empty") in cells[2].replace("`", "").split(", "), name

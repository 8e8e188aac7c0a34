"""docs/settings.md names every setting that there is, with its default, and no other."""

import re
from pathlib import Path

import msgspec

from reseal.configuration import Configuration

PAGE = Path(__file__).resolve().parent.parent / "docs" / "settings.md"


def test_the_page_names_every_setting_and_no_other() -> None:
    rows = [line.split("|") for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    names = {name for row in rows for name in re.findall(r"`([a-z_]+)`", row[1])}
    assert names == set(Configuration.__struct_fields__)
    in_environment = {name for row in rows for name in re.findall(r"`RESEAL_([A-Z_]+)`", row[2])}
    assert in_environment == {name.upper() for name in names}


def test_the_page_gives_the_defaults() -> None:
    defaults = {field.name: field.default for field in msgspec.structs.fields(Configuration)}
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        for name in re.findall(r"`([a-z_]+)`", cells[0]) if line.startswith("| `") else ():
            if defaults[name] is not msgspec.NODEFAULT:
                said = str(defaults[name]).lower() if isinstance(defaults[name], bool) else str(defaults[name])
                assert said in cells[2].replace("`", "").split(", "), name

from pathlib import Path

import pytest

from bench.places import PAGE
from bench.results import load, save
from bench.tables import BESIDE, PARTS, RENDER, filled, part_of_page, targets_table


def test_only_what_stands_between_the_markers_changes() -> None:
    page = "before\n<!-- bench:speed -->\nold\n<!-- /bench:speed -->\nafter\n"
    done = filled(page, "speed", "new")
    assert done == "before\n<!-- bench:speed -->\n\nnew\n\n<!-- /bench:speed -->\nafter\n"
    assert filled(done, "speed", "new") == done


def test_a_page_without_markers_is_answered_with_what_it_lacks() -> None:
    with pytest.raises(ValueError, match="<!-- bench:speed -->"):
        filled("nothing here", "speed", "new")


def test_the_page_has_a_place_for_every_part() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for part in (*PARTS, *(place for places in BESIDE.values() for place in places), "targets"):
        filled(page, part, "x")
    assert set(RENDER) == set(PARTS)


def test_a_result_is_kept_with_its_command_and_machine(tmp_path: Path) -> None:
    assert load("speed", tmp_path) is None
    save("speed", "python -m bench speed", {"rounds": 3}, tmp_path)
    kept = load("speed", tmp_path)
    assert kept is not None
    assert kept["figures"] == {"rounds": 3}
    assert kept["command"] == "python -m bench speed"
    assert {"date", "processor", "cores", "python"} <= set(kept["machine"])


def test_a_target_that_was_not_measured_keeps_its_line() -> None:
    line = "| cold start of `reseal check` | ≤ 1,000 ms | 1,111 ms | **no** |"
    table = targets_table(
        {}, f"| Target | wanted | measured | reached |\n|---|---:|---:|---:|\n{line}\n| gone | 1 | 1 | yes |"
    )
    assert line in table
    assert "gone" not in table
    assert "not measured" in table


def test_a_part_of_the_page_is_read_back() -> None:
    page = filled("<!-- bench:speed -->\n<!-- /bench:speed -->", "speed", "the table")
    assert part_of_page(page, "speed") == "the table"
    assert part_of_page(page, "cost") == ""

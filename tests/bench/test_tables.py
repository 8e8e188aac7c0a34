from pathlib import Path

import pytest

from bench.places import PAGE
from bench.results import load, save
from bench.tables import PARTS, RENDER, filled, number, table


def test_a_table_has_a_head_a_rule_and_a_line_a_row() -> None:
    assert table(("a", "b"), [["x", 1], ["y", 2]]).splitlines() == ["| a | b |", "|---|---:|", "| x | 1 |", "| y | 2 |"]


def test_numbers_are_grouped_and_a_gap_is_a_dash() -> None:
    assert number(1234567.8) == "1,234,568"
    assert number(None) == "–"


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
    for part in (*PARTS, "targets"):
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

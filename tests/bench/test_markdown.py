from bench.markdown import number, rate, table


def test_a_table_has_a_head_a_rule_and_a_line_a_row() -> None:
    assert table(("a", "b"), [["x", 1], ["y", 2]]).splitlines() == ["| a | b |", "|---|---:|", "| x | 1 |", "| y | 2 |"]


def test_numbers_are_grouped_and_a_gap_is_a_dash() -> None:
    assert number(1234567.8) == "1,234,568"
    assert number(None) == "–"


def test_a_rate_carries_its_interval() -> None:
    assert rate(0.5, (0.25, 0.75)) == "0.50 (0.25–0.75)"
    assert rate(None, None) == "–"

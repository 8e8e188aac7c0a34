"""The tables of writings hold together."""

from reseal.screening.fold import fold_text
from reseal.screening.number_runs.tables import connectors, count_marks, digit_tables, join_words, leads


def test_every_writing_is_folded() -> None:
    tables = digit_tables()
    for table in (tables.numerals, tables.lookalikes, tables.sounds, tables.strong, tables.weak):
        assert all(fold_text(word) == word for word in table)
    assert all(fold_text(word) == word for word in join_words())


def test_no_character_is_two_digits() -> None:
    tables = digit_tables()
    assert not set(tables.numerals) & set(tables.sounds)
    assert not set(tables.numerals) & set(tables.units)


def test_counts_become_connecting_words() -> None:
    assert "四位" in connectors()["四"]
    assert "last four" in connectors()["l"]
    assert "last " in count_marks()[0]
    assert "前三位" in leads()

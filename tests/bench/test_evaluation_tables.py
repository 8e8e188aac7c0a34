import pytest

from bench import quality
from bench.evaluation_tables import breakdown_tables, calibration_tables, operating_table, whose_table
from bench.labelled import blind_files, read
from bench.places import SHARED
from bench.targets import targets


@pytest.mark.skipif(not (SHARED / "score.py").is_file(), reason="../shared is not here")
def test_what_is_measured_fits_its_tables() -> None:
    posts = read(blind_files()[0])[:24]
    apart = quality.apart(posts)
    figures = {"apart": {"examples": apart, "blind": apart}}
    for text in (breakdown_tables(figures), calibration_tables(figures), whose_table(figures)):
        tables = [block.splitlines() for block in text.split("\n\n") if block.startswith("|")]
        assert tables
        assert all(len({line.count("|") for line in lines}) == 1 for lines in tables)
    assert "language: `en`" in breakdown_tables(figures)
    assert "`remove_at` of" in calibration_tables(figures)


def test_an_operating_point_is_a_line() -> None:
    row = {
        "set": "blind",
        "level": "full",
        "violating": 300,
        "natural": 6_431,
        "rate": 0.001,
        "threshold": 0.7,
        "recall": 0.8,
        "interval": (0.7, 0.9),
    }
    line = operating_table({"operating": [row]}).splitlines()[-1]
    assert line == "| written blind, 300 violating posts, level full | 0.1% of 6,431 | over 0.70 | 0.80 (0.70–0.90) |"


def test_what_the_encoder_must_bring_is_among_the_targets() -> None:
    wanted = {target.what: target.wanted for target in targets({})}
    assert wanted["F1 of violates on the development test, level full"] == 0.94
    assert wanted["natural posts (dev) called violating, level full, of 1,000"] == 1

from pathlib import Path

from bench.masked import masked
from bench.mixes import Natural
from bench.natural import rates, read_reading
from reseal.screening.screener import Screener
from reseal.vocabulary import Exposure, Post


def test_a_reading_says_which_flagged_posts_are_truly_so(tmp_path: Path) -> None:
    file = tmp_path / "reading.toml"
    file.write_text('true = ["dev-1"]\nfalse = ["dev-2"]\n', encoding="utf-8")
    assert read_reading(file) == {"dev-1": True, "dev-2": False}
    assert read_reading(tmp_path / "absent.toml") == {}


def test_the_reading_in_the_project_can_be_read() -> None:
    assert isinstance(read_reading(), dict)


def test_rates_count_flagged_read_and_unread() -> None:
    import msgspec

    posts = [Natural(f"dev-{number}", "今天天气真好") for number in range(4)]
    plain = Screener(level="verdict").decide([Post(post.id, post.text) for post in posts])
    flagged = [msgspec.structs.replace(d, violates=True, category="exposure") for d in plain[:3]]
    found = rates(posts, [*flagged, plain[3]], {"dev-0": True, "dev-1": False})
    assert (found["posts"], found["violating"]) == (4, 3)
    assert (found["read_true"], found["read_false"], found["unread"]) == (1, 1, 1)
    assert found["survivors"] == {"identifiers": 0, "verdict": 0}


def test_what_is_shown_holds_neither_exposure_nor_long_digits() -> None:
    decision = Screener(level="identifiers").plain("p")
    import msgspec

    decision = msgspec.structs.replace(decision, exposures=(Exposure("email", 2, 15, 1.0),))
    shown = masked("信 a@example.com 或者\n６０００００一二三四五，2019 年", decision)
    assert "example" not in shown
    assert not any(len(run) > 4 for run in "".join(c if c.isnumeric() else " " for c in shown).split())
    assert "2019" in shown
    assert "\n" not in shown

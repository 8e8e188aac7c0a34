from xml.etree import ElementTree

from bench.calibration import reliability
from bench.reliability import diagram

SVG = "{http://www.w3.org/2000/svg}"
SCORES = [(0.1, False), (0.15, True), (0.9, True)]


def test_it_is_a_picture_by_itself_for_light_and_dark() -> None:
    drawn = diagram([("a <b>", reliability(SCORES))])
    root = ElementTree.fromstring(drawn)
    assert root.tag == f"{SVG}svg"
    assert "prefers-color-scheme: dark" in drawn
    assert "<script" not in drawn
    assert "href" not in drawn
    assert any(text.text == "a <b>" for text in root.iter(f"{SVG}text"))


def test_every_bin_with_posts_has_its_dot_where_it_belongs() -> None:
    root = ElementTree.fromstring(diagram([("a", reliability(SCORES)), ("b", reliability([]))]))
    dots = [dot for dot in root.iter(f"{SVG}circle") if dot.get("r") != "6"]
    assert len(dots) == 2
    low, high = sorted(dots, key=lambda dot: float(dot.get("cx", "")))
    assert float(low.get("cy", "")) > float(high.get("cy", ""))
    assert float(low.get("r", "")) > float(high.get("r", ""))


def test_a_bin_of_few_posts_is_hollow_and_no_part_of_the_line() -> None:
    drawn = ElementTree.fromstring(
        diagram([("a", reliability([(0.95, True)] * 9 + [(0.85, True)] * 9 + [(0.55, False)]))])
    )
    hollow = [dot for dot in drawn.iter(f"{SVG}circle") if dot.get("class") == "s0 few"]
    (line,) = [path for path in drawn.iter(f"{SVG}path") if path.get("class") == "s0 line"]
    assert len(hollow) == 1
    assert line.get("d", "").count("L") == 1

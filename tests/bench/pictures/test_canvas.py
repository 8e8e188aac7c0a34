from random import Random

import numpy as np
import pytest

from bench.pictures.canvas import Canvas, Style


def blank(width: int = 600, height: int = 200) -> Canvas:
    return Canvas(width, height, (255, 255, 255), "zh", Random(1))


def test_a_marked_value_is_kept_with_where_its_ink_stands() -> None:
    canvas = blank()
    canvas.write((20, 40), "电话 ⟦phone|13800004471⟧ 是他", Style(30))
    (shown,) = canvas.shown
    assert (shown.type, shown.text) == ("phone", "13800004471")
    ((left, top), _, (right, bottom), _) = shown.polygons[0]
    ink = np.argwhere(np.asarray(canvas.image.convert("L")) < 128)
    inside = (ink[:, 1] > left) & (ink[:, 1] < right) & (ink[:, 0] > top) & (ink[:, 0] < bottom)
    assert 0.5 < inside.mean() < 0.95
    before = ink[~inside][:, 1]
    assert before.min() < left
    assert before.max() > right


def test_a_value_over_two_lines_has_two_polygons() -> None:
    canvas = blank(300)
    canvas.write((20, 20), "住⟦address|北京市朝阳区青禾路一号锦绣苑三栋二单元⟧", Style(30), 260)
    assert len(canvas.shown[0].polygons) >= 2
    assert "".join(canvas.said) == "住北京市朝阳区青禾路一号锦绣苑三栋二单元"


@pytest.mark.parametrize(("anchor", "middle"), [("l", 400), ("m", 300), ("r", 200)])
def test_writing_stands_by_its_anchor(anchor: str, middle: int) -> None:
    canvas = blank(600)
    canvas.write((300, 40), "⟦phone|13800004471⟧", Style(30), anchor=anchor)
    ink = np.argwhere(np.asarray(canvas.image.convert("L")) < 128)[:, 1]
    assert abs(ink.mean() - middle) < 30


def test_what_is_pasted_moves_along() -> None:
    small, large = blank(300, 100), blank()
    small.write((0, 0), "⟦phone|13800004471⟧", Style(20))
    large.paste(small, (50, 60))
    assert large.shown[0].polygons[0][0] == pytest.approx(
        (small.shown[0].polygons[0][0][0] + 50, small.shown[0].polygons[0][0][1] + 60)
    )
    assert large.said == ["13800004471"]

import numpy as np
import pytest

from reseal.screening.pictures.line import Line, even_cells
from reseal.screening.pictures.order import in_order


def line(text: str, x: float, y: float, width: float, height: float = 20) -> Line:
    quad = np.array([[x, y], [x + width, y], [x + width, y + height], [x, y + height]], dtype=np.float32)
    return Line(text, 1.0, quad, even_cells(len(text)))


def text_of(lines: list[Line]) -> str:
    return "".join(before + one.text for before, one in in_order(lines))


def test_rows_go_from_the_top_and_from_the_left() -> None:
    lines = [
        line("电话", 10, 52, 40),
        line("138 0000 4471", 70, 50, 200),
        line("姓名", 10, 10, 40),
        line("沈雨柔", 70, 12, 60),
    ]
    assert text_of(lines) == "姓名 沈雨柔\n电话 138 0000 4471"


def test_a_form_is_read_by_rows_though_labels_stand_apart() -> None:
    lines = [line(f"项{n}", 10, 10 + 40 * n, 40) for n in range(5)]
    lines += [line(f"内容{n}", 300, 10 + 40 * n, 60) for n in range(5)]
    assert text_of(lines) == "\n".join(f"项{n} 内容{n}" for n in range(5))


def test_columns_of_running_text_are_read_one_after_the_other() -> None:
    left = [line(f"左{n}" * 6, 10, 10 + 40 * n, 240 - 30 * (n == 4)) for n in range(5)]
    right = [line(f"右{n}" * 6, 300, 14 + 40 * n, 240 - 30 * (n == 4)) for n in range(5)]
    said = text_of([*right, *left])
    assert said.index("左4") < said.index("右0")


def test_a_line_that_reaches_the_edge_goes_on_in_the_next() -> None:
    lines = [line("大家给她打电话吧号码是1380000", 10, 10, 300), line("4471", 10, 35, 50)]
    assert text_of(lines) == "大家给她打电话吧号码是13800004471"
    lines = [line("please do call her on her number", 10, 10, 300), line("today or tomorrow", 10, 35, 160)]
    assert text_of(lines) == "please do call her on her number today or tomorrow"


def test_a_line_that_ends_early_ends() -> None:
    lines = [line("标题", 10, 10, 60), line("下面是另一回事下面是另一回事", 10, 35, 300)]
    assert text_of(lines) == "标题\n下面是另一回事下面是另一回事"


@pytest.mark.parametrize("degrees", [-20, 5, 90, 135, 180, 187, 270])
def test_a_turned_page_is_read_as_it_would_stand_upright(degrees: int) -> None:
    sine, cosine = np.sin(np.radians(degrees)), np.cos(np.radians(degrees))
    turn = np.array([[cosine, sine], [-sine, cosine]], dtype=np.float32)
    upright = [line("一" * 20, 10, 10, 400), line("左", 10, 50, 60), line("右", 300, 50, 60), line("三", 10, 90, 60)]
    turned = [Line(one.text, 1.0, one.quad @ turn, one.cells) for one in upright]
    assert text_of(turned[::-1]) == "一" * 20 + "\n左 右\n三"


def test_nothing_is_nothing() -> None:
    assert in_order([]) == []


def test_small_labels_above_values_stand_before_their_own() -> None:
    labels = [line("Passport No.", 200, 10, 90, 14), line("Type", 10, 10, 40, 14)]
    values = [line("P", 10, 28, 14), line("E00004417", 200, 28, 120)]
    assert text_of([*values, *labels]) == "Type P\nPassport No. E00004417"
    table = [line("列甲", 10, 10, 40), line("列乙", 200, 10, 40), line("一", 10, 34, 20), line("二", 200, 34, 20)]
    assert text_of(table) == "列甲 列乙\n一 二"


def test_lines_of_one_cell_stay_together_beside_its_label() -> None:
    values = [line("北京市朝阳区望京花园", 70, 8, 200, 28), line("小区3号楼", 70, 34, 100, 28)]
    lines = [line("住址", 10, 22, 40, 26), *values]
    assert text_of(lines) == "住址 北京市朝阳区望京花园小区3号楼"


def test_a_list_beside_a_page_is_read_by_itself() -> None:
    beside = [line(f"# 频道{n}", 10, 40 + 44 * n, 90) for n in range(5)]
    page = [line(f"说的第{n}句", 300, 12 + 27 * n, 200) for n in range(12)]
    said = text_of([*page, *beside])
    assert said.index("频道4") < said.index("第0句")


def test_marks_across_the_page_stand_behind_it() -> None:
    lean = np.array([[0.9, 0.43], [-0.43, 0.9]], dtype=np.float32)
    page = [line(f"第{n}行第{n}行", 10, 40 * n, 200) for n in range(4)]
    marks = [line("水印13800004471", 0, 0, 160) for _ in range(3)]
    leaning = [Line(one.text, 1.0, one.quad @ lean + 30 * n, one.cells) for n, one in enumerate(marks)]
    assert text_of([*leaning, *page]).startswith("第0行第0行\n第1行第1行\n第2行第2行\n第3行第3行\n水印")

"""Marks that are laid across a picture."""

import numpy as np

from reseal.screening.pictures.across import parted
from reseal.screening.pictures.line import Line, even_cells


def line(text: str, x: float, y: float, degrees: float = 0, width: float = 120, height: float = 24) -> Line:
    sine, cosine = np.sin(np.radians(degrees)), np.cos(np.radians(degrees))
    turn = np.array([[cosine, sine], [-sine, cosine]], dtype=np.float32)
    quad = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32) @ turn
    return Line(text, 1.0, quad + np.array([x, y], dtype=np.float32), even_cells(len(text)))


PAGE = [
    line("姓名 沈雨柔", 0, 0, width=260),
    line("电话 13800004471", 0, 60, width=300),
    line("住址", 0, 120, width=260),
]


def said(lines: list[Line]) -> tuple[list[str], list[str]]:
    page, marks = parted(lines)
    return [one.text for one in page], [one.text for one in marks]


def test_a_word_again_and_again_at_a_slant_stands_in_no_row_and_names_nobody() -> None:
    marks = [line("Pixelpond", 100 * n, 40 * n, 25) for n in range(3)] + [line("elpond", 0, 200, 24, width=80)]
    assert said([*PAGE, *marks]) == ([one.text for one in PAGE], [])
    handles = [line("@晚风", 100 * n, 40 * n, -25) for n in range(4)]
    assert said([*PAGE, *handles]) == ([one.text for one in PAGE], [])


def test_what_may_tell_of_somebody_is_read_by_itself() -> None:
    marks = [line("沈雨柔 13800004471", 100 * n, 40 * n, 25, width=260) for n in range(3)]
    page, kept = said([*PAGE, *marks])
    assert page == [one.text for one in PAGE] and kept == ["沈雨柔 13800004471"] * 3


def test_many_marks_over_one_line_do_not_make_the_page() -> None:
    marks = [line("@晚风", 100 * n, 40 * n, -25) for n in range(4)]
    assert said([line("京A·M2305", 50, 300, width=160), *marks]) == (["京A·M2305"], [])


def test_a_scrap_of_a_mark_is_left_out_and_one_slanted_sentence_is_not() -> None:
    assert said([*PAGE, line("pond", 400, 300, 20)])[0] == [one.text for one in PAGE]
    assert said([*PAGE, line("速来围观", 400, 300, 20)])[0][-1] == "速来围观"
    assert said([*PAGE, line("call 13800004471", 400, 300, 20)])[0][-1] == "call 13800004471"


def test_turned_lines_and_repeated_lines_of_a_page_stay() -> None:
    turned = [line("SIDE", 500, 60 * n, 90) for n in range(3)]
    assert len(said([*PAGE, *turned])[0]) == len(PAGE) + 3
    repeated = [line("合计 12.00", 0, 40 * n) for n in range(6)]
    assert len(said(repeated)[0]) == 6
    assert said([]) == ([], [])


def test_dates_of_a_page_are_no_repeated_words() -> None:
    dates = [line(f"0{n}.06.20{n}9", 0, 40 * n) for n in range(1, 5)]
    marks = [line("@pixelpond", 100 * n, 40 * n, 25) for n in range(4)]
    assert said([*dates, *marks]) == ([one.text for one in dates], [])

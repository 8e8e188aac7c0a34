"""Fields that a number or their place alone names."""

from dataclasses import replace

import numpy as np

from reseal.screening.pictures.documents import Seen
from reseal.screening.pictures.fields import named_fields
from reseal.screening.pictures.line import Line
from reseal.vocabulary import Region


def line(text: str) -> Line:
    quad = np.array([[0, 0], [440, 0], [440, 20], [0, 20]], dtype=np.float32)
    return Line(text, 1.0, quad, tuple((n / len(text), (n + 1) / len(text)) for n in range(len(text))))


def said(kind: str, *lines: tuple[str, str]) -> str:
    seen = [Seen(f"document.{kind}", 1.0, Region(0))] if kind else []
    return "".join(before + one.text for before, one in named_fields([(b, line(t)) for b, t in lines], seen))


def test_numbered_fields_of_a_licence_are_named() -> None:
    fields = ("\n", "3."), (" ", "17.06.1903"), ("\n", "4b. 08.06.2029")
    assert said("driving_licence", *fields) == "\n3. 出生日期 17.06.1903\n4b.  有效期至 08.06.2029"
    assert said("", *fields) == "\n3. 17.06.1903\n4b. 08.06.2029"


def test_a_piece_of_a_line_keeps_its_place() -> None:
    parts = named_fields([("\n", line("3. 17.06.1903"))], [Seen("document.driving_licence", 1.0, Region(0))])
    assert parts[1][1].text == "17.06.1903"
    assert parts[1][1].polygon(0, 10)[0] == (round(440 * 3 / 13), 0)


def test_the_lines_for_machines_are_said_in_words() -> None:
    first, second = "P<UT0ELLERY<<J|M" + "<" * 28, "X000058419UTO0509080F2903113" + "<" * 16
    seen = [Seen("document.passport", 1.0, Region(0))]
    made = named_fields([("\n", line(first)), ("\n", line(second))], seen)
    text = "".join(before + one.text for before, one in made)
    assert text == "\nP<UT0\n姓名 ELLERY  JIM\n护照号码 X00005841", "fillers say nothing"
    number = next(one for before, one in made if "护照号码" in before)
    assert number.polygon(0, 9) == ((0, 0), (280, 0), (280, 20), (0, 20)), "the dates of the holder lie under it, too"


def test_a_line_that_is_cut_short_is_left_as_it_is() -> None:
    assert said("passport", ("\n", "P<CHN<<<<")) == "\nP<CHN<<<<"
    assert said("passport", ("\n", "<<<<<<")) == "", "fillers alone say nothing"


def test_a_badly_read_line_for_machines_keeps_every_letter_at_its_place() -> None:
    read = "PΛCHNSHENΛΛY∪ ROUΛΛΛΛΛΛΛΛΛΛ"
    made = named_fields([("\n", line(read))], [Seen("document.passport", 1.0, Region(0))])
    (name,) = (one for before, one in made if "姓名" in before)
    assert name.text == "SHEN  YUROU"
    assert name.cells[0] == (5 / len(read), 6 / len(read)) and name.cells[-1] == (16 / len(read), 17 / len(read))


def test_a_field_of_which_the_number_was_not_read_is_known_by_the_next() -> None:
    seen = [Seen("document.driving_licence", 1.0, Region(0))]
    title = line("DRIVING LICENCE")
    title = replace(title, quad=title.quad - np.array([90, 60], dtype=np.float32))
    rows = [("\n", title), ("\n", line("HARPER")), ("\n", line("2.")), (" ", line("JORDAN"))]
    made = "".join(before + one.text for before, one in named_fields(rows, seen))
    assert made == "\nDRIVING LICENCE\n姓名 HARPER\n2. 姓名 JORDAN", "the title stands in another column"
    fewer = ("\n", "1."), (" ", "HARPER"), ("\n", "JORDAN"), ("\n", "8."), (" ", "3 Larch Row")
    assert "姓名 JORDAN" not in said("driving_licence", *fewer), "more than one number lies between"


def test_several_lost_numbers_are_known_by_their_count() -> None:
    rows = ("\n", "HARPER"), ("\n", "JORDAN"), ("\n", "25.02.1904"), ("\n", "4a."), (" ", "04.06.2019")
    more = ("\n", "4b. 02.06.2029"), ("\n", "HARPE992909J948"), ("\n", "3 Larch Row"), ("\n", "9. B1 B AM")
    assert said("driving_licence", *rows, *more) == (
        "\n姓名 HARPER\n姓名 JORDAN\n出生日期 25.02.1904\n4a. 签发日期 04.06.2019\n4b.  有效期至 02.06.2029"
        "\n驾驶证号 HARPE992909J948\n住址 3 Larch Row\n9.  准驾车型 B1 B AM"
    )

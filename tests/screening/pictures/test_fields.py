"""Fields that a number or their place alone names."""

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
    assert "姓名 ELLERY  JIM\n" in text and "护照号码 X00005841\n" in text
    number = next(one for before, one in made if "护照号码" in before)
    assert number.polygon(0, 9) == ((0, 0), (280, 0), (280, 20), (0, 20)), "the dates of the holder lie under it, too"


def test_a_line_that_is_cut_short_is_left_as_it_is() -> None:
    assert said("passport", ("\n", "<<<<<<"), ("\n", "P<CHN<<<<")) == "\n<<<<<<\nP<CHN<<<<"

"""What stands behind the printed labels of documents."""

import numpy as np
import pytest

from reseal.screening.data import read_toml
from reseal.screening.pictures.documents import Seen
from reseal.screening.pictures.line import Line
from reseal.screening.pictures.printed import pieces
from reseal.vocabulary import EXPOSURE_TYPES, Region


def line(text: str, x: float = 0, y: float = 0) -> Line:
    width = 20 * len(text)
    quad = np.array([[x, y], [x + width, y], [x + width, y + 20], [x, y + 20]], dtype=np.float32)
    return Line(text, 1.0, quad, tuple((n / len(text), (n + 1) / len(text)) for n in range(len(text))))


def held(kind: str, *lines: tuple[str, Line]) -> list[tuple[str, str | None]]:
    seen = [Seen(f"document.{kind}", 1.0, Region(0))] if kind else []
    return [(one.line.text, one.holds) for one in pieces(lines, seen)]


CARD = [
    ("", line("姓名沈雨柔")),
    ("\n", line("性別女 民族 汉")),
    ("\n", line("公民身份號碼")),
    (" ", line("1101051903O307391X")),
]


def test_fields_hold_what_their_labels_say_however_they_were_read() -> None:
    assert held("resident_id_front", *CARD) == [
        ("姓名", "nothing"),
        ("沈雨柔", "person_name"),
        ("性別", "nothing"),
        ("女", "nothing"),
        ("民族", "nothing"),
        ("汉", "nothing"),
        ("公民身份號碼", "nothing"),
        ("1101051903O307391X", "government_id"),
    ]


def test_in_other_pictures_labels_are_words() -> None:
    assert held("", *CARD) == [(one.text, None) for _, one in CARD]
    assert held("courier_label", *CARD) == [(one.text, None) for _, one in CARD]


def test_a_piece_keeps_its_place() -> None:
    parts = pieces([("", line("姓名 沈雨柔"))], [Seen("document.resident_id_front", 1.0, Region(0))])
    assert [part.before for part in parts] == ["", " "]
    assert parts[1].line.polygon(0, 3)[0] == (60, 0)


def test_an_address_goes_on_right_below_and_nowhere_else() -> None:
    first = line("住址 北京市朝阳区望京", 0, 0)
    below, aside = line("花园小区3号楼", 60, 26), line("大家评评理吧", 400, 26)
    assert held("resident_id_front", ("", first), ("\n", below))[-1] == ("花园小区3号楼", "address")
    assert held("resident_id_front", ("", first), ("\n", aside))[-1] == ("大家评评理吧", None)
    assert held("resident_id_front", ("", first), (" ", below))[-1] == ("花园小区3号楼", None), (
        "another cell of the row"
    )


def test_labels_in_two_languages_are_one_and_head_both_names() -> None:
    lines = ("", line("Name / 姓名")), ("\n", line("沈雨柔", 0, 26)), ("\n", line("SHEN YUROU", 0, 52))
    assert held("passport", *lines)[1:] == [("沈雨柔", "person_name"), ("SHEN YUROU", "person_name")]
    assert held("passport", ("", line("Surnames of old")))[0][1] is None, "a longer word is no label"


def test_words_put_before_a_line_are_labels_too() -> None:
    assert held("passport", ("\n姓名 ", line("SHEN  YUROU"))) == [("SHEN  YUROU", "person_name")]


def test_what_cannot_be_of_its_type_is_not() -> None:
    assert held("resident_id_front", ("", line("姓名")), (" ", line("12:30")))[-1] == ("12:30", None)
    assert held("resident_id_front", ("", line("出生")), (" ", line("年月日")))[-1] == ("年月日", None)


@pytest.mark.parametrize("kind", read_toml("pictures", "documents.toml")["document"], ids=lambda kind: kind["name"])
def test_labels_name_types(kind: dict[str, dict[str, list[str]]]) -> None:
    assert set(kind.get("labels", {})) <= {*EXPOSURE_TYPES, "nothing"}


def test_codes_and_the_earliest_date_need_no_label() -> None:
    rows = "HARPE992909J948", "04.06.2019", "25.02.1904", "02.06.2029"
    kind = "driving_licence"
    assert held(kind, *[("\n", line(row)) for row in rows]) == [
        ("HARPE992909J948", "government_id"),
        ("04.06.2019", None),
        ("25.02.1904", "birth_date"),
        ("02.06.2029", None),
    ]
    assert held(kind, ("\n", line("04.06.2019")))[-1] == ("04.06.2019", None), "one date alone may be any"
    labelled = ("\n", line("出生日期 1904-02-25")), ("\n", line("1903-06-04"))
    assert held(kind, *labelled)[-1] == ("1903-06-04", None)

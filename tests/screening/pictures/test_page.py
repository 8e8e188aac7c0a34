from dataclasses import replace

import numpy as np

from reseal.screening.pictures.line import Line
from reseal.screening.pictures.page import Page, Written
from reseal.screening.pictures.printed import Holds
from reseal.vocabulary import Exposure, Reason, Region


def written(text: str, top: int = 0, before: str = "\n", picture: int = 0, frame: int = 0) -> Written:
    quad = np.array([[0, top], [100, top], [100, top + 10], [0, top + 10]], dtype=np.float32)
    cells = tuple((n / len(text), (n + 1) / len(text)) for n in range(len(text)))
    return Written(Line(text, 1.0, quad, cells), before, picture, frame)


def box(left: int, right: int, top: int = 0) -> tuple[tuple[int, int], ...]:
    return (left, top), (right, top), (right, top + 10), (left, top + 10)


def test_one_line_goes_on_where_the_text_ends_and_several_begin_anew() -> None:
    assert Page("打她", [written("138")]).text == "打她 138"
    assert Page("打她", [written("姓名"), written("138", 20)]).text == "打她\n姓名\n138"
    assert Page("", [written("姓名"), written("138", 20, " ")]).text == "姓名 138"
    assert Page("打她", []).text == "打她"


def test_exposures_go_where_they_stand() -> None:
    page = Page("打她", [written("0123456789")])
    judged = [Exposure("person_name", 0, 2, 0.9, "other"), Exposure("phone", 5, 8, 0.8, "other")]
    assert list(page.exposures(judged)) == [
        judged[0],
        Exposure("phone", 0, 0, 0.8, "other", "image", Region(0, 0, (box(20, 50),))),
    ]


def test_one_that_begins_in_the_text_and_ends_in_the_picture_becomes_two() -> None:
    page = Page("1380000", [written("4471")])
    (first, second) = page.exposures([Exposure("phone", 0, 12, 0.9)])
    assert (first.start, first.end, first.source) == (0, 7, "text")
    assert (second.start, second.end, second.region) == (0, 0, Region(0, 0, (box(0, 100),)))


def test_one_over_two_lines_has_two_boxes_and_over_two_pictures_two_regions() -> None:
    page = Page("", [written("北京市朝阳区"), written("3号楼", 20), written("后续", 0, "\n", 1)])
    (exposure,) = page.exposures([Exposure("address", 0, 10, 0.9)])
    assert exposure.region == Region(0, 0, (box(0, 100), box(0, 100, 20)))
    regions = [e.region for e in page.exposures([Exposure("address", 7, 13, 0.9)])]
    assert regions == [Region(0, 0, (box(0, 100, 20),)), Region(1, 0, (box(0, 100),))]


def test_reasons_keep_the_text_s_places_and_name_the_picture_s() -> None:
    page = Page("打她", [written("0123456789")])
    reasons = [Reason("a", 1.0, 0, 2), Reason("b", 0.5, 3, 5), Reason("c", 0.1), Reason("d", 0.1, 1, 5)]
    assert list(page.reasons(reasons)) == [
        reasons[0],
        Reason("b", 0.5, region=Region(0, 0, (box(0, 20),))),
        reasons[2],
        Reason("d", 0.1, 1, 2),
    ]


def test_how_much_of_its_line_a_stretch_is() -> None:
    page = Page("打她", [written("0123456789"), written("后续", 20), written("别处", 0, "\n", 1)])
    assert page.fills(3, 8) == (0.5, 2) and page.fills(0, 2) == (0.0, 0)


def test_what_has_no_place_in_the_picture_names_the_picture_alone() -> None:
    nowhere = Written(Line("39.9", 1.0, np.empty((0, 2), dtype=np.float32), ((0.0, 1.0),) * 4), "\n", 2, 0)
    (exposure,) = Page("", [nowhere]).exposures([Exposure("coordinates", 0, 4, 0.9)])
    assert exposure.region == Region(2)


def test_what_documents_say_is_filled_in_has_its_place_and_an_address_may_have_several_lines() -> None:
    def held(text: str, holds: Holds | None) -> Written:
        return replace(written(text), holds=holds)

    lines = [held("姓名", "nothing"), held("沈雨柔", "person_name"), held("望京", "address"), held("3号楼", "address")]
    page = Page("看", [*lines, held("别的", None)])
    assert [(holds, page.text[a:b]) for holds, a, b in page.fields()] == [
        ("nothing", "姓名"),
        ("person_name", "沈雨柔"),
        ("address", "望京\n3号楼"),
    ]
    assert list(Page("看", []).fields()) == []


def test_lines_have_their_places() -> None:
    page = Page("看", [written("姓名"), written("沈雨柔", before=" ")])
    assert [page.text[a:b] for a, b in page.lines()] == ["姓名", "沈雨柔"]

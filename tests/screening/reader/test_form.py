"""What a span of the encoder alone must look like."""

import pytest

from reseal.screening.reader.dates import reads_as_dates
from reseal.screening.reader.decode import ReadSpan
from reseal.screening.reader.form import a_scrap, formed, is_waybill
from reseal.vocabulary import ExposureType


def kept(type_: ExposureType, text: str) -> list[str]:
    return [text[s.start : s.end] for s in formed([ReadSpan(type_, 0, len(text), 0.9)], text)]


@pytest.mark.parametrize(
    "text",
    [
        "17.06.1903",
        "2026-11-18 14:07",
        "2014.04.19-2034.04.19",
        "2019-05-12 至 2029-05-12",
        "11:42·18/11/2026",
        "2026-11",
    ],
)
def test_dates_and_times_are_no_numbers_of_anybody(text: str) -> None:
    assert reads_as_dates(text)
    assert (
        kept("phone", text)
        == kept("government_id", text)
        == kept("ip_address", text)
        == kept("coordinates", text)
        == []
    )


@pytest.mark.parametrize(
    "text", ["203.0.113.77", "13800004471", "138-0000-4471", "2026 4471", "39.9042, 116.4074", "", "14:07"]
)
def test_other_numbers_are_no_dates(text: str) -> None:
    assert not reads_as_dates(text)


def test_a_waybill_is_no_document() -> None:
    assert is_waybill("fy5477713802026") and kept("government_id", "fy5477713802026") == []
    assert not is_waybill("e00004417") and kept("government_id", "e00004417") == ["e00004417"]
    assert not is_waybill("whitl956427t985")


def test_too_short_for_a_phone() -> None:
    assert kept("phone", "3,195") == []
    assert kept("phone", "555-0152") == ["555-0152"]
    assert kept("phone", "138****44") == ["138****44"], "what is masked or said in words counts otherwise"


def test_a_link_is_no_address_of_mail() -> None:
    assert kept("email", "//t.me/example_wx") == []
    assert kept("email", "rou@example.com") == ["rou@example.com"]


def test_a_stray_sign_of_the_next_line_is_left_out() -> None:
    assert kept("government_id", "l956427t985\n8") == ["l956427t985"]
    assert kept("address", "12 larch row, leeds\n9") == ["12 larch row, leeds"]
    assert kept("person_name", "张\n三") == ["张\n三"], "a name may be written one sign a line"
    assert kept("address", "枫林公寓6\n栋1904室") == ["枫林公寓6\n栋1904室"]


def test_a_piece_of_a_date_or_of_a_waybill_is_told_by_the_whole() -> None:
    date, parcel = "11:42·18/11/2026", "fy3928021355916"
    assert list(formed([ReadSpan("phone", 3, 8, 0.9)], date)) == []
    assert list(formed([ReadSpan("government_id", 2, 15, 0.9)], parcel)) == []


def test_who_wrote_a_message_is_no_account() -> None:
    text = "nightowl 9:57\nadd me nightowl please"
    assert list(formed([ReadSpan("account", 0, 12, 0.9)], text)) == []
    assert len(list(formed([ReadSpan("account", 21, 29, 0.9)], text))) == 1


def test_a_date_that_runs_into_the_next_line_is_one() -> None:
    text = "11:42·18/11/2026\n480 612 8"
    assert list(formed([ReadSpan("bank_card", 8, 24, 0.9)], text)) == []


def test_degrees_of_the_weather_are_no_place() -> None:
    assert kept("coordinates", "20° 13° 6°/13°") == kept("coordinates", "20°") == []
    assert kept("coordinates", "39.9042, 116.4074") == ["39.9042, 116.4074"]
    assert kept("coordinates", "31°12'37 121°30'2") == ["31°12'37 121°30'2"]


def test_figures_of_a_table_are_no_numbers_of_anybody() -> None:
    assert kept("phone", "1,313\n1,330\n333") == kept("phone", "18/11/202\n5 335") == []
    assert kept("coordinates", "-4° / 27.5\n12° / 30.1\n1° / 31.4") == []
    assert kept("bank_card", "benne915015m999") == []
    text = "4,376\n733\n154 335"
    assert list(formed([ReadSpan("bank_card", 2, len(text), 0.9)], text)) == []


def test_a_date_or_a_time_is_no_address_and_no_code() -> None:
    assert kept("address", "16 mar 2029") == kept("birth_date", "8:38") + kept("account", "8:38") == []
    assert kept("government_id", "gg_ez #3 2026-11-12") == []


def test_half_of_a_firm_is_no_name() -> None:
    text = "from finch & harlow ltd 0800"
    assert list(formed([ReadSpan("person_name", 5, 10, 0.9)], text)) == []
    assert len(list(formed([ReadSpan("person_name", 5, 10, 0.9)], "from finch & harlow"))) == 1


def test_a_code_is_taken_whole() -> None:
    text = "no. harpe9497550963 of"
    (found,) = formed([ReadSpan("government_id", 7, 19, 0.9)], text)
    assert text[found.start : found.end] == "harpe9497550963"


def test_an_account_stands_in_one_line() -> None:
    text = "it is wild\nmoth77lamp"
    (found,) = formed([ReadSpan("account", 6, 21, 0.9)], text)
    assert text[found.start : found.end] == "moth77lamp"


def test_a_name_ends_where_the_next_message_begins() -> None:
    text = "本名吴涛\nk神 5:54\n作业写完了吗"
    (found,) = formed([ReadSpan("person_name", 2, 7, 0.9)], text)
    assert text[found.start : found.end] == "吴涛"


def test_scraps_of_words_and_numbers_alone() -> None:
    assert a_scrap(ReadSpan("school", 0, 3, 0.9), "pxlpusher 10:24")
    assert a_scrap(ReadSpan("address", 0, 3, 0.9), "#3 2026")
    assert not a_scrap(ReadSpan("address", 0, 7, 0.9), "3-2-501")
    assert not a_scrap(ReadSpan("person_name", 0, 3, 0.9), "jim was here")

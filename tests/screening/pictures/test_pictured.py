"""The whole way: a post with pictures, judged by the screener as if what is in them had been typed."""

from dataclasses import replace

import msgspec
import numpy as np
import pytest
import zxingcpp
from PIL import Image

from reseal.screening.identifiers.normal import normal_value
from reseal.screening.pictures import read
from reseal.screening.pictures.decode import decode
from reseal.screening.pictures.limits import limits
from reseal.screening.pictures.line import Line, even_cells
from reseal.screening.pictures.page import Written
from reseal.screening.pictures.read import read_pictures
from reseal.screening.pictures.redact_picture import redact_picture, redact_until_clean
from reseal.screening.pictures.refusal import PictureError
from reseal.screening.screener import Screener
from reseal.vocabulary import Decision, Exposure, Post, Region
from tests.screening.pictures.drawn import NUMBER, drawn, saved

SCREENER = Screener()
PHONE = saved(drawn([f"电话 {NUMBER}"], (360, 70)))


def judged(text: str, *pictures: bytes | PictureError) -> Decision:
    return SCREENER.decide_pictured(Post("p", text), pictures)


def seen(decision: Decision) -> list[tuple[str, str]]:
    return [(exposure.type, exposure.subject) for exposure in decision.exposures]


@pytest.mark.parametrize("text", ["就是她，大家打爆她的电话", "本店新开张，欢迎订位", "我的新号码，朋友们存一下"])
def test_a_number_in_a_picture_gets_the_decision_that_it_gets_when_typed(text: str) -> None:
    typed = SCREENER.decide([Post("p", f"{text} 电话 {NUMBER}")])[0]
    shown = judged(text, PHONE)
    assert (shown.violates, shown.category, shown.severity, shown.action) == (
        typed.violates,
        typed.category,
        typed.severity,
        typed.action,
    )
    assert seen(shown) == seen(typed)


def test_an_exposure_in_a_picture_has_a_region_and_no_place_in_the_text() -> None:
    decision = judged("打爆她的电话", saved(Image.new("RGB", (40, 40))), PHONE)
    (exposure,) = decision.exposures
    assert (exposure.source, exposure.start, exposure.end) == ("image", 0, 0)
    assert isinstance(exposure.region, Region) and exposure.region.picture == 1
    xs = [x for x, _ in exposure.region.polygons[0]]
    assert 60 < min(xs) < 110 and max(xs) < 330
    assert all(reason.end is None or reason.end <= len("打爆她的电话") for reason in decision.reasons)
    sent = msgspec.json.decode(msgspec.json.encode(decision))
    assert "region" in sent["exposures"][0] and NUMBER.replace(" ", "") not in str(sent)


def test_what_is_written_where_something_is_exposed_is_known_to_those_who_make_prints() -> None:
    reading = read_pictures([saved(Image.new("RGB", (40, 40))), PHONE])
    decision = SCREENER.decide_read(Post("p", "打爆她的电话"), reading)
    (exposure,) = decision.exposures
    assert isinstance(exposure.region, Region)
    assert normal_value("phone", reading.values[exposure.region]) == normal_value("phone", NUMBER)


def test_regions_of_a_picture_that_was_shrunk_for_reading_are_those_of_the_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = saved(drawn([NUMBER], (900, 240), 80))
    (plain,) = judged("打爆她的电话", whole).exposures
    monkeypatch.setattr(read, "limits", lambda: replace(limits(), read_pixels=60_000))
    (shrunk,) = judged("打爆她的电话", whole).exposures
    assert isinstance(plain.region, Region) and isinstance(shrunk.region, Region)
    assert np.abs(np.array(plain.region.polygons) - np.array(shrunk.region.polygons)).max() < 25


def test_exposures_of_the_text_say_nothing_of_regions() -> None:
    decision = SCREENER.decide([Post("p", f"打爆她的电话 {NUMBER}")])[0]
    assert "region" not in msgspec.json.encode(decision).decode()


def test_a_picture_that_cannot_be_read_spoils_neither_the_text_nor_its_neighbours() -> None:
    decision = judged("打爆她的电话", b"<svg/>", PictureError("missing"), PHONE)
    assert decision.violates and seen(decision) == [("phone", "other")]
    told = [(reason.code, reason.region) for reason in decision.reasons if reason.code.startswith("picture.")]
    assert told == [("picture.vector", Region(0)), ("picture.missing", Region(1))]


def test_more_pictures_than_are_taken_are_told() -> None:
    empty = saved(Image.new("RGB", (16, 16)))
    refused = read_pictures([empty] * 22).refused
    assert [(number, error.code) for number, error in refused] == [(20, "too_many"), (21, "too_many")]


def test_below_level_full_nobody_looks_at_pictures() -> None:
    assert Screener(level="verdict").decide_pictured(Post("p", "你好"), [b"<svg/>"]).reasons == ()


def test_a_picture_without_writing_changes_nothing() -> None:
    decision = judged("今天天气真好", saved(Image.new("RGB", (200, 200), "green")))
    assert decision == SCREENER.decide([Post("p", "今天天气真好")])[0]


def test_where_a_photo_was_taken_is_an_exposure_of_the_picture_as_a_whole() -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (39.0, 54.0, 15.0), 3: "E", 4: (116.0, 24.0, 27.0)})
    photo = saved(Image.new("RGB", (64, 64), "green"), "JPEG", exif=exif)
    harmless, pointed = judged("樱花开了", photo), judged("她家就住这", photo)
    assert not harmless.violates and harmless.action == "allow"
    assert [(e.type, e.source, e.region) for e in harmless.exposures] == [("coordinates", "image", Region(0))]
    assert pointed.violates and seen(pointed) == [("coordinates", "other")]
    assert decode(redact_picture(photo, harmless.exposures)).coordinates is None


LABEL = ("中通快递", "运单号 78900001234567", "收件人 {}", "北京市朝阳区{}", "寄件 杭州")


def test_an_open_courier_label_is_for_a_person_and_a_masked_one_is_not() -> None:
    shown, masked = (
        judged("", saved(drawn("\n".join(LABEL).format(*filled).split("\n"), (480, 260), 24)))
        for filled in ((f"沈雨柔 {NUMBER}", "望京花园小区3号楼"), ("沈** 138****4471", "********"))
    )
    assert shown.action != "allow" and "document.courier_label.open" in {reason.code for reason in shown.reasons}
    assert "document.courier_label.open" not in {reason.code for reason in masked.reasons}


def test_a_plate_that_stands_alone_is_told_as_one() -> None:
    decision = judged("", saved(drawn(["京A·D0000"], (240, 90), 36)))
    assert [e.type for e in decision.exposures] == ["licence_plate"]
    (reason,) = [reason for reason in decision.reasons if reason.code == "document.plate"]
    assert reason.region == decision.exposures[0].region


def test_an_identity_card_is_for_a_person_even_where_its_number_is_covered() -> None:
    lines = ["姓名 沈**", "性别 女 民族 汉", "住址 ********", "公民身份号码"]
    decision = judged("", saved(drawn(lines, (420, 230))))
    assert decision.action != "allow"
    assert "document.resident_id_front" in {reason.code for reason in decision.reasons}


def test_a_contact_card_in_a_code_is_judged_as_typed() -> None:
    card = f"MECARD:N:沈雨柔;TEL:{NUMBER.replace(' ', '')};;"
    code = zxingcpp.create_barcode(card, zxingcpp.BarcodeFormat.QRCode)
    image = Image.new("L", (300, 300), 255)
    image.paste(Image.fromarray(memoryview(zxingcpp.write_barcode_to_image(code, scale=6)).obj), (40, 40))
    decision = judged("这就是那个女的，去骚扰她", saved(image))
    assert decision.violates and {"phone", "person_name"} <= {type_ for type_, _ in seen(decision)}
    assert all(isinstance(e.region, Region) and e.region.polygons for e in decision.exposures)


@pytest.mark.parametrize(("format_", "exact"), [("PNG", True), ("JPEG", False), ("WEBP", False)])
def test_what_is_masked_cannot_be_read_any_more(format_: str, exact: bool) -> None:
    picture = saved(drawn(["姓名 沈雨柔", f"电话 {NUMBER}", "其余不变"], (420, 180)), format_)
    looks: list[int] = []

    def look(content: bytes) -> tuple[Exposure, ...]:
        found = judged("", content).exposures
        looks.append(len(found))
        return found

    found = judged("", picture).exposures
    assert {"person_name", "phone"} <= {e.type for e in found}
    masked = redact_until_clean(picture, found, look)
    assert looks[-1] == 0 and decode(masked).format == format_
    left = "".join(written.line.text for written in read_pictures([masked]).written)
    assert "其余不变" in left and "4471" not in left and "雨" not in left


@pytest.mark.parametrize(("why", "action"), [("too_slow", "hold"), ("too_heavy", "hold"), ("broken", "allow")])
def test_a_picture_that_was_given_up_is_not_called_innocent(why: str, action: str) -> None:
    decision = judged("今天天气真好", PictureError(why))
    assert (decision.violates, decision.action) == (False, action)
    assert ("unclear" in {reason.code for reason in decision.reasons}) == (action == "hold")


def test_a_violation_stays_one_beside_a_picture_that_was_given_up() -> None:
    text = f"就是她，大家打爆她的电话 {NUMBER}"
    alone, beside = judged(text), judged(text, PictureError("too_slow"))
    assert alone.violates and (beside.category, beside.action) == (alone.category, alone.action)


def written_in(*texts: str) -> read.Reading:
    lines = [Line(text, 1.0, np.zeros((4, 2), dtype=np.float32), even_cells(len(text))) for text in texts]
    return read.Reading([Written(line, "\n", 0, 0) for line in lines])


def test_the_encoder_alone_carries_no_violation_on_scraps_read_in_a_picture() -> None:
    scraps = written_in("3", "try", "tene cee ce c fir")
    assert SCREENER.decide_read(Post("p", ""), scraps).violates is False


def test_a_value_that_stands_twice_is_found_twice() -> None:
    decision = SCREENER.decide_read(Post("p", "打爆她的电话"), written_in("电话 13800004471", "13800004471"))
    assert [exposure.type for exposure in decision.exposures] == ["phone", "phone"]


def test_what_a_document_prints_on_every_copy_tells_of_nobody() -> None:
    reading = written_in("沈雨柔", "西湖分局")
    reading.written[0] = replace(reading.written[0], holds="person_name")
    reading.written[1] = replace(reading.written[1], holds="nothing")
    decision = SCREENER.decide_read(Post("p", ""), reading)
    assert [exposure.type for exposure in decision.exposures] == ["person_name"]


def test_the_figures_and_labels_of_a_table_are_nobodys() -> None:
    table = written_in("Sales by quarter (2025)", "4,770", "4,477", "3,406", "1,796", "629", "291", "Jan", "Feb", "Mar")
    decision = SCREENER.decide_read(Post("p", ""), table)
    assert (decision.violates, decision.exposures) == (False, ())


def test_a_number_over_two_lines_and_a_name_in_a_column_are_still_somebodys() -> None:
    split = SCREENER.decide_read(Post("p", ""), written_in("就是他，打爆他的电话", "138 0000", "4471"))
    assert [exposure.type for exposure in split.exposures] == ["phone"]

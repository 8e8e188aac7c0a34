from dataclasses import replace
from random import Random

import msgspec
import numpy as np
import pytest

from bench.pictures.alter import alter
from bench.pictures.canvas import Picture
from bench.pictures.sample import EXPOSING, HARMLESS, draw
from reseal.screening.copies import Copies, Imprint, TextImprint
from reseal.screening.copies.picture import Pixels, Sighting, picture_imprint, sighting
from reseal.screening.copies.text import text_imprint

KEY = bytes(range(32))
LONG = "这个人叫王某某，在青禾路的远帆科技上班，天天在群里骂人，大家都来看看他的嘴脸，转发给更多的人，别让他再害人了。"


def pixels(picture: Picture) -> Pixels:
    return np.asarray(picture.image.convert("RGB"))


def imprint(picture: Picture) -> Imprint:
    return Imprint(None, (picture_imprint(pixels(picture), text_imprint(picture.said, KEY)),))


def altered(picture: Picture, *names: str) -> Sighting:
    return sighting(np.asarray(alter(picture, names, Random(1)).image.convert("RGB")), text_imprint(picture.said, KEY))


@pytest.fixture(scope="module")
def kept() -> dict[str, Picture]:
    return {name: draw(EXPOSING, number) for number, name in enumerate(EXPOSING)}


@pytest.fixture(scope="module")
def copies(kept: dict[str, Picture]) -> Copies:
    found = Copies()
    for name, picture in kept.items():
        found.add(name, imprint(picture))
    return found


@pytest.mark.parametrize(
    "name", ["cropped", "bordered", "watermarked", "written_over", "jpeg_40", "smaller", "rotated"]
)
@pytest.mark.parametrize("kind", ["resident_id_front", "chat_bubbles"])
def test_altered_copies_are_found(copies: Copies, kept: dict[str, Picture], kind: str, name: str) -> None:
    hits = copies.find(pictures=(altered(kept[kind], name),))
    assert [hit.of for hit in hits] == [kind]
    assert hits[0].sure


def test_a_card_of_somebody_else_is_no_copy(copies: Copies) -> None:
    for number in (0, 1, 2, 3, 4):
        other = draw(EXPOSING, number, seed=99)
        assert copies.find(pictures=(altered(other),)) == []


def test_a_look_alike_whose_writing_was_not_read_is_unsure(copies: Copies, kept: dict[str, Picture]) -> None:
    unread = replace(altered(kept["passport"]), said=None)
    hits = copies.find(pictures=(unread,))
    assert hits[0].of == "passport"
    assert not hits[0].sure


def test_pictures_without_writing_are_compared_by_sight() -> None:
    number = list(HARMLESS).index("landscape")
    one, other = draw(HARMLESS, number), draw(HARMLESS, number + len(HARMLESS))
    found = Copies()
    found.add("one", imprint(one))
    assert [hit.of for hit in found.find(pictures=(altered(one, "jpeg_40"),))] == ["one"]
    assert found.find(pictures=(altered(other),)) == []


def test_two_landscapes_under_the_same_sun_are_no_copies() -> None:
    found = Copies()
    found.add("one", imprint(draw(HARMLESS, 76)))
    assert found.find(pictures=(altered(draw(HARMLESS, 789, seed=7)),)) == []


def said(text: str, *values: str) -> TextImprint:
    return text_imprint(text, KEY, values)


@pytest.mark.parametrize(
    ("one", "other", "sure"),
    [
        (said("校园义卖 2026.12.25 19:30 免费入场"), said("羽毛球友谊赛 2026.12.25 19:30 免费入场"), False),
        (said("校园义卖 2026.12.25 19:30 免费入场"), said("校园义卖 2026.12.25 19:30 免费入场"), True),
        (said("扫码加他 微信 wx_lina4471", "wx_lina4471"), said("扫码加他！微信 wx_lina4471了", "wx_lina4471"), True),
        (said(LONG), said(LONG.replace("嘴脸，转发", "面目，扩散")), False),
        (said(LONG, "王某某"), said(LONG.replace("嘴脸，转发", "面目，扩散"), "王某某"), True),
    ],
    ids=[
        "little and another",
        "little and the same",
        "little and the same value",
        "much and near",
        "and the same value",
    ],
)
def test_a_copy_is_sure_where_the_writing_agrees_enough_for_its_length_and_whose_it_is(
    one: TextImprint, other: TextImprint, sure: bool
) -> None:
    drawn = pixels(draw(HARMLESS, list(HARMLESS).index("event_poster")))
    found = Copies()
    found.add("one", Imprint(None, (picture_imprint(drawn, one),)))
    assert [hit.sure for hit in found.find(pictures=(sighting(drawn, other),))] == [sure]


def test_the_writing_too_says_what_to_compare(
    copies: Copies, kept: dict[str, Picture], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reseal.screening.copies.corners._MOST_CANDIDATES", 0)
    cut = altered(kept["forum_thread"], "cropped")
    assert [hit.of for hit in copies.find(pictures=(cut,))] == ["forum_thread"]
    assert copies.find(pictures=(replace(cut, said=None),)) == []


def test_texts_and_pictures_are_asked_for_together(kept: dict[str, Picture]) -> None:
    found = Copies()
    found.add("post", Imprint(text_imprint(LONG, KEY), (picture_imprint(pixels(kept["poster"])),)))
    assert [hit.how for hit in found.find(text_imprint(LONG, KEY))] == ["same_text"]
    assert [hit.how for hit in found.find(text_imprint(LONG + "求扩散", KEY))] == ["near_text"]
    assert [hit.of for hit in found.find(text_imprint(LONG, KEY), (altered(kept["poster"]),))] == ["post"]
    assert found.find(text_imprint("周末去爬山吗", KEY)) == []


def test_empty_texts_are_nobodys_copies() -> None:
    found = Copies()
    found.add("empty", Imprint(text_imprint("", KEY)))
    assert found.find(text_imprint("！！", KEY)) == []


def test_an_imprint_survives_being_stored(kept: dict[str, Picture]) -> None:
    one = imprint(kept["poster"])
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(one), type=Imprint) == one


def test_a_form_that_differs_only_in_whose_it_is_is_no_copy() -> None:
    drawn = pixels(draw(HARMLESS, list(HARMLESS).index("book_page")))
    found = Copies()
    found.add("his", Imprint(None, (picture_imprint(drawn, text_imprint(LONG + "张三", KEY, ("张三",))),)))
    assert [hit.of for hit in found.find(pictures=(sighting(drawn, text_imprint(LONG + "张三", KEY, ("张三",))),))] == [
        "his"
    ]
    assert found.find(pictures=(sighting(drawn, text_imprint(LONG + "李四", KEY, ("李四",))),)) == []

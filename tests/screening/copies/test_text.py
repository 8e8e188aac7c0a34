import pytest

from reseal.screening.copies.bands import BandIndex
from reseal.screening.copies.text import likeness, of_one, text_imprint

KEY = bytes(range(32))
LONG = "这个人叫王某某，在青禾路的远帆科技上班，天天在群里骂人，大家都来看看他的嘴脸，转发给更多的人，别让他再害人了。"


def test_folding_makes_no_difference() -> None:
    one, other = text_imprint("电话 138-0000-4471，快打", KEY), text_imprint("電話１３８００００４４７１快 打!!", KEY)
    assert one.whole == other.whole
    assert likeness(one, other) == 1.0


def test_near_same_texts_are_alike_and_others_are_not() -> None:
    one = text_imprint(LONG, KEY)
    assert likeness(one, text_imprint("转！" + LONG.replace("嘴脸", "真面目") + "求扩散", KEY)) >= 0.6
    assert (
        likeness(
            one, text_imprint("周末去爬山吗，听说山顶的日出很好看，带上水和干粮，七点在地铁口见，不要迟到。" * 2, KEY)
        )
        < 0.1
    )


def test_whose_number_it_is_makes_the_difference() -> None:
    form = "姓名性别民族住址公民身份号码{}签发机关有效期限"
    one, other = (
        text_imprint(form.format("110105190402031233"), KEY),
        text_imprint(form.format("110105190711053217"), KEY),
    )
    assert likeness(one, other) < 0.5


def test_another_key_gives_another_imprint() -> None:
    one, other = text_imprint(LONG, KEY), text_imprint(LONG, bytes(32))
    assert one.whole != other.whole
    assert likeness(one, other) < 0.1


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="16 to 64"):
        text_imprint(LONG, b"short")


def test_nothing_said_is_like_nothing_else() -> None:
    empty = text_imprint(" …！", KEY)
    assert empty.size == 0
    assert likeness(empty, text_imprint(LONG, KEY)) == 0.0


def test_bands_bring_near_same_texts_together_and_leave_others_apart() -> None:
    index = BandIndex()
    index.add(0, text_imprint(LONG, KEY))
    index.add(1, text_imprint("今天的外卖又迟到了，骑手说路上堵车，饭都凉了，下次还是自己做吧。", KEY))
    assert index.candidates(text_imprint(LONG + "求扩散", KEY)) == {0}
    assert index.candidates(text_imprint("短", KEY)) == set()


def test_personal_values_are_compared_whatever_their_form() -> None:
    one = text_imprint(LONG, KEY, ("138 0000 4471", "王某某"))
    assert of_one(one, text_imprint(LONG, KEY, ("１３８００００４４７１",))) == 1.0
    assert of_one(one, text_imprint(LONG, KEY, ("13900004471", "李某某"))) == 0.0
    assert of_one(one, text_imprint(LONG, KEY)) is None

"""Under what name somebody writes."""

from reseal.screening.reader.decode import ReadSpan
from reseal.screening.reader.writers import a_nickname, heads_a_message, unlikely_writer


def named(text: str, name: str) -> ReadSpan:
    start = text.index(name)
    return ReadSpan("person_name", start, start + len(name), 0.9)


def test_who_wrote_and_when_stands_above_a_message() -> None:
    assert heads_a_message(0, "moth_lamp 6:19\nhello")
    assert not heads_a_message(0, "6:19\nhello") and not heads_a_message(0, "see you at 6:19 then")


def test_the_one_word_of_a_line_is_a_nickname() -> None:
    for text in ("hey\ngg_ez\nanyone?", "hey\ngg_ez 5:54\nanyone?", "hey\ngg_ez #3 2026-11-12\nanyone?"):
        assert a_nickname(4, 9, text)
    assert not a_nickname(4, 12, "add wx_rou44 now")
    assert not a_nickname(4, 12, "hey\nwx_rou44\nok"), "digits make it an account"
    assert not a_nickname(8, 13, "call me gg_ez")


def test_a_nickname_in_chinese_is_no_likely_name() -> None:
    assert unlikely_writer(named("鹿鸣 5:22\n笑死", "鹿鸣"), "鹿鸣 5:22\n笑死")
    assert unlikely_writer(named("笑死\n鹿鸣\n散了", "鹿鸣"), "笑死\n鹿鸣\n散了")
    assert not unlikely_writer(named("张伟 5:22\n笑死", "张伟"), "张伟 5:22\n笑死")
    assert not unlikely_writer(named("她叫鹿鸣", "鹿鸣"), "她叫鹿鸣")
    assert not unlikely_writer(ReadSpan("school", 0, 2, 0.9), "鹿鸣")

"""Whose an identifier is (RULES 8 E1, E3): the nearest sign speaks, and the rules read as their own examples say."""

from collections.abc import Iterator

import pytest

from reseal.screening import subject as under_test
from reseal.screening.data import read_toml
from reseal.screening.identifiers.kind import Finding
from reseal.screening.subject import Reach, subject_rules, subjects
from reseal.vocabulary import Subject
from tests.screening.labelled import findings_in, view_of


def subjects_in(marked: str) -> list[Subject]:
    """The subject of each marked span."""
    text, findings = findings_in(marked)
    return subjects(view_of(text), findings)


@pytest.mark.parametrize(
    ("marked", "subject"),
    [
        ("有事打我电话⟦phone|13800004471⟧", "self"),
        ("加我微信⟦account|lanlan_0326⟧", "self"),
        ("my number is ⟦phone|07700900418⟧, text me", "self"),
        ("收件人写⟦person_name|庄以宁⟧", "self"),
        ("他手机⟦phone|13800004471⟧，随便打", "other"),
        ("她在⟦workplace|穗衡会计所⟧贴票据", "other"),
        ("你住⟦address|栖云里7栋⟧", "other"),
        ("Her number is ⟦phone|07700900418⟧", "other"),
        ("我前男友在⟦workplace|穗衡会计所⟧", "other"),
        ("my ex works at ⟦workplace|Corvane Media⟧", "other"),
        ("订房咨询⟦phone|13800004471⟧", "organisation"),
        ("本店电话⟦phone|13800004471⟧", "organisation"),
        ("派出所电话⟦phone|02410000557⟧", "public_office"),
        ("信访接待室⟦phone|02410000557⟧", "public_office"),
        ("⟦phone|13800004471⟧", "unknown"),
    ],
)
def test_the_nearest_sign_says_whose_it_is(marked: str, subject: Subject) -> None:
    assert subjects_in(marked) == [subject]


def _examples(*fields: str) -> Iterator[tuple[str, str, str, bool]]:
    for rule in read_toml("verdict", "subject.toml")["narrow"]:
        for field in fields:
            assert rule[field], f"narrow rule {rule['name']!r} needs {field}"
            for example in rule[field]:
                yield rule["name"], example["text"], example["subject"], example.get("missed", False)


@pytest.mark.parametrize(("rule", "marked", "subject", "missed"), list(_examples("examples", "counter")))
def test_a_narrow_rule_reads_its_own_examples(rule: str, marked: str, subject: Subject, missed: bool) -> None:
    assert subjects_in(marked) == [subject], f"{rule}{' (a known miss)' if missed else ''}"


def test_every_sign_of_the_lexicon_speaks_for_somebody() -> None:
    signals = {cue["signal"] for cue in read_toml("lexicon", "whose.toml")["cue"]}
    assert signals == set(subject_rules().of)


def test_no_word_speaks_for_two() -> None:
    words = [word for cue in read_toml("lexicon", "whose.toml")["cue"] for word in cue["words"]]
    assert sorted({word for word in words if words.count(word) > 1}) == []


def test_a_reach_holds_to_its_last_character() -> None:
    reach = Reach(3, None, frozenset("，"))
    assert reach.holds("的电话", behind=False)
    assert not reach.holds("的手机号", behind=False)
    assert not reach.holds("，", behind=False)
    assert not reach.holds("", behind=True)


def test_a_sentence_end_muffles_a_sign() -> None:
    assert subjects_in("他走了。我的号⟦phone|13800004471⟧") == ["self"]


def test_each_identifier_has_a_subject_of_its_own() -> None:
    both = subjects_in("我的号⟦phone|13800004471⟧，不是他的，他的是⟦phone|13800004472⟧")
    assert both == ["self", "other"]


def test_signs_far_along_a_long_post_are_found() -> None:
    filler = "今天天气真好" * 40
    assert subjects_in(f"她{filler}我的号⟦phone|13800004471⟧{filler}他手机⟦phone|13800004472⟧") == ["self", "other"]


def test_what_the_identifier_tells_itself_stands() -> None:
    text = "他们的热线 4001234567"
    finding = Finding("phone", 6, 16, 0.9, "phone.hotline", "organisation")
    assert subjects(view_of(text), [finding]) == ["organisation"]


def test_a_rule_that_binds_an_unknown_word_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    table = read_toml("verdict", "subject.toml")
    wrong = {**table, "narrow": [{**table["narrow"][0], "name": "wrong", "words": ["没有这个词"]}]}
    monkeypatch.setattr(under_test, "read_toml", lambda *_: wrong)
    with pytest.raises(ValueError, match=r"subject\.toml, narrow 'wrong'.*没有这个词"):
        subject_rules.__wrapped__()

"""Whose an identifier is (RULES 8 E1, E3): the nearest sign speaks."""

import pytest

from reseal.screening.identifiers.kind import Finding
from reseal.screening.subject import subjects
from reseal.vocabulary import ExposureType, Subject
from tests.screening.labelled import unmark, view_of


def subjects_in(marked: str) -> list[Subject]:
    """The subject of each marked span. The texts fold one to one, so original offsets are folded ones."""
    text, spans = unmark(marked)
    findings = []
    for type_, start, end in spans:
        kind: ExposureType = type_  # type: ignore[assignment]
        findings.append(Finding(kind, start, end, 0.9, f"{type_}.test"))
    return subjects(view_of(text), findings)


@pytest.mark.parametrize(
    ("marked", "subject"),
    [
        ("有事打我电话⟦phone|13800004471⟧", "self"),
        ("加我微信⟦account|lanlan_0326⟧", "self"),
        ("my number is ⟦phone|07700900418⟧, text me", "self"),
        ("他手机⟦phone|13800004471⟧，随便打", "other"),
        ("她在⟦workplace|穗衡会计所⟧贴票据", "other"),
        ("你住⟦address|栖云里7栋⟧", "other"),
        ("Her number is ⟦phone|07700900418⟧", "other"),
        ("我前男友在⟦workplace|穗衡会计所⟧", "other"),
        ("订房咨询⟦phone|13800004471⟧", "organisation"),
        ("派出所电话⟦phone|02410000557⟧", "public_office"),
        ("信访接待室⟦phone|02410000557⟧", "public_office"),
        ("⟦phone|13800004471⟧", "unknown"),
    ],
)
def test_the_nearest_sign_says_whose_it_is(marked: str, subject: Subject) -> None:
    assert subjects_in(marked) == [subject]


def test_a_sentence_end_muffles_a_sign() -> None:
    assert subjects_in("他走了。我的号⟦phone|13800004471⟧") == ["self"]


def test_each_identifier_has_a_subject_of_its_own() -> None:
    both = subjects_in("我的号⟦phone|13800004471⟧，不是他的，他的是⟦phone|13800004472⟧")
    assert both == ["self", "other"]


def test_what_the_identifier_tells_itself_stands() -> None:
    text = "他们的热线 4001234567"
    finding = Finding("phone", 6, 16, 0.9, "phone.hotline", "organisation")
    assert subjects(view_of(text), [finding]) == ["organisation"]

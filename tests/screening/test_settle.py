"""Whose an identifier is once the post is judged (RULES 8 E3, BEN-01): the rules read as their own examples say."""

from typing import Any

import pytest

from reseal.screening import settle as under_test
from reseal.screening.data import read_toml
from reseal.screening.evidence import gather
from reseal.screening.identifiers.kind import Finding
from reseal.screening.reader.labels import BENIGN_KINDS
from reseal.screening.reader.read import Reading
from reseal.screening.screener import Screener
from reseal.screening.settle import settle_rules, settled
from reseal.screening.subject import subjects
from reseal.vocabulary import Category, Post, Subject, Surface
from tests.screening.labelled import findings_in, view_of


def reading_of(kind: str, chance: float, none: float = 1.0) -> Reading:
    """What an encoder says that is this sure of a harmless kind, and of harmlessness."""
    return Reading((), {"none": none}, {known: chance if known == kind else 0.0 for known in BENIGN_KINDS})


def settled_in(
    marked: str,
    *,
    category: Category = "none",
    unclear: bool = False,
    surface: Surface | None = None,
    reading: Reading | None = None,
) -> list[Subject]:
    """The final subject of each marked span of a post that was judged so."""
    text, findings = findings_in(marked)
    view = view_of(text, surface)
    said = subjects(view, findings)
    signals = gather(view, findings, said).strength
    return settled(view, findings, said, signals, reading, category, unclear=unclear)


@pytest.mark.parametrize("example", read_toml("verdict", "settle.toml")["example"])
def test_the_rules_read_their_own_examples(example: dict[str, Any]) -> None:
    found = settled_in(
        example["text"],
        category=example.get("category", "none"),
        unclear=example.get("unclear", False),
        surface=example.get("surface"),
        reading=reading_of(example["kind"], example["chance"]) if "kind" in example else None,
    )
    assert found == example["subjects"]


@pytest.mark.parametrize("category", ["exposure", "incitement", "solicitation"])
def test_silence_speaks_for_the_exposed(category: Category) -> None:
    assert settled_in("⟦phone|13800004471⟧", category=category) == ["other"]


def test_what_words_say_stands_in_a_violating_post() -> None:
    assert settled_in("我的号⟦phone|13800004471⟧", category="exposure") == ["self"]


def test_a_violating_post_is_no_harmless_one_whatever_the_encoder_says_of_its_kind() -> None:
    sure = reading_of("self_disclosure", 1.0)
    assert settled_in("⟦phone|13800004471⟧", category="exposure", reading=sure) == ["other"]


def test_the_kind_counts_only_as_far_as_the_post_is_harmless() -> None:
    assert settled_in("⟦phone|13800004471⟧", reading=reading_of("business", 0.9, none=0.9)) == ["organisation"]
    assert settled_in("⟦phone|13800004471⟧", reading=reading_of("business", 0.9, none=0.5)) == ["unknown"]


def test_where_the_encoder_read_the_glass_box_is_not_asked_for_the_kind() -> None:
    marked = "新店开业优惠,⟦phone|13800004471⟧"
    assert settled_in(marked) == ["organisation"]
    assert settled_in(marked, reading=reading_of("news", 0.9)) == ["unknown"]


def test_one_breath_reaches_both_ways_but_not_over_a_line() -> None:
    assert settled_in("⟦person_name|滑春兰⟧，我电话⟦phone|13800004471⟧，⟦email|a@b.example⟧") == [
        "self",
        "self",
        "self",
    ]
    assert settled_in("他叫⟦person_name|滑春兰⟧，三十岁，会修车\n打⟦phone|13800004471⟧") == ["other", "unknown"]


def test_what_an_identifier_tells_of_itself_stands() -> None:
    finding = Finding("phone", 0, 10, 0.9, "phone.test", "other")
    sure = reading_of("business", 1.0)
    assert settled(view_of("4001234567"), [finding], ["other"], (), sure, "none") == ["other"]


def test_an_unknown_kind_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    table = read_toml("verdict", "settle.toml")
    wrong = {**table, "kind": [{**table["kind"][0], "kind": "bussiness"}]}
    monkeypatch.setattr(under_test, "read_toml", lambda *_: wrong)
    with pytest.raises(ValueError, match="no kind 'bussiness'"):
        settle_rules.__wrapped__()


def test_a_decision_carries_the_settled_subjects() -> None:
    text = "骗子曝光，大家转发：滑春兰，电话13800004471，还有一个常用的备用号码15200004972"
    (decision,) = Screener(level="verdict").decide([Post("p", text)])
    assert decision.violates
    phones = [exposure.subject for exposure in decision.exposures if exposure.type == "phone"]
    assert phones == ["other", "other"]

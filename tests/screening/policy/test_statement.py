import itertools

import pytest

from reseal.screening.policy.evaluate import evaluate
from reseal.screening.policy.facts import facts_of
from reseal.screening.policy.load import BUNDLED, load_pack
from reseal.screening.policy.outbound import PersonalDataError, personal_data_in
from reseal.screening.policy.pack import Pack
from reseal.screening.policy.statement import statement
from reseal.screening.policy.wording import LANGS, Lang, reason_glossary
from reseal.vocabulary import ACTIONS, Action, Decision, Exposure, PolicyRef, Reason, Verdict
from tests.screening.policy.packs import small

VERDICT = Verdict(
    "exposure",
    0.9,
    "high",
    False,
    (Exposure("phone", 5, 16, 0.9, "other"),),
    (Reason("subject.other", 0.5), Reason("exposure.phone", 1.5, 5, 16), Reason("benign.emergency", -0.4)),
)


def decided(pack: Pack, verdict: Verdict = VERDICT, action: Action | None = None) -> Decision:
    ruling = evaluate(pack, facts_of(verdict))
    return Decision(
        "post-13800004471",
        verdict.violates,
        verdict.category,
        verdict.score,
        ruling.severity,
        action or ruling.action,
        verdict.exposures,
        verdict.reasons,
        ruling.policy,
        None,
        "reseal/0",
    )


def test_a_statement_in_english() -> None:
    pack = small()
    said = statement(decided(pack), "en", pack)
    assert said.action == "remove"
    assert said.facts == ("the post contains a telephone number", "the information belongs to someone else")
    assert said.against == ("an emergency call for help",)
    assert said.clause_text == "Do not publish other people's information."
    assert said.automated_detection
    assert said.automated_decision == "fully"
    assert said.text.splitlines() == [
        "What was done: The post is no longer shown, with no end date, unless an appeal succeeds.",
        "What it rests on: the post contains a telephone number; the information belongs to someone else",
        "What spoke against it: an emergency call for help",
        "Why: The post publishes another person's non-public information, with no sign of that person's consent.",
        "Clause: Do not publish other people's information.",
        "Legal background: An act – provision, checked against its text; A draft act – for background, its text has "
        "not been checked and the decision does not rest on it",
        "Use of automation: The content was recognised by an automated system that follows fixed rules and evidence "
        "and judges no opinions. Decided automatically, without a person. You can ask for a person to review it.",
        "What you can do: You can appeal free of charge; a person who had no part in the decision reviews it. You can "
        "also ask how the automated decision came about.",
    ]


def test_a_statement_in_chinese() -> None:
    pack = small()
    said = statement(decided(pack), "zh", pack)
    assert said.text.splitlines()[:3] == [
        "处理：帖文已停止展示，没有结束日期，除非申诉成功。",
        "依据的事实：帖文中有电话号码；信息属于他人",
        "同时考虑到：紧急求助",
    ]


@pytest.mark.parametrize(("name", "lang"), list(itertools.product(BUNDLED, LANGS)))
def test_every_rule_of_every_pack_can_be_stated_without_personal_data(name: str, lang: Lang) -> None:
    pack = load_pack(name)
    for rule, action in itertools.product(pack.content.rules, ACTIONS):
        reasons = tuple(Reason(code, 1.0) for code in reason_glossary())
        ref = PolicyRef(pack.id, pack.version, rule.id)
        decision = Decision("138 0000 4471", True, "exposure", 0.9, "high", action, (), reasons, ref, None, "reseal/0")
        said = statement(decision, lang)
        assert personal_data_in(said.text) is None
        assert said.restriction and said.ground and said.clause_text and said.redress and said.automation
        assert "138" not in said.text


def test_reasons_of_mere_form_are_left_out() -> None:
    pack = small()
    form = Verdict("none", 0.1, "none", False, (), (Reason("context.short", 0.9), Reason("cue.act", 0.2)))
    assert statement(decided(pack, form), "en", pack).facts == ("the post speaks of doxxing",)


def test_a_hold_says_that_a_person_decides() -> None:
    pack = small()
    unclear = Verdict("none", 0.4, "none", True, (), (Reason("unclear", 0.0),))
    said = statement(decided(pack, unclear), "en", pack)
    assert said.automated_decision == "partially"
    assert "a person takes the decision" in said.automation


def test_a_removal_that_became_a_hold_gets_the_words_for_it() -> None:
    pack = small()
    news = Verdict("exposure", 0.99, "high", False, (), (Reason("benign.news", -0.2),))
    said = statement(decided(pack, news), "en", pack)
    assert said.action == "hold"
    assert "Only a person decides" in said.ground


def test_a_post_without_findings_is_told_so() -> None:
    pack = small()
    said = statement(decided(pack, Verdict("none", 0.0, "none", False, (), ())), "en", pack)
    assert said.facts == ("No personal information and no such wording was recognised.",)
    assert said.action == "allow"


def test_a_reason_without_words_of_its_own_is_said_in_those_of_its_family() -> None:
    pack = small()
    odd = Verdict("none", 0.2, "none", False, (), (Reason("cue.brand_new", 0.2), Reason("odd", 0.1)))
    assert statement(decided(pack, odd), "en", pack).facts == (
        "the wording of the post",
        "another sign that the system recognised",
    )


def test_law_is_called_a_basis_only_where_its_text_was_checked() -> None:
    for name, lang in itertools.product(BUNDLED, LANGS):
        pack = load_pack(name)
        for rule in pack.content.rules:
            ref = PolicyRef(pack.id, pack.version, rule.id)
            said = statement(Decision("p", True, "trade", 1.0, "high", "hold", (), (), ref, None, "reseal/0"), lang)
            for entry, text in zip(pack.legal_of(rule), said.legal, strict=True):
                hedged = "background" in text or "背景参考" in text
                assert hedged != entry.verified


def test_another_version_of_the_pack_is_not_passed_off_as_the_one_that_decided() -> None:
    pack = small()
    other = small(("exposure = { remove = 0.8,", "exposure = { remove = 0.7,"))
    with pytest.raises(ValueError, match="Give the pack that decided"):
        statement(decided(pack), "en", other)
    with pytest.raises(ValueError, match="Give the pack that decided"):
        statement(decided(pack), "en")


def test_a_decision_without_policy_has_no_statement() -> None:
    bare = Decision("p", None, None, 0.0, "none", "allow", (), (), None, None, "reseal/0")
    with pytest.raises(ValueError, match="`policy` of the decision is empty"):
        statement(bare, "en")


def test_nothing_goes_out_when_the_words_hold_personal_data(monkeypatch: pytest.MonkeyPatch) -> None:
    pack = small()
    monkeypatch.setattr("reseal.screening.policy.statement.reason_text", lambda code, lang: "138 0000 4471")
    with pytest.raises(PersonalDataError):
        statement(decided(pack), "en", pack)

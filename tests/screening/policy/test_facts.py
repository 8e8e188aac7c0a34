import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseal.screening.policy.facts import (
    CLEAN,
    FACT_NAMES,
    Facts,
    facts_of,
    facts_of_decision,
    in_hundredths,
    language,
    variables,
)
from reseal.vocabulary import Decision, Exposure, PolicyRef, Reason, Verdict

VERDICT = Verdict(
    "exposure",
    0.9173,
    "high",
    False,
    (
        Exposure("phone", 0, 11, 0.9, "other"),
        Exposure("person_name", 12, 14, 0.8, "other"),
        Exposure("phone", 20, 31, 0.9, "self"),
    ),
    (Reason("exposure.phone", 1.0, 0, 11), Reason("benign.news", -1.0)),
)


def seen(facts: Facts) -> dict[str, object]:
    return variables(facts, ["phone", "government_id"], 0.8, 0.5)


def test_the_facts_of_a_verdict() -> None:
    facts = seen(facts_of(VERDICT, "group_chat", "zh-CN"))
    assert facts == {
        "category": "exposure",
        "violates": True,
        "score": 0.91,
        "remove_at": 0.8,
        "redact_at": 0.5,
        "severity": "high",
        "severity_rank": 3,
        "unclear": False,
        "types": ["person_name", "phone"],
        "other_types": ["person_name", "phone"],
        "self_types": ["phone"],
        "strong_types": 1,
        "other_strong": 1,
        "self_strong": 1,
        "exposure_count": 3,
        "subjects": ["other", "self"],
        "has_other_subject": True,
        "maskable": True,
        "reasons": ["benign.news", "exposure.phone"],
        "benign": ["benign.news"],
        "surface": "group_chat",
        "group_chat": True,
        "lang": "zh",
        "public_office": False,
        "news": True,
        "condemning": False,
        "minor": False,
    }
    assert tuple(facts) == FACT_NAMES


def test_a_public_office_shows_by_reason_or_by_subject() -> None:
    by_subject = Facts(exposures=frozenset({("public_office", "phone")}))
    by_reason = Facts(reasons=frozenset({"benign.public_office"}))
    assert seen(by_subject)["public_office"]
    assert seen(by_reason)["public_office"]
    assert not seen(CLEAN)["public_office"]


def test_equal_facts_are_one_key_whatever_the_order_of_the_evidence() -> None:
    turned = Verdict(
        VERDICT.category,
        0.9101,
        VERDICT.severity,
        VERDICT.unclear,
        VERDICT.exposures[::-1],
        VERDICT.reasons[::-1],
    )
    assert facts_of(VERDICT, "post", "zh") == facts_of(turned, "post", "zh")
    assert hash(facts_of(VERDICT, "post", "zh")) == hash(facts_of(turned, "post", "zh"))


@given(st.floats(0, 1))
def test_a_score_below_a_threshold_never_counts_as_reaching_it(score: float) -> None:
    bucket = in_hundredths(score)
    assert bucket <= score + 1e-9
    assert score - bucket < 0.01 + 1e-9
    assert round(bucket * 100) / 100 == bucket


@pytest.mark.parametrize("hundredth", range(101))
def test_a_score_of_whole_hundredths_keeps_its_value(hundredth: int) -> None:
    assert in_hundredths(hundredth / 100) == hundredth / 100


@pytest.mark.parametrize("score", [-0.1, 1.1, float("nan"), float("inf")])
def test_a_score_outside_the_unit_is_refused(score: float) -> None:
    with pytest.raises(ValueError, match="`score`"):
        facts_of(Verdict("none", score, "none", False, (), ()))


@pytest.mark.parametrize(
    ("tag", "fact"),
    [
        ("zh", "zh"),
        ("zh-CN", "zh"),
        ("ZH_hans", "zh"),
        ("zh-Hant", "zh-hant"),
        ("zh-HK", "zh-hant"),
        ("en-GB", "en"),
        ("mixed", "mixed"),
        ("fr", "other"),
        ("\ud800", "other"),
        ("z" * 10_000, "other"),
    ],
)
def test_languages_fall_into_a_closed_list(tag: str, fact: str) -> None:
    assert language(tag) == fact


def test_hostile_posts_do_not_grow_the_facts() -> None:
    many = tuple(Exposure("phone", n, n + 1, 0.9, "other") for n in range(10_000))
    facts = facts_of(Verdict("exposure", 1.0, "high", False, many, ()))
    assert facts.exposure_count == 10
    assert facts.exposures == {("other", "phone")}


def test_a_decision_gives_the_facts_of_its_verdict_but_surface_and_language() -> None:
    decision = Decision(
        "p1",
        True,
        VERDICT.category,
        VERDICT.score,
        VERDICT.severity,
        "hold",
        VERDICT.exposures,
        VERDICT.reasons,
        PolicyRef("default", "1.0.0+abcdef12", "held"),
        None,
        "reseal/0",
    )
    assert facts_of_decision(decision) == facts_of(VERDICT)
    assert facts_of_decision(decision, "dm", "en") == facts_of(VERDICT, "dm", "en")


def test_an_unclear_decision_is_known_by_its_reason() -> None:
    decision = Decision("p1", False, "none", 0.4, "none", "hold", (), (Reason("unclear", 0.0),), None, None, "reseal/0")
    facts = facts_of_decision(decision)
    assert facts is not None and facts.unclear


def test_a_decision_without_judgement_has_no_facts() -> None:
    assert facts_of_decision(Decision("p1", None, None, 0.0, "none", "allow", (), (), None, None, "reseal/0")) is None

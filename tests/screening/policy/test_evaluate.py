import itertools
import sys

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reseal.screening.policy.condition import compile_condition
from reseal.screening.policy.evaluate import asked_of, decide, evaluate, ruler
from reseal.screening.policy.facts import CLEAN, LANGUAGES, Facts
from reseal.screening.policy.load import BUNDLED, load_pack
from reseal.screening.policy.wording import reason_glossary
from reseal.screening.redact import OTHERS
from reseal.vocabulary import CATEGORIES, EXPOSURE_TYPES, SEVERITIES, SUBJECTS, SURFACES, PolicyRef
from tests.screening.policy.packs import small

FACTS = st.builds(
    Facts,
    category=st.sampled_from(CATEGORIES),
    score=st.integers(0, 100).map(lambda n: n / 100),
    severity=st.sampled_from(SEVERITIES),
    unclear=st.booleans(),
    exposures=st.frozensets(st.tuples(st.sampled_from(SUBJECTS), st.sampled_from(EXPOSURE_TYPES)), max_size=5),
    reasons=st.frozensets(st.sampled_from(sorted(reason_glossary())), max_size=6),
    surface=st.sampled_from(("", *SURFACES)),
    lang=st.sampled_from(LANGUAGES),
).map(lambda facts: msgspec.structs.replace(facts, exposure_count=len(facts.exposures)))
packs = pytest.mark.parametrize("name", BUNDLED)


def test_the_first_rule_that_holds_decides() -> None:
    ruling = evaluate(small(), Facts("exposure", 0.8, "low"))
    assert ruling[:5] == ("remove", "medium", "sure", "only", "exposure")
    assert evaluate(small(), Facts("exposure", 0.79, "low")).rule == "doubtful"
    assert evaluate(small(), CLEAN).rule == "rest"


def test_the_ruling_carries_the_reference_that_decisions_store() -> None:
    pack = small()
    assert evaluate(pack, CLEAN).policy == PolicyRef("small", pack.version, "rest")


@pytest.mark.parametrize(("given", "settled"), [("low", "medium"), ("medium", "medium"), ("critical", "high")])
def test_severity_stays_between_floor_and_ceiling(given: str, settled: str) -> None:
    assert evaluate(small(), Facts("exposure", 0.9, given)).severity == settled  # type: ignore[arg-type]


@packs
@given(facts=FACTS)
@settings(max_examples=150)
def test_remembered_rulings_equal_worked_out_ones(name: str, facts: Facts) -> None:
    pack = load_pack(name)
    assert evaluate(pack, facts) == decide(pack, facts) == evaluate(pack, facts)


@packs
@given(facts=FACTS)
@settings(max_examples=150)
def test_what_every_bundled_pack_promises(name: str, facts: Facts) -> None:
    action = evaluate(load_pack(name), facts).action
    if facts.unclear:
        assert action == "hold"
    if facts.violates:
        assert action in ("hold", "redact", "remove")
        if facts.shows("public_office") or facts.shows("news") or facts.shows("condemning"):
            assert action == "hold"
    elif not facts.unclear:
        assert action in ("allow", "nudge", "redact")
    if action == "redact":
        assert any(subject in OTHERS for subject, _ in facts.exposures)


@packs
def test_a_higher_score_never_softens_the_action(name: str) -> None:
    pack = load_pack(name)
    order = {"allow": 0, "nudge": 1, "redact": 2, "hold": 2, "remove": 3}
    sets = [frozenset(), frozenset({("other", "phone")}), frozenset({("other", "licence_plate")})]
    for category, severity, exposures in itertools.product(CATEGORIES[:-1], SEVERITIES[1:], sets):
        rungs = [
            order[decide(pack, Facts(category, score / 100, severity, False, exposures, len(exposures))).action]
            for score in range(0, 101, 5)
        ]
        assert rungs == sorted(rungs), (category, severity, exposures)


@pytest.mark.parametrize("code", ["benign.news", "benign.condemning", "benign.public_office", "subject.public_office"])
def test_no_pack_can_remove_what_needs_a_person(code: str) -> None:
    ruling = evaluate(small(), Facts("exposure", 0.99, "high", reasons=frozenset({code})))
    assert (ruling.action, ruling.rule, ruling.statement_key) == ("hold", "sure", "person_first")


@pytest.mark.parametrize("action", ["remove", "redact"])
def test_no_pack_can_remove_or_alter_what_is_unclear(action: str) -> None:
    pack = small(('action = "remove"', f'action = "{action}"'))
    assert evaluate(pack, Facts("exposure", 0.99, "high")).action == action
    assert evaluate(pack, Facts("exposure", 0.99, "high", unclear=True)).action == "hold"


def test_a_condition_that_fails_while_judging_holds_the_post_for_a_person() -> None:
    pack = small()
    pack.programs = (compile_condition('score > "high"'), *pack.programs[1:])
    ruling = decide(pack, Facts("exposure", 0.9, "high"))
    assert (ruling.action, ruling.rule) == ("hold", "sure")


def test_what_no_condition_asks_about_does_not_make_another_ruling() -> None:
    pack = small(("'violates || unclear'", "'violates || unclear || \"benign.fiction\" in reasons'"))
    facts = Facts(
        "exposure", 0.9, "low", reasons=frozenset({"cue.act", "benign.fiction"}), surface="dm", exposure_count=3
    )
    assert pack.codes >= {"benign.fiction", "benign.news", "subject.minor"}
    assert asked_of(pack, facts) == Facts("exposure", 0.81, "low", reasons=frozenset({"benign.fiction"}))
    assert evaluate(pack, Facts(reasons=frozenset({"benign.fiction"}))).rule == "doubtful"


@pytest.mark.parametrize("comparison", ["==", "!=", "<", "<=", ">", ">="])
@pytest.mark.parametrize("number", ["0", "0.29", "0.5", "0.57", "0.99", "1", "1.0", "remove_at"])
def test_scores_that_share_a_ruling_compare_alike(comparison: str, number: str) -> None:
    condition = f"violates && score {comparison} {number}"
    pack = small(("violates\n  && score >= remove_at", condition), ("'violates || unclear'", "'unclear'"))
    threshold = 0.8 if number == "remove_at" else float(number)
    for hundredth in range(101):
        score = hundredth / 100
        truth = eval(f"score {comparison} threshold", {"score": score, "threshold": threshold})
        assert (evaluate(pack, Facts("exposure", score, "low")).rule == "sure") is truth, score


@pytest.mark.parametrize(
    "condition", ['reasons.exists(r, r.startsWith("benign."))', "size(benign) > 0", '"benign.smalltalk" in reasons']
)
def test_codes_asked_for_by_name_beginning_or_list_reach_the_condition(condition: str) -> None:
    pack = small(("'violates || unclear'", f"'violates || unclear || {condition}'"))
    assert evaluate(pack, Facts(reasons=frozenset({"benign.smalltalk", "cue.act"}))).rule == "doubtful"
    assert evaluate(pack, Facts(reasons=frozenset({"cue.act"}))).rule == "rest"


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[decide.__module__], "REMEMBERED", 8)
    judge = ruler(small())
    for score in range(100):
        judge(Facts("exposure", score / 100, "low"))
    assert judge.cache_info().currsize == 8  # type: ignore[attr-defined]

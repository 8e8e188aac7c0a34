import msgspec
import pytest

from reseal.screening.policy.evaluate import evaluate
from reseal.screening.policy.facts import facts_of, facts_of_decision
from reseal.screening.policy.pack import Pack, retuned
from reseal.screening.policy.replay import decisions_from, replay
from reseal.vocabulary import Category, Decision, Exposure, Reason, Surface, Verdict
from tests.screening.policy.packs import small


def decision(pack: Pack, id_: str, category: Category, score: float, *, surface: Surface | None = None) -> Decision:
    verdict = Verdict(
        category,
        score,
        "none" if category == "none" else "low",
        False,
        (Exposure("phone", 0, 11, 0.9, "other"),),
        (Reason("exposure.phone", 1.0, 0, 11),),
    )
    ruling = evaluate(pack, facts_of(verdict, surface))
    return Decision(
        id_,
        verdict.violates,
        category,
        score,
        ruling.severity,
        ruling.action,
        verdict.exposures,
        verdict.reasons,
        ruling.policy,
        None,
        "reseal/0",
    )


def past(pack: Pack) -> list[Decision]:
    scores = [("exposure", 0.6), ("exposure", 0.75), ("exposure", 0.9), ("trade", 0.75), ("none", 0.1)]
    made = [decision(pack, f"p{n}", category, score) for n, (category, score) in enumerate(scores)]  # type: ignore[arg-type]
    return [*made, Decision("p9", None, None, 0.0, "none", "allow", (), (), None, None, "reseal/0")]


def test_a_lower_threshold_shows_what_would_change() -> None:
    pack = small()
    preview = replay(past(pack), pack, retuned(pack, "exposure", remove=0.7))
    assert (preview.total, preview.not_judged, preview.unchanged, preview.changed) == (6, 1, 4, 1)
    assert preview.changes == (("exposure", "hold", "remove", "doubtful", "sure", 1, ("p1",)),)
    assert preview.actions == {
        ("exposure", "hold", "hold"): 1,
        ("exposure", "hold", "remove"): 1,
        ("exposure", "remove", "remove"): 1,
        ("trade", "hold", "hold"): 1,
        ("none", "allow", "allow"): 1,
    }


def test_without_a_pack_before_the_stored_actions_count() -> None:
    pack = small()
    stored = [msgspec.structs.replace(past(pack)[2], action="hold")]
    preview = replay(stored, None, retuned(pack, "exposure", remove=0.7))
    assert preview.changes == (("exposure", "hold", "remove", "sure", "sure", 1, ("p2",)),)


def test_the_same_pack_changes_nothing() -> None:
    pack = small()
    preview = replay(past(pack), pack, pack)
    assert (preview.changed, preview.unlike_stored) == (0, 0)


def test_decisions_that_rest_on_a_lost_fact_are_counted() -> None:
    pack = small(("violates\n", 'violates && surface == "group_chat"\n'))
    stored = [decision(pack, "p1", "exposure", 0.9, surface="group_chat"), decision(pack, "p2", "exposure", 0.9)]
    assert replay(stored, pack, pack).unlike_stored == 1
    known = {"p1": "group_chat"}
    told = replay(stored, pack, pack, facts=lambda d: facts_of_decision(d, known.get(d.id)))  # type: ignore[arg-type]
    assert told.unlike_stored == 0


def test_only_the_first_ids_are_kept() -> None:
    pack = small()
    many = [decision(pack, f"p{n}", "exposure", 0.75) for n in range(50)]
    (change,) = replay(many, pack, retuned(pack, "exposure", remove=0.7), kept_ids=3).changes
    assert change.posts == 50
    assert change.ids == ("p0", "p1", "p2")


def test_the_preview_holds_ids_and_counts_alone() -> None:
    pack = small()
    redacted = [msgspec.structs.replace(d, redacted="张伟 ⟦phone⟧") for d in past(pack)]
    preview = replay(redacted, pack, retuned(pack, "exposure", remove=0.5))
    assert "张伟" not in repr(preview)


def test_stored_decisions_come_back_line_by_line() -> None:
    pack = small()
    lines = [msgspec.json.encode(d) + b"\n" for d in past(pack)]
    assert list(decisions_from([*lines[:2], b"\n", *lines[2:]])) == past(pack)


@pytest.mark.parametrize(
    ("line", "why"),
    [(b"{oops", "no JSON"), (b'{"id": 5}', r"Expected `str`, got `int` - at `\$\.id`"), (b"\xff", "no JSON")],
)
def test_a_bad_line_is_named_by_number(line: bytes, why: str) -> None:
    with pytest.raises(ValueError, match=f"line 2 is no decision: {why}"):
        list(decisions_from([msgspec.json.encode(past(small())[0]), line]))

import msgspec
import pytest

from reseal.operations.audit.views import about as entries
from reseal.operations.cases import acts, views
from reseal.operations.cases.holding import undo_lasts
from reseal.operations.cases.words import CaseChanged, Choice, Decided, NoCase, NotNow
from reseal.operations.deliveries import views as deliveries
from reseal.operations.deliveries.words import Asked
from reseal.operations.posts import views as posts
from reseal.screening.policy.load import load_pack
from reseal.storage.clock import HOUR, MINUTE
from reseal.storage.store import Store, Work
from tests.conftest import Clock
from tests.operations import factories as made

INCITING = Choice("remove", "incitement", "no-incitement")
ALLOW = Choice("allow", "none", "open")


def cluster(store: Store, count: int = 5) -> str:
    with store.write() as work:
        cases = {made.gather(work, made.post(f"p{number}")).case_id for number in range(count)}
    assert len(cases) == 1
    return cases.pop()


def decide(store: Store, case: str, choice: Choice = INCITING, by: str = "staff:1") -> Decided:
    with store.write(by) as work:
        return acts.decide(work, case, choice, made.row(work, case).version)


def due(work: Work) -> list[Asked]:
    """What the platform can fetch by now."""
    return deliveries.asked(work, "", 100)


def test_one_decision_acts_on_the_whole_cluster(store: Store) -> None:
    case = cluster(store)
    done = decide(store, case)
    with store.read() as work:
        seen = views.case(work, case)
        assert len(done.snapshots) == 5 and {one.action for one in seen.snapshots} == {"remove"}
        assert seen.row.state == "decided" and seen.row.outcome == "remove" and seen.row.version == done.version
        for number in range(5):
            kept = posts.find(work, f"p{number}")
            assert kept is not None and kept.shown == "removed"
        told = [one.kind for one in deliveries.of(work, done.decision_id)]
        assert told.count("statement.author") == 5 == told.count("statement.account")
        assert [entry.act for entry in entries(work, case)] == ["case.decided", "case.opened"]
        assert seen.decisions[0].clause == "no-incitement" and seen.decisions[0].by == "staff:1"


def test_the_platform_is_asked_at_once_and_authors_are_told_when_it_stands(store: Store, clock: Clock) -> None:
    case = cluster(store, 1)
    decide(store, case)
    with store.write() as work:
        asked = due(work)
        assert [one.kind for one in asked] == ["action.requested"]
        assert asked[0].payload["post"] == "p0" and asked[0].payload["action"] == "remove"
    clock.pass_(undo_lasts())
    with store.write() as work:
        told = [one for one in due(work) if one.kind == "statement.author"]
        assert len(told) == 1 and told[0].payload["author"] == "author of p0"
        statement = told[0].payload["statement"]
        pack = load_pack("default")
        assert statement["clause"] == "no-incitement" and statement["lang"] == "zh"
        assert statement["clause_text"] == pack.clause_text("no-incitement").zh
        assert statement["automated_decision"] == "not" and statement["automated_detection"] is True
        for field in ("restriction", "facts", "ground", "automation", "redress", "text"):
            assert statement[field]
        assert "1380000" not in str(statement) and "李小四" not in str(statement)


@pytest.mark.parametrize(("lang", "said"), [("en-GB", "en"), ("zh-CN", "zh"), (None, "zh")])
def test_the_author_s_language(store: Store, clock: Clock, lang: str | None, said: str) -> None:
    with store.write() as work:
        case = made.gather(work, made.post("p1", lang=lang)).case_id
    decide(store, case)
    clock.pass_(undo_lasts())
    with store.write() as work:
        told = [one.payload for one in due(work) if one.kind == "statement.author"]
        assert [one["lang"] for one in told] == [said] == [one["statement"]["lang"] for one in told]


def test_what_reporters_are_told_names_the_outcome_and_nothing_of_the_post(store: Store) -> None:
    done = decide(store, cluster(store, 1))
    assert set(done.told) == {"zh", "en"}
    for text in done.told.values():
        assert text and "1380000" not in text and "李小四" not in text and "p0" not in text


def test_what_came_in_unseen_is_not_decided(store: Store) -> None:
    case = cluster(store, 1)
    with store.read() as work:
        version = made.row(work, case).version
    with store.write() as work:
        text = "新料：13800001234，大家接着骂他全家"
        made.gather_as(work, made.post("q", text), made.judged("q", made.shows(text, "phone", "13800001234")))
    with store.write("staff:1") as work, pytest.raises(CaseChanged) as changed:
        acts.decide(work, case, INCITING, version)
    assert changed.value.version > version
    with store.read() as work:
        assert made.row(work, case).state == "open" and not views.case(work, case).decisions


def test_of_two_who_decide_at_once_one_is_told(store: Store) -> None:
    case = cluster(store, 1)
    with store.read() as work:
        version = made.row(work, case).version
    with store.write("staff:1") as work:
        acts.decide(work, case, INCITING, version)
    with store.write("staff:2") as work, pytest.raises(CaseChanged):
        acts.decide(work, case, ALLOW, version)
    with store.write("staff:2") as work, pytest.raises(NotNow):
        acts.decide(work, case, ALLOW, version + 1)


def test_a_mention_is_acted_on_only_when_named_and_a_spared_post_not_at_all(store: Store) -> None:
    good = "我自己的号码13800001234，常联系"
    own = made.judged("m", made.shows(good, "phone", "13800001234", "self"), category="none", action="allow")
    for also in (False, True):
        with store.write() as work:
            first = made.gather(work, made.post(f"p{also}"))
            second = made.gather(work, made.post(f"q{also}"))
            acts.arrived(work, [made.keep_as(work, made.post(f"m{also}", good), own)])
            mention = next(one.id for one in views.case(work, first.case_id).snapshots if one.role == "mention")
        choice = msgspec.structs.replace(INCITING, also=(mention,) if also else (), spare=(second.snapshot_id,))
        done = decide(store, first.case_id, choice)
        assert set(done.snapshots) == {first.snapshot_id, *((mention,) if also else ())}
        with store.read() as work:
            spared = posts.find(work, f"q{also}")
            assert spared is not None and spared.shown == "shown"


def test_what_was_told_is_no_post_to_act_on(store: Store) -> None:
    from reseal.operations.cases.words import Content

    with store.write() as work:
        told = made.post("told:1", made.DOX)
        case = acts.gather(work, Content.told(told, made.decision(told), work.now), "told").case_id
    assert decide(store, case).snapshots == ()


def test_an_edited_post_is_acted_on_once(store: Store) -> None:
    with store.write() as work:
        case = made.gather(work, made.post("p1")).case_id
        last = made.gather(work, made.post("p1", made.DOX + "，更多料")).snapshot_id
    assert decide(store, case).snapshots == (last,)


def test_allowed_after_a_hold_everything_comes_back(store: Store) -> None:
    case = cluster(store, 2)
    with store.write("staff:1") as work:
        acts.hold(work, case, "person")
    done = decide(store, case, ALLOW)
    with store.read() as work:
        kept = posts.find(work, "p0")
        assert kept is not None and kept.shown == "shown"
        assert len(deliveries.of(work, done.decision_id)) == 2  # the restriction has ended: the authors hear it
    quiet = made.judged("other", category="none", severity="none", action="allow")
    with store.write() as work:
        untouched = made.gather_as(work, made.post("other", "今天天气真好"), quiet, "noticed").case_id
    done = decide(store, untouched, ALLOW)
    with store.read() as work:
        assert deliveries.of(work, done.decision_id) == []


def test_redacting_says_what_to_mask(store: Store) -> None:
    case = cluster(store, 1)
    decide(store, case, Choice("redact", "exposure", "no-exposure"))
    with store.write() as work:
        asked = due(work)[0].payload
        assert {one["type"] for one in asked["mask"]} == {"person_name", "phone", "address"}
        kept = posts.find(work, "p0")
        assert kept is not None and kept.shown == "redacted"


def test_undone_within_minutes_nothing_has_left_and_all_is_as_before(store: Store, clock: Clock) -> None:
    case = cluster(store, 3)
    with store.write("staff:1") as work:
        acts.hold(work, case, "person")
    done = decide(store, case)
    clock.pass_(undo_lasts())
    with store.write("staff:1") as work:
        assert acts.undo(work, done.decision_id) == case
        row = made.row(work, case)
        assert row.state == "held" and row.outcome is None and row.category == "incitement" and row.decided_at is None
        kept = posts.find(work, "p1")
        assert kept is not None and kept.shown == "held"
        assert {one.state for one in deliveries.of(work, done.decision_id)} == {"withdrawn"}
        seen = views.case(work, case)
        assert {one.action for one in seen.snapshots} == {"hold"} and seen.decisions[0].undone_by == "staff:1"
    with store.write() as work:
        asked = {one.payload["post"]: one.payload["action"] for one in due(work) if one.kind == "action.requested"}
        assert asked == {"p0": "hold", "p1": "hold", "p2": "hold"}
        with pytest.raises(NotNow):
            acts.undo(work, done.decision_id)
    assert decide(store, case).snapshots


def test_undone_from_open_the_platform_shows_again(store: Store) -> None:
    quiet = made.judged("p0", category="none", severity="none", action="allow")
    with store.write() as work:
        case = made.gather_as(work, made.post("p0"), quiet, "noticed").case_id
    done = decide(store, case)
    with store.write("staff:1") as work:
        due(work)
        acts.undo(work, done.decision_id)
    with store.write() as work:
        assert [one.payload["action"] for one in due(work) if one.kind == "action.requested"] == ["allow"]
        assert views.case(work, case).snapshots[0].action is None


def test_too_late_to_undo(store: Store, clock: Clock) -> None:
    done = decide(store, cluster(store, 1))
    clock.pass_(undo_lasts() + 1)
    with store.write("staff:1") as work, pytest.raises(NotNow):
        acts.undo(work, done.decision_id)
    with store.write("staff:1") as work, pytest.raises(NoCase):
        acts.undo(work, "none")


def test_a_hold_that_ended_meanwhile_is_let_go_after_undoing(store: Store, clock: Clock) -> None:
    case = cluster(store, 1)
    with store.write("staff:1") as work:
        acts.hold(work, case, "person")
    clock.pass_(24 * HOUR - MINUTE)
    done = decide(store, case)
    clock.pass_(5 * MINUTE)
    with store.write("staff:1") as work:
        acts.undo(work, done.decision_id)
        assert acts.end_holds(work) == 1 and made.row(work, case).state == "open"


@pytest.mark.parametrize(
    ("choice", "field"),
    [
        (Choice("remove", "exposure", "no-such"), "clause"),
        (Choice("remove", "none", "no-exposure"), "category"),
        (Choice("allow", "exposure", "open"), "category"),
        (Choice("hold", "exposure", "no-exposure"), "action"),  # type: ignore[arg-type]
        (Choice("remove", "exposure", "no-exposure", also=("x",)), "also"),
    ],
)
def test_a_choice_that_does_not_hold_together(store: Store, choice: Choice, field: str) -> None:
    case = cluster(store, 1)
    with pytest.raises(NotNow) as refused:
        decide(store, case, choice)
    assert refused.value.field == field


def test_a_decided_case_takes_no_more_and_is_found_from_the_next(store: Store) -> None:
    first = cluster(store, 1)
    decide(store, first)
    with store.write() as work:
        second = made.gather(work, made.post("later"))
        assert second.new and second.case_id != first
        assert views.case(work, second.case_id).earlier == (first,)


def test_what_a_person_decided_is_told_for_the_post(store: Store) -> None:
    case = cluster(store, 1)
    with store.read() as work:
        assert views.decision_on(work, "p0") is None
    done = decide(store, case)
    with store.write("staff:1") as work:
        found = views.decision_on(work, "p0")
        assert found is not None and found.action == "remove" and set(found.statements) == {"zh", "en"}
        acts.undo(work, done.decision_id)
        assert views.decision_on(work, "p0") is None


def test_what_is_spared_is_let_go_with_the_decision(store: Store) -> None:
    """No post stays out of sight by a hold that nobody confirmed."""
    case = cluster(store, 2)
    with store.write("staff:1") as work:
        acts.hold(work, case, "person")
        spared = views.case(work, case).snapshots[1].id
    done = decide(store, case, msgspec.structs.replace(INCITING, spare=(spared,)))
    with store.write("staff:1") as work:
        shown = {one.id: one.action for one in views.case(work, case).snapshots}
        assert shown[spared] == "allow" and spared not in done.snapshots and "remove" in shown.values()
        said = [views.decision_on(work, ref) for ref in ("p0", "p1")]
        assert len([one for one in said if one is None]) == 1 and views.case(work, case).decisions[0].snapshots == 1
        acts.undo(work, done.decision_id)
        assert {one.action for one in views.case(work, case).snapshots} == {"hold"}


def test_a_held_post_that_was_edited_is_let_go_too(store: Store) -> None:
    with store.write("staff:1") as work:
        case = made.gather(work, made.post("p1")).case_id
        acts.hold(work, case, "person")
        made.gather(work, made.post("p1", made.DOX + "，还有更多料"))
        assert [one.action for one in views.case(work, case).snapshots] == [None, "hold"]
        assert acts.release(work, case) == 1
        kept = posts.find(work, "p1")
        assert kept is not None and kept.shown == "shown"

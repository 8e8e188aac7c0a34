import pytest

from reseal.operations.audit.views import about as entries
from reseal.operations.cases import acts, views
from reseal.operations.cases.words import Choice, NotNow, Voice
from reseal.operations.deliveries import views as deliveries
from reseal.operations.deliveries.words import Asked
from reseal.operations.posts import views as posts
from reseal.screening.policy.wording import words
from reseal.storage.clock import DAY, HOUR
from reseal.storage.store import Store, Work
from tests.conftest import Clock
from tests.operations import factories as made

SURE = Voice("verified", b"c1", b"o1")


def known(number: int) -> Voice:
    return Voice("known", b"c%d" % number, b"o%d" % number)


def notice(work: Work, case: str, number: int, voice: Voice = SURE, weight: float = 1.0, **flags: bool) -> None:
    flags = {"threat": False, "minor": False} | flags
    acts.noticed(work, case, f"{number:026d}", weight=weight, voice=voice, **flags)


def opened(store: Store) -> str:
    with store.write() as work:
        case = made.gather(work, made.post("p1")).case_id
        made.gather(work, made.post("p2"))
        return case


def test_held_by_a_sure_notice_and_let_go_after_a_day(store: Store, clock: Clock) -> None:
    case = opened(store)
    with store.write("public") as work:
        notice(work, case, 1)
        row = made.row(work, case)
        assert row.state == "held" and row.hold_until == clock.now + 24 * HOUR
        seen = views.case(work, case).snapshots
        assert [one.action for one in seen] == ["hold", "hold"]
        asked = deliveries.of(work, seen[0].id)
        assert [one.kind for one in asked] == ["action.requested", "statement.author"]
        kept = posts.find(work, "p1")
        assert kept is not None and kept.shown == "held"
    clock.pass_(24 * HOUR - 1)
    with store.write() as work:
        assert acts.end_holds(work) == 0
    clock.pass_(1)
    with store.write() as work:
        assert acts.end_holds(work) == 1 and acts.end_holds(work) == 0
        assert made.row(work, case).state == "open" and made.row(work, case).hold_until is None
        kept = posts.find(work, "p1")
        assert kept is not None and kept.shown == "shown"


def test_held_without_a_person_once_only(store: Store, clock: Clock) -> None:
    """Abuse: holds in a row would take a post out of sight for good, without any decision."""
    case = opened(store)
    with store.write() as work:
        notice(work, case, 1)
    clock.pass_(DAY)
    with store.write() as work:
        acts.end_holds(work)
        for number in range(2, 9):
            notice(work, case, number, known(number))
        assert made.row(work, case).state == "open"
        with pytest.raises(NotNow):
            acts.hold(work, case, "corroborated")
        assert acts.hold(work, case, "person") == 2


def test_anonymous_notices_hold_nothing(store: Store) -> None:
    case = opened(store)
    with store.write() as work:
        for number in range(30):
            notice(work, case, number, Voice("anonymous", None, b"o%d" % number))
        row = made.row(work, case)
        assert row.state == "open" and row.notices == 30


def test_two_known_ones_hold_unless_they_look_organised(store: Store) -> None:
    first = opened(store)
    with store.write() as work:
        notice(work, first, 1, known(1))
        assert made.row(work, first).state == "open"
        notice(work, first, 2, known(2))
        assert made.row(work, first).state == "held"
        second = made.gather(work, made.post("q", made.OTHER_DOX)).case_id
        acts.organised(work, second, True)
        notice(work, second, 3, known(3))
        notice(work, second, 4, known(4))
        assert made.row(work, second).state == "open" and made.row(work, second).coordinated


def test_a_notice_told_again_counts_once_and_withdrawn_not_at_all(store: Store) -> None:
    case = opened(store)
    with store.write() as work:
        notice(work, case, 1, known(1), threat=True, minor=True)
        notice(work, case, 1, known(1), threat=True, minor=True)
        row = made.row(work, case)
        assert row.notices == 1 and row.state == "open" and row.threat and row.minor
        acts.withdrawn(work, case, f"{1:026d}")
        acts.withdrawn(work, case, f"{2:026d}")
        row = made.row(work, case)
        assert row.notices == 0 and not row.threat and not row.minor
        notice(work, case, 2, known(2))
        assert made.row(work, case).state == "open"


def test_a_claim_that_is_proven_later_counts_anew(store: Store) -> None:
    case = opened(store)
    with store.write() as work:
        notice(work, case, 1, known(1))
        notice(work, case, 1, Voice("verified", b"c1", b"o1"))
        assert made.row(work, case).state == "held"


def test_what_waits_for_a_person_is_not_held_with_the_rest(store: Store) -> None:
    text = made.DOX + "（记者报道）"
    with store.write() as work:
        case = made.gather(work, made.post("p1")).case_id
        news = made.judged("p2", made.shows(text, "phone", "13800001234"), reasons=("benign.news",))
        made.gather_as(work, made.post("p2", text), news)
        notice(work, case, 1)
        seen = views.case(work, case).snapshots
        assert [(one.person_first, one.action) for one in seen] == [(False, "hold"), (True, None)]


def test_a_threat_goes_to_the_top_and_is_due_at_once(store: Store, clock: Clock) -> None:
    with store.write() as work:
        old = made.gather(work, made.post("p1")).case_id
    clock.pass_(HOUR // 2)
    with store.write() as work:
        new = made.gather(work, made.post("q", made.OTHER_DOX)).case_id
        notice(work, new, 1, Voice(), threat=True)
        assert [case.id for case in views.queue(work).cases] == [new, old]
        assert made.row(work, new).due_at <= clock.now + HOUR // 2


def test_only_what_is_open_is_held_and_only_what_is_held_let_go(store: Store) -> None:
    case = opened(store)
    with store.write("staff:1") as work:
        with pytest.raises(NotNow):
            acts.release(work, case)
        acts.hold(work, case, "person")
        with pytest.raises(NotNow):
            acts.hold(work, case, "person")
        assert acts.release(work, case) == 2
        with pytest.raises(NotNow):
            acts.hold(work, case, "corroborated")
    with store.read() as work:
        acted = [entry.act for entry in reversed(entries(work, case))]
        assert acted == ["case.opened", "case.held", "case.released"]


def letters(work: Work, case: str) -> list[Asked]:
    """What goes to authors, the oldest first."""
    return [one for one in deliveries.asked(work, "", 100) if one.kind == "statement.author"]


@pytest.mark.parametrize("by_person", [False, True])
def test_authors_hear_once_that_a_hold_is_over(either_store: Store, clock: Clock, by_person: bool) -> None:
    """DSA 17: who was told of the hold is told of its end, in the language of the post, by whom it ended."""
    store = either_store
    with store.write() as work:
        case = made.gather(work, made.post("p1")).case_id
        english = "Dox him: his phone is 138 0000 1234, call him all night, he deserves it"
        shown = made.judged("p2", made.shows(english, "phone", "138 0000 1234"))
        made.gather_as(work, made.post("p2", english), shown)
        notice(work, case, 1)
        held = letters(work, case)
        assert [one.payload["statement"]["action"] for one in held] == ["hold", "hold"]
        assert {one.payload["statement"]["automated_decision"] for one in held} == {"partially"}
    if by_person:
        with store.write("staff:1") as work:
            assert acts.release(work, case) == 2
    else:
        clock.pass_(24 * HOUR)
        with store.write() as work:
            assert acts.end_holds(work) == 1 and acts.end_holds(work) == 0
    with store.read() as work:
        told = [one.payload for one in letters(work, case)[2:]]
        assert [(one["post"], one["author"], one["lang"]) for one in told] == [
            ("p1", "author of p1", "zh"),
            ("p2", "author of p2", "en"),
        ]
        for one in told:
            statement = one["statement"]
            assert (statement["action"], statement["facts"]) == ("allow", [])
            assert statement["automated_decision"] == ("not" if by_person else "fully")
            assert statement["restriction"] == words().lifted.restriction.said(one["lang"])


def test_who_is_let_go_by_a_decision_hears_it_when_it_stands(store: Store, clock: Clock) -> None:
    case = opened(store)
    with store.write("staff:1") as work:
        acts.hold(work, case, "person")
        spared = views.case(work, case).snapshots[1].id
        choice = Choice("remove", "exposure", "no-exposure", spare=(spared,))
        first = acts.decide(work, case, choice, made.row(work, case).version)
        acts.undo(work, first.decision_id)
        acts.decide(work, case, choice, made.row(work, case).version)
    clock.pass_(HOUR)
    with store.read() as work:
        told = [(one.payload["post"], one.payload["statement"]["action"]) for one in letters(work, case)]
        assert sorted(told) == [("p1", "hold"), ("p1", "remove"), ("p2", "allow"), ("p2", "hold")]

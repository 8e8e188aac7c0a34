"""What comes while a case is on hold, on SQLite and on PostgreSQL; each limit has its abuse test."""

import pytest

from reseal.operations.audit.views import about as entries
from reseal.operations.cases import acts, views
from reseal.operations.cases.words import Basis, Choice, Voice
from reseal.operations.deliveries import views as deliveries
from reseal.operations.posts import views as posts
from reseal.storage.clock import HOUR
from reseal.storage.store import Store, Work
from reseal.vocabulary import Decision
from tests.conftest import Clock
from tests.operations import factories as made

SURE = Voice("verified", b"c1", b"o1")
REMOVE = Choice("remove", "exposure", "no-exposure")
BOTH: tuple[Basis, ...] = ("person", "corroborated")


def held_case(work: Work, basis: Basis) -> str:
    case = made.gather(work, made.post("p1")).case_id
    if basis == "person":
        acts.hold(work, case, "person")
    else:
        acts.noticed(work, case, f"{1:026d}", False, False, 1.0, voice=SURE)
    assert made.row(work, case).state == "held"
    return case


def come(work: Work, id_: str, text: str = made.DOX, as_: Decision | None = None) -> str | None:
    """A post arrives; what was asked to be done with it."""
    kept = made.keep_as(work, made.post(id_, text), as_) if as_ else made.keep(work, made.post(id_, text))[0]
    (gathered,) = acts.arrived(work, [kept])
    return next(one.action for one in views.case(work, gathered.case_id).snapshots if one.id == gathered.snapshot_id)


@pytest.mark.parametrize("basis", BOTH)
def test_a_copy_is_held_with_its_case_and_let_go_with_it(either_store: Store, clock: Clock, basis: Basis) -> None:
    with either_store.write() as work:
        case = held_case(work, basis)
        until = made.row(work, case).hold_until
    clock.pass_(20 * HOUR)
    with either_store.write("platform:1") as work:
        assert come(work, "p2") == come(work, "p3", made.DOX + "！") == "hold"
        row = made.row(work, case)
        assert (row.state, row.hold_until) == ("held", until), "until the same time"
        kept = posts.find(work, "p2")
        assert kept is not None and kept.shown == "held"
        told = [one.payload for one in deliveries.asked(work, "", 100) if one.kind == "statement.author"]
        assert [one["statement"]["automated_decision"] for one in told if one["post"] != "p1"] == ["partially"] * 2
    clock.pass_(4 * HOUR)
    with either_store.write() as work:
        assert acts.end_holds(work) == 1
        assert [entry.act for entry in entries(work, case)].count("case.held_with") == 2
        assert {one.action for one in views.case(work, case).snapshots} == {"allow"}


@pytest.mark.parametrize("basis", BOTH)
def test_it_is_confirmed_with_the_case(either_store: Store, basis: Basis) -> None:
    with either_store.write() as work:
        case = held_case(work, basis)
        version = made.row(work, case).version
        assert come(work, "p2") == "hold"
    with either_store.write("staff:1") as work:
        assert len(acts.decide(work, case, REMOVE, version).snapshots) == 2, "a copy is nothing new to look at"


@pytest.mark.parametrize("basis", BOTH)
@pytest.mark.parametrize("reason", ["benign.news", "benign.condemning"])
def test_what_needs_a_person_is_not_held_with_the_rest(store: Store, basis: Basis, reason: str) -> None:
    """BEN-01"""
    with store.write() as work:
        held_case(work, basis)
        text = made.DOX + "！"
        decision = made.judged("p2", made.shows(text, "phone", "13800001234"), reasons=(reason,))
        assert come(work, "p2", text, decision) is None
        office = made.judged("p3", made.shows(made.DOX, "phone", "13800001234", "public_office"))
        assert come(work, "p3", made.DOX, office) is None


@pytest.mark.parametrize("basis", BOTH)
def test_a_mention_is_not_held(store: Store, basis: Basis) -> None:
    text = "我自己的号码13800001234，常联系"
    own = made.judged("m", made.shows(text, "phone", "13800001234", "self"), category="none", action="allow")
    with store.write() as work:
        held_case(work, basis)
        assert come(work, "m", text, own) is None


def test_what_a_person_has_not_seen_is_not_held_in_their_name(store: Store) -> None:
    """Another post with the same number is no copy: a person held what was there; notices speak for the number."""
    text = "人渣号码给你们：13800001234，冲"
    decision = made.judged("q", made.shows(text, "phone", "13800001234"))
    with store.write() as work:
        held_case(work, "person")
        assert come(work, "q", text, decision) is None


def test_notices_speak_for_another_post_with_the_same_number(store: Store) -> None:
    text = "人渣号码给你们：13800001234，冲"
    decision = made.judged("q", made.shows(text, "phone", "13800001234"))
    with store.write() as work:
        held_case(work, "corroborated")
        assert come(work, "q", text, decision) == "hold"


def test_after_the_hold_nothing_more_is_held(store: Store, clock: Clock) -> None:
    """Abuse: copies that come later would renew a hold that happens once."""
    with store.write() as work:
        case = held_case(work, "corroborated")
    clock.pass_(24 * HOUR)
    with store.write() as work:
        assert come(work, "p2") is None, "its time is over, also before the sweep has seen it"
        acts.end_holds(work)
        assert come(work, "p3") is None and made.row(work, case).state == "open"


def test_withdrawn_notices_hold_nothing_more(store: Store) -> None:
    with store.write() as work:
        case = held_case(work, "corroborated")
        acts.withdrawn(work, case, f"{1:026d}")
        assert come(work, "p2") is None

"""The desk of `make run`."""

import demo
import living_accounts
import living_sample
import msgspec
import pytest

from reseal.operations.appeals import views as appeals
from reseal.operations.appeals.words import STATES
from reseal.operations.audit import views as audit
from reseal.operations.cases import views as cases
from reseal.operations.sanctions import views as sanctions
from reseal.operations.staff import acts, links
from reseal.screening.screener import Screener
from reseal.storage.clock import DAY
from reseal.storage.store import Store
from reseal.vocabulary import Decision, Post
from tests.operations.factories import screener


@pytest.fixture(scope="module")
def given() -> list[tuple[Post, Decision]]:
    posts = [msgspec.json.decode(line, type=Post) for line in demo.SAMPLE.read_bytes().splitlines()]
    return list(zip(posts, screener().decide(posts), strict=True))


@pytest.fixture
def judge() -> Screener:
    return screener()


def test_an_empty_desk_gets_cases_of_all_ages_and_states(
    store: Store, given: list[tuple[Post, Decision]], judge: Screener
) -> None:
    keys = living_sample.play(store, given, judge)
    assert set(keys) == {"desk", "keeper"}
    with store.read() as work:
        waiting = cases.queue(work, limit=200).cases
        decided = cases.queue(work, state="decided", limit=200).cases
        chain = audit.check(work)
        assert links.whose(work, keys["desk"]) is not None
    assert len(waiting) > 10 and len(decided) >= 8
    assert max(row.opened_at for row in waiting) - min(row.opened_at for row in waiting) > 5 * DAY
    assert any(row.threat for row in waiting) and any(row.minor for row in (*waiting, *decided))
    assert {row.state for row in waiting} == {"open", "held"}
    assert any(row.posts >= 5 for row in (*waiting, *decided)) and any(row.notices for row in waiting)
    assert chain.broken is None and chain.entries > 50


def test_a_desk_in_use_is_left_alone(store: Store, given: list[tuple[Post, Decision]], judge: Screener) -> None:
    with store.write() as work:
        acts.add(work, "mei", "moderator", "x")
    assert living_sample.play(store, given, judge) == {}


def test_accounts_stand_on_each_rung_appeals_in_each_state_and_a_guard_has_just_fired(
    store: Store, given: list[tuple[Post, Decision]], judge: Screener
) -> None:
    living_sample.play(store, given, judge)
    said = living_accounts.script()
    with store.read() as work:
        stands = {one.ref: sanctions.standing(work, work.prints.of("account", one.ref)) for one in said.account}
        rungs = {standing.rung for standing in stands.values()}
        states = {one.state for state in STATES for one in appeals.queue(work, state=state)}
        proposed = {one.sanction.kind for one in sanctions.proposed(work, "", 50)}
        waiting = cases.queue(work, limit=200).cases
        fired = [row.id for row in waiting if any(one.how == "guarded" for one in cases.case(work, row.id).snapshots)]
    assert {"educate", "warn", "mute_3", "mute_7", "mute_15", "mute_30", "close", "at_once"} <= rungs
    assert stands["u-tells"].strikes == 0, "the appeal was upheld"
    assert states == set(STATES) - {"overtaken"}
    assert proposed == {"account.close", "group.dissolve"}
    assert len(fired) == 1

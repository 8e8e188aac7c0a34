"""The desk of `make run`."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import demo
import living_accounts
import living_sample
import msgspec
import pytest

from reseal.operations.appeals import views as appeals
from reseal.operations.appeals.rates import upheld
from reseal.operations.appeals.words import STATES
from reseal.operations.audit import views as audit
from reseal.operations.cases import views as cases
from reseal.operations.notices import views as notices
from reseal.operations.quality import views as quality
from reseal.operations.sanctions import views as sanctions
from reseal.operations.staff import acts, limits, links
from reseal.operations.staff.views import members
from reseal.storage.clock import DAY
from reseal.storage.database import FILE, Database, embedded_url
from reseal.storage.keyring import load_keyring
from reseal.storage.store import Store
from reseal.vocabulary import Decision, Post
from tests.conftest import Clock
from tests.operations.factories import screener


@pytest.fixture(scope="module")
def given() -> list[tuple[Post, Decision]]:
    lines = [line for file in (demo.SAMPLE, demo.SCENES) for line in file.read_bytes().splitlines()]
    posts = [msgspec.json.decode(line, type=Post) for line in lines]
    return list(zip(posts, screener().decide(posts), strict=True))


@pytest.fixture(scope="module")
def played(
    given: list[tuple[Post, Decision]], migrated: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Store, living_sample.Doors]]:
    """The desk after its nine days, and what opens it; no test writes to it."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copy(migrated, folder / FILE)
    store = Store(Database(embedded_url(folder)), load_keyring(folder / "keys.json"), Clock())
    doors = living_sample.play(store, given, screener())
    assert doors is not None
    yield store, doors
    store.close()


def test_an_empty_desk_gets_cases_of_all_ages_and_states(played: tuple[Store, living_sample.Doors]) -> None:
    store, doors = played
    assert set(doors.keys) == {"desk", "keeper"}
    with store.read() as work:
        waiting = cases.queue(work, limit=200).cases
        decided = cases.queue(work, state="decided", limit=200).cases
        chain = audit.check(work)
        assert links.whose(work, doors.keys["desk"]) is not None
        assert notices.entered(work, doors.ticket, doors.pin) is not None
        assert appeals.by_link(work, doors.appeal.rpartition("/")[2], "en") is not None
        pictured = [row.id for row in waiting if any(one.pictures for one in cases.case(work, row.id).snapshots)]
    assert len(waiting) > 10 and len(decided) >= 8
    assert max(row.opened_at for row in waiting) - min(row.opened_at for row in waiting) > 5 * DAY
    assert any(row.threat for row in waiting) and any(row.minor for row in (*waiting, *decided))
    assert {row.state for row in waiting} == {"open", "held"}
    assert any(row.posts >= 5 for row in (*waiting, *decided)) and any(row.notices for row in waiting)
    assert len(pictured) == 1
    assert chain.broken is None and chain.entries > 50


def test_a_desk_in_use_is_left_alone(store: Store, given: list[tuple[Post, Decision]]) -> None:
    with store.write() as work:
        acts.add(work, "mei", "moderator", "x")
    assert living_sample.play(store, given, screener()) is None


def test_accounts_stand_on_each_rung_appeals_in_each_state_and_a_guard_has_just_fired(
    played: tuple[Store, living_sample.Doors],
) -> None:
    store, _ = played
    said = living_accounts.script()
    with store.read() as work:
        stands = {one.ref: sanctions.standing(work, work.prints.of("account", one.ref)) for one in said.account}
        rungs = {standing.rung for standing in stands.values()}
        states = {one.state for state in STATES for one in appeals.queue(work, state=state)}
        proposed = {one.sanction.kind for one in sanctions.proposed(work, "", 50)}
        waiting = cases.queue(work, limit=200).cases
        fired = [row.id for row in waiting if any(one.how == "guarded" for one in cases.case(work, row.id).snapshots)]
    assert {"educate", "warn", "mute_3", "mute_7", "mute_15", "mute_30", "close", "at_once"} <= rungs
    assert stands["u-sells"].rung == stands["u-organises"].rung == "at_once"
    assert stands["u-tells"].strikes == 0, "the appeal was upheld"
    assert states == set(STATES) - {"overtaken"}
    assert proposed == {"account.close", "group.dissolve"}
    assert len(fired) == 1


def test_figures_of_quality_are_there(played: tuple[Store, living_sample.Doors]) -> None:
    store, _ = played
    with store.read() as work:
        found = quality.figures(work)
        everybody = members(work)
        load = limits.workload(work, [one.id for one in everybody])
        rates = upheld(work, found.since, found.until + 1)
    assert found.action.beyond_chance is not None and found.category.beyond_chance is not None
    assert found.waiting > 0 and found.settled.differ > found.settled.first + found.settled.second > 0
    assert all((found.corrections.right, found.corrections.too_many, found.corrections.missed))
    assert any(one.by == "all" and one.decided >= found.least and 0 < one.upheld < one.decided for one in rates)
    assert sum(one.week > 0 for one in load) == 2

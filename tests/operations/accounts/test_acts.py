"""Accounts are kept sealed, found by a keyed hash, and erased in time (PI-01, PI-12)."""

from sqlalchemy import text

from reseal.operations.accounts import acts, views
from reseal.operations.accounts.words import Facts, Registration
from reseal.operations.retention import acts as retention
from reseal.operations.retention.rules import keep
from reseal.storage.clock import DAY
from reseal.storage.store import Store
from tests.conftest import Clock

TOLD = Facts(
    created_at=1_700_000_000_000,
    followers=12,
    monetised=True,
    lang="zh",
    contact_handle="zhang at example.com",
    groups=("group 8",),
    agency="the agency",
    registration=(Registration("phone", "a" * 40),),
)


def test_what_the_platform_says_last_stands(either_store: Store) -> None:
    with either_store.write() as work:
        first = acts.put(work, "u1", TOLD)
    with either_store.write() as work:
        again = acts.put(work, "u1", Facts(minor=True))
        assert again.id == first.id and again.facts == Facts(minor=True)
        assert views.of(work, "u1") == again == views.by_print(work, work.prints.of("account", "u1"))
        assert views.by_id(work, first.id) == again
        assert views.of(work, "u2") is None and views.by_print(work, bytes(32)) is None


def test_an_account_that_is_only_met_is_kept_by_its_id(store: Store) -> None:
    with store.write() as work:
        met = acts.known(work, "u1", "zh")
        assert not met.known and met.facts == Facts(lang="zh")
        told = acts.put(work, "u1", TOLD)
        assert told.known and told.id == met.id
        assert acts.known(work, "u1", "en") == told


def test_an_agency_knows_how_many_it_manages(store: Store) -> None:
    with store.write() as work:
        agency = acts.put(work, "the agency", Facts())
        acts.put(work, "u1", TOLD)
        acts.put(work, "u2", TOLD)
        assert views.managed_by(work, agency.print) == 2
        assert [one.ref for one in views.managed(work, agency.print, 5)] == ["u1", "u2"]


def test_nothing_of_it_is_readable(store: Store) -> None:
    with store.write() as work:
        acts.put(work, "user-1234", TOLD)
        row = work.session.execute(text("SELECT * FROM account")).one()
    written = repr(tuple(row)).encode() + b"".join(value for value in row if isinstance(value, bytes))
    for secret in (b"user-1234", b"group 8", b"the agency", b"zhang", b"aaaa"):
        assert secret not in written


def test_erased_in_time_unless_a_legal_hold_is_on_it(store: Store, clock: Clock) -> None:
    with store.write() as work:
        kept = acts.put(work, "u1", TOLD)
        gone = acts.put(work, "u2", TOLD)
        retention.hold(work, kept.id, "dispute")
    clock.pass_(keep("account") - 1)
    with store.write() as work:
        assert acts.erase_due(work) == 0
    clock.pass_(1)
    with store.write() as work:
        assert acts.erase_due(work) == 2
        assert views.of(work, "u2") is None and views.of(work, "u1") is not None
        assert work.session.execute(text("SELECT count(*) FROM vault WHERE purpose = 'account'")).scalar() == 1
        assert acts.erase_due(work) == 0
    clock.pass_(DAY)
    with store.write() as work:
        assert acts.erase_due(work) == 1  # asked again each day
        assert views.by_id(work, gone.id) is None

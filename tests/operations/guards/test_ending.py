"""How guards end. That no byte is left is read from the files of the database themselves."""

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from reseal.operations.guards import acts, views
from reseal.operations.guards.rules import rules
from reseal.operations.guards.tables import Guard, GuardHit, GuardPrint, GuardValue
from reseal.operations.retention import acts as retention
from reseal.storage.backup import back_up
from reseal.storage.clock import DAY
from reseal.storage.database import Database
from reseal.storage.keyring import Keyring
from reseal.storage.store import Store
from reseal.storage.vaults import ApartVault
from tests.conftest import Clock
from tests.operations import factories as made
from tests.operations.guards import given
from tests.operations.guards.given import ASKS


def traces(store: Store) -> list[bytes]:
    """Everything by which a guard could still be known: fingerprints, sealed bytes, the PIN's print, ids."""
    with store.read() as work:
        found = [one.print for one in work.session.scalars(select(GuardPrint))]
        for guard in work.session.scalars(select(Guard)):
            found += [guard.sealed, guard.pin_print, guard.ticket.encode()]
        found += [one.post_print for one in work.session.scalars(select(GuardHit))]
    return found


def scrubbed(store: Store) -> None:
    assert acts.erased_lately(store)
    while acts.scrub(store):
        pass
    assert not acts.erased_lately(store)


def left(folder: Path, wanted: list[bytes]) -> list[str]:
    """In which files something wanted stands, whole or as it is written in a backup."""
    places = {str(file.name): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    return [name for name, content in places.items() if any(one in content for one in wanted)]


def test_a_deleted_guard_leaves_nothing_in_pages_journal_and_backups(store: Store, tmp_path: Path) -> None:
    """Among a thousand others, which come and go, too, so that pages are split and joined."""
    others = [given.make(store, ("address", f"东华路{n}号3单元401"), contact="a@example.com")[0] for n in range(150)]
    guard = given.watched(store, contact="answers@example.com")
    with store.write("staff:1") as work:
        for one in views.to_check(work, "", 200):
            acts.accept(work, one.id)
    given.arrive(store, made.post("p1", ASKS))
    mine = traces(store)
    assert len(mine) > 500
    assert left(tmp_path, mine), "they are there before"
    with store.write("public") as work:
        acts.delete_guard(work, guard)
        for other in others:
            acts.delete_guard(work, other)
    assert left(tmp_path, mine), "the journal holds pages from before, until it is cut"
    scrubbed(store)
    back_up(store.database, store.vaults.keyring, tmp_path / "after.backup", 0)
    with ZipFile(tmp_path / "after.backup") as archive:
        archive.extractall(tmp_path / "unpacked")
    assert left(tmp_path, mine) == []


def test_postgresql_keeps_nothing_of_a_deleted_guard(
    postgres_database: Callable[..., str], migrated_postgres: str, keyring: Keyring, clock: Clock
) -> None:
    """Its pages, its journal and the samples of its statistics are read, with `wal_recycle` off as docs ask."""
    store = Store(Database(postgres_database(migrated_postgres)), keyring, clock)
    run(store, "ALTER SYSTEM SET wal_recycle = off", "SELECT pg_reload_conf()")
    guards = [given.watched(store, value=f"1390000567{n}", contact=f"a{n}@example.com") for n in range(5)]
    given.arrive(store, made.post("p1", ASKS))
    mine = traces(store)
    with store.read() as work:
        mine += [one for one in work.session.scalars(select(ApartVault.wrapped)) if one]
    run(store, "ANALYZE", "CHECKPOINT")
    assert {place.name for place in on_disk(store, mine)} >= {"base", "pg_wal"}, "they are there before"
    with store.write("public") as work:
        for guard in guards:
            acts.delete_guard(work, guard)
    run(store, "ANALYZE", "VACUUM", "CHECKPOINT")
    assert on_disk(store, mine), "a usual clean-up does not do it"
    scrubbed(store)
    assert on_disk(store, mine) == []
    store.close()


def test_postgresql_waits_for_nobody_who_reads(
    postgres_database: Callable[..., str], migrated_postgres: str, keyring: Keyring, clock: Clock
) -> None:
    store = Store(Database(postgres_database(migrated_postgres)), keyring, clock)
    guard = given.watched(store)
    with store.write("public") as work:
        acts.delete_guard(work, guard)
    with store.write() as writing:
        writing.vault("notice")
        assert acts.scrub(store) == 1, "the desk's own tables are not asked for"
    with store.write("public") as work:
        acts.delete_guard(work, given.watched(store, value="13900005679"))
    with store.read() as reading:
        assert not reading.session.scalars(select(GuardPrint)).all()
        assert acts.scrub(store) == 0 and acts.erased_lately(store), "it comes back later"
    scrubbed(store)
    store.close()


def run(store: Store, *statements: str) -> None:
    with store.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def on_disk(store: Store, wanted: list[bytes]) -> list[Path]:
    """In which folders of the server something wanted stands, with the database's own pages and the journal of all."""
    query = "SELECT current_setting('data_directory'), oid FROM pg_database WHERE datname = current_database()"
    with store.database.engine.connect() as connection:
        folder, database = connection.exec_driver_sql(query).one()
    base, journal = Path(folder) / "base", Path(folder) / "pg_wal"
    return [place for place, files in ((base, base / str(database)), (journal, journal)) if left(files, wanted)]


def test_deletion_takes_all_that_hangs_on_it(either_store: Store) -> None:
    guard = given.watched(either_store)
    given.arrive(either_store, made.post("p1", ASKS))
    with either_store.write("public") as work:
        acts.delete_guard(work, guard)
    with either_store.read() as work:
        for table in (Guard, GuardValue, GuardPrint, GuardHit):
            assert not work.session.scalars(select(table)).all(), table
    given.arrive(either_store, made.post("p2", ASKS))
    assert given.hits(either_store) == 0 and len(given.rows(either_store)) == 1, "the case stays"
    scrubbed(either_store)


def test_one_value_is_dropped_and_the_others_stay(store: Store) -> None:
    guard, _ = given.make(store, ("phone", given.PHONE), ("address", given.ADDRESS))
    with store.write("public") as work:
        phone, address = views.page(work, guard).values
        assert acts.drop(work, guard, phone.id) and not acts.drop(work, guard, phone.id)
    with store.read() as work:
        assert [one.id for one in views.page(work, guard).values] == [address.id]
    scrubbed(store)


def test_its_time_ends_it_and_renewals_have_an_end(store: Store, clock: Clock) -> None:
    guard = given.watched(store)
    keep, begun = rules().keep, clock.now
    while clock.now < begun + (keep.most_days - keep.days) * DAY:
        clock.pass_(keep.days // 2 * DAY)
        with store.write("public") as work:
            assert acts.renew(work, guard)
    with store.read() as work:
        assert views.page(work, guard).expires_at == begun + keep.most_days * DAY
    clock.now = begun + keep.most_days * DAY
    with store.write() as work:
        assert acts.erase_due(work) == 1
    with store.read() as work:
        assert not work.session.scalars(select(GuardPrint)).all()


def test_renewals_of_a_day_are_bounded(store: Store) -> None:
    guard = given.watched(store)
    for number in range(rules().limits.renewals_a_day + 1):
        with store.write("public") as work:
            assert acts.renew(work, guard) == (number < rules().limits.renewals_a_day)


def test_a_legal_hold_on_its_case_beats_its_time_and_not_its_owner(store: Store, clock: Clock) -> None:
    guard = given.watched(store)
    given.arrive(store, made.post("p1", ASKS))
    with store.write("staff:1") as work:
        retention.hold(work, given.rows(store)[0].id, "order")
    clock.pass_(rules().keep.days * DAY)
    with store.write() as work:
        assert acts.erase_due(work) == 1 and acts.erase_due(work) == 0
        assert acts.forget_hits(work) == 0
    with store.write("public") as work:
        acts.delete_guard(work, guard)
    assert given.hits(store) == 0


def test_what_nobody_has_shown_control_of_is_forgotten(store: Store, clock: Clock) -> None:
    given.make(store, ("phone", given.PHONE))
    both, _ = given.make(store, ("phone", "13800001234"), ("address", given.ADDRESS))
    with store.write("staff:1") as work:
        acts.accept(work, views.to_check(work, "", 9)[0].id)
    clock.pass_(rules().keep.waiting_days * DAY)
    with store.write() as work:
        assert acts.forget_waiting(work) == 2
    with store.read() as work:
        assert [one.id for one in work.session.scalars(select(Guard))] == [both]
        assert [one.type for one in views.page(work, both).values] == ["address"]


@pytest.mark.parametrize("refused", [True, False])
def test_a_checked_value_is_kept_no_more(store: Store, refused: bool) -> None:
    guard, _ = given.make(store, ("licence_plate", "京A·0000Z"))
    with store.write("staff:1") as work:
        (one,) = views.to_check(work, "", 9)
        assert (one.values, one.proven, one.said) == (1, 0, True)
        kept, said = views.shown(work, one.id)
        assert kept.value == "京A·0000Z" and said.words == "这是我的"
        (acts.refuse if refused else acts.accept)(work, one.id)
    with store.read() as work:
        assert views.page(work, guard).values[0].state == ("refused" if refused else "watched")
        with pytest.raises(LookupError):
            views.shown(work, one.id)
        assert views.to_check(work, "", 9) == []
        assert bool(work.session.scalars(select(GuardPrint)).all()) is not refused

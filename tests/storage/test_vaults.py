"""Vaults: what is sealed opens in its own vault and place alone, survives rotations, and is gone once destroyed."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from reseal.storage.database import Database, embedded_url
from reseal.storage.keyring import KeyringError, load_keyring
from reseal.storage.migrate import upgrade
from reseal.storage.store import Store
from reseal.storage.vaults import SealError, Vaults, sealed_anything
from tests.operations.counting import statements


def rewrapped(store: Store) -> int:
    done = 0
    while True:
        with store.write() as work:
            batch = store.vaults.rewrap(work.session)
        if not batch:
            return done
        done += batch


@given(data=st.data(), secret=st.binary(max_size=200), about=st.text(max_size=20), other=st.text(max_size=20))
def test_sealed_bytes_opened_elsewhere_fail(data: Any, secret: bytes, about: str, other: str, memory: Store) -> None:
    with memory.write() as work:
        vault, another = work.vault("case"), work.vault("case")
        sealed = work.seal(vault, secret, about)
        assert work.open(vault, sealed, about, bytes) == secret
        with pytest.raises(SealError):
            work.open(another, sealed, about, bytes)
        if other != about:
            with pytest.raises(SealError):
                work.open(vault, sealed, other, bytes)
        place = data.draw(st.integers(0, len(sealed) - 1))
        changed = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with pytest.raises(SealError):
            work.open(vault, changed, about, bytes)
        with pytest.raises(SealError):
            work.open(vault, sealed[:place], about, bytes)


@pytest.fixture(scope="module")
def memory(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("vaults")
    database = Database(embedded_url(folder))
    upgrade(database)
    return Store(database, load_keyring(folder / "keys.json"))


def test_values_come_back_as_their_kind(store: Store) -> None:
    with store.write() as work:
        vault = work.vault("case")
        sealed = work.seal(vault, {"text": "家住〇〇路", "at": [1, None]}, "a")
        assert work.open(vault, sealed, "a", dict) == {"text": "家住〇〇路", "at": [1, None]}
        assert work.open(vault, work.seal(vault, "字", "a"), "a", str) == "字"


def test_a_destroyed_vault_stays_closed(either_store: Store) -> None:
    store = either_store
    with store.write() as work:
        vault, kept = work.vault("case"), work.vault("case")
        sealed, other = work.seal(vault, "text", "a"), work.seal(kept, "text", "a")
    with store.write() as work:
        work.destroy(vault)
        work.destroy(vault)
    with store.write() as work:
        with pytest.raises(LookupError):
            work.open(vault, sealed, "a", str)
        with pytest.raises(LookupError):
            work.seal(vault, "more", "a")
        assert work.open(kept, other, "a", str) == "text"
    store.vaults.keyring.rotate()
    assert rewrapped(store) == 1
    with store.write() as work, pytest.raises(LookupError):
        work.open(vault, sealed, "a", str)


def test_keys_of_many_vaults_are_asked_for_at_once(either_store: Store) -> None:
    with either_store.write() as work:
        vaults = [*(work.vault("case") for _ in range(30)), *(work.vault("guard", apart=True) for _ in range(3))]
        sealed = [work.seal(vault, "text", "a") for vault in vaults]
        work.destroy(vaults[0])
    with either_store.write() as work:
        with statements() as run:
            work.unlock([*vaults, vaults[1]])
            assert [work.open(vault, one, "a", str) for vault, one in zip(vaults[1:], sealed[1:], strict=True)]
        assert len(run) == 2, "one for each table of vaults"
        with pytest.raises(LookupError):
            work.open(vaults[0], sealed[0], "a", str)
        work.destroy(vaults[1])
        work.unlock(vaults[1:])
        with pytest.raises(LookupError):
            work.open(vaults[1], sealed[1], "a", str)


def test_a_removed_vault_leaves_nothing_behind(store: Store) -> None:
    with store.write() as work:
        vault = work.vault("case")
        sealed = work.seal(vault, "text", "a")
        assert sealed_anything(work.session)
        work.remove(vault)
        assert not sealed_anything(work.session)
        with pytest.raises(LookupError):
            work.open(vault, sealed, "a", str)


def test_a_rotation_keeps_everything_readable_and_closes_old_copies_once_the_key_is_retired(
    either_store: Store, tmp_path: Path
) -> None:
    store = either_store
    with store.write() as work:
        vaults = [work.vault("case") for _ in range(5)]
        sealed = [work.seal(vault, number, "a") for number, vault in enumerate(vaults)]
        work.destroy(vaults[0])
    keyring = store.vaults.keyring
    keyring.rotate()
    with store.read() as work:
        assert store.vaults.in_use(work.session) == {"k1": 4}
    assert rewrapped(store) == 4 and rewrapped(store) == 0
    with store.read() as work:
        assert store.vaults.in_use(work.session) == {"k2": 4}
        assert [work.open(vault, one, "a", int) for vault, one in zip(vaults[1:], sealed[1:], strict=True)] == [
            1,
            2,
            3,
            4,
        ]
    keyring.retire("k1")
    with store.read() as work:
        store.vaults.require_keys(work.session)
        assert work.open(vaults[1], sealed[1], "a", int) == 1


def test_a_copy_from_before_the_erasure_opens_until_its_key_is_retired(store: Store, tmp_path: Path) -> None:
    with store.write() as work:
        vault = work.vault("case")
        sealed = work.seal(vault, "text", "a")
    with store.database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    (tmp_path / "copy").mkdir()
    shutil.copy(tmp_path / "reseal.sqlite", tmp_path / "copy" / "reseal.sqlite")
    with store.write() as work:
        work.destroy(vault)

    def in_copy() -> str:
        copy = Store(Database(embedded_url(tmp_path / "copy")), load_keyring(tmp_path / "keys.json"))
        with copy.read() as work:
            return work.open(vault, sealed, "a", str)

    assert in_copy() == "text"
    store.vaults.keyring.rotate()
    rewrapped(store)
    assert in_copy() == "text"
    store.vaults.keyring.retire("k1")
    with pytest.raises(KeyringError):
        in_copy()


def test_keys_that_are_not_this_databases_are_told(either_store: Store, tmp_path: Path) -> None:
    store = either_store
    with store.write() as work:
        work.vault("case")
    for _ in range(2):
        store.vaults.keyring.rotate()
        with store.write() as work:
            work.vault("case")
    other = Vaults(load_keyring(tmp_path / "other.json"))
    with store.read() as work:
        store.vaults.require_keys(work.session)
        with pytest.raises(KeyringError):
            other.require_keys(work.session)


class Life(RuleBasedStateMachine):
    """In whatever order vaults and keys come and go: the living open, the dead do not."""

    vaults = Bundle("vaults")
    template: Callable[[], Store]

    @initialize()
    def begin(self) -> None:
        self.store = Life.template()
        self.sealed: dict[str, bytes] = {}
        self.dead: dict[str, bytes] = {}

    @rule(target=vaults, secret=st.binary(max_size=20))
    def make(self, secret: bytes) -> str:
        with self.store.write() as work:
            vault = work.vault("case")
            self.sealed[vault] = work.seal(vault, secret, vault)
        return vault

    @rule(vault=consumes(vaults))
    def destroy(self, vault: str) -> None:
        with self.store.write() as work:
            work.destroy(vault)
        self.dead[vault] = self.sealed.pop(vault)

    @rule()
    def rotate(self) -> None:
        self.store.vaults.keyring.rotate()

    @rule()
    def rewrap_and_retire(self) -> None:
        rewrapped(self.store)
        keyring = self.store.vaults.keyring
        for name in keyring.names:
            if name != keyring.current:
                keyring.retire(name)

    @invariant()
    def the_living_open_and_the_dead_do_not(self) -> None:
        if not hasattr(self, "store"):
            return
        with self.store.read() as work:
            for vault, sealed in self.sealed.items():
                work.open(vault, sealed, vault, bytes)
            for vault, sealed in self.dead.items():
                with pytest.raises(LookupError):
                    work.open(vault, sealed, vault, bytes)
            self.store.vaults.require_keys(work.session)

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()


def test_life_of_vaults(tmp_path: Path, migrated: Path) -> None:
    count = iter(range(1_000_000))

    def template() -> Store:
        folder = tmp_path / str(next(count))
        folder.mkdir()
        shutil.copy(migrated, folder / "reseal.sqlite")
        return Store(Database(embedded_url(folder)), load_keyring(folder / "keys.json"))

    Life.template = staticmethod(template)  # type: ignore[assignment]
    run_state_machine_as_test(Life, settings=settings(max_examples=15, stateful_step_count=15))  # type: ignore[no-untyped-call]

"""Questions about many values: the answers are those of the same statement with the values in it."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from reseal.operations.posts.tables import PostKey, StoredPost
from reseal.storage.database import Database, embedded_url
from reseal.storage.ids import new_ids
from reseal.storage.keyring import load_keyring
from reseal.storage.questions import AMONG
from reseal.storage.store import Store, Work
from reseal.storage.vaults import Vault

KEYS = range(-20, 20)
PURPOSES = ("case", "posts", "notice", "o'ne", "100%s", "?", "")
OF_KEYS = select(PostKey.post_id, PostKey.key).where(
    PostKey.key.in_(AMONG), PostKey.post_id != "none", PostKey.key > -9
)
OF_SEVERAL = select(PostKey.key).where(PostKey.key.in_(AMONG)).group_by(PostKey.key).having(func.count() > 1)
OF_PURPOSES = select(Vault.id, Vault.purpose).where(
    Vault.key_name.in_(["k1", "k2"]), Vault.purpose.in_(AMONG), Vault.destroyed_at.is_(None)
)


@pytest.fixture(scope="module")
def memory(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Store:
    folder = tmp_path_factory.mktemp("questions")
    shutil.copy(migrated, folder / "reseal.sqlite")
    store = Store(Database(embedded_url(folder)), load_keyring(folder / "keys.json"))
    with store.write() as work:
        fill(work)
    return store


def fill(work: Work) -> None:
    for purpose in PURPOSES:
        work.vault(purpose)
    vault = work.vault("posts")
    one, two = new_ids(2)
    for id_ in (one, two):
        work.session.add(
            StoredPost(
                id=id_,
                ref_print=id_.encode(),
                text_print=b"",
                vault_id=vault,
                sealed=b"",
                surface="post",
                created_at=1,
                arrived_at=1,
                erase_at=1,
                severity="low",
                score=0.0,
                action="allow",
                decision={},
                shown="shown",
            )
        )
    work.session.flush()
    work.add(PostKey, [{"post_id": one, "key": key} for key in KEYS])
    work.add(PostKey, [{"post_id": two, "key": key} for key in KEYS if key % 3 == 0])


@given(keys=st.lists(st.integers(-25, 25), max_size=30), far=st.integers(0, 1_100))
def test_every_value_is_asked_for_and_no_other(memory: Store, keys: list[int], far: int) -> None:
    """Also beyond the longest list that is worded."""
    keys = list(dict.fromkeys([*keys, *range(1_000, 1_000 + far)]))
    with memory.read() as work:
        found = [tuple(row) for row in work.among(OF_KEYS, keys)]
        said = select(PostKey.post_id, PostKey.key).where(PostKey.key > -9)
        expected = [tuple(row) for row in work.session.execute(said) if row.key in keys]
        assert sorted(found) == sorted(expected)
        assert sorted(key for (key,) in work.among(OF_SEVERAL, keys)) == sorted(
            k for k in keys if k in KEYS and k % 3 == 0
        )


def test_texts_are_values_whatever_they_say(either_store: Store) -> None:
    with either_store.write() as work:
        fill(work)
        for asked in ([purpose] for purpose in PURPOSES):
            assert {row.purpose for row in work.among(OF_PURPOSES, asked)} == set(asked)
        assert {row.purpose for row in work.among(OF_PURPOSES, PURPOSES)} == set(PURPOSES)
        assert work.among(OF_PURPOSES, []) == []
        refs = select(StoredPost.ref_print).where(StoredPost.ref_print.in_(AMONG))
        known = list(work.session.scalars(select(StoredPost.ref_print)))
        assert {ref for (ref,) in work.among(refs, [*known, b"\x00"])} == set(known)


def test_what_this_work_has_changed_is_seen(store: Store) -> None:
    with store.write() as work:
        vault = work.session.get_one(Vault, work.vault("case"))
        vault.purpose = "notice"
        found = work.among(OF_PURPOSES, ["case", "notice", "posts"])
        assert [(row.id, row.purpose) for row in found] == [(vault.id, "notice")]


def test_what_drivers_do_not_give_as_it_is_cannot_be_asked_for(store: Store) -> None:
    with store.read() as work, pytest.raises(TypeError, match="texts, numbers and bytes"):
        work.among(select(StoredPost.decision).where(StoredPost.ref_print.in_(AMONG)), [b""])

"""Rows added many at a time: as if each had been added by itself."""

import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from reseal.operations.posts.tables import PostKey, StoredPost
from reseal.operations.posts.words import Shown
from reseal.storage.database import Database, embedded_url
from reseal.storage.ids import new_ids
from reseal.storage.keyring import load_keyring
from reseal.storage.store import Store, Work

LABELS = {"violates": True, "reasons": ["挂人", 0.25, None], "policy": {"pack": "default"}}


@pytest.fixture(scope="module")
def memory(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Store:
    folder = tmp_path_factory.mktemp("inserts")
    shutil.copy(migrated, folder / "reseal.sqlite")
    return Store(Database(embedded_url(folder)), load_keyring(folder / "keys.json"))


def row_of(work: Work, id_: str, **others: Any) -> dict[str, Any]:
    shown: Shown = "held"
    return {
        "id": id_,
        "ref_print": id_.encode(),
        "author_print": None,
        "text_print": b"\x00\xff",
        "imprint": b"",
        "vault_id": work.vault("posts"),
        "sealed": b"'; DROP TABLE post; --",
        "surface": "post",
        "created_at": 9_000_000_000_000,
        "arrived_at": -1,
        "erase_at": 1,
        "violates": None,
        "category": "none",
        "severity": "low",
        "score": 0.1,
        "action": "%(id)s ? %s",
        "decision": LABELS,
        "shown": shown,
        **others,
    }


def test_what_was_added_is_read_as_it_was_said(either_store: Store) -> None:
    one, two, three = new_ids(3)
    with either_store.write() as work:
        mapped = [row_of(work, one), row_of(work, two, violates=True, author_print=b"\x00", category=None)]
        work.add(StoredPost, mapped)
        work.add(StoredPost, [row_of(work, three, violates=False)])  # one alone goes another way in some drivers
    with either_store.read() as work:
        rows = {row.id: row for row in work.session.scalars(select(StoredPost))}
        assert [(row.id, row.violates, row.author_print, row.category) for row in rows.values()] == [
            (one, None, None, "none"),
            (two, True, b"\x00", None),
            (three, False, None, "none"),
        ]
        first = rows[one]
        assert {name: getattr(first, name) for name in mapped[0]} == mapped[0]
        assert first.target_print is None and first.deleted_at is None


def test_what_is_json_already_is_kept_as_it_is(store: Store) -> None:
    (one,) = new_ids(1)
    with store.write() as work:
        work.add(StoredPost, [row_of(work, one, decision=msgspec.Raw(msgspec.json.encode(LABELS)))])
        assert work.session.scalars(select(StoredPost.decision)).one() == LABELS


def test_the_same_columns_in_another_order_and_fewer_of_them(store: Store) -> None:
    one, two, three = new_ids(3)
    with store.write() as work:
        work.add(StoredPost, [row_of(work, one)])
        work.add(StoredPost, [dict(reversed(row_of(work, two).items()))])
        work.add(StoredPost, [{name: value for name, value in row_of(work, three).items() if name != "imprint"}])
        found = work.session.execute(select(StoredPost.id, StoredPost.surface, StoredPost.imprint)).all()
        assert [tuple(row) for row in found] == [(one, "post", b""), (two, "post", b""), (three, "post", None)]


def test_all_of_them_or_none(either_store: Store) -> None:
    one, two = new_ids(2)
    with pytest.raises(IntegrityError), either_store.write() as work:
        work.add(StoredPost, [row_of(work, one), row_of(work, two), row_of(work, one)])
    with either_store.read() as work:
        assert work.session.scalars(select(StoredPost.id)).all() == []


def test_what_is_there_already_is_left_as_it_is(either_store: Store) -> None:
    (one,) = new_ids(1)
    with either_store.write() as work:
        work.add(StoredPost, [row_of(work, one)])
        work.add(PostKey, [{"post_id": one, "key": 1}])
        work.add(PostKey, [{"post_id": one, "key": key} for key in (1, 2, 2)], where_missing=True)
        assert sorted(work.session.scalars(select(PostKey.key))) == [1, 2]
    with pytest.raises(IntegrityError), either_store.write() as work:
        work.add(PostKey, [{"post_id": "none", "key": 1}], where_missing=True)


@given(keys=st.sets(st.integers(-(2**63), 2**63 - 1), min_size=1))
def test_equal_to_adding_them_one_by_one(memory: Store, keys: set[int]) -> None:
    one, two = new_ids(2)
    with memory.write() as work:
        work.add(StoredPost, [row_of(work, one), row_of(work, two)])
        work.add(PostKey, [{"post_id": one, "key": key} for key in keys])
        for key in keys:
            work.session.execute(insert(PostKey).values(post_id=two, key=key))
        of = [set(work.session.scalars(select(PostKey.key).where(PostKey.post_id == id_))) for id_ in (one, two)]
        assert of == [keys, keys]

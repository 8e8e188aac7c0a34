"""The scan that looks for leaks finds what is there, however it is written."""

import base64
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from tests.security.leaks import files, forms, found
from tests.security.running import dump

VALUE = "13800004471"


@pytest.mark.parametrize("value", [VALUE, "东华路12号", "mail@example.com"])
@pytest.mark.parametrize("offset", range(6))
def test_a_value_is_found_in_base64_wherever_it_begins(value: str, offset: int) -> None:
    coded = base64.b64encode(b"x" * offset + value.encode() + b"y" * 5)
    assert found([value], {"a": coded}) == [f"{value} in a"]


def test_a_value_is_found_in_every_writing() -> None:
    name = "东华路12号"
    writings = [
        json.dumps(name).encode(),
        name.encode("utf-16-le"),
        name.encode().hex().encode(),
        name.encode("gb18030"),
    ]
    for writing in writings:
        assert found([name], {"a": b"..." + writing + b"..."})
    assert not found([name], {"a": "东华路13号".encode()}) and all(len(form) > 5 for form in forms(VALUE))


def test_a_value_is_found_in_a_database_that_still_has_it_in_its_log(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "kept.sqlite")
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("CREATE TABLE note (text TEXT)")
    database.execute("INSERT INTO note VALUES (?)", (f"call {VALUE} now",))
    database.commit()
    places = files(tmp_path)
    assert found([VALUE], places) == [f"{VALUE} in kept.sqlite-wal"]
    database.close()


def test_a_value_is_found_in_every_schema_of_a_dump(postgres_database: Callable[[], str]) -> None:
    url, name = postgres_database(), "东华路12号"
    with psycopg.connect(url) as connection:
        connection.execute("CREATE SCHEMA journal")
        for table, kind, value in (
            ("public.open", "text", f"a\\b {name}"),
            ("public.escaped", "json", json.dumps({"said": [f"\n{name}"]})),
            ("journal.bytes", "bytea", b"\0\\" + name.encode()),
        ):
            connection.execute(f"CREATE TABLE {table} (one {kind})")
            connection.execute(f"INSERT INTO {table} VALUES (%s)", (value,))
    assert found([name], dump(url)) == [
        f"{name} in {place}" for place in ("journal.bytes", "public.escaped", "public.open")
    ]

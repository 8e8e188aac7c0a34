"""Backups: every row of the database as it stood at one moment, in one file, still sealed; the keys are not in it.

A backup of SQLite can be brought back into PostgreSQL, and the other way round. A file that was changed, or was made
under other keys, is refused before anything is written.
"""

import hmac
import os
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

import msgspec
from sqlalchemy import JSON, Connection, LargeBinary, MetaData, Table, func, insert, select, text, union, update

from reseal.storage import migrate
from reseal.storage.clock import Milliseconds
from reseal.storage.database import Database
from reseal.storage.keyring import Keyring
from reseal.storage.vaults import VAULTS

_MANIFEST = "manifest.json"
_VERSIONS = "alembic_version"
_ROWS = 1_000
_encode = msgspec.json.Encoder(order="deterministic").encode


class BackupError(RuntimeError):
    """A backup that cannot be made or brought back. The text says why, and the remedy."""


class Member(msgspec.Struct, frozen=True):
    """The rows of one table in the file."""

    rows: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """What the file holds, and what it takes to open it."""

    made_at: Milliseconds
    revision: str
    keys: list[str]
    tables: dict[str, Member]


class _Signed(msgspec.Struct, frozen=True):
    manifest: Manifest
    mac: bytes


def back_up(database: Database, keyring: Keyring, file: Path, now: Milliseconds) -> Manifest:
    """Write the backup, readable to its owner alone; the server may go on meanwhile.

    Raises:
        BackupError: the file is there already, or cannot be written.
    """
    beside = file.with_name(file.name + ".part")
    try:
        if file.exists():
            raise BackupError(f"{file} is there already. Name another file.")
        beside.unlink(missing_ok=True)
        beside.touch(mode=0o600)
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            manifest = _written(database, archive, now)
            archive.writestr(_MANIFEST, _encode(_Signed(manifest, _mac(keyring, manifest))))
        with beside.open("rb") as written:
            os.fsync(written.fileno())
        beside.replace(file)
    except OSError as error:
        raise BackupError(f"{file}: {error.strerror}. Name a file that this user may write.") from None
    return manifest


def bring_back(database: Database, keyring: Keyring, file: Path) -> Manifest:
    """Fill an empty database from a backup, all of it or nothing, then bring its tables up to date.

    Raises:
        BackupError: the file is no backup, was changed, needs other keys, or the database is not empty.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = _checked(archive, keyring)
            if migrate.revision(database) is not None:
                raise BackupError("the database is not empty. Name another one, or move it away first.")
            migrate.upgrade(database, manifest.revision)
            _fill(database, archive, manifest)
    except OSError as error:
        raise BackupError(f"{file}: {error.strerror}. Name a backup that this user may read.") from None
    except (zipfile.BadZipFile, KeyError):
        raise BackupError(f"{file} is no backup of Reseal, or was cut off. Name another.") from None
    migrate.upgrade(database)
    return manifest


def _written(database: Database, archive: zipfile.ZipFile, now: Milliseconds) -> Manifest:
    with database.engine.connect() as connection:
        if not database.embedded:
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            tables = _tables(connection)
            members = {table.name: _write_rows(connection, table, archive) for table in tables}
            vaults = [table for table in tables if table.name in VAULTS]
            wrapped = union(*(select(table.c.key_name).where(table.c.wrapped.is_not(None)) for table in vaults))
            names = connection.scalars(wrapped).all()
            revision = connection.scalar(text(f"SELECT version_num FROM {_VERSIONS}"))
    return Manifest(now, str(revision), sorted(names), members)


def _write_rows(connection: Connection, table: Table, archive: zipfile.ZipFile) -> Member:
    digest, count = sha256(), 0
    ordered = select(table).order_by(*table.primary_key.columns)
    rows = connection.execution_options(yield_per=_ROWS).execute(ordered)
    with archive.open(_name(table.name), "w", force_zip64=True) as out:
        for row in rows:
            line = _encode(dict(row._mapping)) + b"\n"
            digest.update(line)
            out.write(line)
            count += 1
    return Member(count, digest.hexdigest())


def _checked(archive: zipfile.ZipFile, keyring: Keyring) -> Manifest:
    try:
        signed = msgspec.json.decode(archive.read(_MANIFEST), type=_Signed)
    except ValueError:
        raise BackupError("the file is no backup of Reseal. Name another.") from None
    manifest = signed.manifest
    if not hmac.compare_digest(signed.mac, _mac(keyring, manifest)):
        raise BackupError("the backup was made under other keys, or was changed. Put back the key file of that time.")
    missing = sorted(set(manifest.keys) - set(keyring.names))
    if missing:
        raise BackupError(f"the backup needs the key {missing[0]}, which was retired or lost. It stays closed.")
    for name, member in manifest.tables.items():
        digest = sha256()
        with archive.open(_name(name)) as rows:
            while part := rows.read(1 << 20):
                digest.update(part)
        if digest.hexdigest() != member.sha256:
            raise BackupError(f"the rows of {name} were changed since the backup was made. Name another backup.")
    return manifest


def _fill(database: Database, archive: zipfile.ZipFile, manifest: Manifest) -> None:
    engine = database.engine.execution_options(begin="IMMEDIATE") if database.embedded else database.engine
    with engine.begin() as connection:
        for table in _tables(connection):
            member = manifest.tables.get(table.name)
            if member is None:
                continue
            later: list[dict[str, Any]] = []
            with archive.open(_name(table.name)) as lines:
                for rows in _read_rows(lines, table):
                    connection.execute(insert(table), [_without_own(table, row, later) for row in rows])
            _set_own(connection, table, later)
            if connection.scalar(select(func.count()).select_from(table)) != member.rows:
                raise BackupError(f"not every row of {table.name} arrived. Nothing was kept.")


def _read_rows(lines: IO[bytes], table: Table) -> Iterator[list[dict[str, Any]]]:
    kinds = {column.name: column.type for column in table.columns}
    rows = []
    for line in lines:
        row = msgspec.json.decode(line)
        for name, value in row.items():
            if isinstance(kinds[name], LargeBinary) and value is not None:
                row[name] = msgspec.convert(value, bytes)
        rows.append(row)
        if len(rows) == _ROWS:
            yield rows
            rows = []
    if rows:
        yield rows


def _own(table: Table) -> list[str]:
    """The columns that name another row of the same table: they are filled once every row is there."""
    return [key.parent.name for key in table.foreign_keys if key.column.table is table]


def _without_own(table: Table, row: dict[str, Any], later: list[dict[str, Any]]) -> dict[str, Any]:
    own = {name: row[name] for name in _own(table) if row[name] is not None}
    if own:
        later.append({**own, **{f"row_{key.name}": row[key.name] for key in table.primary_key.columns}})
    return {name: None if name in own else value for name, value in row.items()}


def _set_own(connection: Connection, table: Table, later: list[dict[str, Any]]) -> None:
    for row in later:
        this = [key == row[f"row_{key.name}"] for key in table.primary_key.columns]
        values = {name: value for name, value in row.items() if not name.startswith("row_")}
        connection.execute(update(table).where(*this).values(values))


def _tables(connection: Connection) -> list[Table]:
    """The tables as they are, each behind those that it names."""
    metadata = MetaData()
    metadata.reflect(connection)
    for table in metadata.tables.values():
        for column in table.columns:
            if isinstance(column.type, JSON):
                column.type = JSON(none_as_null=True)
    return [table for table in metadata.sorted_tables if table.name != _VERSIONS]


def _name(table: str) -> str:
    return f"tables/{table}.jsonl"


def _mac(keyring: Keyring, manifest: Manifest) -> bytes:
    return hmac.digest(keyring.derive("backup"), _encode(manifest), sha256)

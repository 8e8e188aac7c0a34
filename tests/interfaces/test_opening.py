from pathlib import Path

import pytest

from reseal.configuration import Configuration
from reseal.interfaces.opening import open_store
from reseal.storage import migrate
from reseal.storage.database import DatabaseError
from reseal.storage.keyring import KeyringError
from reseal.storage.migrate import upgrade


@pytest.fixture(autouse=True)
def of_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables are made of nothing here, as at an operator's."""
    monkeypatch.setattr(migrate, "upgrade", upgrade)


def chosen(folder: Path, **settings: str) -> Configuration:
    return Configuration(data_dir=str(folder), **settings)


def test_what_is_missing_is_made_and_only_for_its_owner(tmp_path: Path) -> None:
    store = open_store(chosen(tmp_path / "data"), {})
    with store.write() as work:
        work.vault("case")
    assert migrate.revision(store.database) == migrate.newest()
    files = [file for file in (tmp_path / "data").iterdir() if file.is_file()]
    assert len(files) >= 2 and all(file.stat().st_mode & 0o077 == 0 for file in files)
    store.close()
    open_store(chosen(tmp_path / "data"), {}).close()


def test_keys_come_from_the_environment_or_from_the_file_that_is_named(tmp_path: Path) -> None:
    open_store(chosen(tmp_path, key_file=str(tmp_path / "else" / "my.json")), {}).close()
    given = (tmp_path / "else" / "my.json").read_text()
    open_store(chosen(tmp_path), {"RESEAL_KEYS": given}).close()
    assert not (tmp_path / "keys.json").exists()
    with pytest.raises(KeyringError, match="RESEAL_KEYS"):
        open_store(chosen(tmp_path), {"RESEAL_KEYS": "{}"})


def test_what_cannot_be_written_is_named_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DatabaseError, match="--data-dir"):
        open_store(chosen(tmp_path / "file" / "data"), {})
    (tmp_path / "reseal.sqlite").write_text("no database, but long enough to be looked at" * 10)
    with pytest.raises(DatabaseError, match=r"reseal\.sqlite"):
        open_store(chosen(tmp_path), {})


def test_an_address_that_does_not_answer_is_told_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="setting `database`") as raised:
        open_store(chosen(tmp_path, database="postgresql://reseal:hush@127.0.0.1:9/none"), {})
    assert "hush" not in str(raised.value) and raised.value.__suppress_context__


def test_a_lost_key_file_is_never_made_anew_and_putting_it_back_opens_everything(tmp_path: Path) -> None:
    """The drill of key loss: nothing opens without the keys, and everything does with a copy of them."""
    store = open_store(chosen(tmp_path), {})
    with store.write() as work:
        vault = work.vault("case")
        sealed = work.seal(vault, "13800001234", "case.text")
    store.close()
    copy = (tmp_path / "keys.json").rename(tmp_path / "copy.json")
    with pytest.raises(KeyringError, match="Put the key file back"):
        open_store(chosen(tmp_path), {})
    assert not (tmp_path / "keys.json").exists()
    open_store(chosen(tmp_path / "other"), {}).close()
    with pytest.raises(KeyringError, match="does not open this database"):
        open_store(chosen(tmp_path), {"RESEAL_KEYS": (tmp_path / "other" / "keys.json").read_text()})
    copy.rename(tmp_path / "keys.json")
    store = open_store(chosen(tmp_path), {})
    with store.read() as work:
        assert work.open(vault, sealed, "case.text", str) == "13800001234"
    store.close()

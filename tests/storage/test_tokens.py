from pathlib import Path

import pytest

from reseal.storage.tokens import TokenStore, TokenStoreError


def test_a_token_grants_its_role_and_nothing_else_does(tmp_path: Path) -> None:
    store = TokenStore(tmp_path / "data")
    token = store.create("platform")
    grant = store.grant(token)
    assert grant is not None and grant.role == "platform" and grant.created_at.endswith("Z")
    for wrong in ("", token[:-1], token + "a", token.upper(), "reseal_", "reseal_\ud800", "x" * 10_000):
        assert store.grant(wrong) is None


def test_a_token_of_another_process_counts_at_once(tmp_path: Path) -> None:
    serving = TokenStore(tmp_path)
    token = TokenStore(tmp_path).create("staff")
    grant = serving.grant(token)
    assert grant is not None and grant.role == "staff"


def test_only_a_hash_is_kept_and_only_for_its_owner(tmp_path: Path) -> None:
    store = TokenStore(tmp_path)
    token = store.create("platform")
    files = [file for file in tmp_path.iterdir() if file.is_file()]
    assert token.removeprefix("reseal_").encode() not in b"".join(file.read_bytes() for file in files)
    assert files and all(file.stat().st_mode & 0o077 == 0 for file in files)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(TokenStoreError, match="--data-dir"):
        TokenStore(tmp_path / "file" / "data")
    (tmp_path / "tokens.sqlite").write_text("no database, but long enough to be looked at" * 10)
    with pytest.raises(TokenStoreError, match=r"tokens\.sqlite"):
        TokenStore(tmp_path)

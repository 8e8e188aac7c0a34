"""Master keys: they open what they wrapped, in its place alone; a rotation counts everywhere at once."""

import json
import secrets
from pathlib import Path

import msgspec
import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from reseal.storage.keyring import Keyring, KeyringError, load_keyring, seal, unseal

ABOUT = st.text(max_size=40)


@given(st.binary(max_size=64), ABOUT, ABOUT)
def test_a_wrapped_secret_opens_in_its_own_place_alone(secret: bytes, about: str, other: str) -> None:
    keyring = _memory()
    name, wrapped = keyring.wrap(secret, about)
    assert keyring.unwrap(wrapped, name, about) == secret
    if other != about:
        with pytest.raises(KeyringError):
            keyring.unwrap(wrapped, name, other)


@given(st.binary(max_size=64), st.integers(0), st.integers(1, 255))
def test_changed_bytes_never_open(secret: bytes, place: int, change: int) -> None:
    key = AESGCM(bytes(32))
    sealed = bytearray(seal(key, secret, "a"))
    sealed[place % len(sealed)] ^= change
    with pytest.raises(InvalidTag):
        unseal(key, bytes(sealed), "a")
    with pytest.raises(InvalidTag):
        unseal(key, bytes(sealed)[: place % len(sealed)], "a")


@given(st.binary(max_size=64))
def test_sealing_twice_gives_two_texts_and_other_keys_open_neither(secret: bytes) -> None:
    one, two = _memory(), _memory()
    (name, first), (_, second) = one.wrap(secret, "a"), one.wrap(secret, "a")
    assert first != second
    assert len(secret) < 8 or secret not in first
    with pytest.raises(KeyringError):
        two.unwrap(first, name, "a")


@given(st.text(max_size=20), st.text(max_size=20))
def test_keys_of_two_purposes_have_nothing_in_common(one: str, other: str) -> None:
    keyring = _memory()
    assert (keyring.derive(one) == keyring.derive(other)) == (one == other)


def test_a_key_file_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "below" / "keys.json"
    first = load_keyring(file)
    assert file.stat().st_mode & 0o077 == 0 and file.parent.stat().st_mode & 0o077 == 0
    name, wrapped = first.wrap(b"secret", "a")
    assert load_keyring(file).unwrap(wrapped, name, "a") == b"secret"
    file.chmod(0o644)
    with pytest.raises(KeyringError, match="chmod 600"):
        load_keyring(file)


def test_a_file_that_may_not_be_made_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(KeyringError, match="Put the key file back"):
        load_keyring(tmp_path / "keys.json", make=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    ["", "{}", "[]", "nonsense", '{"current": "k1", "wrapping": {}, "fingerprints": ""}', "{" * 10_000],
)
def test_what_is_no_key_file_is_named_with_the_remedy_and_never_quoted(tmp_path: Path, content: str) -> None:
    file = tmp_path / "keys.json"
    file.touch(mode=0o600)
    file.write_text(content)
    with pytest.raises(KeyringError) as raised:
        load_keyring(file)
    assert str(file) in str(raised.value)
    with pytest.raises(KeyringError, match="RESEAL_KEYS"):
        load_keyring(file, content or "x")


def test_a_key_of_the_wrong_length_is_refused(tmp_path: Path) -> None:
    keys = _file(tmp_path)
    for change in ({"wrapping": {"k1": "AAAA"}}, {"current": "k2"}, {"fingerprints": "AAAA"}, {"more": 1}):
        with pytest.raises(KeyringError):
            load_keyring(tmp_path / "none", json.dumps({**json.loads(keys), **change}))


def test_a_rotation_counts_in_every_process_at_once(tmp_path: Path) -> None:
    serving, console = (load_keyring(tmp_path / "keys.json") for _ in range(2))
    old, before = serving.wrap(b"before", "a")
    assert console.rotate() == "k2"
    assert (serving.current, serving.names) == ("k2", ["k1", "k2"])
    new, after = serving.wrap(b"after", "a")
    assert (old, new) == ("k1", "k2")
    assert console.unwrap(after, new, "a") == b"after" and serving.unwrap(before, old, "a") == b"before"


def test_a_retired_key_opens_nothing_and_the_current_one_is_never_retired(tmp_path: Path) -> None:
    keyring = load_keyring(tmp_path / "keys.json")
    name, wrapped = keyring.wrap(b"secret", "a")
    with pytest.raises(KeyringError, match="Rotate first"):
        keyring.retire(name)
    keyring.rotate()
    keyring.retire(name)
    for one in (keyring, load_keyring(tmp_path / "keys.json")):
        with pytest.raises(KeyringError, match="not in the key file"):
            one.unwrap(wrapped, name, "a")


def test_keys_of_another_installation_do_not_slip_in_under_a_running_server(tmp_path: Path) -> None:
    keyring = load_keyring(tmp_path / "keys.json")
    name, wrapped = keyring.wrap(b"secret", "a")
    (tmp_path / "keys.json").write_text(_file(tmp_path / "other"))
    assert keyring.unwrap(wrapped, name, "a") == b"secret"
    assert keyring.wrap(b"x", "a")[0] == name
    (tmp_path / "keys.json").unlink()
    assert keyring.unwrap(wrapped, name, "a") == b"secret"


def test_given_keys_are_not_ours_to_rotate(tmp_path: Path) -> None:
    given_keys = load_keyring(tmp_path / "none", _file(tmp_path))
    with pytest.raises(KeyringError, match="where they are kept"):
        given_keys.rotate()
    assert given_keys.names == ["k1"] and given_keys.changed_at is None


def test_rotation_goes_on_from_keys_that_were_named_otherwise(tmp_path: Path) -> None:
    keys = json.loads(_file(tmp_path))
    keys["wrapping"]["of-march"] = keys["wrapping"]["k1"]
    (tmp_path / "keys.json").write_text(json.dumps({**keys, "current": "of-march"}))
    assert load_keyring(tmp_path / "keys.json").rotate() == "k2"


def _memory() -> Keyring:
    keys = {"current": "k1", "wrapping": {"k1": secrets.token_bytes(32)}, "fingerprints": secrets.token_bytes(32)}
    return load_keyring(Path("/nowhere"), msgspec.json.encode(keys).decode())


def _file(folder: Path) -> str:
    load_keyring(folder / "keys.json")
    return (folder / "keys.json").read_text()

"""The master keys: they wrap the keys of vaults and derive those of fingerprints. They never stand in the database.

They come from the environment (`RESEAL_KEYS`), from the file that the setting `key_file` names, or from `keys.json` in
the data directory, made at the first start. Whoever has the database without them has nothing; whoever loses them has
lost what is sealed, which is also how everything is erased at once.
"""

import hmac
import os
import secrets
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from reseal.storage.clock import Milliseconds

FILE = "keys.json"
_NONCE, _TAG = 12, 16


class KeyringError(RuntimeError):
    """The master keys cannot be read or do not fit. The text names the place and the remedy, never a key."""


class _Keys(msgspec.Struct, forbid_unknown_fields=True):
    current: str
    wrapping: dict[str, bytes]
    fingerprints: bytes


class Keyring:
    """Master keys in memory. New vaults are wrapped by the current one; older ones still open what they wrapped."""

    def __init__(self, keys: _Keys, file: Path | None) -> None:
        """Keys as they were read. `file` is where a rotation writes them; None where they are not ours to write."""
        if keys.current not in keys.wrapping or any(len(key) != 32 for key in keys.wrapping.values()):
            raise KeyringError(f"{file or 'RESEAL_KEYS'}: the current key is missing or no key of 32 bytes.")
        if len(keys.fingerprints) < 32:
            raise KeyringError(f"{file or 'RESEAL_KEYS'}: `fingerprints` has fewer than 32 bytes.")
        self._keys, self._file, self._seen = keys, file, _stamp(file)

    @property
    def current(self) -> str:
        """The name of the key that wraps from now on."""
        self._refresh()
        return self._keys.current

    @property
    def names(self) -> list[str]:
        """The names of all keys, the oldest first."""
        self._refresh()
        return list(self._keys.wrapping)

    def wrap(self, secret: bytes, about: str) -> tuple[str, bytes]:
        """The secret as only the current key opens it, and only as being about the same thing; and that key's name."""
        self._refresh()
        keys = self._keys
        return keys.current, seal(AESGCM(keys.wrapping[keys.current]), secret, about)

    def unwrap(self, wrapped: bytes, name: str, about: str) -> bytes:
        """What `wrap` was given.

        Raises:
            KeyringError: the key of that name is not here, or it did not wrap this.
        """
        if name not in self._keys.wrapping:
            self._refresh()
        key = self._keys.wrapping.get(name)
        if key is None:
            raise KeyringError(f"the key {name} is not in the key file. Put back the file that was in use then.")
        try:
            return unseal(AESGCM(key), wrapped, about)
        except InvalidTag:
            raise KeyringError(f"the key {name} does not open this database. Put back its own key file.") from None

    def derive(self, purpose: str) -> bytes:
        """32 bytes for one purpose of fingerprints: those of one purpose say nothing of another's."""
        return HKDF(SHA256(), 32, salt=None, info=purpose.encode()).derive(self._keys.fingerprints)

    def rotate(self) -> str:
        """Add a key and make it the current one; answers its name. What exists is wrapped anew by `vaults.rewrap`.

        Raises:
            KeyringError: the keys are not in a file of ours.
        """
        numbers = [int(name[1:]) for name in self.names if name[0] == "k" and name[1:].isdecimal()]
        name = f"k{max(numbers, default=0) + 1}"
        wrapping = {**self._keys.wrapping, name: secrets.token_bytes(32)}
        self._write(_Keys(name, wrapping, self._keys.fingerprints))
        return name

    def retire(self, name: str) -> None:
        """Forget a key that wraps nothing any more: copies of the database from before its rotation stay closed.

        Raises:
            KeyringError: it is the current key, or the keys are not in a file of ours.
        """
        if name == self.current:
            raise KeyringError(f"{name} is the current key. Rotate first.")
        wrapping = {known: key for known, key in self._keys.wrapping.items() if known != name}
        self._write(_Keys(self._keys.current, wrapping, self._keys.fingerprints))

    @property
    def changed_at(self) -> Milliseconds | None:
        """When the file of the keys was last changed; None where they are in no file of ours."""
        stamp = _stamp(self._file)
        return None if stamp is None else stamp // 1_000_000

    def _write(self, keys: _Keys) -> None:
        if self._file is None:
            raise KeyringError("the keys come from RESEAL_KEYS. Rotate them where they are kept.")
        _write(self._file, keys)
        self._refresh()

    def _refresh(self) -> None:
        """Take over what another process has written: a rotation counts at once, without a restart."""
        stamp = _stamp(self._file)
        if self._file is None or stamp is None or stamp == self._seen:
            return
        self._seen = stamp
        keys = _read(self._file.read_bytes(), str(self._file))
        if keys.current in keys.wrapping and hmac.compare_digest(keys.fingerprints, self._keys.fingerprints):
            self._keys = keys


def load_keyring(file: Path, given: str | None = None, *, make: bool = True) -> Keyring:
    """The keys of `given` (the JSON of a key file, from the environment), else of the file, made if it is not there.

    `make` is False where there is something already that only the lost keys would open.

    Raises:
        KeyringError: they cannot be read or are not there, or everybody may read the file.
    """
    if given:
        return Keyring(_read(given.encode(), "RESEAL_KEYS"), None)
    if not file.exists():
        if not make:
            raise KeyringError(
                f"{file} is not there, but the database holds what its keys have sealed. Put the key file back "
                "from where you keep its copy (docs/operating.md)."
            )
        _write(file, _Keys("k1", {"k1": secrets.token_bytes(32)}, secrets.token_bytes(32)))
    try:
        if file.stat().st_mode & 0o077:
            raise KeyringError(f"{file} may be read by others. Run chmod 600 on it.")
        content = file.read_bytes()
    except OSError as error:
        raise KeyringError(f"{file}: {error.strerror}. Let key_file name a file that this user may read.") from None
    return Keyring(_read(content, str(file)), file)


def seal(key: AESGCM, secret: bytes, about: str) -> bytes:
    """AES-256-GCM with a fresh nonce in front; `about` is bound to it, so that it opens in its own place alone."""
    nonce = os.urandom(_NONCE)
    return nonce + key.encrypt(nonce, secret, about.encode())


def unseal(key: AESGCM, sealed: bytes, about: str) -> bytes:
    """What `seal` was given.

    Raises:
        InvalidTag: another key, another place, or changed bytes.
    """
    if len(sealed) < _NONCE + _TAG:
        raise InvalidTag
    return key.decrypt(sealed[:_NONCE], sealed[_NONCE:], about.encode())


def _stamp(file: Path | None) -> int | None:
    try:
        return None if file is None else file.stat().st_mtime_ns
    except OSError:
        return None


def _read(content: bytes, where: str) -> _Keys:
    try:
        return msgspec.json.decode(content, type=_Keys)
    except (ValueError, RecursionError):
        raise KeyringError(f"{where} is no key file of Reseal. Put back the one that was in use.") from None


def _write(file: Path, keys: _Keys) -> None:
    """All or nothing, and never readable to others: a half-written key file would lose what is sealed."""
    beside = file.with_name(file.name + ".new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside.unlink(missing_ok=True)
        beside.touch(mode=0o600)
        with beside.open("wb") as out:
            out.write(msgspec.json.format(msgspec.json.encode(keys)))
            out.flush()
            os.fsync(out.fileno())
        beside.replace(file)
        folder = os.open(file.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
    except OSError as error:
        raise KeyringError(f"{file}: {error.strerror}. Let key_file name a file that this user may write.") from None

"""The outbox of development: what would have gone to people, sealed, a file a message; `reseal outbox` reads it."""

import os
from pathlib import Path

import msgspec

from reseal.operations.deliveries.words import Message
from reseal.operations.retention.rules import keep
from reseal.storage.clock import Milliseconds
from reseal.storage.store import Store

FOLDER = "outbox"
_SUFFIX = ".sealed"


class Kept(msgspec.Struct, frozen=True):
    """One message as it was read back."""

    id: str
    at: Milliseconds
    message: Message


class _File(msgspec.Struct, frozen=True):
    at: Milliseconds
    vault: str
    sealed: bytes


class Outbox:
    """A sender that sends nothing."""

    def __init__(self, store: Store, data_folder: Path) -> None:
        """An outbox in the data directory; its keys are in the store."""
        self._store, self._folder = store, data_folder / FOLDER

    def send(self, delivery_id: str, message: Message) -> bool:
        """Keep the message; once, however often it is sent."""
        file = self._folder / f"{delivery_id}{_SUFFIX}"
        if file.exists():
            return True
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self._store.write() as work:
            vault = work.vault("outbox")
            sealed = work.seal(vault, message, _about(delivery_id))
            at = work.now
        beside = file.with_suffix(".new")
        beside.touch(mode=0o600)
        with beside.open("wb") as out:
            out.write(msgspec.json.encode(_File(at, vault, sealed)))
            out.flush()
            os.fsync(out.fileno())
        beside.replace(file)
        return True

    def read(self) -> list[Kept]:
        """The messages that can still be read, the oldest first."""
        found = []
        with self._store.read() as work:
            for file in sorted(self._folder.glob(f"*{_SUFFIX}")):
                name = file.name.removesuffix(_SUFFIX)
                kept = msgspec.json.decode(file.read_bytes(), type=_File)
                try:
                    message = work.open(kept.vault, kept.sealed, _about(name), Message)
                except LookupError:
                    continue
                found.append(Kept(name, kept.at, message))
        return found

    def erase_due(self, limit: int) -> int:
        """Erase up to `limit` messages whose time is over (PI-01); answers how many."""
        done = 0
        until = self._store.clock() - keep("outbox")
        for file in sorted(self._folder.glob(f"*{_SUFFIX}")):
            kept = msgspec.json.decode(file.read_bytes(), type=_File)
            if kept.at > until or done >= limit:
                break
            with self._store.write() as work:
                work.remove(kept.vault)
            file.unlink(missing_ok=True)
            done += 1
        return done


def _about(delivery_id: str) -> str:
    return f"outbox.message/{delivery_id}"

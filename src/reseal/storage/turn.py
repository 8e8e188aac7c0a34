"""Whose turn it is to write: one after another, in the order of asking, over all processes of this machine."""

import fcntl
import os
import threading
from types import TracebackType


class Turn:
    """A lock that writers of one database file wait for. The system gives it back when its holder dies.

    It stands beside the file, as `FILE-turn`, and holds nothing. Without a file only the threads of one process share
    it.
    """

    def __init__(self, file: str | None) -> None:
        self._threads = threading.Lock()
        self._path = f"{file}-turn" if file and file != ":memory:" else None
        self._held = -1

    def __enter__(self) -> None:
        self._threads.acquire()
        if self._path is None:
            return
        try:
            if self._held < 0:
                self._held = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            fcntl.flock(self._held, fcntl.LOCK_EX)
        except BaseException:
            self._threads.release()
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._held >= 0:
            fcntl.flock(self._held, fcntl.LOCK_UN)
        self._threads.release()

    def close(self) -> None:
        """Let go of the file."""
        with self._threads:
            if self._held >= 0:
                os.close(self._held)
                self._held = -1

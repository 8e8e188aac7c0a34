"""Durable work, by DBOS: sweeps over what is due, begun every so often, gone on with by itself after a crash.

What is due stands in the tables, in columns with a due date; a sweep takes a batch of it, and another, until there is
no more. So a job is never one post or one delivery, and nothing depends on the journal alone: were it lost, the next
sweep would find the same rows. The journal holds names of sweeps and counts, nothing else.

A step may run again after a crash: every sweep's step is idempotent. There is one `Jobs` a process (DBOS is a
singleton); several hosts on one PostgreSQL share the work, each turn of a sweep being begun by one of them.
"""

import socket
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dbos import DBOS, SetWorkflowID
from sqlalchemy import Engine, create_engine, event

from reseal.faults import report
from reseal.storage.clock import HOUR, SECOND, Milliseconds
from reseal.storage.database import Database

FILE = "jobs.sqlite"
_VERSION = "sweeps-1"
_MOST_BATCHES = 1_000
_BEAT_S = 0.25
_CLOSING_S = 10.0
_KEPT = timedelta(hours=6)
_FORGOTTEN_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Sweep:
    """Work that is done every so often. `step` does one batch and answers whether there may be more."""

    name: str
    every: Milliseconds
    step: Callable[[], bool]
    waits: Callable[[], bool] | None = None
    """Whether there is anything to do: a cheap question that spares a turn."""


class Jobs:
    """The sweeps at work, until they are closed."""

    def __init__(self, database: Database, data_folder: Path, sweeps: Sequence[Sweep]) -> None:
        """Begin. What a crash interrupted goes on.

        Raises:
            RuntimeError: this process has its jobs already.
        """
        global _running
        if _running is not None:
            raise RuntimeError("the jobs of this process run already")
        self._sweeps = {sweep.name: sweep for sweep in sweeps}
        self._turns = {sweep.name: -1 for sweep in sweeps}
        self._busy: set[str] = set()
        self._guard = threading.Lock()
        self._stop = threading.Event()
        self._forget_next = 0
        self._engine = _journal(database, data_folder)
        _running = self
        try:
            _launch(self._engine, embedded=database.embedded)
        except BaseException:
            self._engine.dispose()
            _running = None
            raise
        self._beat = threading.Thread(target=self._go, name="reseal-jobs", daemon=True)
        self._beat.start()

    def close(self) -> None:
        """Begin nothing more, wait a little for what is under way, and let go. What is cut off goes on at the start."""
        global _running
        if _running is not self:
            return
        self._stop.set()
        self._beat.join()
        until = time.monotonic() + _CLOSING_S
        while self._busy and time.monotonic() < until:
            time.sleep(0.01)
        DBOS.destroy()
        self._engine.dispose()
        _running = None

    def add(self, sweeps: Sequence[Sweep]) -> None:
        """Begin more of them, each of a name of its own."""
        self._turns.update({sweep.name: -1 for sweep in sweeps})
        self._sweeps = {**self._sweeps, **{sweep.name: sweep for sweep in sweeps}}  # whole: the beat goes through it

    def run(self, name: str) -> int:
        """One turn of a sweep here and now, outside of the journal; answers its batches. For commands and tests."""
        return _turn(lambda: self._step(name))

    def _go(self) -> None:
        while not self._stop.wait(_BEAT_S):
            for sweep in self._sweeps.values():
                try:
                    self._begin(sweep)
                except Exception as error:
                    report(error)
            try:
                self._forget_old()
            except Exception as error:
                report(error)

    def _begin(self, sweep: Sweep) -> None:
        turn = _now() // sweep.every
        if turn <= self._turns[sweep.name] or sweep.name in self._busy or self._stop.is_set():
            return
        self._turns[sweep.name] = turn
        if sweep.waits is None or sweep.waits():
            with SetWorkflowID(f"{sweep.name}/{turn}"):
                DBOS.start_workflow(_sweep, sweep.name)

    def _step(self, name: str) -> bool:
        """One batch; False where the sweep is at work already, has ended or is no more."""
        sweep = self._sweeps.get(name)
        with self._guard:
            if sweep is None or name in self._busy or self._stop.is_set():
                return False
            self._busy.add(name)
        try:
            return sweep.step()
        except Exception as error:
            report(error)  # the next turn tries again; the journal would keep the error's words
            return False
        finally:
            self._busy.discard(name)

    def _forget_old(self) -> None:
        if _now() < self._forget_next:
            return
        ended = (datetime.now(UTC) - _KEPT).isoformat()
        old = DBOS.list_workflows(
            status=["SUCCESS", "ERROR", "CANCELLED"], end_time=ended, limit=_FORGOTTEN_AT_ONCE, load_output=False
        )
        if old:
            DBOS.delete_workflows([workflow.workflow_id for workflow in old])
        self._forget_next = _now() + (SECOND if len(old) == _FORGOTTEN_AT_ONCE else HOUR)


_running: Jobs | None = None


@DBOS.workflow(name="sweep")
def _sweep(name: str) -> int:
    """One turn of a sweep, a step a batch."""
    return _turn(lambda: DBOS.run_step({"name": name}, _batch, name))


def _batch(name: str) -> bool:
    return _running is not None and _running._step(name)


def _turn(batch: Callable[[], bool]) -> int:
    for number in range(_MOST_BATCHES):
        if not batch():
            return number + 1
    return _MOST_BATCHES


def _now() -> Milliseconds:
    return time.time_ns() // 1_000_000


def _launch(engine: Engine, *, embedded: bool) -> None:
    DBOS(
        config={
            "name": "reseal",
            "system_database_engine": engine,
            "system_database_url": engine.url.render_as_string(hide_password=False),
            "executor_id": "here" if embedded else socket.gethostname(),
            "application_version": _VERSION,
            "max_executor_threads": 8,
            "use_listen_notify": False,
            "log_level": "ERROR",
        }
    )
    try:
        DBOS.launch()
    except BaseException:
        DBOS.destroy()
        raise


def _journal(database: Database, data_folder: Path) -> Engine:
    """SQLite beside the database, in WAL mode, which is five times faster; on PostgreSQL a schema of its own."""
    if not database.embedded:
        return create_engine(database.engine.url, pool_pre_ping=True, pool_size=4, hide_parameters=True)
    file = data_folder / FILE
    file.touch(mode=0o600)  # before SQLite does, whose other files take over its rights
    engine = create_engine(f"sqlite:///{file}", hide_parameters=True, connect_args={"timeout": 30})

    @event.listens_for(engine, "connect")
    def _opened(connection: object, _: object) -> None:
        connection.isolation_level = "IMMEDIATE"  # type: ignore[attr-defined]
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON", "busy_timeout = 30000"):
            connection.execute(f"PRAGMA {pragma}")  # type: ignore[attr-defined]

    return engine

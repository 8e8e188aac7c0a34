"""Processes that judge, each on a pipe of its own: one that is killed takes no lock and no half-read message with it.

(A pool with one queue for all results can wait for ever when a worker dies while it writes there.)
"""

import multiprocessing
import queue
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import NamedTuple

from reseal.interfaces.streams.judge import Judge, Order, Outcome
from reseal.interfaces.streams.units import Unit

IN_FLIGHT = 2
"""Pieces of work handed out for each worker beyond which reading waits."""

_PATIENCE = 5.0
_POLL = 0.2


class WorkerLostError(RuntimeError):
    """A worker process ended in the middle of its work. The text says where and what to do."""


class _Handed(NamedTuple):
    unit: Unit
    done: "Future[Outcome]"


def spread(units: Iterator[Unit], order: Order, workers: int) -> Iterator[tuple[Unit, Outcome]]:
    """Each unit with its outcome, in order, judged by so many processes; a bounded number is in flight.

    Raises:
        WorkerLostError: a worker ended unasked; all that stands before its unit has been given out.
    """
    context = multiprocessing.get_context("spawn")
    over = threading.Event()
    waiting: queue.Queue[_Handed | None] = queue.Queue()
    in_order: queue.Queue[_Handed | Exception | None] = queue.Queue(IN_FLIGHT * workers)
    processes: list[BaseProcess] = []
    hands: list[threading.Thread] = []
    try:
        for _ in range(workers):
            ours, theirs = context.Pipe()
            process: BaseProcess = context.Process(target=_serve, args=(theirs, order), daemon=True)
            process.start()
            theirs.close()  # or its end would not be seen
            processes.append(process)
            hands.append(threading.Thread(target=_hand_over, args=(ours, waiting, over), daemon=True))
            hands[-1].start()
        # A thread reads, so that what is judged goes out even while a slow source keeps the reader waiting.
        threading.Thread(target=_read, args=(units, waiting, in_order, over), daemon=True).start()
        while (entry := in_order.get()) is not None:
            if isinstance(entry, Exception):
                raise entry
            yield entry.unit, entry.done.result()
        _go_home(hands, waiting)
        for process in processes:
            process.join(_PATIENCE)
    finally:
        over.set()
        for process in processes:
            process.terminate()
        _go_home(hands, waiting)


def _go_home(hands: list[threading.Thread], waiting: "queue.Queue[_Handed | None]") -> None:
    """No more work for anybody."""
    for _ in hands:
        waiting.put(None)


def _read(
    units: Iterator[Unit],
    waiting: "queue.Queue[_Handed | None]",
    in_order: "queue.Queue[_Handed | Exception | None]",
    over: threading.Event,
) -> None:
    """Read and hand out until the input ends, or until nobody waits for results any more."""
    last: Exception | None = None
    try:
        for unit in units:
            handed = _Handed(unit, Future())
            waiting.put(handed)
            _put(in_order, handed, over)
            if over.is_set():
                return
    except Exception as error:
        last = error
    _put(in_order, last, over)


def _put(
    in_order: "queue.Queue[_Handed | Exception | None]", entry: _Handed | Exception | None, over: threading.Event
) -> None:
    while not over.is_set():
        try:
            in_order.put(entry, timeout=_POLL)
            return
        except queue.Full:
            continue


def _hand_over(worker: Connection, waiting: "queue.Queue[_Handed | None]", over: threading.Event) -> None:
    """One worker's hand in this process: gives it work and takes what comes of it."""
    while not over.is_set() and (handed := waiting.get()) is not None:
        try:
            worker.send(handed.unit)
            came = worker.recv()
        except (EOFError, OSError):
            handed.done.set_exception(_lost(handed.unit))
            return
        if isinstance(came, BaseException):
            handed.done.set_exception(came)
        else:
            handed.done.set_result(came)
    with suppress(OSError):
        worker.send(None)


def _lost(unit: Unit) -> WorkerLostError:
    return WorkerLostError(
        f"a worker process ended while it judged {unit.where()}: killed, or out of memory. Nothing from there on is"
        " judged. Run it again with fewer --workers, or with --workers 1 to see why."
    )


def _serve(pipe: Connection, order: Order) -> None:
    """A worker. Ctrl-C is the parent's business: it stops handing out work. It ends when the parent does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    judge = Judge(order)
    with suppress(EOFError, OSError):
        while (unit := pipe.recv()) is not None:
            pipe.send(_judged(judge.judge, unit))


def _judged(judge: Callable[[Unit], Outcome], unit: Unit) -> Outcome | Exception:
    try:
        return judge(unit)
    except Exception as error:
        return error

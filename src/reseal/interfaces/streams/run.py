"""Inputs in, decisions out, order kept: in this process, or spread over workers with a bounded number in flight."""

import multiprocessing
import queue
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import NamedTuple

from reseal.interfaces.streams.judge import Judge, Order, Outcome
from reseal.interfaces.streams.rejects import Rejects
from reseal.interfaces.streams.sinks import Sink
from reseal.interfaces.streams.sources import open_source
from reseal.interfaces.streams.units import Unit, units_of

IN_FLIGHT = 2
"""Pieces of work handed out for each worker beyond which reading waits."""


class WorkerLostError(RuntimeError):
    """A worker process ended in the middle of its work. The text says where and what to do."""


class Totals(NamedTuple):
    """What has been done so far. `weight` is how many bytes of the inputs that is, about."""

    posts: int = 0
    violating: int = 0
    held: int = 0
    rejected: int = 0
    weight: int = 0


def screen_all(
    inputs: Iterable[str],
    order: Order,
    sink: Sink,
    rejects: Rejects,
    *,
    workers: int = 1,
    tell: Callable[[Totals], None] = lambda totals: None,
) -> Totals:
    """Screen every input into the sink; `tell` hears the totals after each piece.

    Raises:
        SourceError: an input cannot be read; what came before it has been written.
        WorkerLostError: a worker ended unasked.
    """
    judge = Judge(order)  # also with workers: a wrong pack is told here, and compiled patterns are laid down for them
    units = (unit for name in inputs for unit in units_of(open_source(name), parallel=workers > 1))
    outcomes = _spread(units, order, workers) if workers > 1 else ((unit, judge.judge(unit)) for unit in units)
    totals = Totals()
    for unit, outcome in outcomes:
        sink.write(outcome)
        rejects.add(unit.name, outcome.rejected)
        totals = Totals(
            totals.posts + outcome.posts,
            totals.violating + outcome.violating,
            totals.held + outcome.held,
            totals.rejected + len(outcome.rejected),
            totals.weight + unit.weight,
        )
        tell(totals)
    return totals


_judge: Judge | None = None


def _begin(order: Order) -> None:
    """A worker's start. Ctrl-C is the parent's business: it stops handing out work."""
    global _judge
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _judge = Judge(order)


def _work(unit: Unit) -> Outcome:
    assert _judge is not None
    return _judge.judge(unit)


Handed = tuple[Unit, Future[Outcome]]


def _spread(units: Iterator[Unit], order: Order, workers: int) -> Iterator[tuple[Unit, Outcome]]:
    pool = ProcessPoolExecutor(
        workers, mp_context=multiprocessing.get_context("spawn"), initializer=_begin, initargs=(order,)
    )
    handed: queue.Queue[Handed | Exception | None] = queue.Queue(IN_FLIGHT * workers)
    over = threading.Event()
    # A thread reads, so that what is judged goes out even while a slow source keeps the reader waiting.
    threading.Thread(target=_hand_out, args=(units, pool, handed, over), daemon=True).start()
    try:
        while (entry := handed.get()) is not None:
            if isinstance(entry, Exception):
                raise entry
            yield entry[0], _result(*entry)
    finally:
        over.set()
        pool.shutdown(wait=False, cancel_futures=True)


def _hand_out(
    units: Iterator[Unit],
    pool: ProcessPoolExecutor,
    handed: "queue.Queue[Handed | Exception | None]",
    over: threading.Event,
) -> None:
    """Read and hand out until the input ends, or until nobody waits for results any more."""
    last: Exception | None = None
    try:
        for unit in units:
            _put(handed, (unit, pool.submit(_work, unit)), over)
            if over.is_set():
                return
    except BrokenProcessPool:
        last = WorkerLostError("a worker process ended. Run it again with --workers 1 to see why.")
    except Exception as error:
        last = error
    _put(handed, last, over)


def _put(
    handed: "queue.Queue[Handed | Exception | None]", entry: Handed | Exception | None, over: threading.Event
) -> None:
    while not over.is_set():
        try:
            handed.put(entry, timeout=0.2)
            return
        except queue.Full:
            continue


def _result(unit: Unit, future: Future[Outcome]) -> Outcome:
    try:
        return future.result()
    except BrokenProcessPool:
        raise WorkerLostError(
            f"a worker process ended while it judged {unit.where()}, or just after: killed, or out of memory. Nothing"
            " from there on is judged. Run it again with fewer --workers, or with --workers 1 to see why."
        ) from None

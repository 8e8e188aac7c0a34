"""Inputs in, decisions out, order kept: in this process, or spread over workers with a bounded number in flight."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from reseal.interfaces.streams.judge import Judge, Order
from reseal.interfaces.streams.rejects import Rejects
from reseal.interfaces.streams.sinks import Sink
from reseal.interfaces.streams.sources import open_source
from reseal.interfaces.streams.units import units_of
from reseal.interfaces.streams.workers import spread


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
    spreads, media = workers > 1, order.level == "full"
    units = (unit for name in inputs for unit in units_of(open_source(name), parallel=spreads, media=media))
    outcomes = spread(units, order, workers) if spreads else ((unit, judge.judge(unit)) for unit in units)
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

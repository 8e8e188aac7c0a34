"""Where the time goes: CPU a post by stage of the line and by kind of identifier.

Each stage is run by itself on the same batch, as the screener runs it, level verdict. A kind is charged for what it
does when asked; posts "asked" are those in which triage saw one of its triggers.
"""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from time import perf_counter_ns
from typing import Any

import pyarrow as pa

from bench.clock import cpu_now
from bench.mixes import MIXES, Pool, batches
from bench.results import Json
from reseal.screening import screener as line
from reseal.screening import sightings, triage
from reseal.screening.arrow import PostColumns, decisions_batch
from reseal.screening.fold import FoldedBatch
from reseal.screening.identifiers import kinds
from reseal.screening.identifiers.kind import Finding, Kind
from reseal.screening.view import PostView
from reseal.vocabulary import Decision

Views = list[tuple[int, PostView]]

BATCH = 32_768
ROUNDS = 3


@dataclass
class Charged:
    """What one kind has cost: posts asked, findings made, nanoseconds."""

    asked: int = 0
    made: int = 0
    spent: int = 0


@dataclass
class Ledger:
    """What each kind has cost, and the number runs that several kinds share."""

    kinds: dict[str, Charged] = field(default_factory=dict)
    runs: int = 0

    def of(self, kind: Kind) -> Kind:
        """The kind, with its costs written down."""
        charged = self.kinds.setdefault(kind.name, Charged())

        def find(view: PostView) -> list[Finding]:
            if kind.numbers:
                begun = perf_counter_ns()
                _ = view.runs
                self.runs += perf_counter_ns() - begun
            return _charge(charged, lambda: kind.find(view))

        if (own := kind.beside) is None:
            return replace(kind, find=find)

        def beside(view: PostView, found: Sequence[Finding]) -> list[Finding]:
            return _charge(charged, lambda: own(view, found))

        return replace(kind, find=find, beside=beside)


def _charge(charged: Charged, work: Callable[[], Iterable[Finding]]) -> list[Finding]:
    begun = perf_counter_ns()
    made = list(work())
    charged.spent += perf_counter_ns() - begun
    charged.asked += 1
    charged.made += len(made)
    return made


def measure() -> Json:
    """Stages and kinds for each mix."""
    pool = Pool.load()
    return {"batch": BATCH, "mixes": {mix: of_batch(next(iter(batches(pool, mix, BATCH)))) for mix in MIXES}}


def of_batch(batch: pa.RecordBatch, rounds: int = ROUNDS) -> Json:
    """Microseconds a post by stage (the shortest of a few rounds) and by kind (in the last)."""
    screener = line.Screener(level="verdict")
    screener.screen(batch.slice(0, 500))
    stages: dict[str, float] = {}
    ledger = Ledger()
    survived = 0

    def stage(name: str, work: Callable[[], Any]) -> Any:
        begun = cpu_now()
        done = work()
        spent = (cpu_now() - begun) * 1e6 / batch.num_rows
        stages[name] = min(stages.get(name, spent), spent)
        return done

    for _ in range(rounds):
        posts = PostColumns(batch)
        folded = stage("fold", posts.fold)
        survivors = stage("triage", partial(triage.survivors, folded, verdict=True))
        views = stage("sightings", partial(_viewed, folded, survivors, posts))
        decided = stage("identifiers, verdict, policy", partial(_decided, screener, folded, views, posts))
        stage("decisions out", partial(decisions_batch, posts.ids, screener.plain(""), decided))
        survived = len(survivors.posts)
    posts = PostColumns(batch)
    folded = posts.fold()
    views = _viewed(folded, triage.survivors(folded, verdict=True), posts)
    with watched(ledger):
        _decided(screener, folded, views, posts)
    rows = {
        name: {"asked": c.asked, "made": c.made, "microseconds": c.spent / 1e3 / batch.num_rows}
        for name, c in ledger.kinds.items()
    }
    return {
        "posts": batch.num_rows,
        "survivors": survived,
        "stages": stages,
        "kinds": rows,
        "runs": ledger.runs / 1e3 / batch.num_rows,
    }


def _viewed(folded: FoldedBatch, survivors: triage.Survivors, posts: PostColumns) -> Views:
    return list(sightings.views(folded, survivors, posts, cues=True))


def _decided(
    screener: line.Screener, folded: FoldedBatch, views: Views, posts: PostColumns
) -> list[tuple[int, Decision]]:
    return [(number, screener._decide(folded, number, view, posts, False)) for number, view in views]


@contextmanager
def watched(ledger: Ledger) -> Iterator[None]:
    """While it lasts, the screener asks kinds that write down what they cost.

    No collection runs meanwhile: it would be charged to whatever kind is asked just then.
    """
    asked = tuple(ledger.of(kind) for kind in kinds())
    names = vars(line)
    known = names["kinds"]
    names["kinds"] = lambda: asked
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        names["kinds"] = known

"""The queue of a million cases: how long a page takes, on SQLite and on PostgreSQL.

The cases are written straight into the tables, of every weight that the rules know, opened at random over days; each
page is asked for by the same function as the API's and the console's.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from sqlalchemy import insert, select, text

from bench.clock import quantile
from bench.mixes import SEED
from bench.results import Json
from bench.stores import DATABASES, empty_store, why_not
from reseal.interfaces.memory import SERVING, leave_loaded
from reseal.operations.cases import views
from reseal.operations.cases.rules import is_threat, urgency, weights
from reseal.operations.cases.tables import Case
from reseal.operations.cases.words import QueuePage
from reseal.storage.clock import DAY, HOUR
from reseal.storage.store import Store, Work

CASES, ROUNDS, DEEP = 1_000_000, 40, 40
_AT_ONCE = 20_000
_AGE = 3 * DAY
_HELD = 0.1


@dataclass(frozen=True)
class Setting:
    """How many cases, and how often each page is asked for."""

    cases: int = CASES
    rounds: int = ROUNDS


QUICK = Setting(20_000, 5)

Page = Callable[[Work], QueuePage]
PAGES: dict[str, Page] = {
    "the first page, 50 cases": lambda work: views.queue(work),
    "the first 200": lambda work: views.queue(work, limit=200),
    "held cases alone": lambda work: views.queue(work, state="held"),
    "what nobody else works on": lambda work: views.queue(work, free_for="nobody"),
    "threats to life alone": lambda work: views.queue(work, threat=True),
}


def measure(setting: Setting) -> Json:
    """Milliseconds of each page on each database, and whether the first one is the true one."""
    return {"cases": setting.cases, "rounds": setting.rounds, "databases": [_database(n, setting) for n in DATABASES]}


def _database(name: str, setting: Setting) -> Json:
    if why := why_not(name):
        return {"name": name, "why": why, "rows": []}
    with empty_store(name) as store:
        fill(store, setting.cases)
        leave_loaded(*SERVING)  # as the server does
        rows = [_timed(store, page, ask, setting.rounds) for page, ask in PAGES.items()]
        return {"name": name, "why": None, "rows": [*rows, _deep(store)], "exact": exact(store)}


def fill(store: Store, count: int) -> None:
    """So many cases that wait."""
    random, levels, now = Random(SEED), weights(), store.clock()
    often = [1 / (place + 1) for place in reversed(range(len(levels)))]
    with store.write() as work:
        vault = work.vault("case")
        for start in range(0, count, _AT_ONCE):
            weighed = random.choices(levels, often, k=min(_AT_ONCE, count - start))
            work.session.connection().execute(
                insert(Case), [_case(start + n, vault, w, now, random) for n, w in enumerate(weighed)]
            )
    with store.database.engine.connect() as connection:
        connection.execute(text('ANALYZE "case"'))
        connection.commit()


def _case(number: int, vault: str, weight: int, now: int, random: Random) -> dict[str, Any]:
    opened = now - int(random.expovariate(1 / _AGE)) - 1
    held = random.random() < _HELD
    return {
        "id": f"01K{number:023d}",
        "state": "held" if held else "open",
        "vault_id": vault,
        "category": "exposure",
        "severity": "high",
        "reach": 1,
        "threat": is_threat(weight),
        "minor": False,
        "weight": weight,
        "posts": 1,
        "notices": 1,
        "opened_at": opened,
        "due_at": opened + HOUR,
        "hold_until": now + DAY if held else None,
        "coordinated": False,
        "version": 1,
        "pack": "default",
    }


def _timed(store: Store, name: str, ask: Page, rounds: int) -> Json:
    with store.read() as work:
        ask(work)
    walls = []
    for _ in range(rounds):
        begun = time.perf_counter()
        with store.read() as work:
            found = len(ask(work).cases)
        walls.append((time.perf_counter() - begun) * 1e3)
    return _row(name, found, walls)


def _deep(store: Store) -> Json:
    """Forty pages on, one after another."""
    walls, after, seen = [], None, 0
    for _ in range(DEEP):
        begun = time.perf_counter()
        with store.read() as work:
            page = views.queue(work, after=after)
        walls.append((time.perf_counter() - begun) * 1e3)
        seen, after = seen + len(page.cases), page.next
        if after is None:
            break
    return _row(f"page after page, {len(walls)} of them", seen, walls)


def _row(name: str, found: int, walls: Sequence[float]) -> Json:
    spread = {"p50": quantile(walls, 0.5), "p99": quantile(walls, 0.99), "max": max(walls)}
    return {"name": name, "found": found, **spread}


def exact(store: Store) -> bool:
    """Whether the first page is the one that looking at every case gives."""
    with store.read() as work:
        page = views.queue(work)
        rows = work.session.execute(select(Case.id, Case.weight, Case.opened_at)).all()
        now = work.now

    def place(row: Any) -> tuple[int, int, str]:
        tier, score = urgency(row.weight, now - row.opened_at)
        return -tier, -score, row.id

    first = sorted(rows, key=place)[: len(page.cases)]
    return [row.id for row in first] == [case.id for case in page.cases]

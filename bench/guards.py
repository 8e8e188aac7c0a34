"""Guards at size: what it costs the live line that ten million fingerprints are watched, on SQLite and PostgreSQL.

The same posts are judged, kept and looked at in one round, each step timed by itself. The cost of guards is what the
request notes beside the posts and what the sweep does afterwards: make the fingerprints, look them up, forget what was
noted. It is told as a share of screening alone, at the level that judges fastest, where it weighs most.
"""

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from random import Random

from sqlalchemy import text

from bench.clock import middle
from bench.memory import peak_kib
from bench.mixes import SEED, Pool
from bench.results import Json
from bench.stores import DATABASES, empty_store, why_not
from reseal.interfaces.arriving import Arrived, make_ready
from reseal.operations.cases import acts as cases
from reseal.operations.guards import acts as guards
from reseal.operations.posts import acts as posts
from reseal.screening.screener import Screener
from reseal.storage.base import Base
from reseal.storage.store import Store
from reseal.vocabulary import Post

FINGERPRINTS = 10_000_000
SHARES = {"natural posts": 0.0, "5 % personal data": 0.05, "25 % personal data": 0.25}
_AT_A_TIME = 10
"""Requests that the sweep finds together, as at 2,000 posts a second in requests of two hundred."""


@dataclass(frozen=True)
class Setting:
    """How many fingerprints; requests and posts a request of a round; rounds."""

    fingerprints: int = FINGERPRINTS
    requests: int = 10
    posts: int = 200
    rounds: int = 5


QUICK = Setting(100_000, 10, 100, 2)

_NUMBERS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :last)",
    "postgresql": "WITH n(i) AS (SELECT generate_series(1, :last))",
}
_ID = {"sqlite": "printf('01V%023d', i)", "postgresql": "'01V' || lpad(i::text, 23, '0')"}
_GUARD = {
    "sqlite": "printf('01V%023d', (i + 19) / 20)",
    "postgresql": "'01V' || lpad(((i + 19) / 20)::text, 23, '0')",
}
_PRINT = {"sqlite": "randomblob(16)", "postgresql": "decode(md5(random()::text || i::text), 'hex')"}
_ROW = {
    "sqlite": "printf('01V%023d', row_number() OVER ())",
    "postgresql": "'01V' || lpad((row_number() OVER ())::text, 23, '0')",
}
_OF_ONE = 20
_INDEXES = [
    index for name in ("guard_value", "guard_print") for index in sorted(Base.metadata.tables[name].indexes, key=str)
]


def measure(setting: Setting) -> Json:
    """The cost beside screening in each mix on each database, and what the fingerprints take."""
    found = [_database(name, setting) for name in DATABASES]
    return {"fingerprints": setting.fingerprints, "posts": setting.posts, "databases": found}


def _database(name: str, setting: Setting) -> Json:
    if why := why_not(name):
        return {"name": name, "why": why, "rows": []}
    with empty_store(name) as store:
        fill(store, setting.fingerprints)
        mib = size(store) / 2**20
        before = peak_kib(os.getpid())
        pool, screener = Pool.load(), Screener(level="verdict")
        rows = [_mix(store, screener, pool, title, setting) for title in SHARES]
        grown = (peak_kib(os.getpid()) - before) // 1024
        return {"name": name, "why": None, "rows": rows, "disk_mib": mib, "grown_mib": grown}


def fill(store: Store, fingerprints: int) -> None:
    """So many fingerprints, twenty of each guard, written straight into the tables."""
    kind = store.database.engine.dialect.name
    numbers, id_ = _NUMBERS[kind], _ID[kind]
    now, later = store.clock(), store.clock() + 10**10
    no = "false" if kind == "postgresql" else "0"
    with store.write() as work:
        vault = work.vault("guard", apart=True)
        for index in _INDEXES:  # made at the end, sorted: ten million rows one by one would take an hour
            work.session.execute(text(f"DROP INDEX {index.name}"))
    _run(
        store,
        f"{numbers} INSERT INTO guard (id, ticket, pin_print, lang, by_platform, letters, vault_id, sealed, "
        f"created_at, renewed_at, expires_at, erase_at) SELECT {id_}, 'T' || i, {_PRINT[kind]}, 'zh', {no}, {no}, "
        f":vault, {_PRINT[kind]}, :now, :now, :later, :later FROM n",
        last=-(-fingerprints // _OF_ONE),
        vault=vault,
        now=now,
        later=later,
    )
    _run(
        store,
        f"{numbers} INSERT INTO guard_value (id, guard_id, place, type, proof, state, asked_at) "
        f"SELECT {id_}, {_GUARD[kind]}, i % 20, 'phone', 'code', 'watched', :now FROM n",
        last=fingerprints,
        now=now,
    )
    _run(
        store,
        f"{numbers} INSERT INTO guard_print (print, value_id, part) SELECT p, {_ROW[kind]}, 0 "
        f"FROM (SELECT {_PRINT[kind]} AS p FROM n ORDER BY p) AS sorted",
        last=fingerprints,
    )
    for index in _INDEXES:
        with store.write() as work:
            index.create(work.session.connection())
    with store.database.engine.connect() as connection:
        connection.execute(text("ANALYZE"))
        connection.commit()


def _run(store: Store, statement: str, **values: object) -> None:
    with store.write() as work:
        if not store.database.embedded:
            # keys are right as they are made
            work.session.execute(text("SET LOCAL session_replication_role = replica"))
        work.session.execute(text(statement), values)


def size(store: Store) -> int:
    """Bytes of the tables of guards, their indexes with them."""
    with store.read() as work:
        if store.database.embedded:
            pages = work.session.scalar(text("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"))
            return int(pages or 0)
        tables = ("guard", "guard_value", "guard_print")
        return sum(work.session.scalar(text(f"SELECT pg_total_relation_size('{one}')")) or 0 for one in tables)


def _mix(store: Store, screener: Screener, pool: Pool, title: str, setting: Setting) -> Json:
    random, names = Random(f"{SEED} {title}"), count()
    _round(store, screener, _drawn(pool, SHARES[title], setting, random, names))  # warm
    rounds = [
        _round(store, screener, _drawn(pool, SHARES[title], setting, random, names)) for _ in range(setting.rounds)
    ]
    many = setting.requests * setting.posts
    spent = {name: middle([one[name] for one in rounds]) / many * 1e6 for name in ("judged", "kept", "noted", "looked")}
    beside = [(one["noted"] + one["looked"]) / one["judged"] for one in rounds]
    of_line = [(one["noted"] + one["looked"]) / (one["judged"] + one["kept"]) for one in rounds]
    return {
        "mix": title,
        **spent,
        "share": middle(beside),
        "most": max(beside),
        "of_line": middle(of_line),
        "looked_at": middle([one["looked_at"] for one in rounds]),
    }


def _drawn(pool: Pool, share: float, setting: Setting, random: Random, names: "count[int]") -> list[list[Post]]:
    def one() -> Post:
        texts = pool.personal if random.random() < share else pool.natural
        return Post(f"g{next(names)}", random.choice(texts), author=f"u{random.randrange(100_000)}")

    return [[one() for _ in range(setting.posts)] for _ in range(setting.requests)]


def _round(store: Store, screener: Screener, requests: Sequence[Sequence[Post]]) -> Json:
    """Seconds of each step for all requests of a round. On PostgreSQL the server's time counts: what is waited for."""
    clock: Callable[[], float] = time.process_time if store.database.embedded else time.perf_counter
    spent = dict.fromkeys(("judged", "kept", "noted", "looked"), 0.0)
    looked_at = 0
    for number, given in enumerate(requests, 1):
        begun = clock()
        decisions = screener.decide(given)
        judged = clock()
        ready = make_ready(store, Arrived(given, [{}] * len(given), "platform:1"), decisions)
        with store.write() as work:
            kept = posts.keep_prepared(work, ready)
            cases.arrived(work, kept.fresh)
            written = clock()
            guards.note(work, kept.fresh)
            work.session.flush()
            noted = clock()
        done = clock()
        spent["judged"] += judged - begun
        spent["kept"] += written - judged + done - noted
        spent["noted"] += noted - written
        looked_at += sum(bool(one.marks.identifiers) for one in kept.fresh)
        if number % _AT_A_TIME == 0 or number == len(requests):
            begun = clock()
            with store.write() as work:
                guards.look_due(work)
            spent["looked"] += clock() - begun
    return {**spent, "looked_at": looked_at}

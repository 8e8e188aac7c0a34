"""Crash drill of the desk: its server is killed again and again in the middle of stories that are told to it.

An undisturbed story comes first: it says how many writes there are to die at, and what a story leaves behind. Then
every process that is started gets a moment to die at, drawn with a seed, until all moments are used up.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from bench import postgres
from drill.desk_checks import Profile, checks, profile
from drill.desk_story import Teller, introduce
from drill.mortal import LostError, Mortal, Nursery, by_kind, moments, nursery
from drill.outcome import Outcome
from drill.receiver import receiving
from reseal.configuration import Configuration
from reseal.interfaces.opening import open_store

SEED = 20261121
DATABASES = ("SQLite", "PostgreSQL")


def drill(folder: Path, count: int, seed: int = SEED) -> Iterator[Outcome]:
    """`count` kills on each database."""
    with nursery(folder) as started:
        for name in DATABASES:
            if name == "PostgreSQL" and not postgres.installed():
                yield Outcome("PostgreSQL, the desk killed", False, postgres.NOT_HERE)
                continue
            with postgres.postgres() if name == "PostgreSQL" else nullcontext() as server:
                yield from one_database(name, Place(started, folder / name, server), count, seed)


@dataclass(frozen=True)
class Place:
    """Where a drill runs: who starts its servers, its folder, and its PostgreSQL, if it is not SQLite."""

    nursery: Nursery
    folder: Path
    server: str | None = None


def one_database(name: str, place: Place, count: int, seed: int) -> list[Outcome]:
    """The drill on one database."""
    try:
        return disturbed(name, place, count, seed, undisturbed(place))
    except LostError as error:
        return [Outcome(f"{name}, the desk killed", False, str(error))]


def undisturbed(place: Place) -> tuple[Profile, int, float]:
    """What one story leaves behind, how many writes it takes from the start of the server, and how many seconds."""
    with _desk(place, "undisturbed") as teller:
        before = profile(teller.store)
        teller.server.start()
        begun = time.monotonic()
        teller.story()
        seconds = time.monotonic() - begun
        teller.server.stop()
        one = profile(teller.store)
        one.subtract(before)
        return one, int(teller.server.count_file.read_text(encoding="utf-8")), seconds


def disturbed(name: str, place: Place, count: int, seed: int, known: tuple[Profile, int, float]) -> list[Outcome]:
    """Stories until all moments are used up; then what must hold. `known` is what an undisturbed one says."""
    one, writes, seconds = known
    with _desk(place, "disturbed") as teller:
        teller.server.left = moments(seed, count, writes, seconds)
        teller.server.start()
        while teller.server.left or teller.server.moment is not None:
            teller.story()
        deaths = teller.server.deaths
        seen = f"{len(deaths)} times in {teller.ledger.stories} stories: {by_kind(deaths)}"
        return [
            Outcome(f"{name}, the desk killed at seeded moments", len(deaths) == count, seen),
            *checks(teller, one, name),
        ]


@contextmanager
def _desk(place: Place, name: str) -> Iterator[Teller]:
    folder = place.folder / name
    folder.mkdir(parents=True)
    with receiving() as receiver, postgres.new_database(place.server) if place.server else nullcontext("") as database:
        store = open_store(Configuration(data_dir=str(folder / "data"), database=database))
        settings = {"RESEAL_WEBHOOK_NETWORKS": "127.0.0.0/8", "RESEAL_DATABASE": database, "RESEAL_PAGE": "false"}
        mortal = Mortal(place.nursery, folder, settings, receiver, [])
        try:
            yield introduce(mortal, receiver, store)
        finally:
            mortal.stop()
            store.close()

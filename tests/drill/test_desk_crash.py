"""Ten seeded kills of the desk's server on each database; `make drill` does a hundred."""

from collections import Counter
from pathlib import Path

from drill import desk_checks, desk_crash
from drill.desk_later import Reviewer
from drill.desk_story import COPIES, Ledger, Teller, texts_of, words
from drill.mortal import Moment, Mortal, by_kind, moments
from drill.receiver import Receiver
from reseal.operations.audit.acts import record
from reseal.operations.cases.holding import is_exposed, needs_person
from reseal.screening.screener import Screener
from reseal.storage.store import Store
from reseal.vocabulary import Post

MOMENTS = 10


def test_nothing_acknowledged_is_lost_or_done_twice_however_the_server_dies(tmp_path: Path) -> None:
    outcomes = list(desk_crash.drill(tmp_path, MOMENTS))
    assert [outcome.line() for outcome in outcomes if not outcome.held] == []
    assert len(outcomes) == 10 * len(desk_crash.DATABASES)


def test_moments_are_the_same_for_a_seed_and_of_every_kind() -> None:
    drawn = moments(1, 100, 1_000, 5.0)
    assert drawn == moments(1, 100, 1_000, 5.0)
    assert drawn != moments(2, 100, 1_000, 5.0)
    assert {moment.kind for moment in drawn} == {"write", "clock", "webhook"}
    assert all(1 <= moment.at <= 1_000 for moment in drawn if moment.kind == "write")
    assert by_kind([Moment("write", 3), Moment("clock", 0.5)]) == "1 at a write, 1 by the clock"


def test_no_story_reads_like_another_and_all_lead_to_the_same() -> None:
    assert len({words(number, place) for number in range(500) for place in ("", "clean")}) == 1_000
    posts = [Post(f"{number}-{place}", text) for number in range(30) for place, text in enumerate(texts_of(number))]
    decisions = Screener(level="verdict").decide(posts)
    said = {
        (post.id.partition("-")[2], decision.violates, needs_person(decision), is_exposed(decision))
        for post, decision in zip(posts, decisions, strict=True)
    }
    assert len(said) == COPIES + 2


def teller(store: Store, folder: Path) -> Teller:
    nobody: object = None
    server = Mortal(nobody, folder, {}, Receiver(), [], port=1)  # type: ignore[arg-type]
    return Teller(server, server.receiver, store, "", "", Reviewer("", ""), Ledger(stories=1))


def broken(told: Teller, one: desk_checks.Profile | None = None) -> list[str]:
    found = desk_checks.checks(told, desk_checks.profile(told.store) if one is None else one, "here")
    return [outcome.name.partition(", ")[2] for outcome in found if not outcome.held]


def test_a_desk_at_rest_holds(store: Store, tmp_path: Path) -> None:
    assert broken(teller(store, tmp_path)) == []


def test_what_is_lost_doubled_or_made_up_is_noticed(store: Store, tmp_path: Path) -> None:
    told = teller(store, tmp_path)
    told.ledger.decisions["gone"] = ("case", "remove", False)
    told.ledger.actions.add("gone")
    told.receiver.bodies["unknown"] = [b"{}", b"{ }"]
    with store.write() as work:
        record(work, "case.decided", "twice")
    assert broken(told, Counter()) == [
        "acknowledged decisions",
        "effects once",
        "webhooks at least once, each under its id",
        "acknowledged actions",
    ]

"""Random histories of one account and its agency: what is kept is the replay of the log, and a model of its own agrees.

The model knows nothing of the code: it reckons the ladder of RULES by plain lists, from the beginning at each look.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from reseal.operations.accounts import views as accounts
from reseal.operations.deliveries import views as deliveries
from reseal.operations.sanctions import acts, log, views
from reseal.operations.sanctions.ladder import ladder_of
from reseal.operations.sanctions.rules import reckon
from reseal.operations.sanctions.words import Author, Remaining
from reseal.operations.staff import acts as staff
from reseal.storage.clock import DAY, MINUTE
from reseal.storage.database import Database, embedded_url
from reseal.storage.keyring import load_keyring
from reseal.storage.store import Store, Work
from tests.conftest import Clock
from tests.operations.sanctions.given import decided, put, standing

SEVERITIES = ["low", "medium", "high", "critical"]
FULL, POINTS = 100, {"low": 5, "medium": 15, "high": 30, "critical": 50}
NAMES = ["educate", "warn", "mute_7", "mute_15", "mute_30", "close", "at_once"]
FLOOR = {"low": 0, "medium": 1, "high": 2, "critical": 4}
SELLING = frozenset(("cue.supply",))
MUTES = {2: 7, 3: 15, 4: 30, 5: 30, 6: 30}


@dataclass
class Strike:
    """One decision, as the model knows it."""

    decision: str
    at: int
    severity: str
    seller: bool
    back: bool = False
    answers: dict[str, bool] = field(default_factory=dict)


def modelled(strikes: list[Strike]) -> list[tuple[Strike, int]]:
    """Each strike that stands with its rung, by the words of docs/12-sanctions.md (adults, pack default)."""
    found: list[tuple[Strike, int]] = []
    for one in strikes:
        if one.back:
            continue
        before = [rung for other, rung in found if one.at < other.at + 180 * DAY]
        climbed = min(max(before) + 1, 5) if before else 0
        rung = max(climbed, 6 if one.seller else FLOOR[one.severity])
        if rung >= 5 and one.answers.get("account.close") is False:
            rung = 4
        found.append((one, rung))
    return found


class Histories(RuleBasedStateMachine):
    """Decisions, undone ones, appeals in any order, answers of people, time, and the sweep at any moment."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="histories"))
        shutil.copy(self.template, self.folder / "reseal.sqlite")
        self.clock = Clock()
        self.store = Store(Database(embedded_url(self.folder)), load_keyring(self.folder / "keys.json"), self.clock)
        self.strikes: list[Strike] = []

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)

    @initialize()
    def begin(self) -> None:
        with self.store.write() as work:
            self.person = staff.add(work, "lin", "senior", "no password", "en")
            put(work, monetised=False)

    @rule(severity=st.sampled_from(SEVERITIES), seller=st.sampled_from([False, False, False, True]))
    def decide(self, severity: str, seller: bool) -> None:
        with self.store.write("staff:1") as work:
            part = {"part": "seller", "category": "trade"} if seller else {"part": "poster"}
            made = decided(work, "u1", severity, **part)[0]
            self.strikes.append(Strike(made.decision_id, work.now, severity, seller))

    @precondition(lambda self: self.strikes)
    @rule(data=st.data(), why=st.sampled_from(["appeal", "undone"]))
    def take_back(self, data: st.DataObject, why: Any) -> None:
        one = data.draw(st.sampled_from(self.strikes))
        with self.becoming_milder() as work:
            assert acts.taken_back(work, one.decision, why) == (not one.back)
        one.back = True

    @precondition(lambda self: self.strikes)
    @rule(data=st.data(), severity=st.sampled_from(SEVERITIES), seller=st.booleans())
    def take_back_in_part(self, data: st.DataObject, severity: str, seller: bool) -> None:
        """Some of its posts come back; what stays is never graver, whatever is found in it."""
        one = data.draw(st.sampled_from(self.strikes))
        reasons = SELLING if seller else frozenset[str]()
        with self.becoming_milder() as work:
            left = Remaining(Author("u1", "zh", work.now, reasons), severity, SELLING)  # type: ignore[arg-type]
            mine = {work.prints.of("account", "u1")}
            acts.taken_back(work, one.decision, "appeal", accounts=mine, left=[left])
        if not one.back:
            one.severity = min(severity, one.severity, key=SEVERITIES.index)
            one.seller = one.seller and seller

    @contextmanager
    def becoming_milder(self) -> Iterator[Work]:
        """Nothing becomes harder by an appeal: what is new only tells or teaches."""
        with self.store.write("staff:2") as work:
            before = {s.id: (s.state, s.until) for s in views.sanctions(work, standing(work).account_id)}
            yield work
        with self.store.read() as work:
            after = views.sanctions(work, standing(work).account_id)
        for seen in after:
            if seen.id not in before:
                assert seen.state == "done"
                continue
            state, until = before[seen.id]
            assert seen.state in (state, "taken_back", "ended")
            assert seen.until is None or until is None or seen.until <= until

    @precondition(lambda self: self.waiting())
    @rule(data=st.data(), yes=st.booleans())
    def answer(self, data: st.DataObject, yes: bool) -> None:
        one = data.draw(st.sampled_from(self.waiting()))
        with self.store.write(f"staff:{self.person}") as work:
            (acts.confirm if yes else acts.refuse)(work, one.id, self.person)
        next(s for s in self.strikes if s.decision == one.decision_id).answers[one.kind] = yes

    @rule(days=st.sampled_from([0, 1, 7, 15, 30, 90, 180]), minutes=st.integers(0, 20))
    def time_goes_by(self, days: int, minutes: int) -> None:
        self.clock.pass_(days * DAY + minutes * MINUTE)

    @rule()
    def sweep(self) -> None:
        with self.store.write() as work:
            acts.expire_due(work)
            assert acts.expire_due(work) == 0

    def waiting(self) -> list[Any]:
        with self.store.read() as work:
            return [one.sanction for one in views.proposed(work, "", 500)]

    @invariant()
    def it_stands_as_the_model_says(self) -> None:
        with self.store.read() as work:
            now = standing(work)
        found = modelled(self.strikes)
        counting = [(one, rung) for one, rung in found if one.at <= self.clock.now < one.at + 180 * DAY]
        assert now.strikes == len(counting)
        assert now.rung == (NAMES[max(rung for _, rung in counting)] if counting else "")
        assert now.credit == max(0, FULL - sum(POINTS[one.severity] for one, _ in counting))
        mutes = sorted(one.at + MUTES[rung] * DAY for one, rung in found if rung in MUTES)
        # a refused closure keeps the mute that came with it
        assert sorted(s.until for s in now.sanctions if s.kind == "account.mute") == [
            end for end in mutes if end > self.clock.now
        ]
        asked = [one for one, rung in found if rung >= 5]
        assert now.blocked == any(one.answers.get("account.close") for one in asked)
        proposed = [s for s in now.sanctions if s.state == "proposed"]
        assert len(proposed) == len([one for one in asked if "account.close" not in one.answers])

    @invariant()
    def what_is_kept_is_the_replay_of_the_log(self) -> None:
        with self.store.read() as work:
            account = standing(work).account_id
            if not account:
                return
            entries = log.read(work, account)
            given = {one.key: (one.state_at(work.now), one.until) for one in reckon(entries).given}
            kept = {
                key: (views.shown(row, work.now).state, row.until)
                for key, row in log.sanctions_of(work, account).items()
                if row.state != "taken_back"
            }
            assert kept == given
            assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)

    @invariant()
    def nothing_closes_without_a_person(self) -> None:
        """PI-04."""
        with self.store.read() as work:
            kept = views.sanctions(work, standing(work).account_id)
            closing = [one for one in kept if one.kind == "account.close"]
            said = {one.decision for one in self.strikes if one.answers.get("account.close")}
            assert {one.decision_id for one in closing if one.state == "in_force"} <= said
            for one in closing:
                asked = deliveries.of(work, one.id)
                assert not asked or one.decision_id in said


def test_random_histories(migrated: Path) -> None:
    from hypothesis.stateful import run_state_machine_as_test

    Histories.template = migrated
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Histories,
        settings=settings(
            max_examples=50,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_the_model_is_of_the_ladder_that_is_in_force() -> None:
    rules = ladder_of("default").track["adult"]
    assert [rung.id for rung in rules.rungs] == NAMES and rules.strike_days == 180
    assert {name: rules.credit.points[name] for name in SEVERITIES} == POINTS and rules.credit.full == FULL


def test_an_account_is_found_by_no_other_name(store: Store) -> None:
    with store.write() as work:
        put(work, "u1")
        assert accounts.of(work, "U1") is None

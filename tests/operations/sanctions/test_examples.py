"""The worked examples of the ladders: each is played on a store, and reckoned again from its log."""

from typing import Any

import pytest
from sqlalchemy import select

from reseal.operations.accounts.words import Registration
from reseal.operations.retention.views import held
from reseal.operations.sanctions import acts, log, views
from reseal.operations.sanctions.rules import reckon
from reseal.operations.sanctions.tables import SanctionRow
from reseal.operations.sanctions.words import Author, Remaining
from reseal.screening.data import read_toml, toml_names
from reseal.storage.clock import DAY
from reseal.storage.store import Store, Work
from tests.conftest import Clock
from tests.operations.sanctions.given import CASE, decided, kinds, person, put, standing

FOLDER = ("desk", "ladder_examples")
PRINT = Registration("identity", "5f0c" * 16)
EXAMPLES: list[tuple[str, dict[str, Any]]] = [
    (content["pack"], example)
    for name in toml_names(*FOLDER)
    for content in [read_toml(*FOLDER, name)]
    for example in content["example"]
]


def test_there_are_enough_and_each_names_its_rules() -> None:
    """PRA-01, CAC-02, Art 14, Art 21, Art 22."""
    assert len(EXAMPLES) >= 50 and {pack for pack, _ in EXAMPLES} == {"cn", "eu-dsa", "default"}
    assert all(example["rules"] and example["steps"] for _, example in EXAMPLES)
    cited = {rule for _, example in EXAMPLES for rule in example["rules"]}
    assert {"PRA-01", "CAC-02", "PI-04", "MIN-08", "Art 14", "Art 21", "Art 22", "DSA Art 23"} <= cited


@pytest.mark.parametrize(
    ("pack", "example"), EXAMPLES, ids=[f"{pack}: {example['name']}" for pack, example in EXAMPLES]
)
def test_the_ladder_does_what_the_example_says(store: Store, clock: Clock, pack: str, example: dict[str, Any]) -> None:
    who, begun, ids = person(store), clock.now, {}
    account = dict(example.get("account", {}))
    facts = {"groups": tuple(account.pop("groups", ())), **account}
    if facts.pop("registered", False):
        facts["registration"] = (PRINT,)
    with store.write() as work:
        put(work, "again", registration=(PRINT,))
        put(work, **facts)
    for step in example["steps"]:
        clock.now = begun + step["day"] * DAY
        with store.write("staff:1") as work:
            acts.expire_due(work)
            _do(work, step, pack, ids, who, begun)
        with store.read() as work:
            _check(work, step)
            _replayed(work)


def _do(work: Work, step: dict[str, Any], pack: str, ids: dict[str, str], who: str, begun: int) -> None:
    if "decide" in step:
        more = {name: step[name] for name in ("part", "minor", "reasons") if name in step}
        posted = begun + step["at"] * DAY if "at" in step else work.now
        made = decided(
            work, "u1", step["severity"], step.get("category", "exposure"), pack=pack, posted_at=posted, **more
        )
        ids[step["decide"]] = made[0].decision_id
    for word, why in (("back", "appeal"), ("undo", "undone")):
        if word in step:
            acts.taken_back(work, ids[step[word]], why)  # type: ignore[arg-type]
    if "lessen" in step:
        posted = begun + step["at"] * DAY if "at" in step else work.now
        author = Author("u1", "zh", posted, frozenset(step.get("reasons", ())))
        left = Remaining(author, step["severity"], frozenset(step.get("before", ())))
        mine = {work.prints.of("account", "u1")}
        acts.taken_back(work, ids[step["lessen"]], "appeal", accounts=mine, left=[left])
    for word, act in (("confirm", acts.confirm), ("refuse", acts.refuse)):
        if word in step:
            act(work, _waiting(work, ids[step[word]], step), who)


def _waiting(work: Work, decision: str, step: dict[str, Any]) -> str:
    target = work.prints.of("group", step["target"]).hex() if "target" in step else None
    found = work.session.scalars(
        select(SanctionRow).where(
            SanctionRow.decision_id == decision,
            SanctionRow.kind == step.get("kind", "account.close"),
            SanctionRow.state == "proposed",
        )
    )
    return next(row.id for row in found if target is None or row.target == target)


def _check(work: Work, step: dict[str, Any]) -> None:
    then = step.get("then", {})
    now, agency = standing(work), standing(work, "mcn")
    last = max((one.decision_id for one in now.struck), default="")
    seen = {
        "rung": now.rung,
        "strikes": now.strikes,
        "credit": now.credit,
        "level": now.level,
        "blocked": now.blocked,
        "force": kinds(work),
        "proposed": kinds(work, state="proposed"),
        "told": sorted(one.kind for one in views.of_decision(work, last) if one.state == "done"),
        "held": held(work, [CASE]) == {CASE},
        "again": standing(work, "again").blocked,
        "agency": agency.rung,
        "agency_force": kinds(work, "mcn"),
        "agency_proposed": kinds(work, "mcn", "proposed"),
    }
    assert {name: seen[name] for name in then} == then


def _replayed(work: Work) -> None:
    """What is kept is what its log says, whoever reads it and however often (the state is the replay)."""
    account = standing(work).account_id
    if account:
        given = {one.key: one.state_at(work.now) for one in reckon(log.read(work, account)).given}
        kept = {
            key: views.shown(row, work.now).state
            for key, row in log.sanctions_of(work, account).items()
            if row.state != "taken_back"
        }
        assert kept == given

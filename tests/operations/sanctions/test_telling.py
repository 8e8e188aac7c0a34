"""Statements on accounts, in Chinese and English, as golden files (DSA Art 17, Art 20; MIN-07, SOR-01).

`UPDATE_GOLDEN=1` writes them anew; read what changed before you commit.
"""

import os
from pathlib import Path

import pytest

from reseal.operations.deliveries import views as deliveries
from reseal.operations.sanctions import acts, views
from reseal.operations.sanctions.words import Author, Remaining
from reseal.screening.policy.outbound import personal_data_in
from reseal.storage.clock import DAY, MINUTE
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.operations.sanctions.given import decided, person, put

GOLDEN = Path(__file__).parent / "golden"
CASES = {
    "first": ("default", "low", {}, {}, ""),
    "mute": ("cn", "high", {}, {"monetised": True}, ""),
    "suspended": ("eu-dsa", "critical", {}, {}, ""),
    "seller": ("cn", "high", {"category": "trade", "part": "seller"}, {"groups": ("g1",)}, ""),
    "confirmed": ("cn", "high", {"category": "trade", "part": "seller"}, {"groups": ("g1",)}, "confirm"),
    "refused": ("default", "high", {"category": "trade", "part": "seller"}, {}, "refuse"),
    "taken_back": ("default", "high", {}, {}, "back"),
    "lessened": ("default", "critical", {}, {}, "lessen"),
    "juvenile": ("cn", "high", {}, {"minor": True, "contact_handle": "xiaoming"}, ""),
    "agency": ("cn", "high", {}, {"agency": "mcn"}, "agency"),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", CASES)
def test_a_statement_says_what_follows_until_when_and_how_to_appeal(
    store: Store, clock: Clock, name: str, lang: str
) -> None:
    pack, severity, more, facts, then = CASES[name]
    who = person(store)
    with store.write("staff:1") as work:
        put(work, "user-of-letter", lang=lang, **facts)
        made = decided(work, "user-of-letter", severity, pack=pack, lang=lang, **more)[0]
    clock.pass_(DAY)
    with store.write("staff:2") as work:
        waiting = [one.sanction for one in views.proposed(work, "", 9) if one.sanction.kind == "account.close"]
        if then == "back":
            acts.taken_back(work, made.decision_id, "appeal")
        elif then == "lessen":
            left = [Remaining(Author("user-of-letter", lang, work.now), "low")]
            mine = {work.prints.of("account", "user-of-letter")}
            acts.taken_back(work, made.decision_id, "appeal", accounts=mine, left=left)
        elif then in ("confirm", "refuse"):
            (acts.confirm if then == "confirm" else acts.refuse)(work, waiting[0].id, who)
        letters = [one.payload for one in deliveries.asked(work, "", 99) if one.kind == "statement.account"]
    ref = "mcn" if then == "agency" else "user-of-letter"
    letter = [one for one in letters if one["account"] == ref][-1]
    text = letter["statement"]["text"]
    assert letter["lang"] == lang and personal_data_in(text) is None
    for secret in ("user-of-letter", "g1", "xiaoming", "mcn", made.decision_id, made.account_id):
        assert secret not in text
    assert ("appeal" in letter) == (name not in ("taken_back", "agency"))
    golden = GOLDEN / f"{name}.{lang}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text + "\n", encoding="utf-8")
    assert text + "\n" == golden.read_text(encoding="utf-8")


def test_a_minor_s_path_tells_the_guardian_and_names_nobody(store: Store, clock: Clock) -> None:
    """MIN-07, MIN-08."""
    with store.write("staff:1") as work:
        put(work, "u1", minor=True, contact_handle="xiaoming")
        decided(work, "u1", "high")
    clock.pass_(20 * MINUTE)
    with store.read() as work:
        asked = {one.kind: one.payload for one in deliveries.asked(work, "", 99)}
    assert set(asked) == {"account.educate", "account.mute", "guardian.notice", "statement.account"}
    assert {one["naming"] for kind, one in asked.items() if kind != "statement.account"} == {"never"}
    assert set(asked["guardian.notice"]["text"]) == {"zh", "en"} and "xiaoming" not in str(asked)

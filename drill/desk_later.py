"""What comes after a decision, told through the doors: a guard, strikes, an appeal that another person upholds."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from drill.mortal import LostError
from reseal.operations.appeals.tables import Appeal
from reseal.operations.cases.tables import CaseDecision
from reseal.operations.staff import acts, links, sessions
from reseal.storage.clock import MINUTE
from reseal.storage.store import Store

if TYPE_CHECKING:
    from drill.desk_story import Teller

_LONG_AGO = 20 * MINUTE
"""Longer than a decision can be undone: from then on it can be appealed."""


@dataclass(frozen=True)
class Reviewer:
    """Another person than the first, with a session at the console."""

    cookie: str
    csrf: str


def second_reviewer(store: Store) -> Reviewer:
    """One, signed in."""
    with store.write() as work:
        acts.add(work, "second", "senior", "no password opens this")
        begun = links.enter(work, links.make(work, "second"))
        session = sessions.current(work, begun.cookie) if begun is not None else None
        if begun is None or session is None or session.stage != "open":
            raise LostError("the second reviewer does not come in")
        return Reviewer(begun.cookie, session.csrf)


def guarded(teller: "Teller", number: int) -> None:
    """Somebody has a number watched."""
    phone = f"139{number // 10000:04d}{number % 10000:04d}"
    body = {
        "values": [{"type": "phone", "value": phone}, {"type": "address", "value": f"西华路{number + 1}号2单元302"}]
    }
    key = {"Idempotency-Key": teller.key(number, "guard")}
    origin = f"127.9.{number // 250}.{number % 250 + 1}"
    answer = teller.wanted(teller.server.ask("POST", "/v1/guards", body, key, origin), 201)
    teller.ledger.guards[answer["ticket"]] = (answer["pin"], origin)


def known(teller: "Teller", number: int, accounts: list[str]) -> None:
    """The platform says who the authors are."""
    for account in accounts:
        headers = {**teller.as_platform(), "Idempotency-Key": teller.key(number, f"account {account}")}
        body = {"followers": 12, "lang": "zh", "groups": [f"g{account}"]}
        teller.wanted(teller.asked("PUT", f"/v1/accounts/{account}", body, headers), 200)


def strikes(teller: "Teller", account: str) -> int:
    """How many count against an account."""
    path = f"/v1/accounts/{account}/standing"
    return int(teller.wanted(teller.asked("GET", path, None, teller.as_platform()), 200)["strikes"])


def appealed(teller: "Teller", number: int, decision: str, account: str) -> str:
    """Time has gone by, and an author appeals through the platform."""
    with teller.store.write() as work:
        older = update(CaseDecision).where(CaseDecision.id == decision)
        work.session.execute(older.values(at=CaseDecision.at - _LONG_AGO))
    body = {"words": "这是我自己说过的话，请再看一次。", "decision": decision, "account": account, "lang": "zh"}
    headers = {**teller.as_platform(), "Idempotency-Key": teller.key(number, "appeal")}
    filed: str = teller.wanted(teller.asked("POST", "/v1/appeals", body, headers), 201)["appeal"]
    teller.ledger.appeals[filed] = account
    return filed


def upheld(teller: "Teller", appeal: str, decision: str) -> str:
    """Another person upholds it at the console; answers the decision that came in its place.

    Raises:
        LostError: it does not hold, or there are two.
    """
    with teller.store.read() as work:
        version = work.session.get_one(Appeal, appeal).version
    form = {"csrf": teller.reviewer.csrf, "version": str(version), "outcome": "upheld", "ground_upheld": "mistaken"}
    form |= {"action": "allow", "category": "none", "clause": "open"}
    headers = {"Cookie": f"reseal={teller.reviewer.cookie}", "Origin": teller.server.address}
    status = teller.server.submit(f"/console/appeals/{appeal}/decide", form, headers)
    if status not in (303, 409):  # sent again after it took effect, it comes too late
        raise LostError(f"the appeal's form was answered {status}")
    path = f"/v1/appeals/{appeal}?account={teller.ledger.appeals[appeal]}"
    seen: Any = teller.wanted(teller.asked("GET", path, None, teller.as_platform()), 200)
    with teller.store.read() as work:
        rows = work.session.scalars(select(CaseDecision).where(CaseDecision.snapshots.is_not(None))).all()
        revising = [row.id for row in rows if row.snapshots.get("revises") == decision]
    if seen["status"] != "upheld" or len(revising) != 1:
        raise LostError(f"an upheld appeal is {seen['status']}, {len(revising)} decisions stand for the former one")
    return revising[0]

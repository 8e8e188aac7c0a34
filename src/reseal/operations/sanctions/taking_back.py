"""A decision does not stand any more for accounts: wholly, or for some of their posts (DSA 20, BEN-03).

A decision is one strike for an author, however many posts it acted on. So of one whose posts all came back nothing is
left; of one whose posts came back in part the strike stands, for the rest: only what these posts say counts on.
"""

from collections.abc import Collection, Iterable, Mapping

from msgspec import structs

from reseal.operations.accounts import acts as kept
from reseal.operations.accounts import views as known
from reseal.operations.accounts.words import Account
from reseal.operations.audit.acts import record
from reseal.operations.deliveries import acts as deliveries
from reseal.operations.sanctions import log, views
from reseal.operations.sanctions.ladder import ladder_of
from reseal.operations.sanctions.rules import Lessened, Log, Struck, TakenBack, reckon
from reseal.operations.sanctions.settling import settle
from reseal.operations.sanctions.statements import tell
from reseal.operations.sanctions.words import Part, Remaining, Why
from reseal.storage.clock import Milliseconds
from reseal.storage.store import Work
from reseal.vocabulary import SEVERITIES

GRAVE = ("high", "critical")
"""For this the agency of an account answers, too (Art 22)."""


def taken_back(
    work: Work,
    decision_id: str,
    why: Why,
    *,
    accounts: Collection[bytes] | None = None,
    left: Iterable[Remaining] = (),
) -> int:
    """A decision does not stand any more: what followed from it is as if it had never been; answers for how many.

    `accounts`: only for those of these keyed hashes, and for the agencies of theirs that nobody else of the decision
    still stands for; left out, for everybody. `left`: those of them some of whose posts stay; their strike counts for
    these alone.
    """
    rest = {work.prints.of("account", one.author.ref): one for one in left}
    count = 0
    for account in _touched(work, decision_id, accounts, rest):
        entries = log.read(work, account.id)
        struck = views.struck_in(entries, decision_id)
        if struck is None or _is_back(entries, decision_id):
            continue
        if account.print in rest and struck.profile.track != "agency":
            count += _lessen(work, account, struck, rest[account.print])
        else:
            _take_back(work, account, struck, why)
            count += 1
    return count


def in_turn(work: Work, names: Iterable[str]) -> list[Account]:
    """The accounts of these ids, as they are now that it is this work's turn."""
    found = [account for name in names if (account := known.by_id(work, name)) is not None]
    kept.in_turn(work, (account.print for account in found))
    again = (known.by_print(work, account.print) for account in found)
    return [account for account in again if account is not None]


def _take_back(work: Work, account: Account, struck: Struck, why: Why) -> None:
    log.add(work, account.id, TakenBack(struck.decision, log.time_of(work, account.id), why), work.actor)
    found = settle(work, account, work.actor)
    deliveries.withdraw(work, struck.decision, "statement.account")
    if why == "appeal":
        tell(work, account, struck, "taken_back", found)
    record(work, "sanction.struck_back", account.id, decision=struck.decision, why=why)


def _lessen(work: Work, account: Account, struck: Struck, rest: Remaining) -> int:
    """Let the strike count for the rest; 0 where that changes nothing for the account."""
    now = _as_left(struck, rest, log.time_of(work, account.id))
    if (now.posted_at, now.severity, now.part) == (struck.posted_at, struck.severity, struck.part):
        return 0
    log.add(work, account.id, now, work.actor)
    found = settle(work, account, work.actor)
    left = views.struck_in(log.read(work, account.id), struck.decision)
    assert left is not None
    tell(work, account, left, "lessened", found)
    record(work, "sanction.lessened", account.id, decision=struck.decision, severity=now.severity, part=now.part)
    return 1


def _as_left(struck: Struck, rest: Remaining, at: Milliseconds) -> Lessened:
    """What counts on: never graver than before, and a part that a person named stays as they named it."""
    ladder = ladder_of(struck.pack)
    was = ladder.part_of(struck.category, structs.replace(rest.author, reasons=rest.before))
    told = ladder.part_of(struck.category, rest.author)
    part: Part = "poster" if was == struck.part and told == "poster" else struck.part
    graver = SEVERITIES.index(rest.severity) > SEVERITIES.index(struck.severity)
    severity = struck.severity if graver or rest.severity == "none" else rest.severity
    return Lessened(struck.decision, at, min(struck.posted_at, rest.author.posted_at), severity, part)


def _touched(
    work: Work, decision_id: str, prints: Collection[bytes] | None, rest: Mapping[bytes, Remaining]
) -> list[Account]:
    """The accounts that a decision struck, or those of them that are named, with the agencies that answered for them
    and have nobody left for whom they answer (Art 22).
    """
    struck = in_turn(work, log.accounts_of(work, decision_id))
    if prints is None:
        return struck
    named = [account for account in struck if account.print in prints]
    others = [account for account in struck if account.print not in prints]
    still = [one for one in struck if one.print not in prints or one.print in rest]
    still = [one for one in still if _is_grave(work, one, decision_id, rest.get(one.print))]
    stand = {work.prints.of("account", ref) for one in still if (ref := one.facts.agency)}
    theirs = {work.prints.of("account", ref) for one in named if (ref := one.facts.agency)}
    return [*named, *(one for one in others if one.print in theirs and one.print not in stand)]


def _is_grave(work: Work, account: Account, decision_id: str, rest: Remaining | None) -> bool:
    counted = views.counted_in(reckon(log.read(work, account.id)), decision_id)
    if counted is None:
        return False
    left = counted.struck if rest is None else _as_left(counted.struck, rest, work.now)
    return left.severity in GRAVE or left.part != "poster"


def _is_back(entries: Log, decision_id: str) -> bool:
    return any(isinstance(one, TakenBack) and one.decision == decision_id for one in entries)

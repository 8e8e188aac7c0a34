"""What must hold at the desk however often its server was killed: nothing acknowledged is lost, nothing done twice."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import func, select

from drill.desk_later import strikes
from drill.desk_story import Teller
from drill.outcome import Outcome
from reseal.operations.appeals.tables import Appeal
from reseal.operations.audit import views as audit
from reseal.operations.audit.tables import AuditEntry
from reseal.operations.cases.tables import Case, CaseDecision, CaseVoice, Snapshot
from reseal.operations.deliveries.tables import Delivery
from reseal.operations.guards.tables import Guard, GuardPrint, GuardValue
from reseal.operations.notices.tables import Notice, NoticedPost
from reseal.operations.posts.tables import StoredPost
from reseal.operations.sanctions.tables import LogRow, SanctionRow, StandingRow
from reseal.storage.store import Store

Profile = Counter[str]
_ROWS = (
    StoredPost,
    Notice,
    NoticedPost,
    Case,
    CaseVoice,
    Snapshot,
    CaseDecision,
    StandingRow,
    LogRow,
    SanctionRow,
    Appeal,
    Guard,
    GuardValue,
    GuardPrint,
)
_ACTS = (
    "notice.filed",
    "case.opened",
    "case.held",
    "case.decided",
    "case.undone",
    "sanction.struck",
    "sanction.struck_back",
    "appeal.filed",
    "appeal.decided",
    "guard.made",
)


def profile(store: Store) -> Profile:
    """What the stories told so far have done to the database: rows by table, deliveries by kind, acts of the audit."""
    found: Profile = Counter()
    with store.read() as work:
        for table in _ROWS:
            found[table.__tablename__] = work.session.scalar(select(func.count()).select_from(table)) or 0
        kinds = select(Delivery.kind, func.count()).group_by(Delivery.kind)
        found.update({f"delivery {kind}": count for kind, count in work.session.execute(kinds)})
        acts = select(AuditEntry.act, func.count()).where(AuditEntry.act.in_(_ACTS)).group_by(AuditEntry.act)
        found.update({f"audit {act}": count for act, count in work.session.execute(acts)})
    return found


def checks(teller: Teller, one: Profile, name: str) -> Iterator[Outcome]:
    """All of them; `one` is what one undisturbed story does."""
    yield _notices(teller, name)
    yield _decisions(teller, name)
    yield _appeals(teller, name)
    yield _guards(teller, name)
    yield _once(teller, one, name)
    yield from _deliveries(teller, name)
    yield _audit(teller, name)


def _notices(teller: Teller, name: str) -> Outcome:
    lost = [
        status
        for ticket, (pin, origin) in teller.ledger.notices.items()
        if (status := _status_of(teller, ticket, pin, origin)) not in ("removed", "kept")
    ]
    many = len(teller.ledger.notices)
    return Outcome(f"{name}, acknowledged notices", not lost, f"{many - len(lost)} of {many} are there and answered")


def _status_of(teller: Teller, ticket: str, pin: str, origin: str) -> str:
    status, answer = teller.server.ask("GET", f"/v1/notices/{ticket}", None, {"X-Notice-Pin": pin}, origin)
    return str(answer["status"]) if status == 200 else str(status)


def _decisions(teller: Teller, name: str) -> Outcome:
    """Every decision and undoing that was acknowledged stands, and there is no other."""
    with teller.store.read() as work:
        stands = {
            row.id: (row.case_id, row.action, row.undone_at is not None)
            for row in work.session.scalars(select(CaseDecision))
        }
    wanted = teller.ledger.decisions
    differ = sum(stands.get(key) != wanted.get(key) for key in stands.keys() | wanted.keys())
    return Outcome(f"{name}, acknowledged decisions", not differ, f"{len(wanted)} stand, {differ} differ or are lost")


def _appeals(teller: Teller, name: str) -> Outcome:
    """Every appeal that was acknowledged stands as it was decided, and nothing stands against who made it."""
    with teller.store.read() as work:
        stands = {row.id: row.state for row in work.session.scalars(select(Appeal))}
    wanted = teller.ledger.appeals
    lost = sum(stands.get(key) != "upheld" for key in wanted) + len(stands.keys() - wanted.keys())
    struck = sum(strikes(teller, account) for account in wanted.values())
    said = f"{len(wanted)} upheld, {lost} lost or made up, {struck} strikes left of them"
    return Outcome(f"{name}, acknowledged appeals", not lost and not struck, said)


def _guards(teller: Teller, name: str) -> Outcome:
    lost = 0
    for ticket, (pin, origin) in teller.ledger.guards.items():
        status, answer = teller.server.ask("GET", f"/v1/guards/{ticket}", None, {"X-Guard-Pin": pin}, origin)
        lost += status != 200 or len(answer["values"]) != 2
    return Outcome(f"{name}, acknowledged guards", not lost, f"{len(teller.ledger.guards)} are kept, {lost} lost")


def _once(teller: Teller, one: Profile, name: str) -> Outcome:
    """As many rows and acts as so many undisturbed stories leave."""
    found, stories = profile(teller.store), teller.ledger.stories
    wrong = {key: (found[key], one[key] * stories) for key in found | one if found[key] != one[key] * stories}
    said = "as undisturbed ones" if not wrong else f"other than undisturbed ones (is, should be): {wrong}"
    return Outcome(f"{name}, effects once", not wrong, f"{stories} stories left {sum(found.values())} rows, {said}")


def _deliveries(teller: Teller, name: str) -> Iterator[Outcome]:
    with teller.store.read() as work:
        rows = list(work.session.scalars(select(Delivery)))
        outbox = {row.id for row in rows if row.channel == "sender" and row.state == "sent"}
    came = teller.receiver.bodies
    hooks = {row.id: row.state for row in rows if row.channel == "webhook"}
    unsent = [state for state in (row.state for row in rows) if state in ("due", "failed")]
    missed = [key for key, state in hooks.items() if state != "withdrawn" and key not in came]
    unknown = came.keys() - hooks.keys()
    changed = [key for key, bodies in came.items() if len(set(bodies)) > 1]
    undone = {key for key, (_, _, taken_back) in teller.ledger.decisions.items() if taken_back}
    left = [row.id for row in rows if row.about in undone and (row.id in came or row.state != "withdrawn")]
    held = not (unsent or missed or unknown or changed or left or teller.receiver.unsigned)
    again = sum(len(bodies) - 1 for bodies in came.values())
    yield Outcome(
        f"{name}, webhooks at least once, each under its id",
        held,
        f"{len(came)} came, {again} of them again, {len(missed)} missing, {len(unknown)} nobody posted out, "
        f"{len(changed)} changed, {len(unsent)} never left, {len(left)} of undone decisions left, "
        f"{teller.receiver.unsigned} wrongly signed",
    )
    letters = {path.stem for path in (teller.server.folder / "data" / "outbox").glob("*.sealed")}
    lost = outbox - letters
    yield Outcome(f"{name}, letters to reporters", not lost, f"{len(outbox)} sent, {len(lost)} of them not to be found")
    acknowledged = {row.id for row in rows if row.acknowledged_at is not None}
    with teller.store.read() as work:
        about = select(func.count()).select_from(AuditEntry).where(AuditEntry.act == "action.acknowledged")
        entries = work.session.scalar(about) or 0
    held = acknowledged == teller.ledger.actions and entries == len(acknowledged)
    said = f"{len(acknowledged)} of {len(teller.ledger.actions)}, {entries} in the audit"
    yield Outcome(f"{name}, acknowledged actions", held, said)


def _audit(teller: Teller, name: str) -> Outcome:
    with teller.store.read() as work:
        checked = audit.check(work)
    whole = checked.broken is None and checked.done
    said = "the chain is whole" if whole else f"broken at entry {checked.broken}"
    return Outcome(f"{name}, audit", whole, f"{checked.entries} entries, {said}")

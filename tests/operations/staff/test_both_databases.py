"""The way of a member of staff on SQLite and on PostgreSQL alike: sign-in, reveal, break, audit, tokens."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy.exc import SQLAlchemyError

from reseal.operations.audit import views as audit
from reseal.operations.staff import acts, breaks, reveals, sessions, sign_in, views
from reseal.operations.tokens import acts as tokens
from reseal.operations.tokens.views import grant
from reseal.storage.clock import DAY, MINUTE
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.operations import factories as made
from tests.operations.staff.conftest import OWN, Person


def test_the_way_of_a_member(either_store: Store, clock: Clock) -> None:
    store = either_store
    mei, ada = Person(store, "mei", "moderator"), Person(store, "ada", "admin")
    clock.pass_(MINUTE)
    opened = mei.sign_in()
    assert sign_in.by_password(store, "mei", "wrong, quite wrong") is None
    with store.write(f"staff:{mei.id}") as work:
        sessions.touch(work, opened.session)
        breaks.look(work, mei.id)
        case = made.gather(work, made.post())
        reveals.reveal(work, mei.id, case.case_id, case.snapshot_id, "decide", 5, taken_by="another")
    with store.read() as work:
        assert made.DOX in reveals.text(work, mei.id, case.snapshot_id)
        assert [alert.member_id for alert in reveals.alerts(work, clock() - DAY)] == [mei.id]
        assert audit.check(work).broken is None and audit.check(work).entries > 8
        assert {"staff.signed_in", "reveal.unusual"} <= set(audit.kinds(work))
        assert [entry.act for entry in audit.page(work, act="reveal.").entries] == ["reveal.unusual", "reveal.opened"]
    with store.write() as work:
        token = tokens.create(work, "platform", ["screen"])
        with pytest.raises(acts.LastAdminError):
            acts.disable(work, ada.id)
        acts.disable(work, mei.id)
    with store.read() as work:
        found = grant(work, token)
        assert found is not None and found.scopes == {"screen"}
        assert sessions.current(work, opened.cookie) is None and len(views.members(work)) == 2
    assert sign_in.by_password(store, "mei", OWN) is None
    clock.pass_(2000 * DAY)
    with store.write() as work:
        assert sessions.erase_due(work, 10) >= 1
        assert breaks.erase_due(work, 10) == 1 and reveals.erase_due(work, 10) == 1


def test_the_audit_is_only_ever_added_to(either_store: Store) -> None:
    with either_store.write() as work:
        tokens.create(work, "platform")
    for statement in ("UPDATE audit_entry SET act = 'x'", "DELETE FROM audit_entry"):
        with pytest.raises(SQLAlchemyError), either_store.database.engine.begin() as connection:
            connection.exec_driver_sql(statement)


def test_many_at_once_are_no_more_than_one_after_the_other(either_store: Store, clock: Clock) -> None:
    store = either_store
    mei = Person(store, "mei", "moderator")
    clock.pass_(MINUTE)
    halves = [sign_in.by_password(store, "mei", OWN) for _ in range(4)]
    code = mei.code()
    with ThreadPoolExecutor(4) as threads:
        opened = list(threads.map(lambda half: sign_in.by_code(store, half.session, code) if half else None, halves))
    assert sum(one is not None for one in opened) == 1, "a code works once, however many show it at one time"
    clock.pass_(MINUTE)
    mei.sign_in()
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda n: sign_in.by_password(store, "mei", f"wrong password {n}"), range(12)))
    with store.read() as work:
        shown = views.named(work, "mei")
        entries = audit.page(work, act="staff.refused").entries
    assert shown is not None and shown.locked_until is not None
    assert len([entry for entry in entries if entry.detail["step"] == "password"]) == 5, "the others were not looked at"

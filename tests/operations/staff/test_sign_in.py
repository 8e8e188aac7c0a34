"""Signing in by password and code (ASVS V6, V7)."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from reseal.operations.audit.tables import AuditEntry
from reseal.operations.staff import acts, passwords, sessions, sign_in, views
from reseal.operations.staff.sign_in import FirstError
from reseal.operations.staff.tables import Member as Row
from reseal.operations.staff.words import Session
from reseal.storage.clock import HOUR, MINUTE, SECOND
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.operations.staff.conftest import HANDED, OWN, Person

Making = Callable[..., Person]


def current(store: Store, cookie: str) -> Session | None:
    with store.read() as work:
        return sessions.current(work, cookie)


def acts_done(store: Store) -> list[str]:
    with store.read() as work:
        return list(work.session.scalars(select(AuditEntry.act).order_by(AuditEntry.number)))


def test_a_handed_out_password_opens_nothing_before_ones_own_and_a_code_are_set(store: Store) -> None:
    with store.write() as work:
        acts.add(work, "Mei", "moderator", passwords.hashed(HANDED))
    begun = sign_in.by_password(store, " MEI ", HANDED)
    assert begun is not None and begun.session.stage == "first"
    secret = sign_in.offered(store, begun.session)
    assert sign_in.offered(store, begun.session) == secret
    for password, code, fault in ((OWN, "000000", "code"), ("short", "", "too_short"), (OWN[:9] * 40, "", "too_long")):
        with pytest.raises(FirstError) as raised:
            sign_in.first(store, begun.session, password, code)
        assert raised.value.fault == fault
    assert sign_in.by_code(store, begun.session, "000000") is None


def test_a_handed_out_password_works_for_three_days(store: Store, clock: Clock) -> None:
    with store.write() as work:
        id_ = acts.add(work, "mei", "moderator", passwords.hashed(HANDED))
    clock.pass_(72 * HOUR)
    assert sign_in.by_password(store, "mei", HANDED) is None
    with store.write() as work:
        acts.reset(work, id_, passwords.hashed(HANDED))
    clock.pass_(71 * HOUR)
    assert sign_in.by_password(store, "mei", HANDED) is not None


def test_password_and_code_open_a_session_under_another_cookie(store: Store, clock: Clock, person: Making) -> None:
    mei = person()
    clock.pass_(MINUTE)
    half = sign_in.by_password(store, "mei", OWN)
    assert half is not None and half.session.stage == "code"
    opened = sign_in.by_code(store, half.session, mei.code())
    assert opened is not None and opened.session.stage == "open" and opened.session.known.role == "moderator"
    assert opened.cookie != half.cookie and current(store, half.cookie) is None
    assert opened.session.csrf != half.session.csrf
    assert acts_done(store)[-1] == "staff.signed_in"


def test_a_code_works_once(store: Store, clock: Clock, person: Making) -> None:
    mei = person()
    clock.pass_(MINUTE)
    code = mei.code()
    mei.sign_in()
    half = sign_in.by_password(store, "mei", OWN)
    assert half is not None and sign_in.by_code(store, half.session, code) is None
    clock.pass_(30 * SECOND)
    assert sign_in.by_code(store, half.session, code) is None  # the step before counts, but not twice
    assert sign_in.by_code(store, half.session, mei.code()) is not None


def test_an_account_rests_after_failures_longer_each_time(store: Store, clock: Clock, person: Making) -> None:
    mei = person()
    clock.pass_(MINUTE)
    for _ in range(5):
        assert sign_in.by_password(store, "mei", "wrong, quite wrong") is None
    assert sign_in.by_password(store, "mei", OWN) is None
    assert "staff.locked" in acts_done(store)
    clock.pass_(MINUTE)
    assert sign_in.by_password(store, "mei", "wrong, quite wrong") is None
    clock.pass_(2 * MINUTE)
    assert sign_in.by_password(store, "mei", OWN) is None  # five minutes this time
    clock.pass_(3 * MINUTE)
    mei.sign_in()
    with store.read() as work:
        row = work.session.get(Row, mei.id)
        assert row is not None and row.failed == 0 and row.locked_until is None


def test_codes_are_counted_too_and_the_password_does_not_set_them_back(
    store: Store, clock: Clock, person: Making
) -> None:
    mei = person()
    clock.pass_(MINUTE)
    for _ in range(5):
        half = sign_in.by_password(store, "mei", OWN)
        assert half is not None and sign_in.by_code(store, half.session, "123") is None
    assert current(store, half.cookie) is None
    assert sign_in.by_password(store, "mei", OWN) is None
    clock.pass_(MINUTE)
    mei.sign_in()


def test_a_name_that_nobody_has_gets_what_a_wrong_password_gets(store: Store, person: Making) -> None:
    person()
    assert sign_in.by_password(store, "nobody", OWN) is None
    assert sign_in.by_password(store, "no name at all!", OWN) is None
    assert sign_in.by_password(store, "mei", "\ud800" * 20) is None


def test_a_session_ends_when_idle_when_old_and_when_its_member_is_shut_out(
    store: Store, clock: Clock, person: Making
) -> None:
    mei = person()
    cookie = mei.begun.cookie
    clock.pass_(59 * MINUTE)
    assert current(store, cookie) is not None
    clock.pass_(MINUTE)
    assert current(store, cookie) is None
    opened = mei.sign_in()
    for _ in range(23):
        clock.pass_(HOUR // 2)
        with store.write() as work:
            sessions.touch(work, opened.session)
    assert current(store, opened.cookie) is not None
    clock.pass_(HOUR // 2)
    assert current(store, opened.cookie) is None
    with store.write() as work:
        assert sessions.erase_due(work, 100) == 2 and sessions.erase_due(work, 100) == 0
    again = mei.sign_in()
    with store.write() as work:
        acts.disable(work, mei.id)
    assert current(store, again.cookie) is None and sign_in.by_password(store, "mei", OWN) is None
    with store.write() as work:
        acts.enable(work, mei.id)
    clock.pass_(MINUTE)
    mei.sign_in()


def test_another_password_ends_every_other_session(store: Store, clock: Clock, person: Making) -> None:
    mei = person()
    clock.pass_(MINUTE)
    other = mei.sign_in()
    assert sign_in.change_password(store, mei.begun.session, "wrong, quite wrong", OWN + "!") == "old"
    assert sign_in.change_password(store, mei.begun.session, OWN, "mei" + OWN) == "like_the_name"
    assert sign_in.change_password(store, mei.begun.session, OWN, OWN + " by night") is None
    assert current(store, other.cookie) is None and current(store, mei.begun.cookie) is not None
    assert sign_in.by_password(store, "mei", OWN) is None


def test_signing_out_ends_the_session(store: Store, person: Making) -> None:
    mei = person()
    with store.write(f"staff:{mei.id}") as work:
        sign_in.sign_out(work, mei.begun.session)
    assert current(store, mei.begun.cookie) is None and acts_done(store)[-1] == "staff.signed_out"


def test_a_reset_takes_codes_and_sessions_away(store: Store, clock: Clock, person: Making) -> None:
    mei = person()
    with store.write() as work:
        acts.reset(work, mei.id, passwords.hashed(HANDED))
    assert current(store, mei.begun.cookie) is None and sign_in.by_password(store, "mei", OWN) is None
    begun = sign_in.by_password(store, "mei", HANDED)
    assert begun is not None and begun.session.stage == "first"
    assert sign_in.offered(store, begun.session) != mei.secret


def test_a_new_device_for_codes_takes_the_place_of_the_old(store: Store, clock: Clock, person: Making) -> None:
    mei = person()
    clock.pass_(MINUTE)
    before, mei.secret = mei.secret, sign_in.offered(store, mei.begun.session)
    assert mei.secret != before and not sign_in.new_code(store, mei.begun.session, "000000")
    assert sign_in.new_code(store, mei.begun.session, mei.code())
    clock.pass_(MINUTE)
    mei.sign_in()


def test_the_role_counts_at_once(store: Store, person: Making) -> None:
    mei = person()
    with store.write() as work:
        acts.change_role(work, mei.id, "auditor")
        with pytest.raises(ValueError, match="no role platform"):
            acts.change_role(work, mei.id, "platform")
    session = current(store, mei.begun.cookie)
    assert session is not None and session.known.role == "auditor"


def test_names_are_the_same_however_they_are_typed_and_taken_once(store: Store, person: Making) -> None:
    person("李-1")
    with pytest.raises(acts.TakenError), store.write() as work:
        acts.add(work, " 李-１ ", "intake", "x")
    for wrong in ("", "a b", "<script>", "x" * 61):
        with pytest.raises(ValueError, match="a name has"), store.write() as work:
            acts.add(work, wrong, "intake", "x")
    with store.read() as work:
        assert [one.name for one in views.members(work)] == ["李-1"] and views.anybody(work)
        assert views.named(work, "a b") is None and views.names(work)


def test_no_secret_is_readable_in_the_database(store: Store, person: Making) -> None:
    mei = person()
    with store.read() as work:
        file = store.database.engine.url.database
        del work
    store.close()
    from pathlib import Path

    assert file is not None
    kept = b"".join(one.read_bytes() for one in Path(file).parent.glob("reseal.sqlite*"))
    for secret in (mei.secret, OWN, HANDED, mei.begun.cookie):
        assert secret.encode() not in kept
    assert b"mei" in kept

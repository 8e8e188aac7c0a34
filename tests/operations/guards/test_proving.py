from sqlalchemy import select

from reseal.operations.guards import acts, views
from reseal.operations.guards.rules import rules
from reseal.operations.guards.tables import GuardCode, GuardPrint, GuardValue
from reseal.operations.notices import acts as notices
from reseal.operations.notices.rules import rules as notice_rules
from reseal.storage.clock import MINUTE
from reseal.storage.store import Store
from reseal.storage.vaults import ApartVault
from tests.conftest import Clock
from tests.operations.guards import given
from tests.operations.guards.given import ADDRESS, MAIL, PHONE

OPEN = select(ApartVault.id).where(ApartVault.wrapped.is_not(None))


def test_a_code_goes_to_numbers_and_mailboxes_and_the_rest_waits_for_staff(either_store: Store) -> None:
    guard, _ = given.make(either_store, ("phone", "139 0000 5678"), ("email", MAIL), ("address", ADDRESS))
    assert [to for to, _ in given.codes(either_store)] == [PHONE, MAIL]
    with either_store.read() as work:
        assert [one.proof for one in views.page(work, guard).values] == ["code", "code", "staff"]
        assert [one.type for one in views.to_check(work, "", 10)] == ["address"]


def test_once_control_is_shown_only_fingerprints_are_left(store: Store) -> None:
    guard, _ = given.make(store, ("phone", PHONE))
    ((_, code),) = given.codes(store)
    with store.write("public") as work:
        before = len(work.session.scalars(OPEN).all())
        assert not work.session.scalars(select(GuardPrint)).all(), "nothing is watched before"
        assert acts.prove(work, guard, f" {code[:3]} {code[3:]}")
    with store.read() as work:
        (value,) = work.session.scalars(select(GuardValue))
        assert (value.state, value.sealed, value.vault_id) == ("watched", None, None)
        assert len(work.session.scalars(select(GuardPrint)).all()) == 1
        assert len(work.session.scalars(OPEN).all()) == before - 1
    with store.write("public") as work:
        assert not acts.prove(work, guard, code), "none works twice"


def test_wrong_codes_are_counted_and_late_ones_are_over(store: Store, clock: Clock) -> None:
    guard, _ = given.make(store, ("phone", PHONE))
    ((_, code),) = given.codes(store)
    wrong = f"{(int(code) + 1) % 10**6:06}"
    for _ in range(rules().code.tries):
        with store.write("public") as work:
            assert not acts.prove(work, guard, wrong)
    with store.write("public") as work:
        assert not acts.prove(work, guard, code)
        acts.ask_again(work, guard, views.page(work, guard).values[0].id)
    ((_, code),) = given.codes(store)
    clock.pass_(rules().code.minutes * MINUTE)
    with store.write("public") as work:
        assert not acts.prove(work, guard, code)


def test_a_code_of_one_guard_is_none_of_another(store: Store) -> None:
    given.make(store, ("phone", PHONE))
    other, _ = given.make(store, ("phone", "13800001234"))
    first, _ = given.codes(store)
    with store.write("public") as work:
        assert not acts.prove(work, other, first[1])


def test_no_number_is_bombed_by_guards_and_claims_together(store: Store) -> None:
    most = notice_rules().claim.a_day
    for _ in range(most + 2):
        given.make(store, ("phone", PHONE))
    assert len(given.codes(store)) == most
    with store.write("public") as work:  # claims share the count
        notices.send_claim_code(work, "0000-0000-0000", PHONE)
        notices.send_codes_due(work)
    assert given.codes(store) == []
    with store.read() as work:
        states = list(work.session.scalars(select(GuardCode.state)))
    assert sorted(states) == ["dropped"] * 2 + ["sent"] * most, "every request leaves the same row"


def test_asking_again_says_nothing_and_ends_at_a_bound(store: Store) -> None:
    guard, _ = given.make(store, ("phone", PHONE), ("address", ADDRESS))
    with store.write("public") as work:
        phone, address = (one.id for one in views.page(work, guard).values)
        for _ in range(rules().code.asked_a_day * 2):
            acts.ask_again(work, guard, phone)
        acts.ask_again(work, guard, address)
        acts.ask_again(work, guard, "0" * 26)
        assert len(work.session.scalars(select(GuardCode.id)).all()) == rules().code.asked_a_day

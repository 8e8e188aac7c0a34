from reseal.operations.notices import acts, views
from reseal.operations.notices.rules import rules
from reseal.operations.notices.tickets import new_pin, new_ticket, shown, typed_pin, typed_ticket
from reseal.storage.clock import DAY, MINUTE
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.operations.notices.given import EXPOSING, file, keep

TRIES = rules().lock.tries


def enter(store: Store, ticket: str, pin: str) -> bool:
    """As the doors do it: what does not fit is counted."""
    with store.read("public") as work:
        found = views.entered(work, ticket, pin) is not None
    if not found:
        with store.write("public") as work:
            acts.missed(work, ticket)
    return found


def test_a_ticket_is_read_however_it_is_typed() -> None:
    ticket = new_ticket()
    assert typed_ticket(shown(ticket)) == ticket
    assert typed_ticket(f" {shown(ticket).lower().replace('0', 'o').replace('1', 'l')} ") == ticket
    assert typed_ticket("ＡＢＣＤ－2345 6789") == "ABCD23456789"
    assert typed_pin(" 1234 ５６78") == "12345678"


def test_tickets_and_pins_are_random() -> None:
    assert len({new_ticket() for _ in range(1000)}) == 1000
    pins = {new_pin() for _ in range(1000)}
    assert len(pins) > 990 and all(len(pin) == 8 and pin.isdigit() for pin in pins)


def test_both_are_needed(store: Store) -> None:
    keep(store, {"t-1": EXPOSING})
    got, other = file(store), file(store, contact="name@example.com")
    assert enter(store, got.ticket, got.pin)
    assert not enter(store, got.ticket, other.pin)
    assert not enter(store, "", "") and not enter(store, got.ticket, "")


def test_a_ticket_locks_and_the_right_pin_is_answered_as_a_wrong_one(store: Store, clock: Clock) -> None:
    got = file(store)
    for _ in range(TRIES):
        assert not enter(store, got.ticket, "0")
    assert not enter(store, got.ticket, got.pin), "shut, for the right PIN too"
    clock.pass_(15 * MINUTE - 1)
    assert not enter(store, got.ticket, got.pin)
    clock.pass_(1)
    assert enter(store, got.ticket, got.pin), "tries while it is shut do not prolong the lock"


def test_the_second_lock_lasts_longer(store: Store, clock: Clock) -> None:
    got = file(store)
    for minutes in rules().lock.minutes:
        for _ in range(TRIES):
            assert not enter(store, got.ticket, "0")
        clock.pass_(minutes * MINUTE - 1)
        assert not enter(store, got.ticket, got.pin)
        clock.pass_(1)
    assert enter(store, got.ticket, got.pin)


def test_a_ticket_that_does_not_exist_is_counted_like_one_that_does(store: Store, clock: Clock) -> None:
    """Else the lock would tell which tickets exist."""
    got = file(store)
    for ticket in (got.ticket, shown(new_ticket())):
        with store.write("public") as work:
            for _ in range(TRIES):
                acts.missed(work, ticket)
    with store.write("public") as work:
        assert acts.forget_tries(work) == 0
    clock.pass_(3 * DAY)
    with store.write("public") as work:
        assert acts.forget_tries(work) == 2
    assert enter(store, got.ticket, got.pin)


def test_a_page_opens_for_half_an_hour_and_nothing_else(store: Store, clock: Clock) -> None:
    got, other = file(store), file(store, contact="name@example.com")
    with store.read("public") as work:
        mine = views.passed(work, got.opens)
        assert mine is not None and mine != views.passed(work, other.opens)
        for wrong in (
            "",
            "x",
            got.opens[:-2] + "AA",
            got.opens + "AA",
            other.opens[:16] + got.opens[16:],
            "é",
            "=" * 500,
        ):
            assert views.passed(work, wrong) is None, wrong
    clock.pass_(30 * MINUTE)
    with store.read("public") as work:
        assert views.passed(work, got.opens) is None


def test_neither_pin_nor_ticket_with_it_stands_in_the_database(store: Store) -> None:
    got = file(store)
    with store.database.engine.connect() as connection:
        raw = "\n".join(connection.connection.driver_connection.iterdump()).encode()  # type: ignore[union-attr]
    assert got.pin.encode() not in raw
    assert got.ticket.replace("-", "").encode() in raw, "the control: this search finds what stands there"

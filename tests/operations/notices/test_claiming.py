from typing import Any

import pytest

from reseal.operations.cases import views as cases
from reseal.operations.deliveries import sending
from reseal.operations.deliveries import views as deliveries
from reseal.operations.notices import acts, views
from reseal.operations.notices.rules import rules
from reseal.operations.notices.words import Receipt
from reseal.storage.clock import DAY, MINUTE
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.operations.notices.given import EXPOSING, OTHER, PHONE, case_of, file, id_of, keep, status

CLAIM = rules().claim


def ask(store: Store, got: Receipt, typed: str = PHONE) -> list[str]:
    """A code asked for, and seen to by the sweep; the texts of the messages that go out."""
    with store.write("public") as work:
        acts.send_claim_code(work, got.ticket, typed)
    return swept(store)


def swept(store: Store) -> list[str]:
    with store.write() as work:
        while acts.send_codes_due(work):
            pass
    return [message["text"] for message in sent(store) if message["to"] in (PHONE, "name@example.com")]


def sent(store: Store) -> list[dict[str, Any]]:
    with store.write() as work:
        taken = sending.take_due(work, 100)
        for one in taken:
            sending.settle(work, one.id, None)
    return [one.payload for one in taken if one.kind == "claim.code"]


def code_in(text: str) -> str:
    return next(word for word in "".join(c if c.isdigit() else " " for c in text).split() if len(word) == CLAIM.digits)


def prove(store: Store, got: Receipt, code: str) -> bool:
    notice = id_of(store, got)
    with store.write("public") as work:
        return acts.prove(work, notice, code)


@pytest.fixture
def got(store: Store) -> Receipt:
    keep(store, {"t-1": EXPOSING})
    return file(store)


@pytest.mark.parametrize("typed", [PHONE, "138 0000 4471", "+86 138-0000-4471", "１３８００００４４７１"])
def test_the_exposed_number_gets_a_code_and_control_is_proven(store: Store, got: Receipt, typed: str) -> None:
    (text,) = ask(store, got, typed)
    assert status(store, got).claim == "sent"
    assert prove(store, got, code_in(text))
    told = status(store, got)
    assert told.claim == "proven" and told.locations == ("t-1",)
    assert "proven" in [line.kind for line in told.history]


def test_a_code_speeds_the_case_up_and_never_gates_it(store: Store, got: Receipt) -> None:
    (case,) = case_of(store, got)
    with store.read() as work:
        before = cases.case(work, case).row
        assert before.notices == 1, "it counts without any proof"
    due = status(store, got).answer_by
    assert prove(store, got, code_in(ask(store, got)[0]))
    assert status(store, got).answer_by < due
    with store.read() as work:
        assert cases.case(work, case).row.notices == 1
        assert cases.case(work, case).row.state == "held", "verified, fresh, and the screener saw it: held for a person"


def test_locations_are_shown_only_after_proven_control(store: Store, got: Receipt) -> None:
    """DESIGN, guards: ticket and PIN alone show status and counts."""
    assert status(store, got).locations == ()
    prove(store, got, code_in(ask(store, got)[0]))
    assert status(store, got).locations == ("t-1",)
    notice = id_of(store, got)
    with store.read() as work:
        assert views.page(work, notice, helper=True).locations == ()


def test_a_number_that_is_not_exposed_gets_nothing_and_looks_the_same(store: Store, got: Receipt) -> None:
    """No code to anybody who does not stand in the post; the row, the page and the answer are alike."""
    before = status(store, got)
    assert ask(store, got, OTHER) == [] and sent(store) == []
    assert status(store, got) == before
    with store.write("public") as work:
        assert acts.send_claim_code(work, got.ticket, PHONE) is None
        assert acts.send_claim_code(work, got.ticket, OTHER) is None
        assert acts.send_claim_code(work, got.ticket, "no number at all") is None
        assert acts.send_claim_code(work, "AAAA-BBBB-CCCC", PHONE) is None
        rows = work.session.connection().exec_driver_sql(
            "SELECT state, length(sealed) > 0, length(value_print), length(ticket_print), tries, code_print, sent_at "
            "FROM claim_code WHERE state = 'asked'"
        )
        assert len(set(rows)) == 1, "every request leaves the same row"


def test_what_only_the_notifier_wrote_gets_no_code(store: Store) -> None:
    """Else anybody could have codes sent to any number by naming it in a notice."""
    keep(store, {"t-1": "他的手机13900005678，大家打爆他电话"})
    mere_words = file(store, posts=(), description=f"有人公开了我的手机{PHONE}，请帮帮我")
    beside = file(store, posts=("t-1",), description=f"有人公开了我的手机{PHONE}，请帮帮我")
    assert ask(store, mere_words) == [] and ask(store, beside) == []


def test_a_number_gets_three_codes_a_day_across_all_tickets(store: Store, clock: Clock) -> None:
    """Claim-code bombing: many tickets, one number."""
    keep(store, {"t-1": EXPOSING})
    tickets = [file(store, origin=f"192.0.2.{n}", contact=f"n{n}@example.com") for n in range(6)]
    assert [len(ask(store, got)) for got in tickets] == [1, 1, 1, 0, 0, 0]
    clock.pass_(DAY)
    assert len(ask(store, tickets[5])) == 1


def test_a_ticket_asks_a_few_times_a_day(store: Store, got: Receipt) -> None:
    """Trying out numbers by one ticket ends soon, and what is beyond leaves no row."""
    for number in range(20):
        ask(store, got, f"1390000{number:04}")
    with store.read() as work:
        rows = work.session.connection().exec_driver_sql("SELECT count(*) FROM claim_code").scalar()
    assert rows == CLAIM.asked_a_day
    assert ask(store, got) == []


def test_the_words_of_a_code_are_neutral(store: Store, got: Receipt) -> None:
    """Others may read the phone: no word of doxxing, of a report, of a platform, of Reseal, no ticket, no link."""
    (text,) = ask(store, got)
    for word in ("开盒", "举报", "Reseal", "信息", "帖", "http", "平台", got.ticket, got.ticket[:4]):
        assert word.lower() not in text.lower()


def test_a_code_works_once_for_a_quarter_of_an_hour(store: Store, got: Receipt, clock: Clock) -> None:
    code = code_in(ask(store, got)[0])
    clock.pass_(CLAIM.minutes * MINUTE)
    assert not prove(store, got, code)
    code = code_in(ask(store, got)[0])
    assert prove(store, got, code) and not prove(store, got, code)


def test_a_code_bears_few_guesses(store: Store, got: Receipt) -> None:
    code = code_in(ask(store, got)[0])
    for _ in range(CLAIM.tries):
        assert not prove(store, got, "000000" if code != "000000" else "111111")
    assert not prove(store, got, code), "too late, even with the right one"


def test_a_code_of_one_ticket_opens_no_other(store: Store, got: Receipt) -> None:
    other = file(store, origin="192.0.2.2", contact="name@example.com")
    assert not prove(store, other, code_in(ask(store, got)[0]))
    assert status(store, other).claim == "none"


def test_a_withdrawn_notice_gets_no_code(store: Store, got: Receipt) -> None:
    notice = id_of(store, got)
    with store.write("public") as work:
        acts.send_claim_code(work, got.ticket, PHONE)
        acts.withdraw(work, notice)
    assert swept(store) == []


def test_a_lost_pin_is_made_anew_by_proven_control(store: Store, got: Receipt) -> None:
    code = code_in(ask(store, got)[0])
    with store.write("public") as work:
        pin = acts.recover(work, got.ticket.lower(), code)
    assert pin is not None and pin != got.pin
    with store.read("public") as work:
        assert views.entered(work, got.ticket, pin) is not None
        assert views.entered(work, got.ticket, got.pin) is None, "the old one is over"
        assert views.passed(work, got.opens) is None, "and so is a page that was open"


def test_a_lost_pin_opens_a_ticket_that_is_locked(store: Store, got: Receipt) -> None:
    """Nobody locks a victim out for good by guessing."""
    code = code_in(ask(store, got)[0])
    with store.write("public") as work:
        for _ in range(5):
            acts.missed(work, got.ticket)
        pin = acts.recover(work, got.ticket, code)
    assert pin is not None
    with store.read("public") as work:
        assert views.entered(work, got.ticket, pin) is not None


def test_the_page_of_a_bystander_is_not_handed_to_others(store: Store) -> None:
    keep(store, {"t-1": EXPOSING})
    got = file(store, relation="bystander")
    code = code_in(ask(store, got)[0])
    with store.write("public") as work:
        assert acts.recover(work, got.ticket, code) is None
    assert status(store, got)


def test_wrong_codes_count_as_wrong_pins_do(store: Store, got: Receipt) -> None:
    """For a ticket that exists and one that does not alike."""
    for ticket in (got.ticket, "AAAA-BBBB-CCCC"):
        with store.write("public") as work:
            for _ in range(rules().lock.tries):
                assert acts.recover(work, ticket, "000000") is None
    with store.read("public") as work:
        assert views.entered(work, got.ticket, got.pin) is None
        rows = work.session.connection().exec_driver_sql("SELECT tries, locked_until FROM ticket_tries").fetchall()
    assert len(rows) == 2 and len(set(rows)) == 1


def test_requests_are_forgotten_after_two_days(store: Store, got: Receipt, clock: Clock) -> None:
    ask(store, got)
    ask(store, got, OTHER)
    clock.pass_(2 * DAY - 1)
    with store.write() as work:
        assert acts.forget_requests(work) == 0
    clock.pass_(1)
    with store.write() as work:
        assert acts.forget_requests(work) == 2


def test_a_sweep_that_runs_twice_sends_once(store: Store, got: Receipt) -> None:
    assert len(ask(store, got)) == 1 and swept(store) == []
    with store.read() as work:
        assert not views.codes_wait(work)
        assert deliveries.of(work, "nothing") == []

"""An account at the desk, and closures that only a person confirms (PI-04, CAC-02, MIN-07)."""

from reseal.interfaces.console.sanction_words import KINDS, PARTS, RUNGS, SANCTION_STATES
from reseal.operations.accounts import acts as accounts
from reseal.operations.accounts import views as known
from reseal.operations.accounts.words import Facts
from reseal.operations.cases import acts as cases
from reseal.operations.cases import views
from reseal.operations.cases.words import Choice
from reseal.operations.sanctions import views as sanctions
from reseal.operations.sanctions.ladder import ladder_of
from reseal.operations.sanctions.words import KINDS as ALL_KINDS
from reseal.operations.sanctions.words import PARTS as ALL_PARTS
from reseal.operations.sanctions.words import STATES
from tests.interfaces.console.conftest import Desk
from tests.operations import factories as made

SELLER = made.judged("p1", category="trade", severity="critical", reasons=("cue.supply",))


def struck(desk: Desk, facts: Facts | None = None, *, seller: bool = True) -> tuple[str, str]:
    """An account struck by a decision; answers its id and the case."""
    post = made.post("p1", author="seller-of-lists")
    with desk.store.write() as work:
        if facts is not None:
            accounts.put(work, "seller-of-lists", facts)
        case = (made.gather_as(work, post, SELLER) if seller else made.gather(work, post)).case_id
    with desk.store.write("staff:x") as work:
        choice = Choice("remove", "trade" if seller else "exposure", "no-trade" if seller else "no-exposure")
        cases.decide(work, case, choice, views.case_row(work, case).version)
    with desk.store.read() as work:
        account = known.of(work, "seller-of-lists")
        assert account is not None
        return account.id, case


def test_it_shows_how_it_stands_and_never_what_the_platform_calls_it(fresh: Desk) -> None:
    browser = fresh.browser("moderator", lang="zh")
    account, case = struck(fresh, Facts(followers=1200, contact_handle="handle@example.com"), seller=False)
    assert f"/console/accounts/{account}" in browser.get(f"/console/cases/{case}").text
    text = browser.get(f"/console/accounts/{account}").text
    assert "有效记过" in text and "1,200" in text and f"/console/cases/{case}" in text
    assert "seller-of-lists" not in text and "handle@example.com" not in text
    assert browser.get("/console/accounts/nobody").status_code == 404


def test_a_closure_waits_for_a_person_who_may(fresh: Desk) -> None:
    moderator, senior = fresh.browser("moderator"), fresh.browser("senior")
    account, case = struck(fresh, Facts(groups=("g-1",)))
    assert moderator.get("/console/closures").status_code == 200
    shown = senior.get("/console/closures").text
    assert shown.count("Account closed") and shown.count("Group dissolved") and case[-6:] in shown
    with fresh.store.read() as work:
        waits = {one.sanction.kind: one.sanction.id for one in sanctions.proposed(work, "", 9)}
    assert set(waits) == {"account.close", "group.dissolve"}
    close, dissolve = waits["account.close"], waits["group.dissolve"]
    assert moderator.post(f"/console/closures/{close}/confirm").status_code == 403
    back = {"back": f"/console/accounts/{account}"}
    done = senior.post(f"/console/closures/{close}/confirm", back)
    assert done.headers["location"] == f"/console/accounts/{account}?done=confirmed"
    assert senior.post(f"/console/closures/{dissolve}/refuse").headers["location"] == "/console/closures?done=refused"
    assert senior.post(f"/console/closures/{close}/confirm").status_code == 409
    assert senior.post("/console/closures/none/confirm").status_code == 404
    text = senior.get(f"/console/accounts/{account}").text
    assert "Closed, or may not register again" in text and "refused" in text


def test_a_minor_is_never_named(fresh: Desk) -> None:
    browser = fresh.browser("senior")
    account, case = struck(fresh, Facts(minor=True, contact_handle="child@example.com"), seller=False)
    text = browser.get(f"/console/accounts/{account}").text + browser.get(f"/console/cases/{case}").text
    assert "A minor: guardians are told" in text and "child@example.com" not in text and "seller-of-lists" not in text


def test_all_that_ladders_name_has_words() -> None:
    assert set(KINDS) == set(ALL_KINDS) and set(SANCTION_STATES) == set(STATES) and set(PARTS) == set(ALL_PARTS)
    rungs = {
        rung.id for pack in ("cn", "eu-dsa", "default") for t in ladder_of(pack).track.values() for rung in t.rungs
    }
    assert rungs <= set(RUNGS)

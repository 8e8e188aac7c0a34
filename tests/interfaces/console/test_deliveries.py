"""The page of deliveries: what was asked of the platform and is not acknowledged, what failed, sending it again."""

import re

from reseal.operations.deliveries import acts, endpoints, sending, views
from tests.interfaces.console.conftest import Desk
from tests.interfaces.console.test_queue import case

HERE = "/console/deliveries"


def asked(desk: Desk, under: str = "case-1") -> str:
    with desk.store.write() as work:
        return acts.post_out(work, "action.requested", "platform", "webhook", "s", {"action": "remove"}, under=under)


def failed(desk: Desk) -> str:
    """One that no receiver takes, tried for the last time."""
    with desk.store.write() as work:
        if not endpoints.shown(work):
            endpoints.register(work, "https://example.com/webhooks")
    name = asked(desk)
    with desk.store.write() as work:
        sending.take_due(work, 50)
        sending.settle(work, name, "unsendable")
    return name


def test_what_is_not_acknowledged_stands_there_until_it_is(fresh: Desk) -> None:
    found, _ = case(fresh.store, "p1")
    name = asked(fresh, found)
    browser = fresh.browser("moderator")
    text = browser.get(HERE).text
    assert "Action asked" in text and f'href="/console/cases/{found}"' in text and "No webhook endpoint" in text
    assert "/replay" not in text, "a moderator sends nothing again"
    with fresh.store.write() as work:
        acts.acknowledge(work, name)
    assert "Everything that was asked is acknowledged." in browser.get(HERE).text
    assert "Acknowledged" in browser.get(f"{HERE}?which=all").text


def test_what_failed_is_sent_again_by_those_who_may(fresh: Desk) -> None:
    names = [failed(fresh), failed(fresh)]
    admin = fresh.browser("admin")
    text = admin.get(f"{HERE}?which=failed").text
    assert "Failed (2)" in text and "The sender takes no such message." in text
    assert "/console/cases/" not in text, "an administrator reads no case"
    answer = admin.post(f"{HERE}/{names[0]}/replay", {"which": "failed"})
    assert answer.status_code == 303 and "1 delivery goes out again." in admin.get(answer.headers["location"]).text
    answer = admin.post(f"{HERE}/replay")
    assert "1 delivery goes out again." in admin.get(answer.headers["location"]).text
    with fresh.store.read() as work:
        assert views.waiting(work).failed == 0
    assert admin.post(f"{HERE}/nothing/replay").status_code == 404
    assert fresh.browser("senior").post(f"{HERE}/{names[0]}/replay").status_code == 403


def test_pages_of_them_lead_on(fresh: Desk) -> None:
    names = [asked(fresh) for _ in range(30)]
    browser = fresh.browser("auditor")
    for which, order in (("unanswered", names), ("all", names[::-1])):
        seen: list[str] = []
        where = f"{HERE}?which={which}"
        while where:
            text = browser.get(where).text
            seen += re.findall(r'data-id="(\w+)"', text)
            further = re.search(r'href="([^"]+)" rel="next"', text)
            where = further[1].replace("&amp;", "&") if further else ""
        assert seen == order

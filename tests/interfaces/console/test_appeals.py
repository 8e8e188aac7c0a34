"""The appeals of the console: another reviewer only, masked, asked and decided; refusals keep what was typed."""

import re

from reseal.operations.appeals import views
from reseal.operations.appeals.words import Said
from tests.interfaces.console.conftest import Browser, Desk
from tests.operations import factories as made
from tests.operations.appeals.given import actions, appealed, decided

WORDS = "号码13800001234是我自己的"


def begun(desk: Desk, texts: tuple[str, ...] = (made.DOX,)) -> tuple[Browser, Browser, str, str]:
    """Who decided, who reviews, the appeal and the case."""
    first, second = desk.browser("moderator", "first"), desk.browser("senior", "second")
    with desk.store.read() as work:
        from reseal.operations.staff.views import named

        found = named(work, "first")
    assert found is not None
    done = decided(desk.store, desk.clock, found.actor, texts=texts)
    exposures = made.decision(made.post("w", WORDS)).exposures
    return first, second, appealed(desk.store, said=Said(WORDS, exposures)), done.case_id


def version(page: str) -> str:
    return re.findall(r'name="version" value="(\d+)"', page)[0]


def test_queue_and_page_are_masked_and_whoever_decided_may_only_look(fresh: Desk) -> None:
    first, second, appeal, _ = begun(fresh)
    for browser, barred in ((first, True), (second, False)):
        listed = browser.get("/console/appeals").text
        assert appeal in listed and ("you decided before" in listed) == barred
        page = browser.get(f"/console/appeals/{appeal}").text
        assert "13800001234" not in page and "李小四" not in page and "[phone]" in page
        assert ("Uphold the appeal" in page.partition("<main")[2].partition("</main>")[0]) != barred
    page = second.get(f"/console/appeals/{appeal}").text
    form = {"version": version(page), "outcome": "upheld", "ground_upheld": "mistaken", "action": "allow"}
    assert first.post(f"/console/appeals/{appeal}/decide", form).status_code == 403
    assert first.post(f"/console/appeals/{appeal}/ask", {"version": "1", "question": "?"}).status_code == 403
    with fresh.store.read() as work:
        assert views.one(work, appeal).row.state == "open"


def test_asked_answered_and_upheld(fresh: Desk) -> None:
    _, second, appeal, case_id = begun(fresh, (made.DOX, made.DOX))
    address = f"/console/appeals/{appeal}"
    page = second.get(address).text
    refused = second.post(f"{address}/ask", {"version": version(page), "question": "打13900005555吗？"})
    assert refused.status_code == 422 and "13900005555" in refused.text, "what was typed stays, and goes nowhere"
    done = second.post(f"{address}/ask", {"version": version(page), "question": "Since when?"})
    assert done.status_code == 303 and "The question is sent." in second.get(done.headers["location"]).text
    stale = second.post(f"{address}/decide", {"version": "1", "outcome": "upheld", "ground_upheld": "mistaken"})
    assert stale.status_code == 409
    page = second.get(address).text
    form = {"version": version(page), "outcome": "upheld", "ground_upheld": "mistaken", "action": "allow"}
    copies = re.findall(r'name="copy" value="(\w+)"', page)
    assert len(copies) == 1
    wrong = second.post(f"{address}/decide", {**form, "ground_upheld": "identifies"})
    assert wrong.status_code == 422
    personal = second.post(f"{address}/decide", {**form, "note": "真名李小四，电话13800001234"})
    assert personal.status_code == 422
    done = second.post(f"{address}/decide", {**form, "copy": copies[0], "back": copies[0]})
    assert done.status_code == 303 and set(actions(fresh.store, case_id).values()) == {"allow"}
    assert "The appeal is upheld." in second.get(done.headers["location"]).text


def test_the_page_of_the_case_lists_the_appeals_about_its_decisions(fresh: Desk) -> None:
    _, second, appeal, case_id = begun(fresh)
    shown = second.get(f"/console/cases/{case_id}").text
    section = shown.partition('id="appeals"')[2].partition("</section>")[0]
    assert f'href="/console/appeals/{appeal}"' in section and "appeal: open" not in section and "Answer by" in section
    page = second.get(f"/console/appeals/{appeal}").text
    form = {"version": version(page), "outcome": "upheld", "ground_upheld": "mistaken", "action": "allow"}
    assert second.post(f"/console/appeals/{appeal}/decide", form).status_code == 303
    shown = second.get(f"/console/cases/{case_id}").text
    section = shown.partition('id="appeals"')[2].partition("</section>")[0]
    assert "second" in section and "Answer by" not in section
    assert 'id="appeals"' not in fresh.browser("intake").get(f"/console/cases/{case_id}").text


def test_a_copy_that_is_unticked_stays_down(fresh: Desk) -> None:
    _, second, appeal, case_id = begun(fresh, (made.DOX, made.DOX))
    page = second.get(f"/console/appeals/{appeal}").text
    copy = re.findall(r'name="copy" value="(\w+)"', page)[0]
    form = {"version": version(page), "outcome": "upheld", "ground_upheld": "mistaken", "action": "allow", "copy": copy}
    assert second.post(f"/console/appeals/{appeal}/decide", form).status_code == 303
    assert sorted(map(str, actions(fresh.store, case_id).values())) == ["allow", "remove"]


def test_words_are_readable_for_minutes_and_a_purpose(fresh: Desk) -> None:
    _, second, appeal, _ = begun(fresh)
    address = f"/console/appeals/{appeal}"
    assert second.post(f"{address}/reveal", {"purpose": "curiosity", "minutes": "5"}).status_code == 422
    second.post(f"{address}/reveal", {"purpose": "appeal", "minutes": "5"})
    assert WORDS in second.get(address).text
    second.post(f"{address}/hide")
    assert WORDS not in second.get(address).text


def test_what_is_not_there_is_told_by_a_page(fresh: Desk) -> None:
    senior = fresh.browser("senior")
    assert senior.get("/console/appeals/nothing").status_code == 404
    assert senior.get("/console/appeals?state=x&after=%00").status_code in (200, 422)
    for act in ("ask", "decide", "reveal", "hide"):
        assert senior.post(f"/console/appeals/nothing/{act}", {"purpose": "appeal", "minutes": "1"}).status_code == 404

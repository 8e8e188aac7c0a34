"""Addresses that are none: a page to a browser in its own language, a problem document to a machine."""

import pytest

from tests.interfaces.console.conftest import ORIGIN, Desk, desk

__all__ = ["desk"]
HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize("path", ["/console/nowhere", "/console/cases/x/y/z", "/console/settings/none"])
def test_the_desk_answers_a_browser_by_a_page(desk: Desk, path: str) -> None:
    there = desk.anybody().get(path, accept=HTML, accept_language="zh-CN")
    assert there.status_code == 404 and "没有这个页面" in there.text and "<nav" not in there.text
    assert there.headers["content-security-policy"].startswith("default-src 'self'")
    assert "There is no such page." in desk.anybody().get(path, accept=HTML, accept_language="en").text


def test_who_is_signed_in_keeps_language_and_navigation(desk: Desk) -> None:
    shown = desk.browser("senior", lang="zh").get("/console/nowhere", accept=HTML, accept_language="en")
    assert shown.status_code == 404 and "没有这个页面" in shown.text and 'href="/console/queue"' in shown.text


def test_a_page_that_takes_no_such_thing_says_so(desk: Desk) -> None:
    answer = desk.send("PUT", "/console/queue", {}, {"accept": HTML, "accept_language": "en", "origin": ORIGIN})
    assert answer.status_code == 405 and "does not take that" in answer.text


@pytest.mark.parametrize("accept", ["application/json", "application/problem+json"])
@pytest.mark.parametrize("path", ["/console/nowhere", "/report/nowhere", "/nowhere"])
def test_json_is_answered_where_it_is_asked_for(desk: Desk, path: str, accept: str) -> None:
    answer = desk.send("GET", path, {}, {"accept": accept})
    assert answer.status_code == 404 and answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/v1/nowhere", "/v1/notices/x/nowhere", "/schema/nowhere"])
def test_the_api_answers_by_problem_documents_alone(desk: Desk, path: str) -> None:
    answer = desk.send("GET", path, {}, {"accept": HTML})
    assert answer.status_code == 404 and answer.json()["detail"] == "No door has this path."


@pytest.mark.parametrize(("lang", "said"), [("zh-CN", "这个网址没有页面"), ("en", "There is no page at this")])
@pytest.mark.parametrize("path", ["/report/nowhere", "/nowhere"])
def test_the_public_doors_answer_a_browser_by_the_ways_to_report(desk: Desk, path: str, lang: str, said: str) -> None:
    answer = desk.send("GET", path, {}, {"accept": HTML, "accept_language": lang})
    assert answer.status_code == 404 and said in answer.text and 'href="/report?lang=' in answer.text
    assert "nowhere" not in answer.text


def test_whoever_names_no_kind_gets_what_a_machine_gets_outside_the_desk(desk: Desk) -> None:
    assert desk.send("GET", "/nowhere", {}, {"accept": "*/*"}).json()["status"] == 404

"""Legal holds at the desk (SYS-03)."""

import re

import pytest

from reseal.operations.retention import views
from tests.interfaces.console.conftest import Desk
from tests.interfaces.console.test_queue import case

HERE = "/console/holds"


def test_a_hold_is_put_shown_and_released(fresh: Desk) -> None:
    found, _ = case(fresh.store, "p1")
    browser = fresh.browser("legal")
    page = browser.get(f"/console/cases/{found}").text
    assert f'href="{HERE}?about={found}"' in page and "Legal hold<" not in page
    assert f'value="{found}"' in browser.get(f"{HERE}?about={found}").text
    answer = browser.post(HERE, {"about": found, "ground": "order"})
    text = browser.get(answer.headers["location"]).text
    assert "The hold stands." in text and f'href="/console/cases/{found}"' in text and "legal-en" in text
    assert "Legal hold<" in fresh.browser("moderator").get(f"/console/cases/{found}").text
    with fresh.store.read() as work:
        assert views.held(work, {found}) == {found}
    released = re.search(r'action="([^"]+/release)"', text)
    assert released
    answer = browser.post(released[1])
    text = browser.get(answer.headers["location"]).text
    assert "The hold is released." in text and f'value="{found}"' in text and "Nothing is held." in text
    assert browser.post(released[1]).status_code == 404


@pytest.mark.parametrize(
    "typed", ["{}", " {} ", "http://127.0.0.1:8420/console/cases/{}", "/console/cases/{}?done=x#s-1"]
)
def test_the_id_may_be_the_address_of_a_page(fresh: Desk, typed: str) -> None:
    found, _ = case(fresh.store, "p1")
    browser = fresh.browser("legal")
    browser.get(HERE)
    assert browser.post(HERE, {"about": typed.format(found), "ground": "dispute"}).status_code == 303


@pytest.mark.parametrize(
    ("about", "ground", "said"), [("nothing", "order", "no case or notice"), ("x/", "", "Choose why")]
)
def test_what_is_wrong_is_named_and_what_was_typed_is_kept(desk: Desk, about: str, ground: str, said: str) -> None:
    browser = desk.browser("legal")
    browser.get(HERE)
    answer = browser.post(HERE, {"about": about, "ground": ground})
    assert answer.status_code == 422 and said in answer.text and f'value="{about}"' in answer.text


def test_only_the_legal_role_has_the_page(desk: Desk) -> None:
    for role in ("intake", "moderator", "senior", "auditor", "admin"):
        browser = desk.browser(role)
        assert browser.get(HERE).status_code == 403
        assert HERE not in browser.get("/console/settings").text

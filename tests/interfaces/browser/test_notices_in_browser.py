"""Notices of a case in Chromium: read and answered by keys alone, taken back; on a phone; without scripts."""

from typing import Any

import pytest

from reseal.interfaces.locale import Lang
from reseal.operations.notices import views
from tests.interfaces.browser.conftest import NEEDS_CHROMIUM, axe
from tests.interfaces.browser.test_cases_in_browser import Floor, floor, press
from tests.operations.notices.given import EXPOSING, case_of, file, id_of, keep

__all__ = ["floor"]
pytestmark = NEEDS_CHROMIUM


def filed(floor: Floor) -> tuple[str, str]:
    """A notice on a post, and the case that both are part of."""
    keep(floor.store, {"t-1": EXPOSING})
    got = file(floor.store, description="He published where I live", posts=("t-1",))
    return id_of(floor.store, got), case_of(floor.store, got)[0]


def state(floor: Floor, notice: str) -> str:
    with floor.store.read() as work:
        return views.of_notice(work, notice).state


def tab_to(page: Any, name: str) -> None:
    """Go on by Tab until the focus stands on a button or link of that name."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            return
    raise AssertionError(f"Tab does not lead to {name}")


def test_a_notice_is_asked_about_passed_on_and_taken_back_by_keys_alone(floor: Floor, chromium: Any) -> None:
    notice, case = filed(floor)
    page = floor.page(chromium)
    page.goto(f"{floor.address}/console/cases/{case}")
    page.keyboard.press("m")
    tab_to(page, "Ask")
    press(page, "Enter")
    assert state(floor, notice) == "asked" and page.get_by_text("The notifier is asked.").is_visible()
    page.keyboard.press("m")
    tab_to(page, "Pass on")
    press(page, "Enter")
    assert state(floor, notice) == "rerouted"
    press(page, "u")
    assert state(floor, notice) == "received" and page.get_by_text("The notice is taken back").is_visible()
    assert page.faults == []
    page.context.close()


def test_its_words_are_read_by_keys_alone(floor: Floor, chromium: Any) -> None:
    notice, _ = filed(floor)
    page = floor.page(chromium)
    page.goto(f"{floor.address}/console/notices/{notice}")
    page.keyboard.press("v")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    tab_to(page, "Make readable")
    press(page, "Enter")
    assert page.get_by_text("He published where I live").is_visible()
    press(page, "v")
    assert page.get_by_text("He published where I live").count() == 0
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_fits_a_phone_and_has_no_fault_while_all_is_open(
    floor: Floor, chromium: Any, lang: Lang, scheme: Any
) -> None:
    notice, case = filed(floor)
    page = floor.page(chromium, lang=lang, size="phone", color_scheme=scheme)
    for path in (f"/console/notices/{notice}", f"/console/cases/{case}", "/console/deliveries", "/console/passed-on"):
        page.goto(floor.address + path)
        for details in page.locator("main details").all():
            details.evaluate("details => { details.open = true; }")
        root = "document.documentElement"
        assert page.evaluate(f"{root}.scrollWidth <= {root}.clientWidth"), path
        assert axe(page) == [], path
    page.context.close()


def test_it_works_without_scripts(floor: Floor, chromium: Any) -> None:
    notice, case = filed(floor)
    page = floor.page(chromium, java_script_enabled=False)
    page.goto(f"{floor.address}/console/cases/{case}")
    page.get_by_text("Answer the notice", exact=True).click()
    page.get_by_role("button", name="Pass on").click()
    assert state(floor, notice) == "rerouted"
    page.get_by_role("button", name="Undo").click()
    assert state(floor, notice) == "received"
    page.context.close()

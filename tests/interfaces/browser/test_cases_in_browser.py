"""The queue and the case in Chromium: by keys alone, live, without scripts; axe on both in every language and theme."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reseal.configuration import Configuration
from reseal.interfaces.api.app import build_app
from reseal.interfaces.console import live
from reseal.interfaces.locale import Lang
from reseal.operations.cases import views
from reseal.operations.staff import acts, passwords, sessions
from reseal.operations.staff.words import Settings
from reseal.storage.database import Database, embedded_url
from reseal.storage.keyring import load_keyring
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.interfaces.browser.conftest import NEEDS_CHROMIUM, axe, serving
from tests.operations import factories as made
from tests.operations.staff.conftest import HANDED

pytestmark = NEEDS_CHROMIUM

SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 900}}


class Floor:
    """A desk with cases, and one senior moderator."""

    def __init__(self, address: str, store: Store, clock: Clock) -> None:
        self.address, self.store, self.clock = address, store, clock
        with store.write() as work:
            self.member = acts.add(work, "mei", "senior", passwords.hashed(HANDED), "en")

    def case(self, number: int, copies: int = 0) -> str:
        """A case of its own; its texts name one invented number each."""
        text = f"大家冲他！真名李小四，电话1380000{number:04d}，见一次骂一次"
        for copy in range(copies + 1):
            with self.store.write() as work:
                gathered = made.gather(work, made.post(f"p{number}-{copy}", text))
        return gathered.case_id

    def page(self, chromium: Any, *, lang: Lang = "en", size: str = "desktop", **more: Any) -> Any:
        """A page in which she is signed in."""
        context = chromium.new_context(viewport=SIZES[size], **more)
        with self.store.write() as work:
            acts.choose(work, self.member, Settings(), lang)
            begun = sessions.begin(work, self.member, proven=True)
        context.add_cookies([{"name": "reseal", "value": begun.cookie, "url": self.address}])
        page = context.new_page()
        page.faults = []
        page.on("console", lambda message: message.type in ("error", "warning") and page.faults.append(message.text))
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        return page

    def state(self, case_id: str) -> str:
        with self.store.read() as work:
            return views.case_row(work, case_id).state


@pytest.fixture
def floor(tmp_path: Path, migrated: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Floor]:
    monkeypatch.setattr(live, "SECONDS", 0.2)
    shutil.copy(migrated, tmp_path / "reseal.sqlite")
    clock = Clock()
    store = Store(Database(embedded_url(tmp_path)), load_keyring(tmp_path / "keys.json"), clock)
    with serving(build_app(Configuration(data_dir=str(tmp_path), level="identifiers"), store)) as address:
        yield Floor(address, store, clock)


def press(page: Any, key: str) -> None:
    """Press a key, and wait for the page that it leads to."""
    with page.expect_navigation():
        page.keyboard.press(key)


def test_ten_cases_take_one_key_each(floor: Floor, chromium: Any) -> None:
    names = [floor.case(number) for number in range(100, 110)]
    page = floor.page(chromium)
    page.goto(f"{floor.address}/console/")
    page.keyboard.press("j")
    press(page, "Enter")
    for _ in names:
        assert "/console/cases/" in page.url
        press(page, "a")
    assert {floor.state(name) for name in names} == {"decided"} and "/console/queue" in page.url
    press(page, "u")
    assert page.url.rpartition("/")[2] in names and floor.state(page.url.rpartition("/")[2]) == "open"
    assert page.faults == []
    page.context.close()


def test_many_are_ticked_decided_and_taken_back_by_keys(floor: Floor, chromium: Any) -> None:
    names = [floor.case(number) for number in range(200, 204)]
    page = floor.page(chromium)
    page.goto(f"{floor.address}/console/queue")
    for key in ("j", "x", "j", "j", "x"):
        page.keyboard.press(key)
    assert page.locator("#selected").inner_text().startswith("2 ")
    press(page, "1")
    assert sorted(map(floor.state, names)) == ["decided", "decided", "open", "open"]
    press(page, "u")
    assert {floor.state(name) for name in names} == {"open"}
    page.keyboard.press("X")
    press(page, "h")
    assert {floor.state(name) for name in names} == {"held"}
    page.keyboard.press("?")
    assert page.get_by_role("dialog", name="Keys").is_visible() and "Undo" in page.get_by_role("dialog").inner_text()
    assert page.faults == []
    page.context.close()


def test_the_queue_moves_by_itself_but_not_under_a_tick(floor: Floor, chromium: Any) -> None:
    floor.case(300)
    page = floor.page(chromium)
    if not (Path(live.__file__).parent / "vendor" / "hx-sse.min.js").is_file():
        pytest.skip("htmx is not here: bash tools/browser_files.sh")
    page.goto(f"{floor.address}/console/queue")
    page.keyboard.press("j")
    floor.case(301)
    page.locator("[data-row]").nth(1).wait_for()
    assert page.evaluate("document.activeElement.className") == "open", "the focus stays on its case"
    page.keyboard.press("x")
    floor.case(302)
    page.locator("#changed").wait_for()
    assert page.locator("[data-row]").count() == 2 and page.locator("input[name=case]:checked").count() == 1
    assert page.faults == []
    page.context.close()


def test_the_queue_moves_where_its_scripts_come_one_by_one(floor: Floor, chromium: Any) -> None:
    page = floor.page(chromium)
    if not (Path(live.__file__).parent / "vendor" / "hx-sse.min.js").is_file():
        pytest.skip("htmx is not here: bash tools/browser_files.sh")

    def late(route: Any) -> None:
        time.sleep(0.3)
        route.continue_()

    page.route("**/hx-sse.min.js", late)
    page.goto(f"{floor.address}/console/queue")
    floor.case(350)
    page.locator("[data-row]").first.wait_for()
    assert page.faults == []
    page.context.close()


def test_all_of_it_works_without_scripts(floor: Floor, chromium: Any) -> None:
    name = floor.case(400, copies=2)
    page = floor.page(chromium, size="phone", java_script_enabled=False)
    page.goto(f"{floor.address}/console/queue")
    page.locator("[data-row] .open").click()
    page.get_by_role("button", name="Hold until decided").click()
    assert floor.state(name) == "held"
    page.locator("summary", has_text="Make readable").first.click()
    page.get_by_label("What for").first.select_option("decide")
    page.get_by_role("button", name="Make readable").first.click()
    assert "13800000400" in page.locator(".readable").inner_text()
    page.get_by_role("button", name="Mask again").click()
    assert "13800000400" not in page.content()
    page.get_by_role("button", name="Mask", exact=False).last.click()
    assert floor.state(name) == "decided"
    page.get_by_role("button", name="Undo").click()
    assert floor.state(name) == "held"
    page.context.close()


def test_axe_finds_no_fault_and_nothing_is_too_wide(floor: Floor, chromium: Any) -> None:
    """WCAG 2.2 AA: the queue, a case unfolded, a refused form, a decided case; nothing under 24 pixels."""
    name, other = floor.case(500, copies=2), floor.case(501)
    small = (
        "[...document.querySelectorAll('main button, main summary, main select, main label.choice, main label.pick')]"
    )
    small += ".filter(e => e.offsetParent && e.getBoundingClientRect().height < 24).map(e => e.outerHTML.slice(0, 90))"
    for size in SIZES:
        for lang in ("zh", "en"):
            for scheme in ("light", "dark"):
                page = floor.page(chromium, lang=lang, size=size, color_scheme=scheme)  # type: ignore[arg-type]
                page.goto(f"{floor.address}/console/queue")
                walked = ["queue", "case", "refused"]
                for place in walked:
                    if place == "case":
                        page.goto(f"{floor.address}/console/cases/{name}")
                    if place == "refused":
                        page.locator("#category").select_option("none")
                        page.locator("button[name=action][value=remove]").last.click()
                        page.get_by_role("alert").wait_for()
                        page.faults.clear()  # the browser notes that the answer was 409
                    for details in page.locator("main details").all():
                        details.evaluate("details => { details.open = true; }")
                    where = f"{place}, {size}, {lang}, {scheme}"
                    assert axe(page) == [], where
                    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"], where
                    assert page.evaluate(small) == [], where
                assert page.faults == []
                page.context.close()
    page = floor.page(chromium)
    page.goto(f"{floor.address}/console/cases/{other}")
    press(page, "1")
    assert axe(page) == []
    page.goto(f"{floor.address}/console/cases/{other}")
    assert axe(page) == []
    page.context.close()

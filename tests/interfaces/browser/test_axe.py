"""axe-core on every page that a visitor or a member can open, both languages and themes: no violation (WCAG 2.2 AA).

The pages come from the server's own routes, so that a new one is looked at from its first day. What a page shows after
something was done in it, the tests of that page look at.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar import Litestar

from reseal.configuration import Configuration
from reseal.interfaces.api.app import build_app
from reseal.interfaces.console.access import signed_in
from reseal.interfaces.locale import Lang
from reseal.operations.appeals import acts as appeals
from reseal.operations.appeals.words import Said
from reseal.operations.cases import acts as cases
from reseal.operations.cases.holding import undo_lasts
from reseal.operations.deliveries import acts as asking
from reseal.operations.quality import acts as quality
from reseal.operations.retention import acts as acts_of_holds
from reseal.operations.staff import acts, passwords, sessions
from reseal.operations.staff.access import access
from reseal.operations.staff.words import Settings
from reseal.storage.database import Database, embedded_url
from reseal.storage.keyring import load_keyring
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.interfaces.browser.conftest import NEEDS_CHROMIUM, axe, serving
from tests.operations import factories as made
from tests.operations.appeals.given import appealed, link
from tests.operations.notices.given import EXPOSING, file, id_of, keep
from tests.operations.sanctions.given import decided as struck
from tests.operations.sanctions.given import standing
from tests.operations.staff.conftest import HANDED

pytestmark = NEEDS_CHROMIUM
PUBLIC = ("/", "/help", "/guard", "/guard/open", "/report", "/report/follow", "/report/recover", "/console/sign-in")
ROLES = ("senior", "admin", "legal")
NO_PAGES = ("/events", "/rows", ".svg", "/next", "/console/", "/break")


class House:
    """A server with a case, and somebody of each role that opens pages."""

    def __init__(self, address: str, app: Litestar, store: Store) -> None:
        self.address, self.store = address, store
        with store.write() as work:
            self.people = {
                role: acts.add(work, role, role, passwords.hashed(HANDED)) for role in ("senior", "admin", "legal")
            }
            self.case = made.gather(work, made.post()).case_id
            acts_of_holds.hold(work, self.case, "order")
            struck(work, category="trade", part="seller")
            asking.post_out(work, "action.requested", "platform", "webhook", "s", {"action": "remove"}, under=self.case)
        keep(store, {"t-1": EXPOSING})
        self.notice = id_of(store, file(store, posts=("t-1",)))
        file(store, description="我的账号被盗了，请帮忙", posts=(), about="account")
        self.appeal, self.link = self._appealed(store)
        with store.write(f"staff:{self.people['senior']}") as work:
            self.account = standing(work).account_id
            quality.draw(work, share=1.0)
            self.look = quality.take_next(work)
        self.paths = sorted({path for path in map(self._page, app.routes) if path})

    def _appealed(self, store: Store) -> tuple[str, str]:
        """An appeal in which something is to be answered, and the page of its author."""
        with store.write(f"staff:{self.people['admin']}") as work:
            case = made.gather(work, made.post("a9", made.OTHER_DOX)).case_id
            cases.decide(work, case, made.REMOVE, made.row(work, case).version)
        store.clock.pass_(undo_lasts() + 1)  # type: ignore[attr-defined]
        appeal = appealed(store, "a9")
        with store.write(f"staff:{self.people['senior']}") as work:
            appeals.ask(work, appeal, Said("Since when?"), 1)
        return appeal, f"/appeal/{link(store, 'a9')}"

    def _page(self, route: Any) -> str:
        """The address of a page of the console; empty for what is none."""
        path = route.path.replace("{case_id:str}", self.case).replace("{notice_id:str}", self.notice)
        path = path.replace("{appeal_id:str}", self.appeal).replace("{account_id:str}", self.account)
        path = path.replace("{look_id:str}", self.look or "")
        if not path.startswith("/console") or "{" in path or path.endswith(NO_PAGES) or "/sign-in" in path:
            return ""
        for handler in getattr(route, "route_handlers", ()):
            guards = [guard for layer in handler.ownership_layers for guard in layer.guards or ()]
            if "GET" in handler.http_methods and signed_in in guards:
                return str(path)
        return ""

    def who_opens(self, app: Litestar, path: str) -> str:
        """A role that opens the page."""
        for route in app.routes:
            if self._page(route) == path:
                needs = {handler.opt.get("needs") for handler in route.route_handlers}  # type: ignore[union-attr]
                return next(role for role in self.people if needs & set(access().may(role)))
        raise LookupError(path)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[tuple[House, Litestar]]:
    folder = tmp_path_factory.mktemp("house")
    shutil.copy(migrated, folder / "reseal.sqlite")
    store = Store(Database(embedded_url(folder)), load_keyring(folder / "keys.json"), Clock())
    app = build_app(Configuration(data_dir=str(folder), level="identifiers"), store)
    with serving(app) as address:
        yield House(address, app, store), app


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_page_has_a_fault(house: tuple[House, Litestar], chromium: Any, lang: Lang, scheme: Any) -> None:
    at, app = house
    assert {
        "/console/queue",
        "/console/audit",
        "/console/settings",
        f"/console/cases/{at.case}",
        f"/console/notices/{at.notice}",
        f"/console/appeals/{at.appeal}",
        f"/console/accounts/{at.account}",
        f"/console/second-looks/{at.look}",
    } <= set(at.paths)
    locale = "zh-CN" if lang == "zh" else "en-GB"
    context = chromium.new_context(color_scheme=scheme, locale=locale, viewport={"width": 1024, "height": 800})
    page = context.new_page()
    for path in (*PUBLIC, at.link, "/appeal/nothing"):
        answer = page.goto(f"{at.address}{path}?lang={lang}")
        assert answer.status == (404 if path.endswith("nothing") else 200), path
        assert axe(page) == [], path
    for path in at.paths:
        member = at.people[at.who_opens(app, path)]
        with at.store.write() as work:
            acts.choose(work, member, Settings(), lang)
            begun = sessions.begin(work, member, proven=True)
        context.add_cookies([{"name": "reseal", "value": begun.cookie, "url": at.address}])
        assert page.goto(at.address + path).status == 200, path
        for details in page.locator("main details").all():
            details.evaluate("details => { details.open = true; }")
        assert axe(page) == [], path
        page.set_viewport_size({"width": 390, "height": 844})
        for part in ("document.documentElement", "document.querySelector('header nav')"):
            assert page.evaluate(f"{part}.scrollWidth <= {part}.clientWidth"), f"{path} is wider than a phone"
        page.set_viewport_size({"width": 1024, "height": 800})
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_a_visitor_gets_has_no_fault(
    house: tuple[House, Litestar], chromium: Any, lang: Lang, scheme: Any
) -> None:
    at, _ = house
    context = chromium.new_context(color_scheme=scheme, viewport={"width": 390, "height": 844})
    page = context.new_page()

    def looked_at(name: str) -> None:
        assert axe(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, f"{name} is wider than a phone"

    page.goto(f"{at.address}/report?lang={lang}")
    page.click("button.main")
    looked_at("faults of a report")
    page.check("input[name=relation][value=self]")
    page.fill("textarea[name=posts]", "t-1")
    page.click("button.urgent")
    looked_at("receipt of a report")
    page.click("main form button.main")
    assert page.locator("#claim").count() == 1
    looked_at("a report that is followed")
    page.goto(f"{at.address}/guard?lang={lang}")
    page.fill("#address", "7 Harbour Lane, Linjiang")
    page.click("button[name=send]")
    looked_at("receipt of a guard")
    page.click("main form button")
    assert page.locator("details.withdraw").count() == 1
    looked_at("a guard that is opened")
    context.close()

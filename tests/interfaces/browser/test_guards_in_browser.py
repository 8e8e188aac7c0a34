"""A guard in a browser: made on a phone, opened, and checked at the desk; no page has a fault (axe-core)."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reseal.configuration import Configuration
from reseal.interfaces.api.app import build_app
from reseal.operations.staff import acts, passwords, sessions
from reseal.storage.database import Database, embedded_url
from reseal.storage.keyring import load_keyring
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.interfaces.browser.conftest import NEEDS_CHROMIUM, axe, serving
from tests.operations.staff.conftest import HANDED

pytestmark = NEEDS_CHROMIUM


@pytest.fixture
def house(tmp_path: Path, migrated: Path) -> Iterator[tuple[str, Store]]:
    shutil.copy(migrated, tmp_path / "reseal.sqlite")
    store = Store(Database(embedded_url(tmp_path)), load_keyring(tmp_path / "keys.json"), Clock())
    with serving(build_app(Configuration(data_dir=str(tmp_path), level="identifiers"), store)) as address:
        yield address, store


@pytest.mark.parametrize(("lang", "width"), [("zh", 390), ("en", 1280)])
def test_a_guard_is_made_opened_and_checked(
    house: tuple[str, Store], chromium: Any, tmp_path: Path, lang: str, width: int
) -> None:
    address, store = house
    context = chromium.new_context(viewport={"width": width, "height": 844}, java_script_enabled=True)
    page = context.new_page()

    def looked_at(name: str) -> None:
        page.screenshot(path=str(tmp_path / f"{name}-{lang}-{width}.png"), full_page=True)
        assert axe(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} is wider than the screen"

    page.goto(f"{address}/guard?lang={lang}")
    page.fill("#phone", "138****1234")
    page.click("button[name=send]")
    assert page.locator("#phone-error").count() == 1
    looked_at("faults")
    page.fill("#phone", "13800001234")
    page.fill("#address", "东华路12号3单元401")
    page.fill("#words", "我从2019年起住在这里" if lang == "zh" else "My home since 2019")
    page.click("button[name=send]")
    assert page.locator("#pin").count() == 1
    looked_at("receipt")
    page.click("main form button")
    assert page.locator("#code").count() == 1 and "13800001234" not in page.content()
    looked_at("guard")
    page.locator("details.withdraw summary").click()
    looked_at("deleting")
    with store.write() as work:
        member = acts.add(work, "senior", "senior", passwords.hashed(HANDED), lang)  # type: ignore[arg-type]
        begun = sessions.begin(work, member, proven=True)
    context.add_cookies([{"name": "reseal", "value": begun.cookie, "url": address}])
    page.goto(f"{address}/console/guards")
    assert "东华路" not in page.content()
    looked_at("desk")
    page.select_option("select[name=purpose]", "decide")
    page.locator("main form.row button").first.click()
    assert "东华路12号3单元401" in page.content()
    looked_at("readable")
    page.click("button[value=accept]")
    looked_at("checked")
    context.close()

"""The console as staff meet it, in Chromium: sign-in, passkeys, keys, every page in both languages and themes."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyotp
import pytest

from reseal.configuration import Configuration
from reseal.interfaces.api.app import build_app
from reseal.interfaces.console.words import gettext
from reseal.interfaces.locale import Lang
from reseal.operations.staff import acts, passwords, sessions
from reseal.operations.staff.words import Settings
from reseal.storage.database import Database, embedded_url
from reseal.storage.keyring import load_keyring
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.interfaces.browser.conftest import NEEDS_CHROMIUM, axe, serving
from tests.operations.staff.conftest import HANDED, OWN

pytestmark = NEEDS_CHROMIUM

SIZES = {"phone": {"width": 360, "height": 740}, "desktop": {"width": 1280, "height": 900}}
PAGES = {
    "auditor": ("/console/audit", "/console/settings", "/console/help"),
    "admin": ("/console/people", "/console/tokens"),
}


class Served:
    """A desk on a port, under a clock that the test turns."""

    def __init__(self, address: str, store: Store, clock: Clock) -> None:
        self.address, self.store, self.clock = address, store, clock
        self.people: dict[str, str] = {}

    def add(self, name: str, role: str, lang: Lang = "en") -> None:
        """Somebody with the first password."""
        with self.store.write() as work:
            self.people[name] = acts.add(work, name, role, passwords.hashed(HANDED), lang)

    def let_in(self, context: Any, name: str, **chosen: Any) -> None:
        """Sign somebody in without the pages."""
        with self.store.write() as work:
            lang = chosen.pop("lang", "en")
            acts.choose(work, self.people[name], Settings(**chosen), lang)
            begun = sessions.begin(work, self.people[name], proven=True)
        context.add_cookies([{"name": "reseal", "value": begun.cookie, "url": self.address}])


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("desk")
    shutil.copy(migrated, folder / "reseal.sqlite")
    clock = Clock()
    store = Store(Database(embedded_url(folder)), load_keyring(folder / "keys.json"), clock)
    with serving(build_app(Configuration(data_dir=str(folder), level="identifiers"), store)) as address:
        yield Served(address, store, clock)


@pytest.fixture
def context(chromium: Any) -> Iterator[Any]:
    made = chromium.new_context(viewport=SIZES["desktop"], locale="en")
    yield made
    made.close()


def watched(context: Any) -> Any:
    """A page whose faults are kept: what its own policy refuses, what is missing, what breaks in a script."""
    page = context.new_page()
    page.faults = []
    page.on("console", lambda message: message.type in ("error", "warning") and page.faults.append(message.text))
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    return page


def sign_in_first(page: Any, served: Served, name: str) -> str:
    """The first sign-in through the pages; answers the secret for codes."""
    page.goto(f"{served.address}/console/")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(HANDED)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/first**")
    secret = re.sub(r"\s", "", page.locator(".secret code").inner_text())
    picture = page.locator("img.qr")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 100")
    page.get_by_label("New password").fill(OWN)
    page.get_by_label("six digits").fill(pyotp.TOTP(secret).at(served.clock() // 1000))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/console/(audit|settings|queue)"))
    return secret


def test_signing_in_needs_no_script(chromium: Any, served: Served) -> None:
    served.add("mei", "auditor")
    context = chromium.new_context(viewport=SIZES["phone"], locale="en", java_script_enabled=False)
    page = watched(context)
    secret = sign_in_first(page, served, "mei")
    page.get_by_role("button", name="Sign out").click()
    served.clock.pass_(60_000)
    page.get_by_label("Name").fill("MEI")
    page.get_by_label("Password").fill(OWN)
    page.keyboard.press("Enter")
    page.get_by_label("Six digits").fill(pyotp.TOTP(secret).at(served.clock() // 1000))
    page.keyboard.press("Enter")
    page.wait_for_url("**/console/queue")
    page.get_by_role("link", name="Audit").click()
    page.get_by_role("button", name="Check the chain").click()
    assert "The chain holds" in page.get_by_role("status").inner_text()
    assert page.faults == []
    context.close()


def test_a_passkey_is_made_and_signs_in_alone(served: Served, context: Any) -> None:
    served.add("lan", "moderator")
    page = watched(context)
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    device = devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**options, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )["authenticatorId"]
    sign_in_first(page, served, "lan")
    page.goto(f"{served.address}/console/settings")
    making = page.locator("[data-passkey=make]")
    making.get_by_label("What to call it").fill("key of lan")
    making.get_by_label("Present password").fill("wrong, quite wrong")
    making.get_by_role("button").click()
    making.get_by_role("alert").wait_for()
    assert "not right" in making.get_by_role("alert").inner_text()
    page.faults.clear()  # the browser notes that the answer was 422
    making.get_by_label("Present password").fill(OWN)
    making.get_by_role("button").click()
    page.get_by_label("Remove key of lan").click()
    assert page.locator("#passkeys details").get_by_label("Present password").is_visible()
    page.get_by_role("button", name="Sign out").click()

    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/console/queue")
    assert page.locator(".who").inner_text().startswith("Keys")
    assert page.faults == []

    devtools.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
    page.get_by_role("button", name="Sign out").click()
    button = page.get_by_role("button", name="Sign in with a passkey")
    button.click()  # it rests as long as the browser asks for the key
    page.wait_for_function("button => !button.disabled", arg=button.element_handle())
    assert "/sign-in" in page.url, "a key that does not know who holds it opens nothing"
    devtools.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": True})
    with served.store.write() as work:
        acts.disable(work, served.people["lan"])
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("alert").wait_for()
    assert "did not open" in page.get_by_role("alert").inner_text()


def test_keys_lead_everywhere_and_can_be_switched_off(served: Served, context: Any) -> None:
    served.add("kai", "auditor")
    served.let_in(context, "kai")
    page = watched(context)
    page.goto(f"{served.address}/console/settings")
    page.keyboard.press("g")
    page.keyboard.press("a")
    page.wait_for_url("**/console/audit")
    page.keyboard.press("?")
    assert page.get_by_role("dialog", name="Keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("dialog", name="Keys").is_visible()
    page.get_by_label("Who").focus()
    page.keyboard.type("g s?")
    assert page.url.endswith("/audit") and page.get_by_label("Who").input_value() == "g s?"
    served.let_in(context, "kai", keys=False)
    page.goto(f"{served.address}/console/settings")
    page.keyboard.press("?")
    assert not page.get_by_role("dialog", name="Keys").is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.faults == []


def test_a_break_is_proposed_in_place_and_taken_by_a_key(served: Served, context: Any) -> None:
    served.add("bo", "moderator")
    served.let_in(context, "bo")
    from reseal.operations.staff import breaks

    for _ in range(50):
        served.clock.pass_(60_000)
        with served.store.write() as work:
            breaks.look(work, served.people["bo"])
    served.let_in(context, "bo")
    page = watched(context)
    page.goto(f"{served.address}/console/settings")
    assert "without a break" in page.locator("#break").inner_text()
    assert axe(page) == []
    page.evaluate("window.stays = true")
    page.keyboard.press("b")
    page.locator("#break form").wait_for(state="detached")
    assert page.evaluate("window.stays") is True, "htmx puts the answer in its place"
    assert page.faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_every_page_is_fit_for_all(chromium: Any, served: Served, size: str, lang: Lang, scheme: Any) -> None:
    for role in PAGES:
        if role not in served.people:
            served.add(role, role)
    locale = "zh-CN" if lang == "zh" else "en"
    context = chromium.new_context(viewport=SIZES[size], color_scheme=scheme, locale=locale)
    page = watched(context)
    page.goto(f"{served.address}/console/sign-in")
    assert page.get_by_role("heading", level=1).inner_text() == gettext(lang, "Sign in")
    assert axe(page) == []
    for role, paths in PAGES.items():
        served.let_in(context, role, lang=lang)
        for path in paths:
            page.goto(served.address + path)
            assert page.locator("html").get_attribute("lang") == ("zh-Hans" if lang == "zh" else "en")
            assert axe(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"], f"{path} is too wide"
    assert page.faults == []
    context.close()

"""From a decision on, in Chromium: an organiser's account and group close only after a person confirms, a minor is
never named, a second look is blind; axe on each page in every language and theme."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from reseal.configuration import Configuration
from reseal.interfaces.api.app import build_app
from reseal.interfaces.locale import Lang
from reseal.operations.accounts import acts as accounts
from reseal.operations.accounts import views as known
from reseal.operations.accounts.words import Facts
from reseal.operations.audit import views as audit
from reseal.operations.cases import acts as cases
from reseal.operations.cases import views
from reseal.operations.cases.words import Choice
from reseal.operations.quality import acts as quality
from reseal.operations.quality import drawing
from reseal.operations.quality import rules as sampling
from reseal.operations.sanctions import views as sanctions
from reseal.operations.staff import acts, passwords, sessions
from reseal.operations.staff.words import Settings
from reseal.storage.clock import HOUR
from reseal.storage.database import Database, embedded_url
from reseal.storage.keyring import load_keyring
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.interfaces.browser.conftest import NEEDS_CHROMIUM, axe, serving
from tests.operations import factories as made
from tests.operations.staff.conftest import HANDED

pytestmark = NEEDS_CHROMIUM

NAMES = ("organiser-of-hunts", "young-poster", "young@example.com")
CROWD = made.judged("p1", category="incitement", severity="critical", reasons=("context.crowd",))


class Floor:
    """A desk with an organiser and a minor who were struck, and two people of staff."""

    def __init__(self, address: str, store: Store, clock: Clock) -> None:
        self.address, self.store, self.clock = address, store, clock
        with store.write() as work:
            self.people = {
                name: acts.add(work, name, role, passwords.hashed(HANDED), "en")
                for name, role in (("mo", "moderator"), ("sue", "senior"))
            }
            accounts.put(work, NAMES[0], Facts(groups=("group-1",)))
            accounts.put(work, NAMES[1], Facts(minor=True, contact_handle=NAMES[2]))
            organised = made.gather_as(work, made.post("p1", author=NAMES[0]), CROWD).case_id
            young = made.gather(work, made.post("p2", made.OTHER_DOX, author=NAMES[1])).case_id
        self.decide(organised, Choice("remove", "incitement", "no-incitement"))
        self.decide(young, made.REMOVE)
        with store.read() as work:
            found = [known.of(work, name) for name in NAMES[:2]]
            self.organiser, self.young = (account.id for account in found if account is not None)
        clock.pass_(HOUR)

    def decide(self, case: str, choice: Choice) -> None:
        with self.store.write(f"staff:{self.people['mo']}") as work:
            cases.decide(work, case, choice, views.case_row(work, case).version)

    def page(self, chromium: Any, who: str = "sue", lang: Lang = "en", **more: Any) -> Any:
        context = chromium.new_context(**more)
        with self.store.write() as work:
            acts.choose(work, self.people[who], Settings(), lang)
            begun = sessions.begin(work, self.people[who], proven=True)
        context.add_cookies([{"name": "reseal", "value": begun.cookie, "url": self.address}])
        return context.new_page()


@pytest.fixture
def floor(tmp_path: Path, migrated: Path) -> Iterator[Floor]:
    shutil.copy(migrated, tmp_path / "reseal.sqlite")
    clock = Clock()
    store = Store(Database(embedded_url(tmp_path)), load_keyring(tmp_path / "keys.json"), clock)
    with serving(build_app(Configuration(data_dir=str(tmp_path), level="identifiers"), store)) as address:
        yield Floor(address, store, clock)


def test_an_organiser_and_the_group_close_only_after_a_person_confirms(floor: Floor, chromium: Any) -> None:
    page = floor.page(chromium)
    with floor.store.read() as work:
        states = {one.kind: one.state for one in sanctions.sanctions(work, floor.organiser)}
    assert states["account.close"] == states["group.dissolve"] == "proposed"
    page.goto(f"{floor.address}/console/closures")
    for _ in range(2):
        with page.expect_navigation():
            page.get_by_role("button", name="Confirm").first.click()
    assert "Nothing waits here." in page.inner_text("main")
    with floor.store.read() as work:
        states = {one.kind: one.state for one in sanctions.sanctions(work, floor.organiser)}
        done = [(one.actor, one.act) for one in audit.about(work, floor.organiser)]
    assert states["account.close"] == states["group.dissolve"] == "in_force"
    assert any(actor == f"staff:{floor.people['sue']}" for actor, _ in done)
    page.goto(f"{floor.address}/console/accounts/{floor.organiser}")
    assert "Closed, or may not register again" in page.inner_text("main")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_page_names_anybody_or_has_a_fault(
    floor: Floor, chromium: Any, lang: Lang, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = sampling.rules()
    every = msgspec.structs.replace(usual, sample=msgspec.structs.replace(usual.sample, share=1.0))
    monkeypatch.setattr(sampling, "rules", lambda: every)
    monkeypatch.setattr(drawing, "rules", lambda: every)
    with floor.store.write() as work:
        assert quality.draw(work) == 2
    with floor.store.write(f"staff:{floor.people['sue']}") as work:
        look = quality.take_next(work)
    phone = {"width": 390, "height": 844}
    page = floor.page(chromium, lang=lang, color_scheme=scheme, viewport=phone)
    for path in (
        f"accounts/{floor.organiser}",
        f"accounts/{floor.young}",
        "closures",
        f"second-looks/{look}",
        "quality",
    ):
        assert page.goto(f"{floor.address}/console/{path}").status == 200, path
        assert not [name for name in (*NAMES, "group-1") if name in page.content()], path
        assert axe(page) == [], path
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide == 0, path
    assert ("未成年人" if lang == "zh" else "A minor") in page.goto(
        f"{floor.address}/console/accounts/{floor.young}"
    ).text()

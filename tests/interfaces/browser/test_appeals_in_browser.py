"""From a decision on, in a real browser: strike and letter, the author's appeal on a phone without scripts, a question
and its answer inside it, another reviewer who upholds; the strike with all its effects is gone, credit is restored, and
every step stands in the audit. Whoever decided may not. axe-core finds nothing. Skipped aloud without Chromium.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from reseal.configuration import Configuration
from reseal.interfaces.api.app import build_app
from reseal.interfaces.door.words import door_words
from reseal.interfaces.jobs import sweeps
from reseal.operations.audit import views as audit
from reseal.operations.cases import views as cases
from reseal.operations.cases.holding import undo_lasts
from reseal.operations.deliveries import endpoints
from reseal.operations.sanctions import views as sanctions
from reseal.operations.staff import acts, passwords, sessions
from reseal.operations.tokens.acts import create
from reseal.storage.clock import MINUTE
from reseal.storage.database import Database, embedded_url
from reseal.storage.keyring import load_keyring
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.interfaces.browser.conftest import NEEDS_CHROMIUM, axe, serving
from tests.interfaces.webhooks.receiver import Receiver
from tests.operations.staff.conftest import HANDED
from tests.security.leaks import files, found

pytestmark = NEEDS_CHROMIUM

NAME, PHONE, ADDRESS = "欧阳秋白", "13800006173", "新河路77号2单元903"
POST = f"大家冲她！真名{NAME}，电话{PHONE}，住在{ADDRESS}，见一次骂一次"
REFS, AUTHORS = ["appeal-post-1", "appeal-post-2"], ["author-of-appeal-1", "author-of-appeal-2"]
WHY, OWN = "这是我自己的电话13800009911，主页上一直写着", "13800009911"
QUESTION, ANSWER = "这个号码是什么时候开始写在主页上的？", "从大学开始，一直没有换过"
PLANTED = [NAME, PHONE, ADDRESS, OWN, WHY, QUESTION, ANSWER, *REFS, *AUTHORS]


class House:
    """A server with its people, a platform that gets its webhooks, and a clock that the test turns."""

    def __init__(self, address: str, folder: Path, store: Store, clock: Clock, chosen: Configuration) -> None:
        self.address, self.folder, self.store, self.clock = address, folder, store, clock
        self._sweeps = sweeps(store, chosen)
        self.platform = Receiver()
        with store.write() as work:
            self.token = create(work, "platform")
            endpoints.register(work, self.platform.url)
            self.first = acts.add(work, "first-reviewer", "moderator", passwords.hashed(HANDED), "zh")
            self.second = acts.add(work, "second-reviewer", "senior", passwords.hashed(HANDED), "zh")

    def run_what_is_due(self) -> None:
        for sweep in self._sweeps:
            while sweep.step():
                pass

    def signed_in(self, chromium: Any, member: str) -> Any:
        """A page of somebody of staff."""
        with self.store.write() as work:
            begun = sessions.begin(work, member, proven=True)
        context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
        context.add_cookies([{"name": "reseal", "value": begun.cookie, "url": self.address}])
        return context.new_page()

    def told(self, kind: str) -> list[dict[str, Any]]:
        """The webhooks of a kind."""
        import json

        sent = [json.loads(got.body) for got in self.platform.got]
        return [event["data"] for event in sent if event["type"] == kind]

    def standing(self, author: str) -> Any:
        with self.store.read() as work:
            return sanctions.standing(work, work.prints.of("account", author))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("appeals")
    shutil.copy(migrated, folder / "reseal.sqlite")
    clock = Clock()
    keys = tmp_path_factory.mktemp("keys") / "keys.json"
    store = Store(Database(embedded_url(folder)), load_keyring(keys), clock)
    chosen = Configuration(data_dir=str(folder), level="verdict", webhook_networks="127.0.0.0/8")
    with serving(build_app(chosen, store)) as address:
        made = House(address, folder, store, clock, chosen)
        yield made
        made.platform.close()


def test_from_the_decision_to_the_strike_that_is_gone(
    house: House, chromium: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    words = door_words("zh")
    # Two post the same; a moderator decides by one key.
    for ref, author in zip(REFS, AUTHORS, strict=True):
        posts = {"posts": [{"id": ref, "text": POST, "author": author}]}
        headers = {"Authorization": f"Bearer {house.token}"}
        assert httpx.post(f"{house.address}/v1/posts", json=posts, headers=headers, timeout=60).status_code == 200
        house.clock.pass_(MINUTE)
    clean = house.standing(AUTHORS[0]).credit
    first = house.signed_in(chromium, house.first)
    first.goto(f"{house.address}/console/next")
    case_id = first.url.rpartition("/")[2]
    with first.expect_navigation():
        first.keyboard.press("1")
    struck = [house.standing(author) for author in AUTHORS]
    assert [one.strikes for one in struck] == [1, 1] and all(one.credit < clean for one in struck)
    house.clock.pass_(undo_lasts() + 1)
    house.run_what_is_due()

    # The letter brings the link; the page shows what was decided, why, and the strike with its end.
    (letter,) = [one for one in house.told("statement.author") if one["post"] == REFS[0]]
    small = {"width": 390, "height": 844}
    context = chromium.new_context(
        viewport=small, locale="zh-CN", java_script_enabled=False, is_mobile=True, has_touch=True
    )
    phone = context.new_page()
    phone.goto(house.address + letter["appeal"]["path"])
    shown = phone.locator("main").inner_text()
    assert words.appeal_action["remove"] in shown and words.appeal["expires"] in shown
    assert not [value for value in PLANTED if value in phone.content()]
    phone.get_by_label(words.appeal["words"]).fill(WHY)
    phone.get_by_role("button", name=words.appeal["send"]).click()
    assert words.appeal["done_filed"] in phone.locator("main").inner_text() and OWN not in phone.content()

    # Whoever decided sees it, and may not decide it.
    first.goto(f"{house.address}/console/appeals")
    first.keyboard.press("j")
    with first.expect_navigation():
        first.keyboard.press("Enter")
    appeal = first.url.rpartition("/")[2]
    assert first.locator("form[action$='/decide']").count() == 0 and PHONE not in first.content()
    # Another asks, the author answers inside the appeal.
    second = house.signed_in(chromium, house.second)
    second.goto(f"{house.address}/console/appeals/{appeal}")
    assert axe(second) == [] and not [value for value in (NAME, PHONE, ADDRESS, OWN) if value in second.content()]
    second.keyboard.press("m")
    second.locator("#question").fill(QUESTION)
    with second.expect_navigation():
        second.locator("form[action$='/ask'] button").click()
    house.clock.pass_(MINUTE)
    house.run_what_is_due()
    assert house.told("appeal.asked")[0]["note"] == QUESTION
    phone.goto(house.address + house.told("appeal.asked")[0]["path"])
    assert QUESTION in phone.locator("main").inner_text()
    phone.get_by_label(words.appeal["asked"]).fill(ANSWER)
    phone.get_by_role("button", name=words.appeal["reply_send"]).click()
    assert words.appeal["done_replied"] in phone.locator("main").inner_text()

    # Upheld: by one key once a ground is chosen.
    second.goto(f"{house.address}/console/appeals/{appeal}")
    assert ANSWER in second.locator("#words").inner_text()
    second.locator("#ground_upheld").select_option("own-data")
    second.locator("h1").click()
    with second.expect_navigation():
        second.keyboard.press("1")
    assert axe(second) == []
    free = [house.standing(author) for author in AUTHORS]
    assert [(one.strikes, one.credit, one.sanctions) for one in free] == [(0, clean, ())] * 2
    with house.store.read() as work:
        view = cases.case(work, case_id)
        done = [entry.act for entry in reversed(audit.about(work, appeal))]
        revised = [entry.act for entry in audit.about(work, case_id)]
        whole = audit.check(work)
    assert [one.action for one in view.snapshots] == ["allow"] * 2 and view.row.outcome == "allow"
    assert done == ["appeal.filed", "appeal.taken", "appeal.asked", "appeal.replied", "appeal.upheld"]
    assert "case.revised" in revised and whole.broken is None
    house.run_what_is_due()
    asked = {one["post"]: one["action"] for one in house.told("action.requested")}
    assert asked == dict.fromkeys(REFS, "allow")
    texts = {one["post"]: one["statement"]["text"] for one in house.told("statement.author")}
    assert "您的申诉成立" in texts[REFS[0]] and "相同的内容" in texts[REFS[1]]
    phone.reload()
    phone.goto(house.address + letter["appeal"]["path"])
    shown = phone.locator("main").inner_text()
    assert words.appeal_state["upheld"] in shown and words.appeal["none"] in shown
    with_scripts = chromium.new_context(viewport=small, locale="zh-CN").new_page()
    with_scripts.goto(house.address + letter["appeal"]["path"])
    assert axe(with_scripts) == []

    # Nothing of it can be read in what the server leaves behind; nor can the link.
    printed = capfd.readouterr()
    secret = re.sub(r"^/appeal/", "", letter["appeal"]["path"])
    places = {**files(house.folder), "what was printed": (printed.out + printed.err).encode()}
    assert found([*PLANTED, secret], places) == []
    assert found([case_id], places)

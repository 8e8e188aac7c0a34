"""The whole way through the desk, in a real browser: somebody exposed reports on a phone without scripts; a moderator
holds and decides on a cluster of five by keys alone; author and reporter learn why; every step is in the audit; and
nothing personal can be read anywhere in what the server leaves behind. Skipped aloud without Chromium.
"""

import json
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
from reseal.interfaces.sender.outbox import Outbox
from reseal.operations.audit import views as audit
from reseal.operations.cases import views as cases
from reseal.operations.deliveries import endpoints
from reseal.operations.staff import acts, passwords, sessions
from reseal.operations.tokens.acts import create
from reseal.storage.clock import MINUTE
from reseal.storage.database import Database, embedded_url
from reseal.storage.keyring import load_keyring
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.interfaces.browser.conftest import NEEDS_CHROMIUM, serving
from tests.interfaces.webhooks.receiver import Receiver
from tests.operations.staff.conftest import HANDED
from tests.security.leaks import files, found

pytestmark = NEEDS_CHROMIUM

NAME, PHONE, ADDRESS, MAIL = "欧阳秋白", "13800006173", "新河路77号2单元903", "qiubai.e2e@example.com"
POST = f"大家冲她！真名{NAME}，电话{PHONE}，住在{ADDRESS}，见一次骂一次"
WORDS = "我每天接到陌生人的电话，很害怕"
REFS = [f"thread-77-post-{number}-e2e" for number in range(1, 6)]
AUTHORS = [f"author-of-e2e-{number}" for number in range(1, 6)]
PLANTED = [NAME, PHONE, ADDRESS, MAIL, WORDS, *REFS, *AUTHORS]
SAID = [NAME, PHONE, ADDRESS, MAIL, WORDS]
"""What no message may say, not even to the platform that has the posts."""
MODERATOR = "wen-of-the-night-shift"


class Whole:
    """A server with its data directory, a platform that gets its webhooks, and a clock that the test turns."""

    def __init__(self, address: str, folder: Path, store: Store, clock: Clock, chosen: Configuration) -> None:
        self.address, self.folder, self.store, self.clock = address, folder, store, clock
        self._sweeps = sweeps(store, chosen)
        self.platform = Receiver()
        with store.write() as work:
            self.token = create(work, "platform")
            endpoints.register(work, self.platform.url)
            self.moderator = acts.add(work, MODERATOR, "moderator", passwords.hashed(HANDED), "zh")

    def run_what_is_due(self) -> None:
        """Every sweep, until nothing is left for it."""
        for sweep in self._sweeps:
            while sweep.step():
                pass

    def posts(self, *posts: dict[str, str]) -> list[dict[str, Any]]:
        """The platform hands over live posts."""
        answer = httpx.post(
            f"{self.address}/v1/posts",
            json={"posts": list(posts)},
            headers={"Authorization": f"Bearer {self.token}", "Idempotency-Key": posts[0]["id"]},
            timeout=60,
        )
        assert answer.status_code == 200, answer.text
        decisions: list[dict[str, Any]] = answer.json()["decisions"]
        return decisions


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[Whole]:
    folder = tmp_path_factory.mktemp("whole")
    shutil.copy(migrated, folder / "reseal.sqlite")
    keys = tmp_path_factory.mktemp("keys") / "keys.json"
    clock = Clock()
    store = Store(Database(embedded_url(folder)), load_keyring(keys), clock)
    chosen = Configuration(data_dir=str(folder), level="verdict", webhook_networks="127.0.0.0/8")
    with serving(build_app(chosen, store)) as address:
        made = Whole(address, folder, store, clock, chosen)
        yield made
        made.platform.close()


def test_from_the_report_to_the_statements(whole: Whole, chromium: Any, capfd: pytest.CaptureFixture[str]) -> None:
    # The platform hands over the posts as they are published.
    for ref, author in zip(REFS, AUTHORS, strict=True):
        assert whole.posts({"id": ref, "text": POST, "author": author})[0]["category"] == "incitement"
        whole.clock.pass_(2 * MINUTE)

    # The exposed person reports: a phone, no scripts, no account.
    words = door_words("zh")
    victim = chromium.new_context(
        viewport={"width": 390, "height": 844},
        locale="zh-CN",
        java_script_enabled=False,
        has_touch=True,
        is_mobile=True,
    )
    phone = victim.new_page()
    phone.goto(f"{whole.address}/report?lang=zh")
    phone.get_by_label(words.relation["self"]).check()
    phone.get_by_label(words.form["posts"]).fill(REFS[0])
    phone.get_by_label(words.form["description"]).fill(WORDS)
    phone.get_by_label(words.form["contact"]).fill(MAIL)
    phone.get_by_role("button", name=words.form["send"]).click()
    ticket, pin = phone.locator("#ticket").inner_text(), phone.locator("#pin").inner_text()
    assert re.fullmatch(r"[0-9A-Z-]{14}", ticket) and re.fullmatch(r"\d{4} \d{4}", pin)
    whole.clock.pass_(MINUTE)

    # A moderator opens the console, and touches nothing but keys.
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    with whole.store.write() as work:
        begun = sessions.begin(work, whole.moderator, proven=True)
    context.add_cookies([{"name": "reseal", "value": begun.cookie, "url": whole.address}])
    desk = context.new_page()
    faults: list[str] = []
    desk.on("console", lambda message: message.type in ("error", "warning") and faults.append(message.text))
    desk.on("pageerror", lambda error: faults.append(str(error)))
    desk.goto(f"{whole.address}/console/")
    assert desk.url.endswith("/console/queue") and desk.locator("[data-row]").count() == 1
    assert "〔电话〕" in desk.locator("[data-row]").inner_text() and PHONE not in desk.content()
    desk.keyboard.press("j")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/console/cases/*")
    case_id = desk.url.rpartition("/")[2]
    assert not [value for value in PLANTED if value in desk.content()]
    with desk.expect_navigation():
        desk.keyboard.press("h")
    with whole.store.read() as work:
        assert cases.case_row(work, case_id).state == "held"
    with desk.expect_navigation():
        desk.keyboard.press("1")
    assert desk.url.partition("?")[0].endswith("/console/queue"), "nothing else waits"
    assert "5" in desk.locator("form.done").inner_text()
    assert faults == [], "the page's own policy refuses nothing"

    with whole.store.read() as work:
        view = cases.case(work, case_id)
    assert view.row.state == "decided"
    assert [one.action for one in view.snapshots if one.role != "told"] == ["remove"] * 5

    # While it can be undone no statement of the decision leaves; then author and reporter learn why.
    whole.run_what_is_due()
    outbox = Outbox(whole.store, whole.folder)
    assert outbox.read() == []
    whole.clock.pass_(11 * MINUTE)
    whole.run_what_is_due()
    (letter,) = outbox.read()
    assert letter.message.to == MAIL and "停止展示" in letter.message.text
    sent = [json.loads(got.body) for got in whole.platform.got]
    told = [event["data"] for event in sent if event["type"] == "statement.author"]
    removed = [one for one in told if one["statement"]["action"] == "remove"]
    assert {(one["post"], one["author"]) for one in removed} == set(zip(REFS, AUTHORS, strict=True))
    assert all(one["lang"] == "zh" and one["statement"]["clause_text"] for one in removed)
    asked = [event["data"] for event in sent if event["type"] == "action.requested"]
    assert {one["post"] for one in asked if one["action"] == "remove"} == set(REFS)
    assert found(SAID, {f"webhook {number}": got.body for number, got in enumerate(whole.platform.got)}) == []

    # The page of the exposed person says so.
    phone.goto(f"{whole.address}/report/follow?lang=zh")
    phone.get_by_label(words.receipt["ticket"]).fill(ticket)
    phone.get_by_label(words.receipt["pin"], exact=True).fill(pin)
    phone.get_by_role("button", name=words.follow["open"]).click()
    assert phone.get_by_role("heading", name=words.status["removed"]).is_visible()
    assert not [value for value in (NAME, PHONE, ADDRESS) if value in phone.content()]

    # Every step is in the audit, and its chain holds.
    with whole.store.read() as work:
        acted = {(one.act, one.actor) for one in audit.page(work, limit=200).entries}
        assert audit.check(work).broken is None
    staff = f"staff:{whole.moderator}"
    assert {(act, staff) for act in ("case.first_viewed", "case.held", "case.decided")} <= acted
    assert {"notice.filed", "case.opened"} <= {act for act, _ in acted}

    # Nothing of anybody can be read in what is left behind: files, logs, counts, the audit's pages, payloads.
    printed = capfd.readouterr()
    with whole.store.read() as work:
        entries = repr(audit.page(work, limit=200))
    places = {
        **files(whole.folder),
        "what was printed": (printed.out + printed.err).encode(),
        "metrics": httpx.get(f"{whole.address}/metrics").content,
        "audit": entries.encode(),
    }
    assert {"reseal.sqlite", "reseal.sqlite-wal"} <= set(places) and any(name.startswith("outbox/") for name in places)
    assert found(PLANTED, places) == []

    # The control: the same scan finds what does stand there in the clear, and one planted value put beside it.
    database = {name for name in places if name.startswith("reseal.sqlite")}
    assert {one.rpartition(" in ")[2] for one in found([MODERATOR], places)} & database
    assert found([case_id], {"audit": places["audit"]})
    (whole.folder / "outbox" / "left-open.json").write_bytes(json.dumps({"to": MAIL, "said": NAME}).encode())
    left_open = "outbox/left-open.json"
    assert found(PLANTED, files(whole.folder)) == [f"{NAME} in {left_open}", f"{MAIL} in {left_open}"]
    victim.close()
    context.close()

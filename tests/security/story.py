"""The whole way of the desk, told to a real `reseal serve`: what is planted on it is to be read nowhere afterwards."""

import base64
import io
import json
import re
import signal
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pyotp
from PIL import Image, PngImagePlugin
from sqlalchemy import select, update

from reseal.configuration import Configuration
from reseal.interfaces.opening import open_store
from reseal.interfaces.sender.outbox import Outbox
from reseal.operations.deliveries import endpoints
from reseal.operations.deliveries.tables import Delivery
from reseal.operations.guards.tables import GuardHit
from reseal.operations.staff import acts, passwords
from reseal.operations.tokens.acts import create
from reseal.storage.clock import MINUTE
from tests.interfaces.webhooks.receiver import Receiver
from tests.operations.staff.conftest import HANDED
from tests.security.running import Running, until

NAME, PHONE, MAIL, CONTACT = "欧阳秋白", "13800006173", "qiubai.exposed@example.com", "qiubai.answers@example.com"
ADDRESS, ID_CARD, BANK_CARD = "新河路77号2单元903", "110105190704120039", "6222 0000 1234 5671"
DISGUISED = [
    "138 0000 6173",
    "138-0000-6173",
    "１３８００００６１７３",
    "一三八零零零零六一七三",
    "壹叁捌零零零零陆壹柒叁",
    "①③⑧⓪⓪⓪⓪⑥①⑦③",
]
POST = f"大家冲她！真名{NAME}，电话{PHONE}，住在{ADDRESS}，邮箱{MAIL}，身份证{ID_CARD}，卡号{BANK_CARD}，见一次骂一次"
WORDS, MORE, IN_PICTURE = (
    "我每天接到陌生人的电话，很害怕",
    "昨天有人在楼下等我，穿灰色衣服",
    "drawn-by-qiubai-on-her-phone",
)
WATCHED, WATCHED_HOME, HOME_WORDS = "13900007741", "新河路78号5单元1204", "我从二零一九年起住在这里，门口有棵槐树"
OWN_ACCOUNT, GUARD_CONTACT = "own-account-of-qiubai-here", "qiubai.guards@example.com"
REFS = [f"thread-77-post-{number}-left" for number in range(1, 4 + len(DISGUISED))]
AUTHORS = [f"author-of-{ref}" for ref in REFS]
OWN, GUESSED = "violet-harbour-lantern-58", "wrong-guess-of-a-password-31"
SAID = [NAME, PHONE, MAIL, CONTACT, ADDRESS, ID_CARD, BANK_CARD, *DISGUISED, WORDS, MORE, IN_PICTURE]
SAID += [WATCHED, WATCHED_HOME, HOME_WORDS, OWN_ACCOUNT, GUARD_CONTACT]
MODERATOR = "wen-of-the-night-shift"


@dataclass
class Told:
    """A server to which the whole story was told."""

    running: Running
    platform: Receiver
    case: str = ""
    secrets: list[str] = field(default_factory=list)
    shown: dict[str, bytes] = field(default_factory=dict)

    @property
    def planted(self) -> list[str]:
        """What must not be readable."""
        return [*SAID, *REFS, *AUTHORS, OWN, GUESSED, HANDED, *self.secrets]


def story_of(folder: Path, database: str) -> Iterator[Told]:
    running = Running(folder, database, webhook_networks="127.0.0.0/8", notices_per_minute="1000")
    story = Told(running, Receiver())
    try:
        Teller(story).tell()
        yield story
    finally:
        running.stop(signal.SIGKILL)
        story.platform.close()


class Teller:
    """Tells the story over HTTP. Beside the server it only makes tokens and people, as commands do, and turns time."""

    def __init__(self, told: Told) -> None:
        self.told, running = told, told.running
        self.store = open_store(Configuration(data_dir=str(running.data), database=running.database))
        with self.store.write() as work:
            tokens = {role: create(work, role) for role in ("platform", "staff")}
            hook = endpoints.register(work, told.platform.url)
            acts.add(work, MODERATOR, "moderator", passwords.hashed(HANDED), "zh")
        told.secrets += [*tokens.values(), hook.secret]
        self.tokens = tokens
        self.client = httpx.Client(base_url=running.address, timeout=60, headers={"origin": running.address})

    def tell(self) -> None:
        """The story, to its end."""
        told = self.told
        self.posts()
        ticket, pin = self.notice()
        self.claim(ticket, pin)
        self.guard()
        told.case = self.case()
        for step in ("release", "hold"):  # a proven notice had held it already
            self.api("staff", "POST", f"/v1/cases/{told.case}/{step}", {})
        first = self.decide()
        self.api("staff", "POST", f"/v1/cases/{told.case}/undo", {"decision": first})
        self.reveal()
        self.decide()
        self.what_is_refused(ticket)
        self.letters()
        told.shown["metrics"] = self.client.get("/metrics").content
        self.client.close()
        self.store.close()

    def api(self, role: str, method: str, path: str, body: Any = None) -> Any:
        """What the API answers to a token."""
        headers = {
            "authorization": f"Bearer {self.tokens[role]}",
            "idempotency-key": f"{path} {json.dumps(body)}"[:200],
        }
        answer = self.client.request(method, path, json=body, headers=headers)
        assert answer.status_code < 300, f"{path}: {answer.status_code} {answer.text}"
        return answer.json()

    def posts(self) -> None:
        texts = [POST] * 3 + [f"冲她！真名{NAME}，手机{phone}，往死里打" for phone in DISGUISED]
        posts = [
            {"id": ref, "text": text, "author": author} for ref, text, author in zip(REFS, texts, AUTHORS, strict=True)
        ]
        decided = self.api("platform", "POST", "/v1/posts", {"posts": posts})["decisions"]
        assert [one["violates"] for one in decided][:3] == [True] * 3
        self.api("platform", "POST", "/v1/screen", {"posts": posts})

    def notice(self) -> tuple[str, str]:
        info = PngImagePlugin.PngInfo()
        info.add_text("Author", IN_PICTURE)
        drawn = io.BytesIO()
        Image.new("RGB", (64, 64), "white").save(drawn, "PNG", pnginfo=info)
        body = {
            "relation": "self",
            "posts": [REFS[0]],
            "description": f"{WORDS}，我的电话是{PHONE}",
            "pictures": [base64.b64encode(drawn.getvalue()).decode()],
            "contact": CONTACT,
        }
        got = self.client.post("/v1/notices", json=body, headers={"idempotency-key": f"of {PHONE}"}).json()
        pin = {"x-notice-pin": got["pin"]}
        added = self.client.post(f"/v1/notices/{got['ticket']}/additions", json={"description": MORE}, headers=pin)
        assert added.status_code == 200, added.text
        self.told.secrets += [got["pin"]]
        return got["ticket"], got["pin"]

    def claim(self, ticket: str, pin: str) -> None:
        headers = {"x-notice-pin": pin}
        for value in ("13900008888", PHONE):
            asked = self.client.post(f"/v1/notices/{ticket}/claim", json={"value": value}, headers=headers)
            assert asked.status_code == 202
        outbox = Outbox(self.store, self.told.running.data)
        (letter,) = until(outbox.read, self.told.running.process)
        code = "".join(re.findall(r"\d", re.findall(r"(?:\d ?){6,}", letter.message.text)[0]))
        assert letter.message.to.endswith(PHONE)
        proven = self.client.post(f"/v1/notices/{ticket}/claim/code", json={"code": code}, headers=headers)
        assert proven.status_code == 200 and proven.json()["claim"] == "proven", proven.text
        self.told.secrets += [letter.message.text]

    def guard(self) -> None:
        """What somebody has watched, shown control of, and hit by a post."""
        values = [("phone", WATCHED), ("address", WATCHED_HOME)]
        body = {
            "values": [{"type": type_, "value": value} for type_, value in values],
            "words": HOME_WORDS,
            "account": OWN_ACCOUNT,
            "contact": GUARD_CONTACT,
        }
        made = self.client.post("/v1/guards", json=body, headers={"idempotency-key": f"of {WATCHED}"})
        got, pin = made.json(), {"x-guard-pin": made.json()["pin"]}
        outbox = Outbox(self.store, self.told.running.data)

        def come() -> list[str]:
            return [letter.message.text for letter in outbox.read() if letter.message.to == WATCHED]

        (letter,) = until(come, self.told.running.process)
        code = re.findall(r"\d{6}", letter)[0]
        proven = self.client.post(f"/v1/guards/{got['ticket']}/code", json={"code": code}, headers=pin)
        assert [one["state"] for one in proven.json()["values"]] == ["watched", "waiting"], proven.text
        asks = f"谁认识这个号码的主人，{WATCHED}，东西落在我车上了"
        self.api("platform", "POST", "/v1/posts", {"posts": [{"id": "thread-78-post-1-left", "text": asks}]})
        until(self._hit, self.told.running.process)
        self.told.secrets += [got["pin"], letter]

    def _hit(self) -> bool:
        with self.store.read() as work:
            return work.session.scalars(select(GuardHit.id)).first() is not None

    def case(self) -> str:
        cases: list[dict[str, Any]] = self.api("staff", "GET", "/v1/cases")["cases"]
        return str(max(cases, key=lambda one: int(one["posts"]))["id"])

    def decide(self) -> str:
        seen = self.api("staff", "GET", f"/v1/cases/{self.told.case}")
        choice = {"action": "remove", "category": "exposure", "clause": "no-exposure"}
        body = {**choice, "version": seen["case"]["version"]}
        return str(self.api("staff", "POST", f"/v1/cases/{self.told.case}/decision", body)["decision"])

    def reveal(self) -> None:
        """A moderator signs in, with one wrong try, and reads a text; then it is masked again."""
        wrong = self.client.post("/console/sign-in", data={"name": MODERATOR, "password": GUESSED})
        assert wrong.status_code == 401
        self.client.post("/console/sign-in", data={"name": MODERATOR, "password": HANDED})
        page = self.client.get("/console/sign-in/first").text
        secret = re.sub(r"\s", "", re.findall(r'class="secret"><code>(.*?)</code>', page, re.S)[0])
        form = {"csrf": self._csrf(page), "password": OWN, "code": pyotp.TOTP(secret).now()}
        assert self.client.post("/console/sign-in/first", data=form).status_code == 303
        address = f"/console/cases/{self.told.case}"
        page = self.client.get(address).text
        assert PHONE not in page
        snapshot = re.findall(r'id="s-([0-9A-Z]{26})"', page)[0]
        form = {"csrf": self._csrf(page), "snapshot": snapshot, "minutes": "5", "purpose": "decide"}
        assert self.client.post(f"{address}/reveal", data=form).status_code == 303
        assert PHONE in self.client.get(address).text, "the text is readable to who asked"
        self.client.post(f"{address}/hide", data=form)
        self.told.secrets += [secret, str(self.client.cookies["reseal"])]

    def what_is_refused(self, ticket: str) -> None:
        """Requests that go wrong, with values in every part that a log could take up."""
        send = self.client.request
        for path in (f"/v1/posts/{PHONE}", f"/v1/cases/{PHONE}", f"/nowhere/{MAIL}?q={NAME}", f"/report/with/{MAIL}"):
            send("GET", path)
        send("POST", "/v1/notices", content=f'{{"relation": "{NAME}", "posts": [{PHONE}'.encode())
        send("POST", "/v1/notices", json={"relation": NAME, "contact": MAIL, MAIL: PHONE})
        send("POST", "/v1/screen", json={"posts": [{"id": PHONE, "text": NAME}]})
        send("POST", "/check", data={"text": POST})
        send("GET", f"/appeal/{MAIL}?done={NAME}")
        send("POST", f"/appeal/{PHONE}/file", data={"words": POST, "appeal": PHONE})
        send("POST", "/v1/appeals", json={"words": POST, "account": NAME}, headers={"x-appeal-link": PHONE})
        send("GET", f"/v1/appeals/{PHONE}", headers={"x-notice-ticket": PHONE, "x-notice-pin": "13800006"})
        send(
            "POST", f"/v1/notices/{ticket}/additions", json={"description": POST}, headers={"x-notice-pin": "00000000"}
        )
        send(
            "POST", "/report", files={"pictures": (f"{MAIL}.png", POST.encode(), "image/png")}, data={"contact": PHONE}
        )
        send("POST", "/report/follow", data={"ticket": PHONE, "pin": "13800006"})
        send("POST", "/console/sign-in", data={"name": MAIL, "password": POST})
        send(
            "GET",
            "/health",
            headers={"user-agent": MAIL, "referer": f"https://example.com/{PHONE}", "x-request-id": MAIL},
        )

    def letters(self) -> None:
        """Time goes by until every letter and webhook has left."""
        platform = self.told.platform

        def arrived() -> bool:
            with self.store.write() as work:
                due = Delivery.state == "due"
                work.session.execute(update(Delivery).where(due).values(next_at=work.now - MINUTE))
            kinds = [json.loads(got.body)["type"] for got in platform.got]
            statements = sum(kind == "statement.author" for kind in kinds)
            letters = [one.message for one in Outbox(self.store, self.told.running.data).read()]
            return statements >= len(REFS) and any(letter.to == CONTACT for letter in letters)

        until(arrived, self.told.running.process)

    @staticmethod
    def _csrf(page: str) -> str:
        return re.findall(r'name="csrf" value="([^"]+)"', page)[0]

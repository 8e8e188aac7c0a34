"""One story of the desk, told through its doors: posts, notices, a hold, a decision, its undoing, another, an appeal.

Everything that the server acknowledged goes into the ledger: from then on it must never be lost.
"""

import time
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import func, select, update

from drill import desk_later
from drill.desk_later import Reviewer, second_reviewer
from drill.mortal import LostError, Mortal
from drill.receiver import Receiver
from reseal.operations.deliveries import endpoints
from reseal.operations.deliveries.tables import Delivery
from reseal.operations.tokens import acts as tokens
from reseal.storage.clock import MINUTE
from reseal.storage.store import Store

COPIES = 4
LATER = 20 * MINUTE
"""Longer than a decision can be undone, and than a delivery is somebody's to send."""

_SPACE = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
_CLAUSE = {"remove": ("exposure", "no-exposure"), "allow": ("none", "open")}
_PATIENCE = 120.0
_WORDS = """
今天 天气 真好 火锅 电影 我们 一起 晚上 明天 上班 游戏 喜欢 石头 河流 地铁 咖啡 音乐 周末 爬山 下雨 小猫 小狗 雨伞 书包
树叶 早饭 春天 夏天 秋天 冬天 午饭 面条 米饭 苹果 西瓜 跑步 游泳 画画 唱歌
读书 写字 睡觉 出门 回家 买菜 做饭 洗衣 打扫 等车 聊天
散步 看海
"""


def words(number: int, place: str = "") -> str:
    """Harmless words, other ones for each story and place, so that no story reads like another."""
    drawn = Random(f"{number} {place}").choices(_WORDS.split(), k=14)
    return "，".join("".join(drawn[at : at + 4]) for at in range(0, len(drawn), 4))


def texts_of(number: int) -> list[str]:
    """What is posted in a story: somebody exposed, copies of it, and something harmless."""
    phone, street = f"138{number // 10000:04d}{number % 10000:04d}", f"东华路{number + 1}号3单元401"
    said = f"大家冲他！真名李小四，电话{phone}，住在{street}。{words(number)}"
    return [said, *(f"{said} 转{copy}" for copy in range(COPIES)), words(number, "clean")]


@dataclass
class Ledger:
    """What the server acknowledged."""

    posts: set[str] = field(default_factory=set)
    notices: dict[str, tuple[str, str]] = field(default_factory=dict)
    decisions: dict[str, tuple[str, str, bool]] = field(default_factory=dict)
    """By id: its case, what was decided, whether it was undone."""
    actions: set[str] = field(default_factory=set)
    cases: set[str] = field(default_factory=set)
    guards: dict[str, tuple[str, str]] = field(default_factory=dict)
    appeals: dict[str, str] = field(default_factory=dict)
    """By id: whose."""
    stories: int = 0


@dataclass
class Teller:
    """Tells stories to a server, and keeps the ledger."""

    server: Mortal
    receiver: Receiver
    store: Store
    platform: str
    staff: str
    reviewer: Reviewer
    ledger: Ledger = field(default_factory=Ledger)

    def story(self) -> None:
        """One story from its first post to its last letter.

        Raises:
            LostError: the server answered otherwise than it should.
        """
        number = self.ledger.stories
        refs = self._posts(number)
        self._notices(number, refs)
        exposing, clean = self._cases_of(number)
        self._step(number, exposing, "take")
        self._step(number, clean, "hold")
        desk_later.guarded(self, number)
        authors = [f"a{ref}" for ref in refs[: COPIES + 1]]
        desk_later.known(self, number, authors)
        first = self._decide(number, exposing, "remove", 1)
        self._undo(number, exposing, first)
        second = self._decide(number, exposing, "remove", 2)
        self._struck(authors, 1)
        self._decide(number, clean, "allow", 3)
        self.wanted(self.asked("DELETE", f"/v1/posts/{refs[-1]}", None, self.as_platform()), 200, 204)
        self.settle()
        self._acknowledge()
        appeal = desk_later.appealed(self, number, second, authors[0])
        self.ledger.decisions[desk_later.upheld(self, appeal, second)] = (exposing, "allow", False)
        self._struck(authors[:1], 0)
        self.settle()
        self._acknowledge()
        self.ledger.stories += 1

    def _struck(self, accounts: list[str], times: int) -> None:
        found = {account: desk_later.strikes(self, account) for account in accounts}
        if set(found.values()) != {times}:
            raise LostError(f"of strikes {times} were due for each author, there are {sorted(found.values())}")

    def settle(self) -> None:
        """Let time go by until nothing is due any more.

        Raises:
            LostError: something never leaves.
        """
        until = time.monotonic() + _PATIENCE
        while self._due():
            if time.monotonic() > until:
                raise LostError("deliveries are due and do not leave")
            self.server.revive()
            with self.store.write() as work:
                sooner = update(Delivery).where(Delivery.state == "due")
                work.session.execute(sooner.values(next_at=Delivery.next_at - LATER))
            time.sleep(0.3)

    def _due(self) -> int:
        with self.store.read() as work:
            return work.session.scalar(select(func.count()).select_from(Delivery).where(Delivery.state == "due")) or 0

    def _posts(self, number: int) -> list[str]:
        texts = texts_of(number)
        refs = [f"s{number}-{place}" for place in range(len(texts))]
        at = "2026-11-21T08:00:00+08:00"
        posts = [
            {"id": ref, "text": text, "author": f"a{ref}", "lang": "zh", "created_at": at}
            for ref, text in zip(refs, texts, strict=True)
        ]
        answer = self.wanted(self.asked("POST", "/v1/posts", {"posts": posts}, self.as_platform()), 200)
        if [decision["id"] for decision in answer["decisions"]] != refs:
            raise LostError("posts were not answered one by one")
        self.ledger.posts.update(refs)
        return refs

    def _notices(self, number: int, refs: list[str]) -> None:
        for place, (post, contact) in enumerate(
            [
                (refs[0], f"one{number}@example.com"),
                (refs[0], f"two{number}@example.com"),
                (refs[-1], None),
            ]
        ):
            body = {"relation": "self", "posts": [post], "description": f"这是我的电话 {place}", "contact": contact}
            key = {"Idempotency-Key": self.key(number, f"notice {place}")}
            origin = f"127.{place + 1}.{number // 250}.{number % 250 + 1}"
            answer = self.wanted(self.server.ask("POST", "/v1/notices", body, key, origin), 201)
            self.ledger.notices[answer["ticket"]] = (answer["pin"], origin)

    def _cases_of(self, number: int) -> tuple[str, str]:
        """The case about the number that was exposed, and the one about nothing."""
        page = self.wanted(self.asked("GET", "/v1/cases?limit=200", None, self._staff()), 200)
        fresh = [case for case in page["cases"] if case["id"] not in self.ledger.cases]
        exposing = [case["id"] for case in fresh if case["posts"] == COPIES + 1 and case["notices"] == 2]
        clean = [case["id"] for case in fresh if case["posts"] == 1 and case["notices"] == 1]
        if len(fresh) != 2 or len(exposing) != 1 or len(clean) != 1:
            seen = [(case["posts"], case["notices"]) for case in fresh]
            raise LostError(f"story {number} made cases of (posts, notices) {seen}")
        self.ledger.cases.update(exposing + clean)
        return exposing[0], clean[0]

    def _step(self, number: int, case: str, what: str) -> None:
        path = f"/v1/cases/{case}/{what}"
        self.wanted(self.asked("POST", path, {}, self._staff(self.key(number, path))), 200)

    def _decide(self, number: int, case: str, action: str, turn: int) -> str:
        detail = self.wanted(self.asked("GET", f"/v1/cases/{case}", None, self._staff()), 200)
        category, clause = _CLAUSE[action]
        body = {"action": action, "category": category, "clause": clause, "version": detail["case"]["version"]}
        headers = self._staff(self.key(number, f"decision {turn}"))
        answer = self.wanted(self.asked("POST", f"/v1/cases/{case}/decision", body, headers), 200)
        self.ledger.decisions[answer["decision"]] = (case, action, False)
        decided: str = answer["decision"]
        return decided

    def _undo(self, number: int, case: str, decision: str) -> None:
        headers = self._staff(self.key(number, "undo"))
        self.wanted(self.asked("POST", f"/v1/cases/{case}/undo", {"decision": decision}, headers), 200)
        self.ledger.decisions[decision] = (case, self.ledger.decisions[decision][1], True)

    def _acknowledge(self) -> None:
        """The platform says that it did what it was asked. What was taken back on its way is not asked any more."""
        for asked in self.receiver.events("action.requested"):
            if asked["id"] not in self.ledger.actions and not self._withdrawn(asked["id"]):
                path = f"/v1/actions/{asked['id']}/ack"
                self.wanted(self.asked("POST", path, {}, self.as_platform()), 200)
                self.ledger.actions.add(asked["id"])

    def _withdrawn(self, delivery: str) -> bool:
        with self.store.read() as work:
            row = work.session.get(Delivery, delivery)
            return row is not None and row.state == "withdrawn"

    def asked(self, method: str, path: str, body: Any, headers: dict[str, str]) -> tuple[int, Any]:
        """Status and answer."""
        return self.server.ask(method, path, body, headers)

    def wanted(self, answered: tuple[int, Any], *statuses: int) -> Any:
        """The answer of one of these statuses.

        Raises:
            LostError: it is another.
        """
        status, answer = answered
        if status not in statuses:
            said = answer.get("detail") if isinstance(answer, dict) else ""
            raise LostError(f"answered {status} where {statuses[0]} was due: {said}")
        return answer

    def as_platform(self) -> dict[str, str]:
        """The headers of the platform."""
        return {"Authorization": f"Bearer {self.platform}"}

    def _staff(self, key: str | None = None) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.staff}"} | ({"Idempotency-Key": key} if key else {})

    def key(self, number: int, what: str) -> str:
        """The idempotency key of one thing in a story, the same however often it is sent."""
        return str(uuid5(_SPACE, f"{number} {what}"))


def introduce(server: Mortal, receiver: Receiver, store: Store) -> Teller:
    """A teller with tokens of its own; the endpoint of the receiver is registered."""
    with store.write() as work:
        platform, staff = tokens.create(work, "platform"), tokens.create(work, "staff")
        receiver.secret = endpoints.register(work, receiver.address).secret
    return Teller(server, receiver, store, platform, staff, second_reviewer(store))

"""What has to be there so that a request does something: a case that is open, a notice and its PIN, a code that came.

Each operation of the description gets, before a request that is meant to be right, a state in which it can be: the ids
of its path, the headers, and what of the body nobody could guess. What only a sweep does is done here by its act.
"""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx
from sqlalchemy import delete, select, update

from drill.desk_story import texts_of
from reseal.operations.appeals import links as appeal_links
from reseal.operations.cases.tables import CaseDecision, Snapshot
from reseal.operations.deliveries import sending
from reseal.operations.deliveries.tables import Delivery
from reseal.operations.deliveries.words import SEALED, Message
from reseal.operations.guards import acts as guards
from reseal.operations.notices import acts as notices
from reseal.operations.notices.tables import ClaimCode
from reseal.operations.staff import acts as staff
from reseal.operations.staff import passwords
from reseal.operations.tokens.acts import create
from reseal.storage.clock import HOUR
from reseal.storage.store import Store

PHONE = "13800001234"
POSTS = [
    {"id": f"p{number}", "author": f"a{number}", "text": f"大家冲他！真名李小四，电话{PHONE}，见一次骂一次"}
    for number in range(3)
]
_NOTICE = {"relation": "self", "posts": ["p1"], "description": "有人公开了我的电话", "contact": "li@example.com"}
_PICTURE = base64.b64encode(
    bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe0def46b8"
        "0000000049454e44ae426082"
    )
).decode()
_DECIDED = (
    {"action": "remove", "category": "exposure", "clause": "no-exposure"},
    {"action": "allow", "category": "none", "clause": "open"},
)
_GUARD = ("guard", "ask_guard_code", "drop_guarded_value", "renew_guard", "delete_guard")
_APPEAL = ("V1AppealsAppealIdStatus", "withdraw_appeal", "reply_in_appeal")


@dataclass
class Ready:
    """What a request is given: ids for its path, headers, and the part of its body that fits the state."""

    path: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    body: dict[str, Any] | None = None
    account: str | None = None
    """For whom a platform speaks, in the query."""


class States:
    """Makes them, by the doors themselves, beside the requests that are made up."""

    def __init__(self, address: str, store: Store) -> None:
        """For a server with nothing in it yet; what all operations share is there afterwards."""
        self._client = httpx.Client(base_url=address, timeout=60)
        self._store = store
        self._turn = 0
        with store.write() as work:
            self._tokens = {role: create(work, role) for role in ("platform", "senior", "legal")}
            staff.add(work, "lin", "senior", passwords.hashed("a quiet room with blue chairs"), "en")
        self._do("POST", "/v1/posts", "platform", {"posts": POSTS})
        self.ticket, _ = self._filed(_NOTICE)
        self._claimed, self._pin = self._filed({**_NOTICE, "contact": "zhang@example.com"})
        self.case: str = self._do("GET", "/v1/cases", "senior")["cases"][0]["id"]
        self._do("POST", f"/v1/cases/{self.case}/hold", "senior")
        seen = self._do("GET", f"/v1/cases/{self.case}", "senior")
        self.snapshots: list[str] = [one["id"] for one in seen["snapshots"]]
        self.actions: list[str] = [one["id"] for one in self._do("GET", "/v1/actions", "platform")["actions"]]

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def known(self) -> dict[str, str]:
        """Ids that are there, by the parameter's name."""
        return {
            "ticket": self.ticket,
            "post_id": "p0",
            "case_id": self.case,
            "snapshot_id": self.snapshots[0],
            "action_id": self.actions[0],
            "delivery_id": self.actions[0],
            "hold_id": self.actions[0],
            "account_id": "a0",
            "sanction_id": self.actions[0],
        }

    def ready(self, operation: str, token: str) -> Ready:
        """The state for the next request of an operation, which goes by this token."""
        self._turn += 1
        made: dict[str, Callable[[], Ready]] = {
            "file_notice": lambda: Ready(body=self.form()),
            "notice": self._notice,
            "add_to_notice": lambda: self._notice({"description": "还有我的住址", "pictures": [_PICTURE]}),
            "withdraw_notice": self._notice,
            "ask_claim_code": lambda: self._notice({"value": PHONE}),
            "prove_claim": self._code,
            "take_case": lambda: self._open(held=False),
            "hold_case": lambda: self._open(held=False),
            "release_case": lambda: self._open(held=True),
            "decide_case": self._decision,
            "undo_decision": lambda: self._decided(token),
            "correct_snapshot": self._span,
            "acknowledge_action": self._asked,
            "replay_delivery": self._failed,
            "put_legal_hold": lambda: Ready(body={"about": self.case, "ground": "order"}),
            "release_legal_hold": self._legal_hold,
            "delete_post": self._post,
            **dict.fromkeys(_GUARD, self._guard),
            "make_guard": lambda: Ready(body=self.guard_form()),
            "prove_guard": self._guard_code,
            "appeal": lambda: self._appealable(by_platform=bool(token)),
            **dict.fromkeys(_APPEAL, lambda: self._appeal(by_platform=bool(token))),
            "put_account": lambda: Ready({"account_id": f"u{self._turn}"}, body={"groups": ["g1"], "minor": False}),
            "confirm_sanction": self._proposed,
            "refuse_sanction": self._proposed,
        }
        found = made[operation]() if operation in made else Ready()
        return Ready({**self.known(), **found.path}, found.headers, found.body, found.account)

    def form(self) -> dict[str, Any]:
        """A notice about a post that nobody knows."""
        return {
            "relation": "self",
            "posts": [f"https://forum.example.com/t/{self._turn}"],
            "description": "",
            "pictures": [_PICTURE],
            "contact": f"li{self._turn}@example.com",
        }

    def _notice(self, body: dict[str, Any] | None = None) -> Ready:
        ticket, pin = self._filed(self.form())
        return Ready({"ticket": ticket}, {"X-Notice-Pin": pin}, body)

    def _code(self) -> Ready:
        """A code that came to the exposed number; those of before are forgotten, three a day are all that it gets."""
        pin = {"X-Notice-Pin": self._pin}
        with self._store.write() as work:
            work.session.execute(delete(ClaimCode))
        self._do("POST", f"/v1/notices/{self._claimed}/claim", "", {"value": PHONE}, pin)
        with self._store.write() as work:
            notices.send_codes_due(work)
            newest = select(Delivery).where(Delivery.kind == "claim.code").order_by(Delivery.id.desc())
            row = work.session.scalars(newest).first()
            if row is None:
                raise RuntimeError("no code was sent")
            letter = work.open(row.vault_id, row.sealed, SEALED, Message)
        code = re.sub(r"\D", "", re.findall(r"(?:\d ?){6,}", letter.text)[0])
        return Ready({"ticket": self._claimed}, pin, {"code": code})

    def _open(self, *, held: bool) -> Ready:
        """The case, as it was before anybody decided."""
        seen = self._do("GET", f"/v1/cases/{self.case}", "senior")
        for one in seen["decisions"]:
            if one.get("undone_at") is None:
                self._do("POST", f"/v1/cases/{self.case}/undo", "senior", {"decision": one["id"]})
        state = self._do("GET", f"/v1/cases/{self.case}", "senior")["case"]["state"]
        if held != (state == "held"):
            self._do("POST", f"/v1/cases/{self.case}/{'hold' if held else 'release'}", "senior")
        return Ready()

    def _decision(self) -> Ready:
        self._open(held=bool(self._turn % 2))
        version = self._do("GET", f"/v1/cases/{self.case}", "senior")["case"]["version"]
        return Ready(body={**_DECIDED[self._turn // 2 % 2], "version": version})

    def _decided(self, token: str) -> Ready:
        body = self._decision().body
        made = self._do("POST", f"/v1/cases/{self.case}/decision", token, body)
        return Ready(body={"decision": made["decision"]})

    def _span(self) -> Ready:
        span = {"type": "phone", "start": self._turn % 10, "end": 10 + self._turn % 10, "subject": "other"}
        return Ready(body={"category": "exposure", "spans": [span]})

    def _asked(self) -> Ready:
        """What the platform is asked now: what was taken back is not asked any more."""
        self._open(held=True)
        asked = self._do("GET", "/v1/actions", "platform")["actions"]
        return Ready({"action_id": asked[self._turn % len(asked)]["id"]})

    def _failed(self) -> Ready:
        name = self._asked().path["action_id"]
        with self._store.write() as work:
            sending.settle(work, name, "unsendable")
        return Ready({"delivery_id": name})

    def _legal_hold(self) -> Ready:
        held = self._do("POST", "/v1/legal-holds", "legal", {"about": self.case, "ground": "order"})
        return Ready({"hold_id": held["id"]})

    def _post(self) -> Ready:
        name = f"gone{self._turn}"
        self._do("POST", "/v1/posts", "platform", {"posts": [{**POSTS[0], "id": name, "text": "今天天气真好"}]})
        return Ready({"post_id": name})

    def _proposed(self) -> Ready:
        """A closure that waits for the person of this desk."""
        self._open(held=False)
        version = self._do("GET", f"/v1/cases/{self.case}", "senior")["case"]["version"]
        selling = {"action": "remove", "category": "trade", "clause": "no-trade", "version": version, "part": "seller"}
        self._do("POST", f"/v1/cases/{self.case}/decision", "senior", selling)
        waiting = self._do("GET", "/v1/sanctions?limit=200", "senior")["sanctions"]
        return Ready({"sanction_id": waiting[-1]["sanction"]["id"]}, body={"person": "lin"})

    def guard_form(self) -> dict[str, Any]:
        """A number that nobody has had watched."""
        number = {"type": "phone", "value": f"139{self._turn // 10000:04d}{self._turn % 10000:04d}"}
        return {"values": [number], "pictures": [], "account": "", "contact": "", "words": "", "lang": "zh"}

    def _guard(self) -> Ready:
        got = self._do("POST", "/v1/guards", body=self.guard_form())
        pin = {"X-Guard-Pin": got["pin"]}
        shown = self._do("GET", f"/v1/guards/{got['ticket']}", headers=pin)
        return Ready({"ticket": got["ticket"], "value": shown["values"][0]["id"]}, pin)

    def _guard_code(self) -> Ready:
        ready = self._guard()
        with self._store.write() as work:
            guards.send_codes_due(work)
            newest = select(Delivery).where(Delivery.kind == "guard.code").order_by(Delivery.id.desc())
            row = work.session.scalars(newest).first()
            if row is None:
                raise RuntimeError("no code was sent")
            letter = work.open(row.vault_id, row.sealed, SEALED, Message)
        ready.body = {"code": re.sub(r"\D", "", re.findall(r"(?:\d ?){6,}", letter.text)[0])}
        return ready

    def _appealable(self, *, by_platform: bool) -> Ready:
        """A post that was removed so long ago that it can be appealed, by the link that its author got or without."""
        name = f"ap{self._turn}"
        text = texts_of(5_000 + self._turn)[0]
        self._do("POST", "/v1/posts", "platform", {"posts": [{"id": name, "author": name, "text": text}]})
        self._filed({**_NOTICE, "posts": [name], "contact": f"{name}@example.com"})
        with self._store.read() as work:
            here = select(Snapshot.case_id).where(Snapshot.ref_print == work.prints.of("post", name))
            case = work.session.scalars(here).one()
        version = self._do("GET", f"/v1/cases/{case}", "senior")["case"]["version"]
        made = self._do("POST", f"/v1/cases/{case}/decision", "senior", {**_DECIDED[0], "version": version})
        with self._store.write() as work:
            older = update(CaseDecision).where(CaseDecision.id == made["decision"])
            work.session.execute(older.values(at=CaseDecision.at - HOUR))
            account = work.prints.of("account", name)
            way = appeal_links.way(work, made["decision"], case, account, "zh")
        body = {"words": "这是我自己说过的话。", "decision": made["decision"], "account": name, "lang": "zh"}
        if by_platform:
            return Ready(body=body)
        return Ready(headers={"X-Appeal-Link": way.path.rpartition("/")[2]}, body={**body, "account": None})

    def _appeal(self, *, by_platform: bool) -> Ready:
        ready = self._appealable(by_platform=by_platform)
        role = "platform" if by_platform else ""
        filed = self._do("POST", "/v1/appeals", role, ready.body, ready.headers)
        account = ready.body["account"] if ready.body else None
        return Ready(
            {"appeal_id": filed["appeal"]}, ready.headers, {"words": "请再看一次。", "account": account}, account
        )

    def _filed(self, form: dict[str, Any]) -> tuple[str, str]:
        got = self._do("POST", "/v1/notices", body=form)
        return got["ticket"], got["pin"]

    def _do(
        self, method: str, path: str, role: str = "", body: Any = None, headers: dict[str, str] | None = None
    ) -> Any:
        """What a door answers to a role, or to a token itself.

        Raises:
            RuntimeError: it refuses.
        """
        token = self._tokens.get(role, role)
        bearer = {"Authorization": f"Bearer {token}"} if token else {}
        origin = {"X-Forwarded-For": f"198.19.{self._turn // 250 % 250}.{self._turn % 250}"}
        answer = self._client.request(method, path, json=body, headers={**origin, **bearer, **(headers or {})})
        if answer.status_code >= 300:
            raise RuntimeError(f"{method} {path}: {answer.status_code} {answer.text}")
        return answer.json() if answer.content else None

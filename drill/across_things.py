"""What a community has of its own: what opens doors there, what names something, and what only its answers may hold."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import httpx
from litestar import Litestar
from sqlalchemy import text

from drill.openapi_states import Ready, States
from reseal.storage.store import Store

ULID = re.compile(rb"\b[0-7][0-9A-HJKMNP-TV-Z]{25}\b")
ANYWHERE = re.compile(rb"(?=([0-7][0-9A-HJKMNP-TV-Z]{25}))")
"""The same wherever it stands, within a longer word too."""
_READY = 2
_MOST_IDS = 200


class Door(NamedTuple):
    """One method of one path; `operation` names it in the description."""

    method: str
    path: str
    operation: str = ""


@dataclass
class Things:
    """What one community has: what opens doors, what names something, and what only its own answers may hold."""

    name: str
    host: str
    store: Store
    tokens: dict[str, str] = field(default_factory=dict)
    cookies: list[tuple[str, str]] = field(default_factory=list)
    """Each with the token of its forms."""
    words: list[str] = field(default_factory=list)
    """Ids, tickets, PINs, links, cursors, keys."""
    ready: dict[str, list[Ready]] = field(default_factory=dict)
    own: set[bytes] = field(default_factory=set)
    """Ids that no other has."""
    secrets: set[bytes] = field(default_factory=set)
    """Words that no other has."""


def things_of(name: str, address: str, app: Litestar, doors: Sequence[Door]) -> Things:
    """Make them in one community; `address` is where its doors for machines are."""
    from reseal.operations.deliveries.endpoints import register
    from reseal.operations.notices import acts as notices
    from reseal.operations.notices import views
    from reseal.operations.staff import acts, links, sessions
    from reseal.operations.staff.access import access
    from reseal.operations.tokens.acts import create

    store: Store = app.state.store
    word = f"qz{name or 'main'}qz"
    made = Things(name or "main", f"{name or 'main'}.localhost", store)
    with store.write() as work:
        made.tokens = {role: create(work, role, name=word) for role in sorted(access().role)}
        for role in access().staff_roles:
            member = acts.add(work, f"{role}-{word}", role, "no password", "en")
            row = sessions.begin(work, member, proven=True)
            made.cookies.append((row.cookie, row.session.csrf))
        made.words.append(links.make(work, f"admin-{word}"))
        register(work, f"https://{word}.example.com/hook")
    states = States(address, store)
    bearer = {"Authorization": f"Bearer {made.tokens['platform']}"}
    senior = {"Authorization": f"Bearer {made.tokens['senior']}"}
    with httpx.Client(base_url=address, timeout=60) as client:
        mine = {"id": f"p-{word}", "author": f"a-{word}", "text": f"大家冲他！{word} 电话13800001234"}
        client.post("/v1/posts", json={"posts": [mine]}, headers=bearer).raise_for_status()
        form = {
            "relation": "self",
            "posts": [mine["id"]],
            "description": f"有人公开了 {word}",
            "contact": "li@example.com",
        }
        got = client.post("/v1/notices", json=form, headers={"idempotency-key": f"key-of-{made.name}"}).json()
        pages = [
            client.get(f"/v1/{kind}?limit=1", headers=senior).json() for kind in ("cases", "actions", "deliveries")
        ]
        made.words += [page["next"] for page in pages if page.get("next")]
    for operation in {door.operation for door in doors if door.operation}:
        for _ in range(_READY):
            made.ready.setdefault(operation, []).append(states.ready(operation, made.tokens["senior"]))
    states.close()
    with store.write() as work:
        notice = views.entered(work, got["ticket"], got["pin"])
        assert notice is not None
        made.words += [notices.helper_link(work, notice) or "", views.opens(work, notice)]
    made.words += [got["ticket"], got["pin"], f"key-of-{made.name}", word, mine["id"], f"admin-{word}"]
    dumped = dump(store)
    ids = set(ULID.findall(dumped))
    made.words += sorted(one.decode() for one in random.Random(word).sample(sorted(ids), min(_MOST_IDS, len(ids))))
    made.own = ids
    made.secrets = {one.encode() for one in (word, *made.words) if len(one) > 5} - ids
    return made


def dump(store: Store) -> bytes:
    """Every row of every table but those of sessions: they are touched by being used."""
    lines: list[str] = []
    with store.read() as work:
        from reseal.storage.base import Base

        for table in Base.metadata.sorted_tables:
            if table.name not in ("staff_session", "time_exposed"):
                rows = work.session.execute(text(f'SELECT * FROM "{table.name}"')).all()
                lines += sorted(f"{table.name} {tuple(row)!r}" for row in rows)
    return "\n".join(lines).encode()

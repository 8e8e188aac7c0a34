"""A server, and a provider that hands people and groups over to it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar.testing import TestClient

from reseal.configuration import Configuration
from reseal.interfaces.api.app import build_app
from reseal.operations.staff import sessions, views
from reseal.operations.tokens.acts import create
from reseal.storage.database import Database, embedded_url
from reseal.storage.keyring import load_keyring
from reseal.storage.store import Store

ISSUER = "https://login.example.com"
ROLES = {"Desk Admins": "admin", "Desk Moderators": "moderator"}
USER = "urn:ietf:params:scim:schemas:core:2.0:User"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"


class Scim:
    """A server, and a provider that hands over."""

    def __init__(self, client: TestClient[Any], store: Store) -> None:
        self.client, self.store = client, store
        with store.write() as work:
            self.token = create(work, "provisioner")

    def ask(self, method: str, path: str, body: Any = None, token: str | None = None) -> httpx.Response:
        bearer = {"authorization": f"Bearer {self.token if token is None else token}"} if token != "" else {}
        answer: httpx.Response = self.client.request(method, f"/scim/v2{path}", json=body, headers=bearer)
        return answer

    def make(self, subject: str, name: str, **more: Any) -> str:
        body = {"schemas": [USER], "externalId": subject, "userName": name, **more}
        answer = self.ask("POST", "/Users", body)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def group(self, name: str, *members: str) -> str:
        body = {"displayName": name, "members": [{"value": member} for member in members]}
        answer = self.ask("POST", "/Groups", body)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def patch(self, path: str, *operations: dict[str, Any]) -> httpx.Response:
        return self.ask("PATCH", path, {"schemas": [PATCH], "Operations": list(operations)})

    def begin(self, member: str) -> str:
        """A session of somebody; answers its cookie."""
        with self.store.write() as work:
            return sessions.begin(work, member, proven=True).cookie

    def is_in(self, cookie: str) -> bool:
        self.client.cookies.clear()
        answer = self.client.get("/console/settings", headers={"cookie": f"reseal={cookie}"}, follow_redirects=False)
        return bool(answer.status_code == 200)

    def role(self, member: str) -> str | None:
        with self.store.read() as work:
            found = views.member(work, member)
        assert found is not None
        return None if found.disabled_at is not None else found.role


@pytest.fixture
def scim(tmp_path: Path, migrated: Path) -> Iterator[Scim]:
    """A server on SQLite."""
    folder = tmp_path / "scim"
    folder.mkdir()
    shutil.copy(migrated, folder / "reseal.sqlite")
    with served(folder, Store(Database(embedded_url(folder)), load_keyring(folder / "keys.json"))) as found:
        yield found


@contextmanager
def served(folder: Path, store: Store) -> Iterator[Scim]:
    """A server on a store."""
    chosen = Configuration(
        data_dir=str(folder), level="identifiers", oidc_issuer=ISSUER, oidc_client_id="reseal", group_roles=ROLES
    )
    with TestClient(build_app(chosen, store), base_url="http://127.0.0.1:8420") as client:
        yield Scim(client, store)

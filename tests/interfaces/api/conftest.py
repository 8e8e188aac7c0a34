"""A server in this process, one for each module of tests."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from reseal.configuration import Configuration
from reseal.interfaces.api.app import build_app
from reseal.interfaces.opening import open_store
from reseal.operations.tokens.acts import create
from reseal.storage.store import Store


class Server:
    """A running server, its data directory and a platform token."""

    def __init__(self, client: TestClient[Any], folder: Path, store: Store) -> None:
        self.client = client
        self.folder = folder
        self.store = store
        self.token = self.token_for("platform")

    def token_for(self, role: str) -> str:
        """A new token with the role."""
        with self.store.write() as work:
            return create(work, role)

    @property
    def headers(self) -> dict[str, str]:
        """What a platform sends to be let in."""
        return {"authorization": f"Bearer {self.token}"}

    def screen(self, body: Any = None, *, content: bytes | None = None, **headers: str) -> Any:
        """POST /v1/screen, with the token unless another `authorization` is given."""
        return self.post("/v1/screen", body, content=content, **headers)

    def post(self, path: str, body: Any = None, *, content: bytes | None = None, **headers: str) -> Any:
        """POST anywhere, as `screen` does."""
        sent = {**self.headers, "content-type": "application/json", **headers}
        content = json.dumps(body).encode() if content is None else content
        return self.client.post(path, content=content, headers={k: v for k, v in sent.items() if v})

    def upload(self, posts: list[Any], **files: tuple[str, bytes, str]) -> Any:
        """The answers to these items, sent in parts with files (name, content, type)."""
        import json

        parts: dict[str, Any] = {"posts": (None, json.dumps({"posts": posts}), "application/json"), **files}
        answer = self.client.post("/v1/screen", files=parts, headers={"authorization": f"Bearer {self.token}"})
        assert answer.status_code == 200, answer.text
        return answer.json()["decisions"]

    def decisions(self, posts: list[Any]) -> Any:
        """The answers to these items."""
        answer = self.screen({"posts": posts})
        assert answer.status_code == 200, answer.text
        return answer.json()["decisions"]


def serving(folder: Path, **settings: Any) -> Iterator[Server]:
    chosen = Configuration(data_dir=str(folder), level="verdict", **settings)
    store = open_store(chosen)
    with TestClient(build_app(chosen, store), base_url="http://127.0.0.1:8420") as client:
        yield Server(client, folder, store)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from serving(tmp_path_factory.mktemp("served"), max_body_bytes=2_000_000, page_checks_per_minute=10_000)

"""A desk in this process: the whole server, people of staff, and browsers that hold their sessions."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pyotp
import pytest
from litestar.testing import TestClient

from reseal.configuration import Configuration
from reseal.interfaces.api.app import build_app
from reseal.interfaces.console import live
from reseal.operations.staff import acts, passwords, sign_in
from reseal.operations.staff.access import access
from reseal.storage.clock import MINUTE
from reseal.storage.database import Database, embedded_url
from reseal.storage.keyring import load_keyring
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.operations.staff.conftest import HANDED, OWN

ORIGIN = "http://127.0.0.1:8420"


@pytest.fixture(autouse=True)
def short_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream of events ends after one look: nothing here waits for it."""
    monkeypatch.setattr(live, "LOOKS", 1)
    monkeypatch.setattr(live, "SECONDS", 0.0)


class Browser:
    """A browser with a session, or none yet. Forms carry what a browser would send with them."""

    def __init__(self, desk: "Desk", cookie: str | None = None, csrf: str = "") -> None:
        self.desk, self.csrf = desk, csrf
        self.cookies = {"reseal": cookie} if cookie else {}

    def get(self, path: str, **headers: str) -> httpx.Response:
        """GET, redirects not followed."""
        return self._kept(self.desk.send("GET", path, self.cookies, headers))

    def post(self, path: str, data: dict[str, Any] | None = None, **headers: str) -> httpx.Response:
        """POST of a form with the session's token in it, redirects not followed."""
        sent = {"csrf": self.csrf, **(data or {})}
        return self._kept(self.desk.send("POST", path, self.cookies, {"origin": ORIGIN, **headers}, sent))

    def _kept(self, answer: httpx.Response) -> httpx.Response:
        for cookie in answer.headers.get_list("set-cookie"):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value.strip('"')
        found = re.search(r'name="csrf" value="([^"]+)"', answer.text)
        if found:
            self.csrf = found[1]
        return answer


class Desk:
    """The server and its people."""

    def __init__(self, client: TestClient[Any], store: Store, clock: Clock) -> None:
        self.client, self.store, self.clock = client, store, clock
        self.people: dict[str, str] = {}
        self.secrets: dict[str, str] = {}

    def send(
        self, method: str, path: str, cookies: dict[str, str], headers: dict[str, str], data: Any = None
    ) -> httpx.Response:
        self.client.cookies.clear()
        sent = {name.replace("_", "-"): value for name, value in headers.items() if value}
        if cookies:
            sent["cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        answer: httpx.Response = self.client.request(method, path, headers=sent, data=data, follow_redirects=False)
        return answer

    def anybody(self) -> Browser:
        """A browser in which nobody is signed in."""
        return Browser(self)

    def add(self, name: str, role: str, lang: str = "en") -> str:
        """Somebody with the first password; answers the id."""
        with self.store.write() as work:
            return acts.add(work, name, role, passwords.hashed(HANDED), "zh" if lang == "zh" else "en")

    def browser(self, role: str, name: str = "", lang: str = "en") -> Browser:
        """A browser in which somebody of the role is signed in."""
        name = name or f"{role}-{lang}"
        if name not in self.people:
            self.people[name] = self.add(name, role, lang)
            begun = sign_in.by_password(self.store, name, HANDED)
            assert begun is not None
            self.secrets[name] = sign_in.offered(self.store, begun.session)
            opened = sign_in.first(self.store, begun.session, OWN, self.code(name))
        else:
            self.clock.pass_(MINUTE)
            begun = sign_in.by_password(self.store, name, OWN)
            assert begun is not None
            again = sign_in.by_code(self.store, begun.session, self.code(name))
            assert again is not None
            opened = again
        return Browser(self, opened.cookie, opened.session.csrf)

    def everybody(self) -> dict[str, Browser]:
        """A browser for each role that people have."""
        return {role: self.browser(role) for role in access().staff_roles}

    def code(self, name: str) -> str:
        """The code of now."""
        return pyotp.TOTP(self.secrets[name]).at(self.clock() // 1000)


def open_desk(folder: Path, migrated: Path, **settings: Any) -> Iterator[Desk]:
    """A server on a database of its own, under a clock that the test turns."""
    shutil.copy(migrated, folder / "reseal.sqlite")
    clock = Clock()
    store = Store(Database(embedded_url(folder)), load_keyring(folder / "keys.json"), clock)
    chosen = Configuration(data_dir=str(folder), level="identifiers", **settings)
    with TestClient(build_app(chosen, store), base_url=ORIGIN) as client:
        yield Desk(client, store, clock)


@pytest.fixture(autouse=True, scope="package")
def brief() -> Iterator[None]:
    """Streams of events end after one look: a client of tests waits for the end of an answer."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(live, "LOOKS", 1)
        patched.setattr(live, "SECONDS", 0.0)
        yield


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[Desk]:
    """One desk for a module of tests."""
    yield from open_desk(tmp_path_factory.mktemp("desk"), migrated)


@pytest.fixture
def fresh(tmp_path: Path, migrated: Path) -> Iterator[Desk]:
    """A desk for one test alone."""
    folder = tmp_path / "desk"
    folder.mkdir()
    yield from open_desk(folder, migrated)

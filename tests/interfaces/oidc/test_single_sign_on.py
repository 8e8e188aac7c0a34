"""Signing in at a real provider: whom it lets in, with which role, and how it stays no way around."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import httpx
import pyotp
import pytest
from litestar.testing import TestClient

from reseal.configuration import Configuration
from reseal.interfaces.api.app import build_app
from reseal.operations.audit.views import page
from reseal.operations.staff import acts, passwords, views
from reseal.operations.staff.acts import ElsewhereError, LastAdminError
from reseal.storage.database import Database, embedded_url
from reseal.storage.keyring import load_keyring
from reseal.storage.store import Store
from tests.interfaces.oidc.provided import SECRET, key, provider, sign_in_there

HOST = "http://localhost:8420"
BACK = f"{HOST}/console/sign-in/oidc/back"
ROLES = {"reseal-admins": "admin", "reseal-moderators": "moderator"}
KEYS = [key("one")]


class Desk:
    """A server that lets people in by a provider."""

    def __init__(self, folder: Path, migrated: Path, issuer: str, made: ExitStack, **settings: Any) -> None:
        folder.mkdir()
        shutil.copy(migrated, folder / "reseal.sqlite")
        self.store = Store(Database(embedded_url(folder)), load_keyring(folder / "keys.json"))
        secret = folder / "secret"
        secret.touch(mode=0o600)
        secret.write_text(SECRET)
        self.chosen = Configuration(
            data_dir=str(folder),
            level="identifiers",
            oidc_issuer=issuer,
            oidc_client_id="reseal",
            oidc_secret_file=str(secret),
            group_roles=ROLES,
            **{"oidc_second_factor": "provider", **settings},
        )
        self.client = made.enter_context(TestClient(build_app(self.chosen, self.store), base_url=HOST))

    def begin(self, next_: str = "") -> str:
        """Press the button; answers where the browser is sent."""
        self.client.cookies.clear()
        answer = self.client.get(f"/console/sign-in/oidc?next={next_}", follow_redirects=False)
        assert answer.status_code == 303
        return str(answer.headers["location"])

    def back(self, where: str) -> httpx.Response:
        """Come back."""
        answer: httpx.Response = self.client.get(where.removeprefix(HOST), follow_redirects=False)
        return answer

    def enter(self, who: str, next_: str = "") -> httpx.Response:
        """The whole way."""
        return self.back(sign_in_there(self.begin(next_), who))

    def is_in(self) -> bool:
        """Whether the browser is signed in."""
        return bool(self.client.get("/console/settings", follow_redirects=False).status_code == 200)

    def said(self) -> list[tuple[str, Any]]:
        """What the audit has of it, the newest first."""
        with self.store.read() as work:
            return [(entry.act, entry.detail) for entry in page(work).entries]


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with provider([BACK], KEYS) as made:
        yield made


@pytest.fixture
def made() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def desk(tmp_path: Path, migrated: Path, issuer: str, made: ExitStack) -> Desk:
    return Desk(tmp_path / "desk", migrated, issuer, made)


def test_somebody_whom_the_provider_knows_comes_in_with_the_role_of_their_group(desk: Desk) -> None:
    answer = desk.enter("u-mei", "/console/queue?state=open")
    assert (answer.status_code, answer.headers["location"]) == (303, "/console/queue?state=open")
    assert desk.is_in()
    with desk.store.read() as work:
        (member,) = views.members(work)
    assert (member.name, member.role, member.local) == ("mei", "moderator", False)
    assert desk.said()[0] == ("staff.signed_in", {"how": "single sign-on"})
    raw = (desk.chosen.data_folder / "reseal.sqlite").read_bytes()
    assert b"mei@example.com" not in raw and b"u-mei" not in raw, "what the provider calls them is sealed"


def test_the_way_there_carries_state_nonce_and_a_challenge(desk: Desk, issuer: str) -> None:
    where = desk.begin()
    asked = {name: values[0] for name, values in parse_qs(urlsplit(where).query).items()}
    assert where.startswith(f"{issuer}/auth?")
    assert asked["response_type"] == "code" and asked["code_challenge_method"] == "S256"
    assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 43
    assert asked["redirect_uri"] == BACK
    assert asked["state"] not in desk.begin(), "every try has its own"


def test_somebody_without_a_group_that_opens_the_desk_stays_outside(desk: Desk) -> None:
    answer = desk.enter("u-none")
    assert answer.status_code == 403 and "no group of yours" in answer.text
    assert not desk.is_in()
    with desk.store.read() as work:
        assert views.members(work) == []
    assert desk.said()[0] == ("staff.sso_refused", {"why": "no_role"})


def test_who_has_lost_the_group_is_shut_out_and_their_sessions_end(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.enter("u-mei")
    cookies = dict(desk.client.cookies)
    desk.chosen.group_roles.pop("reseal-moderators")
    try:
        assert desk.enter("u-mei").status_code == 403
    finally:
        desk.chosen.group_roles["reseal-moderators"] = "moderator"
    desk.client.cookies.update(cookies)
    assert not desk.is_in()
    with desk.store.read() as work:
        assert views.members(work)[0].disabled_at is not None
    assert desk.enter("u-mei").status_code == 303 and desk.is_in(), "and with the group they come in again"


def test_a_name_like_that_of_somebody_here_is_not_theirs(desk: Desk) -> None:
    with desk.store.write() as work:
        acts.add(work, "root", "admin", passwords.hashed("some long password"), "en")
    assert desk.enter("u-root").status_code == 303
    with desk.store.read() as work:
        assert {(one.name, one.role, one.local) for one in views.members(work)} == {
            ("root", "admin", True),
            ("root-2", "moderator", False),
        }


def test_the_last_administrator_with_a_password_stays_whoever_else_is_one(desk: Desk) -> None:
    with desk.store.write() as work:
        local = acts.add(work, "root", "admin", passwords.hashed("some long password"), "en")
    desk.enter("u-ada")
    with desk.store.read() as work:
        there = next(one.id for one in views.members(work) if not one.local)
    for act in (acts.disable, lambda work, id_: acts.change_role(work, id_, "intake")):
        with pytest.raises(LastAdminError), desk.store.write() as work:
            act(work, local)
    with desk.store.write() as work:
        acts.disable(work, there)  # the provider's may go: it is not what the desk hangs on


def test_no_password_is_made_for_whom_the_provider_lets_in(desk: Desk) -> None:
    desk.enter("u-mei")
    with desk.store.read() as work:
        member = views.members(work)[0].id
    with pytest.raises(ElsewhereError), desk.store.write() as work:
        acts.reset(work, member, "hash")


def test_the_desk_asks_for_its_own_second_factor_unless_told_otherwise(
    tmp_path: Path, migrated: Path, issuer: str, made: ExitStack
) -> None:
    desk = Desk(tmp_path / "factor", migrated, issuer, made, oidc_second_factor="here")
    answer = desk.enter("u-mei")
    assert urlsplit(answer.headers["location"]).path == "/console/sign-in/first" and not desk.is_in()
    sheet = desk.client.get("/console/sign-in/first?lang=en").text
    assert 'name="password"' not in sheet, "codes alone: no password of this desk"
    secret = sheet.partition('<code id="secret">')[2].partition("<")[0].replace(" ", "") or _secret(sheet)
    csrf = sheet.partition('name="csrf" value="')[2].partition('"')[0]
    form = {"csrf": csrf, "code": pyotp.TOTP(secret).now(), "password": "", "next": ""}
    answer = desk.client.post("/console/sign-in/first", data=form, headers={"origin": HOST}, follow_redirects=False)
    assert answer.status_code == 303 and desk.is_in()
    assert urlsplit(desk.enter("u-mei").headers["location"]).path == "/console/sign-in/code" and not desk.is_in()


def _secret(sheet: str) -> str:
    import re

    found = re.search(r"\b(?:[A-Z2-7]{4} ?){8}\b", sheet)
    assert found, sheet
    return found[0].replace(" ", "")


def test_nobody_is_taken_whom_nobody_handed_over_where_the_operator_says_so(
    tmp_path: Path, migrated: Path, issuer: str, made: ExitStack
) -> None:
    desk = Desk(tmp_path / "closed", migrated, issuer, made, oidc_new_members=False)
    assert desk.enter("u-mei").status_code == 403
    assert desk.said()[0] == ("staff.sso_refused", {"why": "not_handed_over"})


def test_a_rotation_of_keys_there_needs_nothing_here(
    tmp_path: Path, migrated: Path, made: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reseal.interfaces.oidc import provider as module

    monkeypatch.setattr(module, "_AGAIN_S", 0.0)
    with provider([BACK], KEYS) as first:
        desk = Desk(tmp_path / "rotated", migrated, first, made)
        assert desk.enter("u-mei").status_code == 303
        port = urlsplit(first).port
    with provider([BACK], [key("two")], port=port) as again:
        assert again == first
        assert desk.enter("u-mei").status_code == 303 and desk.is_in()


@pytest.mark.parametrize("alg", ["PS256"])
def test_groups_may_stand_in_the_id_token_and_other_signatures_count(
    tmp_path: Path, migrated: Path, made: ExitStack, alg: str
) -> None:
    with provider([BACK], KEYS, userinfo=False, alg=alg) as issuer:
        desk = Desk(tmp_path / "other", migrated, issuer, made)
        assert desk.enter("u-ada").status_code == 303 and desk.is_in()


def test_a_code_and_a_state_work_once_and_in_their_own_browser(desk: Desk) -> None:
    where = sign_in_there(desk.begin(), "u-mei")
    cookies = dict(desk.client.cookies)
    desk.client.cookies.clear()
    assert desk.back(where).status_code == 401, "another browser was not asked"
    desk.client.cookies.update(cookies)
    answer = desk.back(where)
    assert answer.status_code == 303
    for jar in (cookies, {"reseal": answer.cookies["reseal"]}):
        desk.client.cookies.clear()
        desk.client.cookies.update(jar)
        assert desk.back(where).status_code == 401, "it was used"


def test_a_state_of_another_try_and_one_made_up_are_refused_and_use_the_try_up(desk: Desk) -> None:
    theirs = sign_in_there(desk.begin(), "u-mei")
    mine = sign_in_there(desk.begin(), "u-mei")
    state = parse_qs(urlsplit(mine).query)["state"][0]
    assert desk.back(theirs).status_code == 401
    assert desk.back(mine).status_code == 401, "a wrong state has used the try up"
    assert state and not desk.is_in()


def test_an_answer_of_another_issuer_is_refused(desk: Desk, issuer: str) -> None:
    where = sign_in_there(desk.begin(), "u-mei")
    assert "iss=" in where
    named = parse_qs(urlsplit(where).query)["iss"][0]
    mixed = where.replace(quote(named, safe=""), quote("https://evil.example.net", safe=""))
    assert mixed != where and desk.back(mixed).status_code == 401
    assert desk.said()[0] == ("staff.sso_refused", {"why": "issuer"})
    where = sign_in_there(desk.begin(), "u-mei")
    assert desk.back(where.partition("&iss=")[0]).status_code == 401, "nor one that leaves it out"


@pytest.mark.parametrize(
    "next_", ["https://evil.example.net/", "//evil.example.net", "/\\evil.example.net", "/console/../report"]
)
def test_the_way_back_leads_to_this_console_alone(desk: Desk, next_: str) -> None:
    answer = desk.enter("u-mei", next_)
    assert (answer.status_code, answer.headers["location"]) == (303, "/console/")


def test_a_session_of_single_sign_on_goes_by_the_rules_of_all(desk: Desk) -> None:
    desk.client.cookies.clear()
    before = desk.client.get("/console/sign-in/oidc", follow_redirects=False).cookies["reseal"]
    where = sign_in_there(desk.begin(), "u-mei")
    answer = desk.back(where)
    assert answer.cookies["reseal"] != before, "another cookie than before the sign-in"
    assert "httponly" in answer.headers["set-cookie"].lower() and "samesite=lax" in answer.headers["set-cookie"].lower()
    with desk.store.write() as work:
        acts.disable(work, views.members(work)[0].id)
    assert not desk.is_in()


def test_without_a_provider_there_is_no_such_way(tmp_path: Path) -> None:
    with TestClient(build_app(Configuration(data_dir=str(tmp_path), level="identifiers")), base_url=HOST) as client:
        assert "organisation" not in client.get("/console/sign-in?lang=en").text
        answer = client.get("/console/sign-in/oidc", follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/console/sign-in")
        assert client.get("/console/sign-in/oidc/back?code=1&state=1").status_code == 401


def test_a_provider_that_is_away_leaves_the_password(tmp_path: Path, migrated: Path, made: ExitStack) -> None:
    desk = Desk(tmp_path / "away", migrated, "http://127.0.0.1:1", made)
    answer = desk.client.get("/console/sign-in/oidc?lang=en", follow_redirects=False)
    assert answer.status_code == 401 and 'name="password"' in answer.text

"""The provider hands over people and groups: they get the role of their groups, and lose all at once."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar.testing import TestClient

from reseal.configuration import Configuration
from reseal.interfaces.api.app import build_app
from reseal.operations.audit.views import page
from reseal.operations.staff import acts, identities, passwords, sessions, single_sign_on, views
from reseal.operations.staff.access import access
from reseal.operations.staff.identities import IdentityError, Profile, Roles
from reseal.operations.staff.single_sign_on import Person
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
    folder = tmp_path / "scim"
    folder.mkdir()
    shutil.copy(migrated, folder / "reseal.sqlite")
    store = Store(Database(embedded_url(folder)), load_keyring(folder / "keys.json"))
    chosen = Configuration(
        data_dir=str(folder), level="identifiers", oidc_issuer=ISSUER, oidc_client_id="reseal", group_roles=ROLES
    )
    with TestClient(build_app(chosen, store), base_url="http://127.0.0.1:8420") as client:
        yield Scim(client, store)


def test_somebody_handed_over_comes_in_with_the_role_of_their_group(scim: Scim) -> None:
    mei = scim.make("u-mei", "mei@example.com", displayName="Mei", title="passed over")
    assert scim.role(mei) is None, "no group gives a role yet"
    group = scim.group("Desk Moderators", mei)
    assert scim.role(mei) == "moderator"
    scim.group("Desk Admins", mei)
    assert scim.role(mei) == "admin", "the first of the table that fits"
    answer = scim.ask("GET", f"/Users/{mei}")
    assert answer.headers["content-type"] == "application/scim+json"
    said = answer.json()
    assert (said["userName"], said["externalId"], said["active"]) == ("mei@example.com", "u-mei", True)
    assert scim.ask("GET", f"/Groups/{group}").json()["members"] == [{"value": mei, "type": "User"}]
    raw = b"".join(file.read_bytes() for file in Path(scim.client.app.state.chosen.data_dir).glob("reseal.sqlite*"))
    assert b"mei@example.com" not in raw and b"Desk Moderators" not in raw and b"u-mei" not in raw


@pytest.mark.parametrize(
    "operation",
    [
        {"op": "replace", "path": "active", "value": False},
        {"op": "Replace", "path": "active", "value": "False"},
        {"op": "replace", "value": {"active": False}},
    ],
)
def test_who_is_deprovisioned_loses_every_session_at_once(scim: Scim, operation: dict[str, Any]) -> None:
    mei = scim.make("u-mei", "mei")
    scim.group("Desk Moderators", mei)
    cookies = [scim.begin(mei), scim.begin(mei)]
    assert all(map(scim.is_in, cookies))
    assert scim.patch(f"/Users/{mei}", operation).json()["active"] is False
    assert not any(map(scim.is_in, cookies))
    assert scim.role(mei) is None
    with scim.store.read() as work:
        acts_ = [entry.act for entry in page(work).entries]
    assert {"staff.deprovisioned", "staff.disabled", "staff.provisioned"} <= set(acts_)
    scim.patch(f"/Users/{mei}", {"op": "replace", "path": "active", "value": True})
    assert scim.role(mei) == "moderator" and not any(map(scim.is_in, cookies)), "back, by another sign-in"


@pytest.mark.parametrize("how", ["delete", "out of the group", "group deleted", "put"])
def test_every_way_out_ends_the_sessions(scim: Scim, how: str) -> None:
    mei = scim.make("u-mei", "mei")
    group = scim.group("Desk Moderators", mei)
    cookie = scim.begin(mei)
    if how == "delete":
        assert scim.ask("DELETE", f"/Users/{mei}").status_code == 204
        assert scim.ask("GET", f"/Users/{mei}").status_code == 404
    elif how == "out of the group":
        scim.patch(f"/Groups/{group}", {"op": "remove", "path": f'members[value eq "{mei}"]'})
    elif how == "group deleted":
        assert scim.ask("DELETE", f"/Groups/{group}").status_code == 204
    else:
        scim.ask("PUT", f"/Users/{mei}", {"userName": "mei", "externalId": "u-mei", "active": False})
    assert not scim.is_in(cookie) and scim.role(mei) is None


def test_nobody_of_this_desk_is_seen_or_changed(scim: Scim) -> None:
    with scim.store.write() as work:
        local = acts.add(work, "root", "admin", passwords.hashed("some long password"), "en")
    assert scim.ask("GET", "/Users").json()["totalResults"] == 0
    assert scim.ask("GET", '/Users?filter=userName eq "root"').json()["totalResults"] == 0
    for answer in (
        scim.ask("GET", f"/Users/{local}"),
        scim.patch(f"/Users/{local}", {"op": "replace", "path": "active", "value": False}),
        scim.ask("PUT", f"/Users/{local}", {"userName": "root", "externalId": "u", "active": False}),
        scim.ask("DELETE", f"/Users/{local}"),
    ):
        assert answer.status_code == 404
    assert scim.ask("POST", "/Groups", {"displayName": "x", "members": [{"value": local}]}).status_code == 400
    taken = scim.make("u-root", "root")
    scim.group("Desk Moderators", taken)
    assert (scim.role(local), scim.role(taken)) == ("admin", "moderator"), "a name like theirs changes nothing"


def test_who_was_handed_over_signs_in_by_what_the_provider_calls_them(scim: Scim) -> None:
    mei = scim.make("u-mei", "mei")
    scim.group("Desk Moderators", mei)
    person = Person(ISSUER, Profile("u-mei", "another name"), ["Desk Admins"])

    def enter() -> str:
        with scim.store.write("public") as work:
            begun, _ = single_sign_on.begin(work, None, "/console/")
            entered = single_sign_on.entered(work, begun.session, person, Roles(ROLES), new=False, factor_there=True)
            assert entered.session.member is not None
            return entered.session.member.id

    assert enter() == mei and scim.role(mei) == "moderator", "the groups that were handed over count, not the token's"
    scim.patch(f"/Users/{mei}", {"op": "replace", "path": "active", "value": False})
    with pytest.raises(IdentityError, match="shut_out"):
        enter()


def test_one_page_after_another_and_by_name(scim: Scim) -> None:
    made = sorted(scim.make(f"u-{number}", f"name{number}") for number in range(5))
    first = scim.ask("GET", "/Users?startIndex=1&count=2").json()
    assert (first["totalResults"], first["itemsPerPage"], first["startIndex"]) == (5, 2, 1)
    found = [
        one["id"]
        for start in (1, 3, 5)
        for one in scim.ask("GET", f"/Users?startIndex={start}&count=2").json()["Resources"]
    ]
    assert found == made
    assert scim.ask("GET", "/Users?count=0").json()["Resources"] == []
    assert scim.ask("GET", "/Users?startIndex=-3&count=9999").json()["startIndex"] == 1
    for asked, value in (("userName", "NAME3"), ("username", "name3"), ("externalId", "u-3"), ("id", made[0])):
        assert scim.ask("GET", f'/Users?filter={asked} eq "{value}"').json()["totalResults"] == 1, asked
    scim.group("Desk Admins")
    assert scim.ask("GET", '/Groups?filter=displayName eq "desk admins"').json()["totalResults"] == 1


@pytest.mark.parametrize(
    "asked",
    [
        'userName sw "a"',
        'password eq "a"',
        "userName eq a",
        'userName eq "a" or id eq "b"',
        "userName",
        'userName eq "\\u0000"',
    ],
)
def test_another_filter_is_refused(scim: Scim, asked: str) -> None:
    answer = scim.ask("GET", "/Users?filter=" + asked.replace(" ", "%20").replace("\\", "%5C").replace('"', "%22"))
    assert (answer.status_code, answer.json()["scimType"]) == (400, "invalidFilter")


@pytest.mark.parametrize("role", sorted(access().role))
def test_only_the_scope_of_its_own_opens_these_doors(scim: Scim, role: str) -> None:
    with scim.store.write() as work:
        token = create(work, role)
    for method, path in (
        ("GET", "/Users"),
        ("POST", "/Users"),
        ("GET", "/ServiceProviderConfig"),
        ("DELETE", "/Groups/1"),
    ):
        answer = scim.ask(method, path, None, token)
        if role != "provisioner":
            assert (answer.status_code, answer.json()["status"]) == (403, "403")
        else:
            assert answer.status_code != 403
    if role == "provisioner":
        assert scim.client.get("/v1/cases", headers={"authorization": f"Bearer {token}"}).status_code == 403


def test_without_a_token_nothing_is_said(scim: Scim) -> None:
    for token in ("", "reseal_made_up"):
        answer = scim.ask("GET", "/Users", None, token)
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"userName": "mei"}, 400),
        ({"externalId": "u"}, 400),
        ({"externalId": "u", "userName": "x" * 300}, 400),
        ({"externalId": 7, "userName": "x"}, 400),
        ({"externalId": "u", "userName": "x", "active": "perhaps"}, 400),
        ({"externalId": "u\0", "userName": "x"}, 400),
        ([], 400),
        ({"externalId": "u-1", "userName": "other"}, 409),
        ({"externalId": "u-2", "userName": "ONE"}, 409),
    ],
)
def test_what_cannot_be_taken_is_told_in_scims_form(scim: Scim, body: Any, status: int) -> None:
    scim.make("u-1", "one")
    answer = scim.ask("POST", "/Users", body)
    assert (answer.status_code, answer.json()["schemas"]) == (status, ["urn:ietf:params:scim:api:messages:2.0:Error"])
    assert scim.ask("GET", "/Users").json()["totalResults"] == 1


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"Operations": "x"},
        {"Operations": [{"op": "explode"}]},
        {"Operations": [{"op": "replace", "value": 7}]},
        {"Operations": [{"op": "replace", "path": "active", "value": 7}]},
        {"Operations": [{"op": "remove", "path": "userName"}]},
        {"Operations": [{"op": "remove", "path": "externalId"}]},
    ],
)
def test_a_change_that_is_none_changes_nothing(scim: Scim, body: Any) -> None:
    mei = scim.make("u-mei", "mei")
    assert scim.ask("PATCH", f"/Users/{mei}", body).status_code == 400
    assert scim.ask("GET", f"/Users/{mei}").json()["userName"] == "mei"


def test_groups_are_changed_in_each_of_the_ways(scim: Scim) -> None:
    mei, ada, bob = (scim.make(f"u-{name}", name) for name in ("mei", "ada", "bob"))
    group = scim.group("Desk Moderators")
    path = f"/Groups/{group}"
    scim.patch(path, {"op": "add", "path": "members", "value": [{"value": mei}, {"value": ada}]})
    assert [scim.role(one) for one in (mei, ada, bob)] == ["moderator", "moderator", None]
    scim.patch(path, {"op": "replace", "value": {"members": [{"value": bob}], "displayName": "Desk Admins"}})
    assert [scim.role(one) for one in (mei, ada, bob)] == [None, None, "admin"]
    scim.patch(path, {"op": "remove", "path": "members"})
    assert scim.role(bob) is None
    assert scim.patch(path, {"op": "add", "path": "members", "value": [{"value": "nobody"}]}).status_code == 400
    assert scim.patch(path, {"op": "remove", "path": 'members[type eq "x"]'}).status_code == 400
    scim.group("other")
    assert scim.patch(path, {"op": "replace", "path": "displayName", "value": "OTHER"}).status_code == 409


def test_the_doors_say_what_they_can_do(scim: Scim) -> None:
    said = scim.ask("GET", "/ServiceProviderConfig").json()
    assert said["patch"]["supported"] and said["filter"]["supported"] and not said["bulk"]["supported"]
    assert [one["endpoint"] for one in scim.ask("GET", "/ResourceTypes").json()["Resources"]] == ["/Users", "/Groups"]
    assert len(scim.ask("GET", "/Schemas").json()["Resources"]) == 2


def test_the_last_administrator_with_a_password_stays(scim: Scim) -> None:
    with scim.store.write() as work:
        local = acts.add(work, "root", "admin", passwords.hashed("some long password"), "en")
    ada = scim.make("u-ada", "ada")
    scim.group("Desk Admins", ada)
    with pytest.raises(acts.LastAdminError), scim.store.write() as work:
        acts.disable(work, local)
    assert scim.ask("DELETE", f"/Users/{ada}").status_code == 204
    with scim.store.read() as work:
        assert identities.by_member(work, ada) is None

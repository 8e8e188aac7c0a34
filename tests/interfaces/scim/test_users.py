"""The provider hands over people: they get the role of their groups, and lose all at once."""

from pathlib import Path
from typing import Any

import pytest

from reseal.operations.audit.views import page
from reseal.operations.staff import acts, identities, passwords, single_sign_on
from reseal.operations.staff.identities import IdentityError, Profile, Roles
from reseal.operations.staff.single_sign_on import Person
from tests.interfaces.scim.conftest import ISSUER, ROLES, Scim


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

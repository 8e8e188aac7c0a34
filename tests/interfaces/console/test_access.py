"""Each role on each route: what opens is what `data/desk/access.toml` says, and nothing else (ASVS V8)."""

from typing import Any, NamedTuple

import pytest

from reseal.interfaces.api.access import bearer
from reseal.interfaces.console.access import any_session, signed_in
from reseal.operations.staff.access import access
from reseal.operations.tokens.acts import create
from tests.interfaces.console.conftest import Browser, Desk

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


class Door(NamedTuple):
    """One method of one path, the guards before it and the permission that it names."""

    method: str
    path: str
    guards: tuple[Any, ...]
    needs: str | None

    @property
    def address(self) -> str:
        """The path with something in its places."""
        return "/".join("1" if part.startswith("{") else part for part in self.path.split("/"))


def doors(desk: Desk) -> list[Door]:
    """Every door of the server."""
    found = []
    for route in desk.client.app.routes:
        for handler in getattr(route, "route_handlers", None) or [route.route_handler]:
            guards = tuple(guard for layer in handler.ownership_layers for guard in layer.guards or ())
            for method in sorted(getattr(handler, "http_methods", {"POST"})):
                if method in METHODS:
                    found.append(Door(method, route.path, guards, handler.opt.get("needs")))
    return found


def test_every_door_is_open_with_a_reason_or_names_a_permission_behind_a_guard(desk: Desk) -> None:
    seen = doors(desk)
    assert len(seen) > 40
    for door in seen:
        if access().is_open(door.path):
            assert signed_in not in door.guards and bearer not in door.guards, door
        elif door.path in access().own_guard:
            assert access().own_guard[door.path] in access().permission, door
        else:
            assert signed_in in door.guards or bearer in door.guards, f"{door.method} {door.path} has no guard"
            assert door.needs in access().permission, f"{door.method} {door.path} names no permission"
        if door.path.startswith("/console") and not door.path.startswith("/console/static"):
            assert any_session in door.guards or signed_in in door.guards, door
    paths = {door.path for door in seen}
    assert set(access().own_guard) <= paths
    for entry in access().open:
        assert any(path == entry or path.startswith(entry.rstrip("*")) for path in paths), f"{entry} is no door"


@pytest.fixture(scope="module")
def everybody(desk: Desk) -> dict[str, Browser]:
    return desk.everybody()


@pytest.mark.parametrize("role", access().staff_roles)
def test_a_role_opens_its_pages_and_no_others(desk: Desk, everybody: dict[str, Browser], role: str) -> None:
    browser = everybody[role]
    for door in doors(desk):
        if signed_in not in door.guards or door.needs is None:
            continue
        answer = browser.get(door.address) if door.method == "GET" else browser.post(door.address, {"nothing": "x"})
        allowed = door.needs in access().may(role)
        assert (answer.status_code != 403) == allowed, f"{role} on {door.method} {door.path}: {answer.status_code}"
        assert answer.status_code < 500, f"{role} on {door.method} {door.path}"


def test_nobody_gets_nowhere_without_a_session(desk: Desk) -> None:
    for door in doors(desk):
        if signed_in in door.guards:
            browser = desk.anybody()
            answer = browser.get(door.address) if door.method == "GET" else browser.post(door.address)
            assert answer.status_code == 303, f"{door.method} {door.path}"
            assert answer.headers["location"].startswith("/console/sign-in")


@pytest.mark.parametrize("role", sorted(access().role))
def test_a_token_opens_the_doors_of_its_role_and_no_others(desk: Desk, role: str) -> None:
    with desk.store.write() as work:
        token = create(work, role)
    for door in doors(desk):
        if bearer not in door.guards:
            continue
        headers = {"authorization": f"Bearer {token}"}
        answer = desk.client.request(door.method, door.address, headers=headers, json={})
        allowed = door.needs in access().of_token(role)
        refused = answer.status_code == 403 and "lacks the scope" in answer.text
        assert refused != allowed, f"{role} on {door.method} {door.path}: {answer.status_code} {answer.text}"
        assert answer.status_code < 500, f"{role} on {door.method} {door.path}"


def test_a_token_is_no_session_and_a_session_no_token(desk: Desk, everybody: dict[str, Browser]) -> None:
    with desk.store.write() as work:
        token = create(work, "admin")
    assert desk.send("GET", "/console/audit", {"reseal": token}, {}).status_code == 303
    assert desk.send("GET", "/console/audit", {}, {"authorization": f"Bearer {token}"}).status_code == 303
    cookie = everybody["senior"].cookies["reseal"]
    assert desk.send("GET", "/v1/cases", {"reseal": cookie}, {}).status_code == 401
    assert desk.send("GET", "/v1/cases", {}, {"authorization": f"Bearer {cookie}"}).status_code == 401

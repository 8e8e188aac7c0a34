"""Who may open these doors, and what they say of themselves."""

import pytest

from reseal.operations.staff.access import access
from reseal.operations.tokens.acts import create
from tests.interfaces.scim.conftest import Scim


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


def test_the_doors_say_what_they_can_do(scim: Scim) -> None:
    said = scim.ask("GET", "/ServiceProviderConfig").json()
    assert said["patch"]["supported"] and said["filter"]["supported"] and not said["bulk"]["supported"]
    assert [one["endpoint"] for one in scim.ask("GET", "/ResourceTypes").json()["Resources"]] == ["/Users", "/Groups"]
    assert len(scim.ask("GET", "/Schemas").json()["Resources"]) == 2

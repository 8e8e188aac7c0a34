"""What SCIM's messages may say, and how a refusal looks."""

from typing import Any

import pytest

from tests.interfaces.scim.conftest import Scim


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

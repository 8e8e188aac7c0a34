"""The provider hands over groups, and changes who is in them."""

from tests.interfaces.scim.conftest import Scim


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

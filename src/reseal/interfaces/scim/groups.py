"""`/scim/v2/Groups`: the groups whose people get the role that the setting `group_roles` names."""

from typing import Any

from litestar import Response, delete, get, patch, post, put
from litestar.params import FromPath

from reseal.interfaces.api.dependencies import AStore
from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.scim import messages
from reseal.interfaces.scim.messages import Change, ScimProblem, text
from reseal.interfaces.scim.users import NEEDS, done, hands_of, meta, seen
from reseal.operations.staff import provisioning
from reseal.operations.staff.provisioning import KnownGroup, Naming
from reseal.storage.store import Work

SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Group"
_ONE = 'members[value eq "'


@get("/Groups", opt=NEEDS)
async def listed(request: AnyRequest, store: AStore) -> Response[bytes]:
    """A page of them, or the one that a filter names."""
    start, most = messages.page_asked(request)
    asked = messages.filter_asked(request, "displayName", "id")

    def look(work: Work) -> tuple[int, list[KnownGroup]]:
        if asked is not None and asked[0] == "id":
            found = provisioning.group(work, asked[1])
            return (1, [found]) if found else (0, [])
        return provisioning.groups(work, name=None if asked is None else asked[1], skip=start - 1, most=most)

    total, found = await seen(request, store, look)
    return messages.page(total, start, [shown(request, one) for one in found])


@get("/Groups/{group_id:str}", opt=NEEDS)
async def one(request: AnyRequest, store: AStore, group_id: FromPath[str]) -> Response[bytes]:
    """One of them."""
    return messages.answer(shown(request, await seen(request, store, lambda work: _known(work, group_id))))


@post("/Groups", opt=NEEDS)
async def make(request: AnyRequest, store: AStore) -> Response[bytes]:
    """A new one."""
    naming, members = _read(await messages.body(request))
    hands = hands_of(request)
    made = await done(request, store, lambda work: provisioning.put_group(work, hands, None, naming, members))
    said = shown(request, made)
    return messages.answer(said, 201, location=said["meta"]["location"])


@put("/Groups/{group_id:str}", opt=NEEDS)
async def replace(request: AnyRequest, store: AStore, group_id: FromPath[str]) -> Response[bytes]:
    """What it is now."""
    naming, members = _read(await messages.body(request))
    hands = hands_of(request)
    put_ = await done(request, store, lambda work: provisioning.put_group(work, hands, group_id, naming, members))
    return messages.answer(shown(request, put_))


@patch("/Groups/{group_id:str}", opt=NEEDS)
async def change(request: AnyRequest, store: AStore, group_id: FromPath[str]) -> Response[bytes]:
    """Some of it."""
    asked = list(messages.changes(await messages.body(request)))
    hands = hands_of(request)

    def act(work: Work) -> KnownGroup:
        known = _known(work, group_id)
        naming, members = known.naming, set(known.members)
        for one_ in asked:
            path = one_.path.lower()
            if path == "displayname":
                naming = Naming(text(one_.value, "displayName"), naming.external)
            elif path == "externalid":
                naming = Naming(naming.name, text(one_.value, "externalId"))
            elif path.startswith("members"):
                members = _members(members, one_)
        return provisioning.put_group(work, hands, group_id, naming, members)

    return messages.answer(shown(request, await done(request, store, act)))


@delete("/Groups/{group_id:str}", opt=NEEDS, status_code=204)
async def remove(request: AnyRequest, store: AStore, group_id: FromPath[str]) -> None:
    """It is no more."""
    hands = hands_of(request)
    await done(request, store, lambda work: provisioning.remove_group(work, hands, group_id))


def shown(request: AnyRequest, known: KnownGroup) -> dict[str, Any]:
    """A group as SCIM shows it."""
    external = {"externalId": known.naming.external} if known.naming.external else {}
    return {
        "schemas": [SCHEMA],
        "id": known.id,
        "displayName": known.naming.name,
        **external,
        "members": [{"value": member, "type": "User"} for member in known.members],
        "meta": meta(request, "Group", known),
    }


def _members(before: set[str], change_: Change) -> set[str]:
    path = change_.path
    if path.lower() != "members":
        if not path.startswith(_ONE) or not path.endswith('"]') or change_.op != "remove":
            raise ScimProblem(400, 'The path is none of: members, members[value eq "ID"].', "invalidPath")
        return before - {path.removeprefix(_ONE).removesuffix('"]')}
    named = set() if change_.value is None else _ids(change_.value)
    if change_.op == "remove":
        return before - named if change_.value is not None else set()
    return before | named if change_.op == "add" else named


def _ids(given: Any) -> set[str]:
    entries = given if isinstance(given, list) else [given]
    found = [entry.get("value") if isinstance(entry, dict) else None for entry in entries]
    if not all(isinstance(one_, str) and len(one_) <= 26 for one_ in found):
        raise ScimProblem(400, "members is a list of objects with a value each.", "invalidValue")
    return {str(one_) for one_ in found}


def _read(given: dict[str, Any]) -> tuple[Naming, set[str]]:
    folded = {str(name).lower(): value for name, value in given.items()}
    name, external = text(folded.get("displayname"), "displayName"), text(folded.get("externalid"), "externalId")
    return Naming(name, external), _ids(folded.get("members") or [])


def _known(work: Work, group_id: str) -> KnownGroup:
    known = provisioning.group(work, group_id)
    if known is None:
        raise ScimProblem(404, "There is no group of that id.")
    return known


HANDLERS = [listed, one, make, replace, change, remove]

"""`/scim/v2/Users`: the people whom the provider hands over."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from litestar import Response, delete, get, patch, post, put
from litestar.params import FromPath

from reseal.interfaces.api.dependencies import AStore
from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.scim import messages
from reseal.interfaces.scim.messages import ScimProblem, text, truth
from reseal.operations.staff import identities, provisioning
from reseal.operations.staff.acts import in_turn
from reseal.operations.staff.identities import IdentityError, Known, Profile, Roles
from reseal.operations.staff.provisioning import Hands, TakenError
from reseal.storage.store import Store, Work

SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:User"
NEEDS = {"needs": "scim"}
T = TypeVar("T")


@get("/Users", opt=NEEDS)
async def listed(request: AnyRequest, store: AStore) -> Response[bytes]:
    """A page of them, or the one that a filter names."""
    start, most = messages.page_asked(request)
    asked = messages.filter_asked(request, "userName", "externalId", "id")
    hands = hands_of(request)

    def look(work: Work) -> tuple[int, list[Known]]:
        if asked is not None and asked[0] == "id":
            found = identities.by_member(work, asked[1])
            return (1, [found]) if found else (0, [])
        by = {} if asked is None else {"name" if asked[0] == "userName" else "subject": asked[1]}
        return provisioning.people(work, hands, skip=start - 1, most=most, **by)

    total, found = await seen(request, store, look)
    return messages.page(total, start, [shown(request, one) for one in found])


@get("/Users/{user_id:str}", opt=NEEDS)
async def one(request: AnyRequest, store: AStore, user_id: FromPath[str]) -> Response[bytes]:
    """One of them."""
    known = await seen(request, store, lambda work: _known(work, user_id))
    return messages.answer(shown(request, known))


@post("/Users", opt=NEEDS)
async def make(request: AnyRequest, store: AStore) -> Response[bytes]:
    """Somebody new."""
    given = await messages.body(request)
    profile, active = _read(given)
    hands = hands_of(request)
    known = await done(request, store, lambda work: provisioning.hand_over(work, hands, profile, active=active))
    said = shown(request, known)
    return messages.answer(said, 201, location=said["meta"]["location"])


@put("/Users/{user_id:str}", opt=NEEDS)
async def replace(request: AnyRequest, store: AStore, user_id: FromPath[str]) -> Response[bytes]:
    """What the provider says of them now."""
    profile, active = _read(await messages.body(request))
    hands = hands_of(request)
    known = await done(request, store, lambda work: provisioning.change(work, hands, user_id, profile, active=active))
    return messages.answer(shown(request, known))


@patch("/Users/{user_id:str}", opt=NEEDS)
async def change(request: AnyRequest, store: AStore, user_id: FromPath[str]) -> Response[bytes]:
    """Some of it. Attributes that the desk does not keep are passed over."""
    asked = list(messages.changes(await messages.body(request)))
    hands = hands_of(request)

    def act(work: Work) -> Known:
        known = _known(work, user_id)
        given: dict[str, Any] = _given(known.profile, known.active)
        for change_ in asked:
            name = next((name for name in given if name.lower() == change_.path.lower()), None)
            if name is not None:
                given[name] = None if change_.op == "remove" else change_.value
        profile, active = _read(given)
        return provisioning.change(work, hands, user_id, profile, active=active)

    return messages.answer(shown(request, await done(request, store, act)))


@delete("/Users/{user_id:str}", opt=NEEDS, status_code=204)
async def remove(request: AnyRequest, store: AStore, user_id: FromPath[str]) -> None:
    """The provider knows them no more: they are out."""

    def act(work: Work) -> None:
        _known(work, user_id)
        identities.forget(work, user_id)

    await done(request, store, act)


def hands_of(request: AnyRequest) -> Hands:
    """Whose people these are."""
    chosen = request.app.state.chosen
    return Hands(chosen.oidc_issuer, Roles(chosen.group_roles))


async def seen(request: AnyRequest, store: Store, look: Callable[[Work], T]) -> T:
    """What is there, off the loop that serves everybody else."""

    def run() -> T:
        with store.read(request.state.actor) as work:
            return look(work)

    return await asyncio.to_thread(run)


async def done(request: AnyRequest, store: Store, act: Callable[[Work], T]) -> T:
    """What is done, one after another: two that come at once see what the other has done (409, not two of a name).

    Raises:
        ScimProblem: it cannot be.
    """

    def run() -> T:
        with store.write(request.state.actor) as work:
            in_turn(work)
            return act(work)

    try:
        return await asyncio.to_thread(run)
    except TakenError as error:
        raise ScimProblem(409, str(error), "uniqueness") from None
    except IdentityError as error:
        raise ScimProblem(400, str(error), "invalidValue") from None
    except LookupError:
        raise ScimProblem(404, "There is nobody, and nothing, of that id.") from None


def shown(request: AnyRequest, known: Known) -> dict[str, Any]:
    """A person as SCIM shows them."""
    said = {name: value for name, value in _given(known.profile, known.active).items() if value not in ("", None)}
    return {"schemas": [SCHEMA], "id": known.member_id, **said, "meta": meta(request, "User", known)}


def meta(request: AnyRequest, kind: str, of: Any) -> dict[str, str]:
    """When something was made and changed, and where it is."""
    name = of.member_id if isinstance(of, Known) else of.id
    origin = request.app.state.chosen.public_url.rstrip("/") or str(request.base_url).rstrip("/")
    return {
        "resourceType": kind,
        "created": _time(of.created_at),
        "lastModified": _time(of.changed_at),
        "location": f"{origin}/scim/v2/{kind}s/{name}",
    }


def _time(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _given(profile: Profile, active: bool) -> dict[str, Any]:
    return {
        "userName": profile.user_name,
        "externalId": profile.subject,
        "displayName": profile.display_name,
        "active": active,
    }


def _read(given: dict[str, Any]) -> tuple[Profile, bool]:
    folded = {str(name).lower(): value for name, value in given.items()}
    profile = Profile(
        text(folded.get("externalid"), "externalId"),
        text(folded.get("username"), "userName"),
        text(folded.get("displayname"), "displayName"),
    )
    if not profile.subject.strip():
        raise ScimProblem(
            400, "externalId is missing: send what the provider says by the claim `oidc_subject`.", "invalidValue"
        )
    active = folded.get("active")
    return profile, True if active is None else truth(active, "active")


def _known(work: Work, user_id: str) -> Known:
    known = identities.by_member(work, user_id)
    if known is None:
        raise ScimProblem(404, "There is nobody of that id.")
    return known


HANDLERS = [listed, one, make, replace, change, remove]

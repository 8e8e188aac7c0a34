"""Legal holds: nothing of a case or notice is erased until they are released, whatever retention says (SYS-03)."""

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import PathParameter, RawBody

from reseal.interfaces.api.access import bearer
from reseal.interfaces.api.described import answers, read_json, refusals, takes
from reseal.interfaces.api.idempotent import Key, once
from reseal.interfaces.api.paging import After, Limit, cursor, limit_of, place_of
from reseal.interfaces.api.problems import Problem
from reseal.interfaces.api.times import told
from reseal.operations.cases import views as cases
from reseal.operations.notices import views as notices
from reseal.operations.retention import acts, views
from reseal.operations.retention.words import Ground, Hold
from reseal.storage.store import Store, Work

NEEDS = "legal_holds"


_EXAMPLE = {
    "id": "01J00000000000000000000000",
    "about": "01J00000000000000000000001",
    "ground": "order",
    "by": "staff:01J00000000000000000000002",
    "at": "2026-09-21T14:13:20.000Z",
}


class HoldRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is to be held, by the id of a case or a notice, and why."""

    about: Annotated[str, msgspec.Meta(min_length=1, max_length=26)]
    ground: Ground


class HoldShown(msgspec.Struct, frozen=True):
    """A legal hold."""

    id: str
    about: str
    ground: Ground
    by: str
    at: str
    released_at: str | None = None


class Holds(msgspec.Struct, frozen=True):
    """A page of holds in force, the oldest first."""

    holds: list[HoldShown]
    next: str | None = None


@get(
    "/v1/legal-holds",
    guards=[bearer],
    needs=NEEDS,
    sync_to_thread=True,
    summary="The legal holds in force",
    operation_id="legal_holds",
    tags=["staff"],
    security=[{"token": []}],
    responses={200: answers(Holds, "A page", {"holds": [_EXAMPLE]}), **refusals(401, 403, 422)},
)
def in_force(
    store: NamedDependency[Store],
    limit: Limit = None,
    after: After = None,
) -> Holds:
    """A page of them."""
    most, place = limit_of(limit), place_of(after, str)
    with store.read() as work:
        found = views.in_force(work, place or "", most + 1)
    return Holds([_shown(one) for one in found[:most]], cursor(found[most - 1].id) if len(found) > most else None)


@post(
    "/v1/legal-holds",
    guards=[bearer],
    needs=NEEDS,
    status_code=201,
    sync_to_thread=True,
    summary="Erase nothing of a case or notice until the hold is released",
    operation_id="put_legal_hold",
    tags=["staff"],
    security=[{"token": []}],
    operation_class=takes(HoldRequest, {"about": "01J00000000000000000000000", "ground": "order"}),
    responses={
        201: answers(HoldShown, "The hold", _EXAMPLE),
        **refusals(400, 401, 403, 404, 422),
    },
)
def put(
    store: NamedDependency[Store], request: Request[Any, Any, Any], body: RawBody, idempotency_key: Key = None
) -> Response[bytes]:
    """Put a hold on something."""
    asked = read_json(body, HoldRequest, 'Send {"about": id, "ground": why} as JSON.')

    def act(work: Work) -> tuple[int, HoldShown]:
        if not cases.exists(work, asked.about) and not notices.exists(work, asked.about):
            raise Problem(404, "There is no case or notice of this id.", "Take the id from /v1/cases.", "about")
        name = acts.hold(work, asked.about, asked.ground)
        work.session.flush()
        return 201, next(_shown(one) for one in views.of(work, asked.about) if one.id == name)

    return once(store, request, body, act, actor=request.state.actor)


@post(
    "/v1/legal-holds/{hold_id:str}/release",
    guards=[bearer],
    needs=NEEDS,
    status_code=200,
    sync_to_thread=True,
    summary="Release a hold: retention goes on where it was",
    operation_id="release_legal_hold",
    tags=["staff"],
    security=[{"token": []}],
    responses={
        200: answers(HoldShown, "The hold as it was", {**_EXAMPLE, "released_at": "2026-10-21T14:13:20.000Z"}),
        **refusals(400, 401, 403, 404, 422),
    },
)
def release(
    store: NamedDependency[Store],
    request: Request[Any, Any, Any],
    hold_id: Annotated[str, PathParameter(description="The id of the hold.", max_length=26)],
    body: RawBody,
    idempotency_key: Key = None,
) -> Response[bytes]:
    """End it."""

    def act(work: Work) -> tuple[int, HoldShown]:
        held = views.hold(work, hold_id)
        if held is None or not acts.release(work, hold_id):
            raise Problem(404, "No hold of this id is in force.", "GET /v1/legal-holds lists them.", "id")
        return 200, _shown(msgspec.structs.replace(held, released_at=work.now))

    return once(store, request, body, act, actor=request.state.actor)


def _shown(hold: Hold) -> HoldShown:
    ended = None if hold.released_at is None else told(hold.released_at)
    return HoldShown(hold.id, hold.about, hold.ground, hold.by, told(hold.at), ended)


HANDLERS = (in_force, put, release)

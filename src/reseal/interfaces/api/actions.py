"""What a platform is asked to do, for platforms that fetch; and their word that it is done (`POST …/ack`)."""

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import PathParameter, RawBody

from reseal.interfaces.api.access import bearer
from reseal.interfaces.api.described import answers, refusals, refused_as
from reseal.interfaces.api.idempotent import Key, once
from reseal.interfaces.api.paging import After, Limit, cursor, limit_of, place_of
from reseal.interfaces.api.problems import TITLES, Problem
from reseal.interfaces.api.times import told
from reseal.operations.audit.acts import record
from reseal.operations.cases import acts as cases
from reseal.operations.deliveries import acts, views
from reseal.operations.deliveries.words import Withdrawn
from reseal.operations.sanctions import acts as sanctions
from reseal.storage.store import Store, Work

AnyRequest = Request[Any, Any, Any]
Id = Annotated[str, PathParameter(description="The id of the action, as in `data.id` of its webhook.", max_length=26)]


_EXAMPLE = {"id": "01J00000000000000000000000", "type": "action.requested"}


class ActionAsked(msgspec.Struct, frozen=True):
    """One thing that the platform is asked to do or to tell, as in the webhook of the same id."""

    id: str
    type: str
    timestamp: str
    data: dict[str, Any]


class ActionsAsked(msgspec.Struct, frozen=True):
    """A page of them, the oldest first; `next` is null where there is no more for now."""

    actions: list[ActionAsked]
    next: str | None = None


class ActionAcknowledged(msgspec.Struct, frozen=True):
    """What the platform has said that it did, and when it said so first."""

    id: str
    type: str
    acknowledged_at: str


class Instead(msgspec.Struct, frozen=True):
    """What is asked now. `action` is null where it is no longer kept what it said."""

    id: str
    action: str | None


class ActionWithdrawn(msgspec.Struct, frozen=True):
    """A problem document with `stands`: what is asked in the place of what was taken back; null where nothing is."""

    type: str
    title: str
    status: int
    detail: str
    remedy: str
    field: str | None = None
    stands: Instead | None = None


_WITHDRAWN: dict[str, Any] = {
    "type": "about:blank",
    "title": TITLES[410],
    "status": 410,
    "detail": "This was taken back; something else is asked about the same now.",
    "remedy": "Carry out `stands` and acknowledge that. GET /v1/actions gives it in full until then.",
    "field": "id",
    "stands": {"id": "01J00000000000000000000001", "action": "allow"},
}


@get(
    "/v1/actions",
    guards=[bearer],
    needs="actions",
    sync_to_thread=True,
    summary="What is asked of the platform and not acknowledged yet",
    description=(
        "For platforms that take no webhooks, or missed some. Each stands here until it is acknowledged; ask "
        "again from the first page. Needs a token with the scope `actions`."
    ),
    operation_id="actions",
    tags=["platform"],
    security=[{"token": []}],
    responses={
        200: answers(
            ActionsAsked,
            "A page of what is asked",
            {
                "actions": [
                    {
                        **_EXAMPLE,
                        "timestamp": "2026-09-21T14:13:20.000Z",
                        "data": {"id": _EXAMPLE["id"], "post": "p1", "action": "remove"},
                    }
                ],
            },
        ),
        **refusals(401, 403, 422),
    },
)
def asked(
    store: NamedDependency[Store],
    limit: Limit = None,
    after: After = None,
) -> ActionsAsked:
    """A page of what is asked."""
    most, place = limit_of(limit), place_of(after, str)
    with store.read() as work:
        found = views.asked(work, place or "", most + 1)
    shown = [ActionAsked(one.id, one.kind, told(one.created_at), {**one.payload, "id": one.id}) for one in found[:most]]
    return ActionsAsked(shown, cursor(shown[-1].id) if len(found) > most else None)


@post(
    "/v1/actions/{action_id:str}/ack",
    guards=[bearer],
    needs="actions",
    status_code=200,
    sync_to_thread=True,
    summary="Say that an action was carried out",
    description=(
        "The exposed person's page says that the content is gone once this has come, and says so if it does not come. "
        "A second time changes nothing. What was taken back meanwhile answers 410 with what stands instead: carry that "
        "out. Needs a token with the scope `actions`."
    ),
    operation_id="acknowledge_action",
    tags=["platform"],
    security=[{"token": []}],
    responses={
        200: answers(ActionAcknowledged, "Noted", {**_EXAMPLE, "acknowledged_at": "2026-09-21T14:13:21.000Z"}),
        410: refused_as(ActionWithdrawn, _WITHDRAWN),
        **refusals(400, 401, 403, 404, 422),
    },
)
def acknowledge(
    store: NamedDependency[Store], request: AnyRequest, action_id: Id, body: RawBody, idempotency_key: Key = None
) -> Response[bytes]:
    """Note that the platform did what it was asked."""

    def act(work: Work) -> tuple[int, ActionAcknowledged]:
        done = acts.acknowledge(work, action_id)
        if done is None:
            raise Problem(404, "No such action is asked of the platform.", "Send `data.id` of the webhook.", "id")
        if isinstance(done, Withdrawn):
            raise _taken_back(done)
        if done.first:
            if done.kind == cases.ACTION and done.stands:
                cases.acknowledged(work, done.about)
            if done.kind in sanctions.KINDS and done.stands:
                sanctions.acknowledged(work, done.about)
            record(work, "action.acknowledged", done.about, delivery=done.id, kind=done.kind)
        return 200, ActionAcknowledged(done.id, done.kind, told(done.at))

    return once(store, request, body, act, actor=request.state.actor)


def _taken_back(done: Withdrawn) -> Problem:
    if done.stands is None:
        remedy = "Leave it; GET /v1/actions lists what is asked."
        return Problem(410, "This was taken back, and nothing stands in its place.", remedy, "id", {"stands": None})
    stands = {"id": done.stands.id, "action": done.stands.action}
    return Problem(410, _WITHDRAWN["detail"], _WITHDRAWN["remedy"], "id", {"stands": stands})


HANDLERS = (asked, acknowledge)

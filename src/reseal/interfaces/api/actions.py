"""What a platform is asked to do, for platforms that fetch; and their word that it is done (`POST …/ack`)."""

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import PathParameter, RawBody

from reseal.interfaces.api.access import bearer
from reseal.interfaces.api.described import answers, refusals
from reseal.interfaces.api.idempotent import Key, once
from reseal.interfaces.api.paging import After, Limit, cursor, limit_of, place_of
from reseal.interfaces.api.problems import Problem
from reseal.interfaces.api.times import told
from reseal.operations.audit.acts import record
from reseal.operations.cases import acts as cases
from reseal.operations.deliveries import acts, views
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
        "A second time changes nothing. Needs a token with the scope `actions`."
    ),
    operation_id="acknowledge_action",
    tags=["platform"],
    security=[{"token": []}],
    responses={
        200: answers(ActionAcknowledged, "Noted", {**_EXAMPLE, "acknowledged_at": "2026-09-21T14:13:21.000Z"}),
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
        if done.first:
            if done.kind == cases.ACTION:
                cases.acknowledged(work, done.about)
            record(work, "action.acknowledged", done.about, delivery=done.id, kind=done.kind)
        return 200, ActionAcknowledged(done.id, done.kind, told(done.at))

    return once(store, request, body, act, actor=request.state.actor)


HANDLERS = (asked, acknowledge)

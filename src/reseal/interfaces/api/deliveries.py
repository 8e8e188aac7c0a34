"""Deliveries for staff: what has failed, and sending it again."""

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
from reseal.operations.deliveries import sending, views
from reseal.operations.deliveries.words import Shown
from reseal.storage.store import Store, Work

NEEDS = "deliveries.replay"


_EXAMPLE = {
    "id": "01J00000000000000000000000",
    "kind": "action.requested",
    "receiver": "platform",
    "channel": "webhook",
    "about": "01J00000000000000000000001",
    "state": "failed",
    "tries": 10,
    "problem": "refused",
    "created_at": "2026-09-21T14:13:20.000Z",
}


class DeliveryShown(msgspec.Struct, frozen=True):
    """Where a delivery stands; never what it says."""

    id: str
    kind: str
    receiver: str
    channel: str
    about: str
    state: str
    tries: int
    problem: str | None
    created_at: str
    sent_at: str | None = None
    acknowledged_at: str | None = None


class Deliveries(msgspec.Struct, frozen=True):
    """A page of deliveries, the newest first."""

    deliveries: list[DeliveryShown]
    next: str | None = None


class Replayed(msgspec.Struct, frozen=True):
    """A delivery that will be sent once more, under its id."""

    id: str


@get(
    "/v1/deliveries",
    guards=[bearer],
    needs=NEEDS,
    sync_to_thread=True,
    summary="Deliveries that have failed",
    operation_id="failed_deliveries",
    tags=["staff"],
    security=[{"token": []}],
    responses={200: answers(Deliveries, "A page", {"deliveries": [_EXAMPLE]}), **refusals(401, 403, 422)},
)
def failed(
    store: NamedDependency[Store],
    limit: Limit = None,
    after: After = None,
) -> Deliveries:
    """A page of what has failed for good, until somebody replays it."""
    most, place = limit_of(limit), place_of(after, str)
    with store.read() as work:
        found = views.failed(work, place, most + 1)
    shown = [_shown(one) for one in found[:most]]
    return Deliveries(shown, cursor(shown[-1].id) if len(found) > most else None)


@post(
    "/v1/deliveries/{delivery_id:str}/replay",
    guards=[bearer],
    needs=NEEDS,
    status_code=202,
    sync_to_thread=True,
    summary="Send a delivery again",
    description="It goes out under the id that it always had, so whoever got it before can tell.",
    operation_id="replay_delivery",
    tags=["staff"],
    security=[{"token": []}],
    responses={
        202: answers(Replayed, "It will be sent", {"id": "01J00000000000000000000000"}),
        **refusals(400, 401, 403, 404, 422),
    },
)
def replay(
    store: NamedDependency[Store],
    request: Request[Any, Any, Any],
    delivery_id: Annotated[str, PathParameter(description="The id of the delivery.", max_length=26)],
    body: RawBody,
    idempotency_key: Key = None,
) -> Response[bytes]:
    """Send it once more."""

    def act(work: Work) -> tuple[int, Replayed]:
        if not sending.replay(work, delivery_id):
            raise Problem(404, "No delivery of this id can be sent again.", "Withdrawn and erased ones are gone.", "id")
        return 202, Replayed(delivery_id)

    return once(store, request, body, act, actor=request.state.actor)


def _shown(one: Shown) -> DeliveryShown:
    return DeliveryShown(
        one.id,
        one.kind,
        one.receiver,
        one.channel,
        one.about,
        one.state,
        one.tries,
        one.problem,
        told(one.created_at),
        None if one.sent_at is None else told(one.sent_at),
        None if one.acknowledged_at is None else told(one.acknowledged_at),
    )


HANDLERS = (failed, replay)

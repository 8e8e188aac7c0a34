"""`/v1/guards`: have identifiers watched without an account. No answer depends on what is watched already."""

import asyncio
from collections.abc import Sequence
from typing import Annotated, Any, cast

from litestar import Response, delete, get, post
from litestar.params import HeaderParameter, PathParameter
from litestar.types import ControllerRouterHandler

from reseal.interfaces.api.described import answers, read_json, refusals, takes
from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.api.guard_shapes import (
    EXAMPLE,
    RECEIPT,
    STATUS,
    GuardCode,
    GuardReceipt,
    GuardRequest,
    GuardStatus,
    shown_as,
)
from reseal.interfaces.api.idempotent import Key, once
from reseal.interfaces.api.problems import Problem
from reseal.interfaces.api.visitors import entered, spoken_for
from reseal.interfaces.door import guard_checking as checking
from reseal.interfaces.door.desk import PUBLIC, Desk
from reseal.interfaces.door.guard_checking import Fault, Typed
from reseal.interfaces.door.sent import TooLarge, body_of
from reseal.interfaces.door.times import stamp
from reseal.interfaces.media import from_request
from reseal.operations.guards import acts, views
from reseal.operations.guards.rules import rules
from reseal.operations.guards.words import Status
from reseal.storage.store import Work

PATH = "/v1/guards"
_PIN = "X-Guard-Pin"
_SMALL = 65_536
_LIMITS = rules().limits
Ticket = Annotated[str, PathParameter(description="As it was given, gaps and case as you like.")]
Value = Annotated[str, PathParameter(description="The id of a value, as the guard shows it.")]
Pin = Annotated[str, HeaderParameter(name=_PIN, required=False, description="The eight digits that came with it.")]
_FIELDS = {"pictures": "pictures", "words": "words", "contact": "contact", "own": "account"}
_REFUSALS = refusals(400, 404, 413, 422, 429)
_SHAPE = (
    'Send {"values": [{"type", "value"}], "pictures"?, "account"?, "contact"?, "words"?, "lang"?} as JSON in UTF-8.'
)


def guard_handlers(desk: Desk) -> Sequence[ControllerRouterHandler]:
    """The doors."""

    @post(
        PATH,
        status_code=201,
        summary="Have identifiers watched",
        description="No account and no token. A code goes to each number and mailbox; the rest waits for staff. Only"
        " fingerprints are kept. The answer is the same whatever is watched already.",
        tags=["public"],
        operation_class=takes(GuardRequest, EXAMPLE),
        request_max_body_size=None,
        operation_id="make_guard",
        responses={201: answers(GuardReceipt, "Ticket and PIN", RECEIPT), **refusals(400, 401, 403, 413, 422, 429)},
    )
    async def make(request: AnyRequest, idempotency_key: Key = None) -> Response[GuardReceipt]:
        body = await _body(request, _LIMITS.all_bytes * 4 // 3)
        sent = read_json(body, GuardRequest, _SHAPE)
        typed = _typed(sent)
        for fault in checking.faults(typed)[:1]:
            raise _problem(fault)
        grant = await spoken_for(request, "guards.pass_on")
        origin = "" if grant else desk.origins.of(request)
        if grant is None and not desk.origins.may_guard(origin):
            raise Problem(429, "Many guards came from here in the last minute.", "Wait one minute, then send again.")
        imprints = await desk.judging.imprints(typed.pictures) if typed.pictures else {}
        wrong, shown = checking.pictured(typed.pictures, imprints)
        if wrong is not None:
            raise _problem(wrong)
        form = checking.form_of(typed, sent.lang, shown)

        def act(work: Work) -> tuple[int, Any]:
            got = acts.file(work, form, by_platform=grant is not None)
            return 201, GuardReceipt(got.ticket, got.pin, stamp(got.expires_at))

        scope = grant.id if grant else origin
        answer = await asyncio.to_thread(once, desk.store, request, body, act, actor=PUBLIC, scope=scope)
        return cast("Response[GuardReceipt]", answer)

    @get(
        f"{PATH}/{{ticket:str}}",
        summary="How a guard stands",
        tags=["public"],
        operation_id="guard",
        responses={200: answers(GuardStatus, "The guard", STATUS), **_REFUSALS},
    )
    async def follow(request: AnyRequest, ticket: Ticket, pin: Pin = "") -> GuardStatus:
        guard = await _enter(desk, request, ticket, pin)
        return shown_as(await desk.read(lambda work: views.page(work, guard)))

    @post(
        f"{PATH}/{{ticket:str}}/code",
        status_code=200,
        summary="Give the code that came",
        tags=["public"],
        operation_id="prove_guard",
        operation_class=takes(GuardCode, {"code": "000000"}),
        responses={200: answers(GuardStatus, "The guard", STATUS), **_REFUSALS},
    )
    async def prove(request: AnyRequest, ticket: Ticket, pin: Pin = "") -> GuardStatus:
        guard = await _enter(desk, request, ticket, pin)
        sent = read_json(await _body(request, _SMALL), GuardCode, 'Send {"code": digits} as JSON.')

        def act(work: Work) -> Status | None:
            return views.page(work, guard) if acts.prove(work, guard, sent.code) else None

        status = await desk.write(act)
        if status is None:
            raise Problem(422, "The code does not fit, or it is over.", "Ask for a new one.", "code")
        return shown_as(status)

    @post(
        f"{PATH}/{{ticket:str}}/values/{{value:str}}/code",
        status_code=202,
        summary="Ask for another code to a value that waits for one",
        description="The answer is the same whether a code goes out or not.",
        tags=["public"],
        operation_id="ask_guard_code",
        responses=_REFUSALS,
    )
    async def again(request: AnyRequest, ticket: Ticket, value: Value, pin: Pin = "") -> Response[None]:
        guard = await _enter(desk, request, ticket, pin)
        await desk.write(lambda work: acts.ask_again(work, guard, value[:26]))
        return Response(None, status_code=202)

    @delete(
        f"{PATH}/{{ticket:str}}/values/{{value:str}}",
        status_code=204,
        summary="Watch one value no more",
        tags=["public"],
        operation_id="drop_guarded_value",
        responses=_REFUSALS,
    )
    async def drop(request: AnyRequest, ticket: Ticket, value: Value, pin: Pin = "") -> None:
        guard = await _enter(desk, request, ticket, pin)
        if not await desk.write(lambda work: acts.drop(work, guard, value[:26])):
            raise Problem(404, "The guard has no such value.", "Give an id that the guard shows.", "value")

    @post(
        f"{PATH}/{{ticket:str}}/renewal",
        status_code=200,
        summary="Let a guard last as long as a new one",
        tags=["public"],
        operation_id="renew_guard",
        responses={200: answers(GuardStatus, "The guard", STATUS), **_REFUSALS},
    )
    async def renew(request: AnyRequest, ticket: Ticket, pin: Pin = "") -> GuardStatus:
        guard = await _enter(desk, request, ticket, pin)

        def act(work: Work) -> Status | None:
            return views.page(work, guard) if acts.renew(work, guard) else None

        status = await desk.write(act)
        if status is None:
            raise Problem(429, "The guard was renewed several times today.", "Try again tomorrow.")
        return shown_as(status)

    @delete(
        f"{PATH}/{{ticket:str}}",
        status_code=204,
        summary="Delete a guard, every fingerprint of it",
        tags=["public"],
        operation_id="delete_guard",
        responses=_REFUSALS,
    )
    async def end(request: AnyRequest, ticket: Ticket, pin: Pin = "") -> None:
        guard = await _enter(desk, request, ticket, pin)
        await desk.write(lambda work: acts.delete_guard(work, guard))

    return [make, follow, prove, again, drop, renew, end]


async def _enter(desk: Desk, request: AnyRequest, ticket: str, pin: str) -> str:
    return await entered(request, desk.origins, desk.enter_guard, ticket, pin, _PIN)


async def _body(request: AnyRequest, most: int) -> bytes:
    try:
        return await body_of(request, most)
    except TooLarge:
        raise Problem(413, f"The body is larger than {most} bytes.", "Send fewer pictures.", "pictures") from None


def _typed(sent: GuardRequest) -> Typed:
    values: dict[str, tuple[str, ...]] = {}
    for one in sent.values:
        values[one.type] = (*values.get(one.type, ()), one.value)
    fetched = from_request(sent.pictures)
    return Typed(
        values=values,
        pictures=tuple(content if isinstance(content, bytes) else b"" for content in fetched),
        account=sent.account,
        contact=sent.contact,
        words=sent.words,
    )


def _problem(fault: Fault) -> Problem:
    """A fault as a problem document: its first sentence says what is wrong, the rest what mends it."""
    detail, _, remedy = fault.said("en").partition(". ")
    field = (
        fault.field
        if fault.field in ("pictures", "words", "contact")
        else "account"
        if fault.field == "own"
        else "values"
    )
    return Problem(422, f"{detail.rstrip('.')}.", remedy or _SHAPE, field)

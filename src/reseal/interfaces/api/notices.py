"""`/v1/notices`: report doxxing and follow what becomes of it, without an account (CAC-03, Art 26, DSA 16)."""

from collections.abc import Sequence
from typing import Annotated, Literal, TypeVar, cast

import msgspec
from litestar import Response, get, post
from litestar.params import HeaderParameter, PathParameter
from litestar.types import ControllerRouterHandler

from reseal.interfaces.api.described import refusals, takes
from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.api.idempotent import asked_of, other_request, response_of
from reseal.interfaces.api.notice_shapes import (
    EXAMPLE,
    Addition,
    ClaimCode,
    ClaimRequest,
    NoticeReceipt,
    NoticeRequest,
    NoticeStatus,
    shown,
)
from reseal.interfaces.api.problems import Problem
from reseal.interfaces.api.visitors import entered, spoken_for
from reseal.interfaces.door import checking
from reseal.interfaces.door.checking import Fault, Typed
from reseal.interfaces.door.desk import PUBLIC, Desk
from reseal.interfaces.door.sent import TooLarge, body_of
from reseal.interfaces.door.times import stamp
from reseal.interfaces.media import from_request
from reseal.operations.notices import acts, views
from reseal.operations.notices.acts import Closed, TooMany
from reseal.operations.notices.rules import rules
from reseal.operations.notices.words import ABOUTS, RELATIONS, Status
from reseal.storage.idempotency import OtherRequestError
from reseal.storage.store import Work

T = TypeVar("T")
PATH = "/v1/notices"
_PIN = "X-Notice-Pin"
Ticket = Annotated[str, PathParameter(description="As it was given, gaps and case as you like.")]
Pin = Annotated[str, HeaderParameter(name=_PIN, required=False, description="The eight digits that came with it.")]
_SMALL = 65_536
_REFUSALS = refusals(400, 404, 413, 422, 429)
_SHAPE = 'Send {"relation", "posts": [id or URL], "description", "pictures"?, "contact"?} as JSON in UTF-8.'
_LIMITS = rules().limits
_FIX = {
    "posts": f"Give at most {_LIMITS.posts} ids or addresses as texts, each of at most {_LIMITS.reference} characters.",
    "description": f"Give a text of at most {_LIMITS.words} characters; more can be added later.",
    "pictures": f"Give at most {_LIMITS.pictures} pictures as base64; more can be added later.",
    "contact": f"Give one mailbox or phone number of at most {_LIMITS.contact} characters, or leave it out.",
    "relation": f"Give one of {', '.join(RELATIONS)}.",
    "about": f"Give one of {', '.join(ABOUTS)}, or leave it out.",
}


def notice_handlers(desk: Desk) -> Sequence[ControllerRouterHandler]:
    """The doors."""

    @post(
        PATH,
        status_code=201,
        summary="Report doxxing",
        description="No account and no token. The content is sealed at once; ticket and PIN follow it.",
        tags=["public"],
        operation_class=takes(NoticeRequest, EXAMPLE),
        request_max_body_size=None,
        response_description="Ticket and PIN",
        operation_id="file_notice",
        responses=refusals(400, 401, 403, 413, 422, 429),
    )
    async def file(request: AnyRequest) -> Response[NoticeReceipt]:
        body = await _body(request, rules().limits.all_bytes * 4 // 3)
        sent = _read(body, NoticeRequest, _SHAPE)
        typed = _typed(sent)
        found = checking.faults(typed)
        if found:
            raise _problem(found[0])
        grant = await spoken_for(request, "notices.pass_on")
        origin = "" if grant else desk.origins.of(request)
        if grant is None and not desk.origins.may_file(origin, threat=sent.threat):
            raise Problem(429, "Many notices came from here in the last minute.", "Wait one minute, then send again.")
        trusted = grant is not None and "notices.trusted" in grant.scopes
        form = checking.form_of(typed, sent.lang or _written_in(typed.description), origin, trusted=trusted)
        asked = asked_of(request, body, PUBLIC, grant.id if grant else origin)
        try:
            answer, again = await desk.file_once(form, asked)
        except OtherRequestError:
            raise other_request() from None
        except TooMany as wait:
            raise Problem(
                429,
                "Earlier notices of this contact did not hold, and it has filed enough for today.",
                f"Wait until {stamp(wait.until)}. Where a life is in danger, send threat: true.",
                "contact",
            ) from None
        return cast("Response[NoticeReceipt]", response_of(answer, again=again))

    @get(
        f"{PATH}/{{ticket:str}}",
        summary="How a notice stands",
        tags=["public"],
        operation_id="notice",
        responses=_REFUSALS,
    )
    async def follow(request: AnyRequest, ticket: Ticket, pin: Pin = "") -> NoticeStatus:
        notice = await _enter(desk, request, ticket, pin)
        return shown(await desk.read(lambda work: views.page(work, notice)))

    @post(
        f"{PATH}/{{ticket:str}}/additions",
        status_code=200,
        summary="Add words or pictures, or that a life is in danger",
        tags=["public"],
        operation_id="add_to_notice",
        responses=_REFUSALS,
        operation_class=takes(Addition, {"description": "They also posted my address."}),
        request_max_body_size=None,
    )
    async def add(request: AnyRequest, ticket: Ticket, pin: Pin = "") -> NoticeStatus:
        notice = await _enter(desk, request, ticket, pin)
        body = await _body(request, rules().limits.all_bytes * 4 // 3)
        sent = _read(body, Addition, 'Send {"description"?, "posts"?, "pictures"?, "threat"?} as JSON.')
        more = acts.More(
            _plain(sent.description).strip(), tuple(map(_plain, sent.posts)), _pictures(sent.pictures), sent.threat
        )
        typed = Typed(relation="self", description=more.words, posts=more.posts, pictures=more.pictures)
        found = [fault for fault in checking.faults(typed) if not (sent.threat and fault.key == "nothing")]
        if found:
            raise _problem(found[0])
        judged = await desk.judge(more.words, more.posts)

        def act(work: Work) -> Status:
            acts.add(work, notice, more, judged)
            return views.page(work, notice)

        try:
            status = await desk.write(act)
        except Closed:
            raise Problem(422, "This notice takes nothing more.", "File a new one; both are read together.") from None
        if more.pictures:
            desk.look_at_pictures()
        return shown(status)

    @post(
        f"{PATH}/{{ticket:str}}/withdrawal",
        status_code=200,
        summary="Withdraw a notice",
        tags=["public"],
        operation_id="withdraw_notice",
        responses=_REFUSALS,
    )
    async def withdraw(request: AnyRequest, ticket: Ticket, pin: Pin = "") -> NoticeStatus:
        notice = await _enter(desk, request, ticket, pin)

        def act(work: Work) -> Status:
            acts.withdraw(work, notice)
            return views.page(work, notice)

        return shown(await desk.write(act))

    @post(
        f"{PATH}/{{ticket:str}}/claim",
        status_code=202,
        summary="Ask for a code to the exposed number or mailbox",
        description="The answer is the same whether the value is exposed or not. At most 3 codes a day reach a number.",
        tags=["public"],
        operation_id="ask_claim_code",
        responses=_REFUSALS,
        operation_class=takes(ClaimRequest, {"value": "name@example.com"}),
    )
    async def claim(request: AnyRequest, ticket: Ticket, pin: Pin = "") -> Response[None]:
        await _enter(desk, request, ticket, pin)
        sent = _read(await _body(request, _SMALL), ClaimRequest, 'Send {"value": number or mailbox} as JSON.')
        await desk.write(lambda work: acts.send_claim_code(work, ticket, sent.value))
        return Response(None, status_code=202)

    @post(
        f"{PATH}/{{ticket:str}}/claim/code",
        status_code=200,
        summary="Give the code that came",
        tags=["public"],
        operation_id="prove_claim",
        responses=_REFUSALS,
        operation_class=takes(ClaimCode, {"code": "000000"}),
    )
    async def prove(request: AnyRequest, ticket: Ticket, pin: Pin = "") -> NoticeStatus:
        notice = await _enter(desk, request, ticket, pin)
        sent = _read(await _body(request, _SMALL), ClaimCode, 'Send {"code": digits} as JSON.')

        def act(work: Work) -> Status | None:
            return views.page(work, notice) if acts.prove(work, notice, sent.code) else None

        status = await desk.write(act)
        if status is None:
            raise Problem(422, "The code does not fit, or it is over.", "Ask for a new one.", "code")
        return shown(status)

    return [file, follow, add, withdraw, claim, prove]


def _written_in(words: str) -> Literal["zh", "en"]:
    return "zh" if any("\u4e00" <= char <= "\u9fff" for char in words) else "en"


async def _enter(desk: Desk, request: AnyRequest, ticket: str, pin: str) -> str:
    return await entered(request, desk.origins, desk.enter, ticket, pin, _PIN)


async def _body(request: AnyRequest, most: int) -> bytes:
    try:
        return await body_of(request, most)
    except TooLarge:
        raise Problem(
            413, f"The body is larger than {most} bytes.", "Send fewer or smaller pictures.", "pictures"
        ) from None


def _read(body: bytes, kind: type[T], shape: str) -> T:
    try:
        return msgspec.json.decode(body, type=kind)
    except msgspec.ValidationError as error:
        field = _field_of(str(error))
        raise Problem(422, "The body is JSON, but not of this shape.", _FIX.get(field or "", shape), field) from None
    except (ValueError, RecursionError):
        raise Problem(400, "The body is not valid JSON in UTF-8.", shape) from None


def _field_of(error: str) -> str | None:
    """The field that msgspec names: `… - at `$.posts[0]`` or `missing required field `relation``."""
    if "required field" in error:
        return error.split("`")[1]
    _, found, path = error.rpartition("at `$.")
    return path.rstrip("`").split("[")[0].split(".")[0] if found else None


def _typed(sent: NoticeRequest) -> Typed:
    return Typed(
        relation=sent.relation,
        posts=tuple(map(_plain, sent.posts)),
        description=_plain(sent.description),
        pictures=_pictures(sent.pictures),
        contact=_plain(sent.contact or ""),
        about=sent.about,
        minor=sent.minor,
        threat=sent.threat,
    )


def _plain(text: str) -> str:
    """Without NUL, which no database takes."""
    return text.replace("\0", "")


def _pictures(given: list[str]) -> tuple[bytes, ...]:
    if len(given) > rules().limits.pictures:
        limit = rules().limits.pictures
        raise _problem(Fault("pictures", "pictures_many", {"found": len(given), "limit": limit}))
    fetched = from_request(given)
    return tuple(content if isinstance(content, bytes) else b"" for content in fetched)


def _problem(fault: Fault) -> Problem:
    """A fault as a problem document: its first sentence says what is wrong, the rest what mends it."""
    detail, _, remedy = fault.said("en").partition(". ")
    return Problem(422, f"{detail.rstrip('.')}.", remedy or _FIX.get(fault.field, detail), fault.field)

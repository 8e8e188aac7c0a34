"""`/v1/appeals`: another look at a decision, by the author's link, a notifier's ticket, or the platform (DSA 20).

Whoever asks shows one of three: the header `X-Appeal-Link` with the secret of the author's link; `X-Notice-Ticket` and
`X-Notice-Pin`; the platform's token and the account that it speaks for. What does not fit is answered 404, whatever the
reason, and counted.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Literal

import msgspec
from litestar import Response, get, post
from litestar.params import HeaderParameter, PathParameter, QueryParameter
from litestar.types import ControllerRouterHandler

from reseal.interfaces.api.access import require_scope
from reseal.interfaces.api.described import read_json, refusals, takes
from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.api.idempotent import Key, once
from reseal.interfaces.api.problems import Problem
from reseal.interfaces.door.desk import PUBLIC, Desk
from reseal.interfaces.door.sent import TooLarge, body_of
from reseal.interfaces.door.times import stamp
from reseal.interfaces.door.words import door_words
from reseal.operations.appeals import acts, views
from reseal.operations.appeals.rules import rules
from reseal.operations.appeals.words import Mine, Refused, State
from reseal.screening.policy.appealed import ground
from reseal.storage.store import Work

PATH = "/v1/appeals"
_SMALL = 65_536
_SHAPE = 'Send {"words", "decision"?, "account"?, "lang"?} as JSON in UTF-8.'
_REFUSALS = refusals(400, 401, 403, 404, 409, 413, 422, 429)
_LIMIT = rules().limits.words
Words = Annotated[str, msgspec.Meta(min_length=1, max_length=_LIMIT)]
Link = Annotated[
    str, HeaderParameter(name="X-Appeal-Link", required=False, description="The secret of the author's link.")
]
Ticket = Annotated[str, HeaderParameter(name="X-Notice-Ticket", required=False, description="Of a notice.")]
Pin = Annotated[str, HeaderParameter(name="X-Notice-Pin", required=False, description="The PIN of that notice.")]
Account = Annotated[
    str, QueryParameter(name="account", required=False, description="For whom a platform speaks, beside its token.")
]
Id = Annotated[str, PathParameter(description="The id that the appeal was given.", max_length=26)]

_STATUS = {"unknown": 404, "again": 409, "early": 409, "closed": 409, "many": 429}


class AppealRequest(msgspec.Struct, frozen=True):
    """Why a decision is wrong. `decision` and `account` come with the platform's token alone: the id of the decision,
    or of the post that it is about, and the account whose post it is. `lang` is that of the answer.
    """

    words: Words
    decision: Annotated[str, msgspec.Meta(max_length=2000)] | None = None
    account: Annotated[str, msgspec.Meta(max_length=2000)] | None = None
    lang: Literal["zh", "en"] | None = None


class AppealReply(msgspec.Struct, frozen=True):
    """What is added to an appeal, or answered in it. `account` comes with the platform's token alone."""

    words: Words
    account: Annotated[str, msgspec.Meta(max_length=2000)] | None = None


class AppealReceipt(msgspec.Struct, frozen=True):
    """An appeal as it was taken: its id, and by when a person has answered."""

    appeal: str
    answer_by: str


class AppealLine(msgspec.Struct, frozen=True):
    """One thing that was said, with personal information masked."""

    at: str
    by: Literal["appellant", "desk"]
    text: str


class AppealStatus(msgspec.Struct, frozen=True):
    """How an appeal stands. `ground` says in words why it held or did not, `note` is what the reviewer added."""

    appeal: str
    status: State
    answer_by: str
    lines: list[AppealLine]
    decided_at: str | None = None
    ground: str | None = None
    note: str | None = None


KINDS = (AppealRequest, AppealReply)
_EXAMPLE = {"words": "It is my own number.", "decision": "01J00000000000000000000000", "account": "a-1", "lang": "en"}


def appeal_handlers(desk: Desk) -> Sequence[ControllerRouterHandler]:
    """The doors."""

    @post(
        PATH,
        status_code=201,
        summary="Appeal a decision",
        description=(
            "By the author's link (X-Appeal-Link), a notifier's ticket (X-Notice-Ticket, X-Notice-Pin), or the "
            "platform's token with `decision` and `account`. Another person than the first decides."
        ),
        tags=["public"],
        operation_class=takes(AppealRequest, _EXAMPLE),
        operation_id="appeal",
        responses=_REFUSALS,
    )
    async def file(
        request: AnyRequest, link: Link = "", ticket: Ticket = "", pin: Pin = "", key: Key = None
    ) -> Response[AppealReceipt]:
        body = await _body(desk, request)
        asked = read_json(body, AppealRequest, _SHAPE)
        who = await _who(desk, request, link, ticket, pin, asked.account)
        said = await desk.said(asked.words.replace("\0", "").strip())
        lang = asked.lang or ("zh" if any("\u4e00" <= char <= "\u9fff" for char in said.text) else "en")

        def act(work: Work) -> tuple[int, Any]:
            if who.kind == "link":
                got = acts.by_link(work, who.name, said, asked.lang)
            elif who.kind == "notice":
                got = acts.by_ticket(work, who.name, said, lang)[0]
            else:
                if not asked.decision:
                    raise Problem(422, "Nothing says what is appealed.", _SHAPE, "decision")
                got = acts.by_platform(work, asked.decision, who.name, said, lang)
            return 201, AppealReceipt(got.id, stamp(got.answer_by))

        return await _answered(desk, request, body, act, who)

    @get(f"{PATH}/{{appeal_id:str}}", summary="How an appeal stands", tags=["public"], responses=_REFUSALS)
    async def status(
        request: AnyRequest,
        appeal_id: Id,
        link: Link = "",
        ticket: Ticket = "",
        pin: Pin = "",
        account: Account = "",
    ) -> AppealStatus:
        who = await _who(desk, request, link, ticket, pin, account)

        def see(work: Work) -> Mine:
            who.require(work, appeal_id)
            return views.mine(work, appeal_id, "en")

        try:
            return _shown(await desk.read(see))
        except Refused as why:
            raise _problem(why) from None

    @post(
        f"{PATH}/{{appeal_id:str}}/replies",
        status_code=200,
        summary="Add to an appeal, or answer in it",
        tags=["public"],
        operation_class=takes(AppealReply, {"words": "I published it myself, in 2020."}),
        operation_id="reply_in_appeal",
        responses=_REFUSALS,
    )
    async def reply(
        request: AnyRequest, appeal_id: Id, link: Link = "", ticket: Ticket = "", pin: Pin = "", key: Key = None
    ) -> Response[AppealStatus]:
        body = await _body(desk, request)
        asked = read_json(body, AppealReply, 'Send {"words", "account"?} as JSON in UTF-8.')
        who = await _who(desk, request, link, ticket, pin, asked.account)
        said = await desk.said(asked.words.replace("\0", "").strip())

        def act(work: Work) -> tuple[int, Any]:
            who.require(work, appeal_id)
            acts.reply(work, appeal_id, said)
            return 200, _shown(views.mine(work, appeal_id, "en"))

        return await _answered(desk, request, body, act, who)

    @post(
        f"{PATH}/{{appeal_id:str}}/withdrawal",
        status_code=200,
        summary="Take an appeal back",
        tags=["public"],
        operation_id="withdraw_appeal",
        responses=_REFUSALS,
    )
    async def withdraw(
        request: AnyRequest,
        appeal_id: Id,
        link: Link = "",
        ticket: Ticket = "",
        pin: Pin = "",
        account: Account = "",
    ) -> Response[AppealStatus]:
        body = await _body(desk, request)
        who = await _who(desk, request, link, ticket, pin, account)

        def act(work: Work) -> tuple[int, Any]:
            who.require(work, appeal_id)
            acts.withdraw(work, appeal_id)
            return 200, _shown(views.mine(work, appeal_id, "en"))

        return await _answered(desk, request, body, act, who)

    return [file, status, reply, withdraw]


class _Who(msgspec.Struct, frozen=True):
    """Who asks: by a link, for a notice, or as an account of the platform. `actor` stands in the audit."""

    kind: Literal["link", "notice", "account"]
    name: str
    actor: str

    def require(self, work: Work, appeal_id: str) -> None:
        """See to it that an appeal is theirs.

        Raises:
            Refused: it is not, or there is none.
        """
        mine = {"link": views.is_of_link, "notice": views.is_of_notice, "account": views.is_of_account}[self.kind]
        if not mine(work, appeal_id, self.name):
            raise Refused("unknown")


async def _who(desk: Desk, request: AnyRequest, link: str, ticket: str, pin: str, account: str | None) -> _Who:
    header = request.headers.get("authorization")
    if header is not None:
        raw = header.encode("latin-1", "replace")
        grant = await require_scope(request.app.state.grants, raw, "appeals.pass_on")
        if not account:
            raise Problem(422, "Nothing says for which account.", "Give `account` beside the token.", "account")
        return _Who("account", account, grant.actor)
    origin = desk.origins.of(request)
    if not desk.origins.may_look(origin):
        raise Problem(429, "Much from here did not fit.", "Wait one minute, then try again.")
    if ticket:
        notice = await desk.enter(ticket, pin)
        if notice is None:
            raise _problem(Refused("unknown"))
        desk.origins.fitted(origin)
        return _Who("notice", notice, PUBLIC)
    if await desk.read(lambda work: views.opens(work, link)):
        desk.origins.fitted(origin)
        return _Who("link", link, PUBLIC)
    raise _problem(Refused("unknown"))


async def _answered(
    desk: Desk, request: AnyRequest, body: bytes, act: Callable[[Work], tuple[int, Any]], who: _Who
) -> Response[Any]:
    def told(work: Work) -> tuple[int, Any]:
        try:
            return act(work)
        except Refused as why:
            raise _problem(why) from None

    scope = f"{who.kind} {who.name}"
    return await asyncio.to_thread(once, desk.store, request, body, told, actor=who.actor, scope=scope)


async def _body(desk: Desk, request: AnyRequest) -> bytes:
    """The body. The public's are counted; a platform's members are many."""
    counted = request.headers.get("authorization") is None
    if counted and not desk.origins.may_appeal(desk.origins.of(request)):
        raise Problem(
            429, "Much was said in appeals from here in the last minute.", "Wait one minute, then send again."
        )
    try:
        return await body_of(request, _SMALL)
    except TooLarge:
        raise Problem(413, f"The body is larger than {_SMALL} bytes.", "Say it in fewer words.", "words") from None


def _problem(refused: Refused) -> Problem:
    detail, _, remedy = door_words("en").appeal_why[refused.why].partition(". ")
    return Problem(_STATUS.get(refused.why, 422), f"{detail.rstrip('.')}.", remedy or "Nothing can be done here.")


def _shown(mine: Mine) -> AppealStatus:
    lines = [AppealLine(stamp(one.at), "appellant" if one.mine else "desk", one.masked) for one in mine.lines]
    return AppealStatus(
        mine.id,
        mine.state,
        stamp(mine.answer_by),
        lines,
        stamp(mine.decided_at) if mine.decided_at is not None else None,
        ground(mine.ground, "en") if mine.ground else None,
        mine.note or None,
    )

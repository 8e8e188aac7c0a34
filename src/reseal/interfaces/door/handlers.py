"""The doors of the public pages."""

from collections.abc import Callable, Sequence
from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath
from litestar.types import ControllerRouterHandler

from reseal.configuration import Configuration
from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.api.html import html
from reseal.interfaces.api.page import from_this_page, language_of
from reseal.interfaces.door import checking, page, times
from reseal.interfaces.door.checking import Fault, Typed
from reseal.interfaces.door.desk import Desk
from reseal.interfaces.door.page import Visitor
from reseal.interfaces.door.sent import Sent, TooLarge, UnreadableError, sent
from reseal.operations.appeals import views as appeals
from reseal.operations.notices import acts, views
from reseal.operations.notices.acts import Closed, More, TooMany
from reseal.operations.notices.rules import rules
from reseal.storage.store import Work

Page = Response[str]
Act = Callable[[Work, str, Sent], dict[str, Any]]
_SMALL = 16_384


def door_handlers(desk: Desk, chosen: Configuration) -> Sequence[ControllerRouterHandler]:
    """The report form, the receipt, the page to follow, and what it sends to."""
    served_on = chosen.served_on
    return [*_reporting(desk, served_on), *_following(desk, served_on), *_changing(desk, served_on, chosen.public_url)]


def visitor_of(request: AnyRequest, form: Sent | None = None) -> Visitor:
    """Who reads: in the language of the button pressed, the page, or the browser."""
    accepted = request.headers.get("accept-language", "")
    asked = (form.fields.get("to_lang") or form.fields.get("lang")) if form else request.query_params.get("lang")
    return Visitor(language_of(asked, accepted), accepted)


def _reporting(desk: Desk, served_on: str) -> list[ControllerRouterHandler]:
    most = rules().limits.all_bytes

    @get("/report", include_in_schema=False)
    async def form(request: AnyRequest) -> Page:
        return html(page.form(visitor_of(request)))

    @post("/report", include_in_schema=False, status_code=201, request_max_body_size=None)
    async def report(request: AnyRequest) -> Page:
        refused, found = await _read(request, served_on, most)
        visitor = visitor_of(request, found)
        if refused is not None or found is None:
            fault = refused or Fault("notice", "unreadable")
            return html(page.form(visitor, None, [fault]), _STATUS.get(fault.key, 400))
        typed = _typed(found)
        if found.has("to_lang"):
            return html(page.form(visitor, typed))
        faults = checking.faults(typed)
        if faults:
            return html(page.form(visitor, typed, faults), 422)
        if not desk.origins.may_file(desk.origins.of(request), threat=typed.threat):
            return html(page.form(visitor, typed, [Fault("notice", "too_often")]), 429)
        try:
            got = await desk.file(checking.form_of(typed, visitor.lang, desk.origins.of(request)))
        except TooMany as wait:
            until = times.moment(wait.until, visitor.lang)
            return html(page.form(visitor, typed, [Fault("notice", "slowed", {"until": until})]), 429)
        return html(page.receipt(visitor, got, desk.store.clock(), typed.threat), 201)

    return [form, report]


def _following(desk: Desk, served_on: str) -> list[ControllerRouterHandler]:
    @get("/report/follow", include_in_schema=False)
    async def enter(request: AnyRequest) -> Page:
        return html(page.enter(visitor_of(request)))

    @post("/report/follow", include_in_schema=False, status_code=200)
    async def follow(request: AnyRequest) -> Page:
        refused, found = await _read(request, served_on, _SMALL)
        visitor = visitor_of(request, found)
        if refused is not None or found is None:
            return html(page.enter(visitor, refused.key if refused else None), 400)
        if found.fields.get("pass"):
            return await notice_page(desk, visitor, found.text("pass"))
        ticket, pin = found.text("ticket"), found.text("pin")
        if not desk.origins.may_look(desk.origins.of(request)):
            return html(page.enter(visitor, "wrong", ticket), 429)
        notice = await desk.enter(ticket, pin)
        if notice is None:
            return html(page.enter(visitor, "wrong", ticket), 404)
        desk.origins.fitted(desk.origins.of(request))
        return await notice_page(desk, visitor, await desk.read(lambda work: views.opens(work, notice)))

    @get("/report/with/{secret:str}", include_in_schema=False)
    async def helper(request: AnyRequest, secret: FromPath[str]) -> Page:
        visitor = visitor_of(request)
        if not desk.origins.may_look(desk.origins.of(request)):
            return html(page.enter(visitor, "link"), 429)
        notice = await desk.read(lambda work: views.helped(work, secret))
        if notice is None:
            return html(page.enter(visitor, "link"), 404)
        desk.origins.fitted(desk.origins.of(request))
        status = await desk.read(lambda work: views.page(work, notice, helper=True))
        return html(page.follow(visitor, status, None, desk.store.clock()))

    @get("/report/recover", include_in_schema=False)
    async def lost(request: AnyRequest) -> Page:
        return html(page.recover(visitor_of(request)))

    @post("/report/recover", include_in_schema=False, status_code=200)
    async def recover(request: AnyRequest) -> Page:
        refused, found = await _read(request, served_on, _SMALL)
        visitor = visitor_of(request, found)
        if refused is not None or found is None:
            return html(page.recover(visitor, error=refused.key if refused else None), 400)
        ticket, value, code = found.text("ticket"), found.text("value"), found.text("code")
        if found.has("to_lang"):
            return html(page.recover(visitor, ticket))
        if not desk.origins.may_look(desk.origins.of(request)):
            return html(page.recover(visitor, ticket, "wrong"), 429)
        if code:
            pin = await desk.write(lambda work: acts.recover(work, ticket, code))
            if pin is None:
                return html(page.recover(visitor, ticket, "code", asked=True), 422)
            desk.origins.fitted(desk.origins.of(request))
            return html(page.recover(visitor, ticket, pin=pin))
        if not value.strip():
            desk.origins.fitted(desk.origins.of(request))
            return html(page.recover(visitor, ticket, "value"), 422)
        # A request for a code counts as a look-up that did not fit.
        await desk.write(lambda work: acts.send_claim_code(work, ticket, value))
        return html(page.recover(visitor, ticket, asked=True))

    return [enter, follow, helper, lost, recover]


def _changing(desk: Desk, served_on: str, public_url: str) -> list[ControllerRouterHandler]:
    @post("/report/add", include_in_schema=False, status_code=200, request_max_body_size=None)
    async def add(request: AnyRequest) -> Page:
        refused, form = await _read(request, served_on, rules().limits.all_bytes)
        visitor = visitor_of(request, form)
        if refused is not None or form is None:
            return html(page.enter(visitor, refused.key if refused else None), 400)
        more = More(
            form.text("words").strip(),
            tuple(line.strip() for line in form.text("posts").split("\n") if line.strip()),
            tuple(form.files.get("pictures", ())),
        )
        typed = Typed(relation="self", description=more.words, posts=more.posts, pictures=more.pictures)
        found = checking.faults(typed)
        if found:
            said = "added_nothing" if found[0].key == "nothing" else found[0].said(visitor.lang)
            return await notice_page(desk, visitor, form.text("pass"), error=said, typed=typed)
        judged = await desk.judge(more.words, more.posts)

        def act(work: Work, notice: str, _: Sent) -> dict[str, Any]:
            acts.add(work, notice, more, judged)
            return {"done": "done_added"}

        page_ = await _done(desk, visitor, form, act)
        if more.pictures:
            desk.look_at_pictures()
        return page_

    @post("/report/threat", include_in_schema=False, status_code=200)
    async def threat(request: AnyRequest) -> Page:
        judged = await desk.judge("", ())

        def act(work: Work, notice: str, _: Sent) -> dict[str, Any]:
            acts.add(work, notice, More(threat=True), judged)
            return {}

        return await _changed(desk, request, served_on, act)

    @post("/report/withdraw", include_in_schema=False, status_code=200)
    async def withdraw(request: AnyRequest) -> Page:
        def act(work: Work, notice: str, _: Sent) -> dict[str, Any]:
            acts.withdraw(work, notice)
            return {"done": "done_withdrawn"}

        return await _changed(desk, request, served_on, act)

    @post("/report/claim", include_in_schema=False, status_code=200)
    async def claim(request: AnyRequest) -> Page:
        def act(work: Work, notice: str, form: Sent) -> dict[str, Any]:
            if not form.text("value").strip():
                return {"error": "value", "at": "claim"}
            acts.send_claim_code(work, views.page(work, notice).ticket, form.text("value"))
            return {"code_asked": True}

        return await _changed(desk, request, served_on, act)

    @post("/report/prove", include_in_schema=False, status_code=200)
    async def prove(request: AnyRequest) -> Page:
        def act(work: Work, notice: str, form: Sent) -> dict[str, Any]:
            return (
                {}
                if acts.prove(work, notice, form.text("code"))
                else {"error": "code", "code_asked": True, "at": "claim"}
            )

        return await _changed(desk, request, served_on, act)

    @post("/report/helper", include_in_schema=False, status_code=200)
    async def helper(request: AnyRequest) -> Page:
        origin = (public_url or str(request.base_url)).rstrip("/")

        def act(work: Work, notice: str, _: Sent) -> dict[str, Any]:
            secret = acts.helper_link(work, notice)
            return {"link": f"{origin}/report/with/{secret}"} if secret else {"error": "helpers"}

        return await _changed(desk, request, served_on, act)

    @post("/report/helpers-end", include_in_schema=False, status_code=200)
    async def helpers_end(request: AnyRequest) -> Page:
        def act(work: Work, notice: str, _: Sent) -> dict[str, Any]:
            acts.revoke_helpers(work, notice)
            return {}

        return await _changed(desk, request, served_on, act)

    return [add, threat, withdraw, claim, prove, helper, helpers_end]


async def _changed(desk: Desk, request: AnyRequest, served_on: str, act: Act) -> Page:
    """Do something with the notice that the page's pass opens, and show the page as it is then."""
    refused, form = await _read(request, served_on, _SMALL)
    visitor = visitor_of(request, form)
    if refused is not None or form is None:
        return html(page.enter(visitor, refused.key if refused else None), 400)
    return await _done(desk, visitor, form, act)


async def _done(desk: Desk, visitor: Visitor, form: Sent, act: Act) -> Page:
    opens = form.text("pass")

    def run(work: Work) -> dict[str, Any] | None:
        notice = views.passed(work, opens)
        return None if notice is None else act(work, notice, form)

    try:
        told = await desk.write(run)
    except Closed:
        told = {"error": "closed"}
    if told is None:
        return html(page.enter(visitor, "expired"), 403)
    return await notice_page(desk, visitor, opens, **told)


async def notice_page(desk: Desk, visitor: Visitor, opens: str, **told: Any) -> Page:
    """The page of the notice that a pass opens, with what was just done or went wrong."""

    def see(work: Work) -> Any:
        notice = views.passed(work, opens)
        if notice is None:
            return None
        return views.page(work, notice), appeals.by_notice(work, notice, visitor.lang)

    seen = await desk.read(see)
    if seen is None:
        return html(page.enter(visitor, "expired"), 403)
    status, appealed = seen
    shown = page.follow(visitor, status, opens, desk.store.clock(), appealed=appealed, **told)
    return html(shown, 422 if told.get("error") else 200)


_STATUS = {"not_from_here": 403, "too_large": 413}


async def _read(request: AnyRequest, served_on: str, most: int) -> tuple[Fault | None, Sent | None]:
    """The form, or why it is not taken: it has to come from these pages (no other site may use a visitor's browser)."""
    if not from_this_page(dict(request.headers), served_on):
        return Fault("notice", "not_from_here"), None
    try:
        return None, await sent(request, most)
    except TooLarge:
        return Fault("pictures", "too_large"), None
    except UnreadableError:
        return Fault("notice", "unreadable"), None


def _typed(form: Sent) -> Typed:
    return Typed(
        relation=form.text("relation"),
        posts=tuple(line.strip() for line in form.text("posts").split("\n") if line.strip()),
        description=form.text("description"),
        pictures=tuple(form.files.get("pictures", ())),
        contact=form.text("contact"),
        about=form.text("about") or "doxxing",
        minor=form.has("minor"),
        threat=form.has("threat"),
    )

"""The doors of guards: the form, the receipt, and the page on which a guard is confirmed, renewed and deleted."""

from collections.abc import Callable, Sequence
from typing import Any

from litestar import Response, get, post
from litestar.types import ControllerRouterHandler

from reseal.configuration import Configuration
from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.api.html import html
from reseal.interfaces.api.page import from_this_page
from reseal.interfaces.door import guard_checking as checking
from reseal.interfaces.door import guard_page as page
from reseal.interfaces.door.desk import Desk
from reseal.interfaces.door.guard_checking import Fault, Typed
from reseal.interfaces.door.handlers import visitor_of
from reseal.interfaces.door.page import Visitor
from reseal.interfaces.door.sent import Sent, TooLarge, UnreadableError, sent
from reseal.operations.guards import acts, views
from reseal.operations.guards.rules import rules
from reseal.operations.guards.words import TYPED
from reseal.storage.store import Work

Page = Response[str]
Act = Callable[[Work, str, Sent], dict[str, str]]
_SMALL = 16_384
_STATUS = {"not_from_here": 403, "too_large": 413}


def guard_pages(desk: Desk, chosen: Configuration) -> Sequence[ControllerRouterHandler]:
    """The pages, and what they send to."""
    return [*_making(desk, chosen), *_keeping(desk, chosen.served_on)]


def _making(desk: Desk, chosen: Configuration) -> list[ControllerRouterHandler]:
    @get("/guard", include_in_schema=False)
    async def form(request: AnyRequest) -> Page:
        return html(page.form(visitor_of(request)))

    @post("/guard", include_in_schema=False, status_code=201, request_max_body_size=None)
    async def make(request: AnyRequest) -> Page:
        refused, found = await _read(request, chosen.served_on, rules().limits.all_bytes)
        visitor = visitor_of(request, found)
        if found is None:
            fault = Fault("phone", refused or "unreadable")
            return html(page.form(visitor, None, [fault]), _STATUS.get(fault.key, 400))
        typed = _typed(found)
        if found.has("to_lang"):
            return html(page.form(visitor, typed))
        faults = checking.faults(typed)
        if faults:
            return html(page.form(visitor, typed, faults), 422)
        if not desk.origins.may_guard(desk.origins.of(request)):
            return html(page.form(visitor, typed, [Fault("phone", "too_often")]), 429)
        fault_, shown = checking.pictured(
            typed.pictures, await desk.judging.imprints(typed.pictures) if typed.pictures else {}
        )
        if fault_ is not None:
            return html(page.form(visitor, typed, [fault_]), 422)
        made = checking.form_of(typed, visitor.lang, shown)
        got = await desk.write(lambda work: acts.file(work, made))
        origin = (chosen.public_url or str(request.base_url)).rstrip("/")
        return html(page.receipt(visitor, got, f"{origin}/guard/open?ticket={got.ticket}"), 201)

    return [form, make]


def _keeping(desk: Desk, served_on: str) -> list[ControllerRouterHandler]:
    @get("/guard/open", include_in_schema=False)
    async def enter(request: AnyRequest) -> Page:
        return html(page.enter(visitor_of(request), ticket=request.query_params.get("ticket", "")[:40]))

    @post("/guard/open", include_in_schema=False, status_code=200)
    async def open_(request: AnyRequest) -> Page:
        refused, found = await _read(request, served_on, _SMALL)
        visitor = visitor_of(request, found)
        if found is None:
            return html(page.enter(visitor, refused), _STATUS.get(refused or "", 400))
        if found.fields.get("pass"):
            return await _page(desk, visitor, found.text("pass"))
        ticket, pin = found.text("ticket"), found.text("pin")
        origin = desk.origins.of(request)
        if not desk.origins.may_look(origin):
            return html(page.enter(visitor, "wrong", ticket), 429)
        guard = await desk.enter_guard(ticket, pin)
        if guard is None:
            return html(page.enter(visitor, "wrong", ticket), 404)
        desk.origins.fitted(origin)
        return await _page(desk, visitor, await desk.read(lambda work: views.opens(work, guard)))

    def changing(path: str, act: Act) -> ControllerRouterHandler:
        @post(f"/guard/{path}", include_in_schema=False, status_code=200, name=f"guard_{path}")
        async def change(request: AnyRequest) -> Page:
            refused, found = await _read(request, served_on, _SMALL)
            visitor = visitor_of(request, found)
            if found is None:
                return html(page.enter(visitor, refused), _STATUS.get(refused or "", 400))
            opens = found.text("pass")

            def run(work: Work) -> dict[str, str] | None:
                guard = views.passed(work, opens)
                return None if guard is None else act(work, guard, found)

            told = await desk.write(run)
            if told is None:
                return html(page.enter(visitor, "expired"), 403)
            if told.get("done") == "deleted":
                return html(page.deleted(visitor))
            return await _page(desk, visitor, opens, **told)

        return change

    return [enter, open_, *(changing(path, act) for path, act in _ACTS.items())]


def _prove(work: Work, guard: str, form: Sent) -> dict[str, str]:
    return {} if acts.prove(work, guard, form.text("code")) else {"error": "code"}


def _again(work: Work, guard: str, form: Sent) -> dict[str, str]:
    acts.ask_again(work, guard, form.text("value")[:26])
    return {"done": "asked"}


def _drop(work: Work, guard: str, form: Sent) -> dict[str, str]:
    acts.drop(work, guard, form.text("value")[:26])
    return {}


def _renew(work: Work, guard: str, _: Sent) -> dict[str, str]:
    return {"done": "renewed"} if acts.renew(work, guard) else {"error": "renewals"}


def _delete(work: Work, guard: str, _: Sent) -> dict[str, str]:
    acts.delete_guard(work, guard)
    return {"done": "deleted"}


_ACTS: dict[str, Act] = {"code": _prove, "again": _again, "drop": _drop, "renew": _renew, "delete": _delete}


async def _page(desk: Desk, visitor: Visitor, opens: str, **told: Any) -> Page:
    def see(work: Work) -> Any:
        guard = views.passed(work, opens)
        return None if guard is None else views.page(work, guard)

    status = await desk.read(see)
    if status is None:
        return html(page.enter(visitor, "expired"), 403)
    return html(page.guard(visitor, status, opens, **told), 422 if told.get("error") else 200)


async def _read(request: AnyRequest, served_on: str, most: int) -> tuple[str | None, Sent | None]:
    """The form, or the key of why it is not taken."""
    if not from_this_page(dict(request.headers), served_on):
        return "not_from_here", None
    try:
        return None, await sent(request, most)
    except TooLarge:
        return "too_large", None
    except UnreadableError:
        return "unreadable", None


def _typed(form: Sent) -> Typed:
    return Typed(
        values={type_: tuple(form.text(type_).split("\n")) for type_ in TYPED if form.text(type_).strip()},
        pictures=tuple(form.files.get("pictures", ())),
        account=form.text("own"),
        contact=form.text("contact"),
        words=form.text("words"),
    )

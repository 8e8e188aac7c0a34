"""Legal holds: what may not be erased although its time has come, put on and released by those who may (SYS-03)."""

from typing import Any, get_args
from urllib.parse import urlencode

from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from reseal.interfaces.api.dependencies import AStore
from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.console.access import RefusedError, actor_of, field
from reseal.interfaces.console.queue import is_id
from reseal.interfaces.console.shell import page, said
from reseal.interfaces.console.words import N_
from reseal.operations.cases import views as cases
from reseal.operations.notices import views as notices
from reseal.operations.retention import acts, views
from reseal.operations.retention.words import Ground
from reseal.operations.staff.views import names
from reseal.storage.store import Store

HERE = "/console/holds"
ON_A_PAGE = 50
GROUNDS = {
    "order": N_("ground: order"),
    "dispute": N_("ground: dispute"),
    "investigation": N_("ground: investigation"),
    "request": N_("ground: request"),
}
DONE = {
    "put": N_("The hold stands. Nothing of it is erased until it is released."),
    "released": N_("The hold is released. Erasure goes on where it was."),
}
KEYS = [("a", N_("Put a hold")), ("n", N_("Next page"))]
_UNKNOWN = N_("There is no case or notice of this id. Copy the address of its page, or the id at its end.")
_GROUND = N_("Choose why it is held.")
_GONE = N_("This hold is not in force any more.")


@get("/holds", opt={"needs": "legal_holds"}, sync_to_thread=True)
def show(request: AnyRequest, store: AStore) -> Response[str]:
    """The holds in force."""
    return _sheet(request, store, about=_id(request.query_params.get("about", "")))


@post("/holds", opt={"needs": "legal_holds"}, sync_to_thread=True, status_code=200)
def put(request: AnyRequest, store: AStore) -> Response[Any]:
    """Erase nothing of a case or notice from now on."""
    typed = field(request, "about", 300).strip()
    about, ground = _id(typed), _ground(field(request, "ground", 20))
    if ground is None:
        return _sheet(request, store, 422, about=typed, error=said(request, _GROUND))
    with store.write(actor_of(request)) as work:
        there = bool(about) and (cases.exists(work, about) or notices.exists(work, about))
        if there:
            acts.hold(work, about, ground)
    if not there:
        return _sheet(request, store, 422, about=typed, ground=ground, error=said(request, _UNKNOWN))
    return Redirect(f"{HERE}?done=put", status_code=303)


@post("/holds/{hold_id:str}/release", opt={"needs": "legal_holds"}, sync_to_thread=True, status_code=200)
def release(request: AnyRequest, store: AStore, hold_id: FromPath[str]) -> Response[Any]:
    """End a hold."""
    with store.write(actor_of(request)) as work:
        held = views.hold(work, hold_id)
        released = acts.release(work, hold_id)
    if held is None or not released:
        raise RefusedError(404, _GONE)
    return Redirect(f"{HERE}?{urlencode({'done': 'released', 'about': held.about})}", status_code=303)


def _sheet(
    request: AnyRequest, store: Store, status: int = 200, *, about: str = "", ground: str = "", error: str = ""
) -> Response[str]:
    from_ = request.query_params.get("from", "")
    with store.read(actor_of(request)) as work:
        found = views.in_force(work, from_ if is_id(from_) else "", ON_A_PAGE + 1)
        shown = found[:ON_A_PAGE]
        open_cases = {one.about for one in shown if cases.exists(work, one.about)}
        known = names(work)
    return page(
        request,
        "holds.html",
        status,
        holds=shown,
        open_cases=open_cases,
        names=known,
        grounds=GROUNDS,
        about=about,
        ground=ground,
        error=error,
        done=DONE.get(request.query_params.get("done", ""), ""),
        first=not from_,
        further=f"{HERE}?{urlencode({'from': shown[-1].id})}" if len(found) > ON_A_PAGE else "",
        page_keys=KEYS,
    )


def _id(typed: str) -> str:
    """The id that somebody gave, by itself or at the end of an address."""
    last = typed.strip().partition("#")[0].partition("?")[0].rstrip("/").rpartition("/")[2]
    return last if is_id(last) else ""


def _ground(typed: str) -> Ground | None:
    return next((ground for ground in get_args(Ground) if ground == typed), None)


HANDLERS = [show, put, release]

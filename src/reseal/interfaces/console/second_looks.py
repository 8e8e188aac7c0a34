"""Second looks: a case as it stood, without who decided it or what; where two differ, a senior says who is right."""

import asyncio
from typing import Any, cast, get_args

from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from reseal.interfaces.api.dependencies import AJudging, AStore
from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.console.access import RefusedError, actor_of, field, may, member_of, number
from reseal.interfaces.console.case_words import tables
from reseal.interfaces.console.pictures import asked, drawn
from reseal.interfaces.console.queue import ids, is_id
from reseal.interfaces.console.shell import lang_of, page, said
from reseal.interfaces.console.snapshots import grouped
from reseal.interfaces.console.words import N_
from reseal.operations.cases.words import Settled
from reseal.operations.quality import acts, views
from reseal.operations.quality.words import NoLook, NotThis, Opinion
from reseal.operations.staff import reveals
from reseal.storage.store import Store
from reseal.vocabulary import CATEGORIES, Category

HERE = "/console/second-looks"
KEYS = [
    ("1", N_("Remove")),
    ("2", N_("Mask")),
    ("3", N_("Warn the author")),
    ("4", N_("Let stand")),
    ("c", N_("Choose the category")),
    ("j", N_("Next post")),
    ("k", N_("Post before")),
    ("v", N_("Make the first post readable")),
]
DONE = {
    "agreed": N_("You and the first reviewer agree."),
    "differs": N_("You and the first reviewer differ. A senior looks at both, without knowing whose is whose."),
    "settled": N_("It is settled. The case is open to you in full now."),
    "left": N_("Given back: another will look at it."),
}
_OVER = N_("This second look is not yours, or it is over. Take another.")
_ACTION = N_("Choose what you would do.")
_PURPOSE = N_("Name a purpose and the minutes that the text is to be readable.")


@get("/second-looks", opt={"needs": "quality.look"}, sync_to_thread=True)
def show(request: AnyRequest, store: AStore) -> Response[str]:
    """How many wait for the member, and the way to the next."""
    done, case_id = request.query_params.get("done", ""), request.query_params.get("case", "")
    with store.read(actor_of(request)) as work:
        waiting = views.count(work, senior=may(request, "quality.settle"))
    return page(
        request,
        "second_looks.html",
        waiting=waiting,
        done=DONE.get(done, ""),
        case_id=case_id if done and is_id(case_id) else "",
        page_keys=[("n", N_("Take the next"))],
    )


@post("/second-looks/next", opt={"needs": "quality.look"}, sync_to_thread=True, status_code=200)
def take(request: AnyRequest, store: AStore) -> Redirect:
    """Take the next."""
    with store.write(actor_of(request)) as work:
        found = acts.take_next(work, senior=may(request, "quality.settle"))
    return Redirect(f"{HERE}/{found}" if found else HERE, status_code=303)


@get("/second-looks/{look_id:str}", opt={"needs": "quality.look", "exposing": True}, sync_to_thread=True)
def one(request: AnyRequest, store: AStore, look_id: FromPath[str]) -> Response[str]:
    """The case, blind."""
    return _sheet(request, store, look_id)


@post(
    "/second-looks/{look_id:str}/answer",
    opt={"needs": "quality.look", "exposing": True},
    sync_to_thread=True,
    status_code=200,
)
def answer(request: AnyRequest, store: AStore, look_id: FromPath[str]) -> Response[Any]:
    """What the member would have done."""
    action = next((one for one in get_args(Settled) if one == field(request, "action", 20)), None)
    category = next((one for one in CATEGORIES if one == field(request, "category", 20)), "none")
    if action is None:
        return _sheet(request, store, look_id, 422, said(request, _ACTION), category)
    opinion = Opinion(cast(Settled, action), cast(Category, "none" if action == "allow" else category))
    try:
        with store.write(actor_of(request)) as work:
            looked = acts.answer(work, look_id, opinion)
    except NoLook:
        raise RefusedError(404, _OVER) from None
    except NotThis as error:
        return _sheet(request, store, look_id, 422, said(request, str(error)), category)
    return Redirect(f"{HERE}?done={looked.state}&case={looked.case_id}", status_code=303)


@post("/second-looks/{look_id:str}/leave", opt={"needs": "quality.look"}, sync_to_thread=True, status_code=200)
def leave(request: AnyRequest, store: AStore, look_id: FromPath[str]) -> Redirect:
    """Give it back."""
    try:
        with store.write(actor_of(request)) as work:
            acts.leave(work, look_id)
    except NoLook:
        raise RefusedError(404, _OVER) from None
    return Redirect(f"{HERE}?done=left", status_code=303)


@post(
    "/second-looks/{look_id:str}/reveal",
    opt={"needs": "quality.look", "exposing": True},
    sync_to_thread=True,
    status_code=200,
)
def reveal(request: AnyRequest, store: AStore, look_id: FromPath[str]) -> Response[Any]:
    """Make one text readable, for minutes and a purpose, on record."""
    if not may(request, "reveal"):
        raise RefusedError(403, N_("Your role does not open this page."))
    snapshot = field(request, "snapshot", 26)
    try:
        with store.write(actor_of(request)) as work:
            case_id = views.case_of(work, look_id)
            length = number(request, "minutes", 3)
            reveals.reveal(work, member_of(request).id, case_id, snapshot, field(request, "purpose"), length)
    except LookupError:
        raise RefusedError(404, _OVER) from None
    except ValueError:
        return _sheet(request, store, look_id, 422, said(request, _PURPOSE))
    return Redirect(f"{HERE}/{look_id}#s-{snapshot}", status_code=303)


@post("/second-looks/{look_id:str}/hide", opt={"needs": "quality.look"}, sync_to_thread=True, status_code=200)
def hide(request: AnyRequest, store: AStore, look_id: FromPath[str]) -> Response[Any]:
    """Mask the text again before its time."""
    snapshot = ids([field(request, "snapshot", 26)])
    with store.write(actor_of(request)) as work:
        for one_id in snapshot:
            reveals.hide(work, member_of(request).id, one_id)
    return Redirect(f"{HERE}/{''.join(ids([look_id]))}#s-{''.join(snapshot)}", status_code=303)


@get(
    "/second-looks/{look_id:str}/pictures/{snapshot_id:str}/{number:int}",
    opt={"needs": "quality.look", "exposing": True},
)
async def picture(
    request: AnyRequest,
    store: AStore,
    judging: AJudging,
    look_id: FromPath[str],
    snapshot_id: FromPath[str],
    number: FromPath[int],
) -> Response[bytes]:
    """One picture, drawn anew, what was found in it covered."""

    def found() -> str:
        with store.read(actor_of(request)) as work:
            try:
                return views.case_of(work, look_id)
            except NoLook:
                raise RefusedError(404, _OVER) from None

    case_id = await asyncio.to_thread(found)
    content, exposures = await asyncio.to_thread(asked, store, member_of(request).id, case_id, snapshot_id, number)
    return drawn(await judging.show(content, exposures) if content else None)


def _sheet(
    request: AnyRequest, store: Store, look_id: str, status: int = 200, error: str = "", category: str = ""
) -> Response[str]:
    lang, member = lang_of(request), member_of(request)
    with store.read(actor_of(request)) as work:
        try:
            seen = views.blind(work, look_id, lang)
            case_id = views.case_of(work, look_id)
        except NoLook:
            raise RefusedError(404, _OVER) from None
        until = reveals.open_until(work, member.id, case_id)
        shown = {one.id for one in seen.snapshots}
        readable = {
            snapshot: (reveals.text(work, member.id, snapshot), at)
            for snapshot, at in until.items()
            if snapshot in shown
        }
    groups = grouped(seen.snapshots, lang)
    return page(
        request,
        "second_look.html",
        status,
        **tables(),
        look=seen.look,
        seen=seen,
        case={"state": "decided"},  # the posts are shown as those of a decided case: nothing is ticked in them
        posts_at=f"{HERE}/{seen.look.id}",
        groups=groups,
        readable=readable,
        mending=False,
        accounts={},
        reveal=reveals.rules(),
        shows_pictures=request.app.state.shows_pictures,
        categories_all=CATEGORIES,
        category=category or next((g.first.snapshot.decision.get("category") or "none" for g in groups), "none"),
        error=error,
        page_keys=KEYS,
    )


HANDLERS = [show, take, one, answer, leave, reveal, hide, picture]

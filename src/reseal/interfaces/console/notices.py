"""One notice: what is known of it, its words and pictures under a reveal, and what staff does with it.

It has a page of its own and stands on the page of its case; a form of either comes back to where it was sent from.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, get_args
from urllib.parse import urlencode

from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from reseal.interfaces.api.dependencies import AJudging, AStore
from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.console.access import RefusedError, actor_of, field, member_of, number
from reseal.interfaces.console.case_words import PURPOSES, RELATIONS
from reseal.interfaces.console.notice_words import ABOUTS, ASKS, NOTICE_STATES
from reseal.interfaces.console.queue import is_id
from reseal.interfaces.console.shell import page
from reseal.interfaces.console.words import N_
from reseal.operations.cases import views as cases
from reseal.operations.notices import acts, views
from reseal.operations.notices.acts import Judged
from reseal.operations.notices.words import About, Ask, NoticeView, Told
from reseal.operations.staff import reveals
from reseal.storage.store import Store, Work
from reseal.vocabulary import Post

DONE = {
    "asked": N_("The notifier is asked. Their page says what is missing."),
    "rerouted": N_("The notice is passed on. Its page says whom to turn to."),
    "taken_back": N_("The notice is taken back: its page says that you look at it."),
    "unfounded": N_("It is noted as plainly unfounded, and its page says so."),
}
KEYS = [("v", N_("Make the words readable")), ("m", N_("Answer the notice"))]
OPEN_STATES = ("received", "asked")
"""In which states it can be asked about or passed on."""

_GONE = N_("There is no such notice any more.")
_NOT_NOW = N_("This cannot be done with the notice as it stands. Look at it again.")
_PURPOSE = N_("Name a purpose and the minutes that the text is to be readable.")


class Shown(NamedTuple):
    """A notice on a page: what it said, and until when that may be read; None where it is masked."""

    view: NoticeView
    told: Told | None
    until: int


def shown(work: Work, member_id: str, found: tuple[NoticeView, ...]) -> list[Shown]:
    """Notices, with the words of those that the member may read now."""
    until = reveals.notices_open_until(work, member_id, {view.id for view in found})
    return [
        Shown(view, reveals.notice_words(work, member_id, view.id) if view.id in until else None, until.get(view.id, 0))
        for view in found
    ]


def words() -> dict[str, Any]:
    """What the templates say of notices."""
    return {
        "abouts": ABOUTS,
        "asks": ASKS,
        "notice_states": NOTICE_STATES,
        "open_states": OPEN_STATES,
        "relations": RELATIONS,
        "purposes": PURPOSES,
        "reveal": reveals.rules(),
    }


def done_of(request: AnyRequest) -> dict[str, Any]:
    """What the address says was just done with a notice, and with which."""
    asked = request.query_params
    about = asked.get("about", "")
    return {"notice_done": DONE.get(asked.get("noted", ""), ""), "notice_about": about if is_id(about) else ""}


@get("/notices/{notice_id:str}", opt={"needs": "notices.read", "exposing": True}, sync_to_thread=True)
def show(request: AnyRequest, store: AStore, notice_id: FromPath[str]) -> Response[str]:
    """The page of one, such as one that is in no case."""
    with store.read(actor_of(request)) as work:
        one = shown(work, member_of(request).id, (_found(work, notice_id),))[0]
        found = [case for case in views.cases_of_notice(work, notice_id) if cases.exists(work, case)]
    return page(
        request,
        "notice.html",
        **words(),
        **done_of(request),
        one=one,
        cases=found,
        shows_pictures=request.app.state.shows_pictures,
        on_case="",
        page_keys=KEYS,
    )


@post("/notices/{notice_id:str}/ask", opt={"needs": "notices.answer"}, sync_to_thread=True, status_code=200)
def ask(request: AnyRequest, store: AStore, notice_id: FromPath[str]) -> Response[Any]:
    """Ask the notifier for what is missing."""
    what: Ask | None = next((one for one in get_args(Ask) if one == field(request, "what", 20)), None)
    with _answered(store, request, notice_id) as work:
        if what is None:
            raise RefusedError(422, _NOT_NOW)
        acts.ask(work, notice_id, what)
    return _back(request, notice_id, "asked")


@post("/notices/{notice_id:str}/reroute", opt={"needs": "notices.answer"}, sync_to_thread=True, status_code=200)
def reroute(request: AnyRequest, store: AStore, notice_id: FromPath[str]) -> Response[Any]:
    """Pass on what is about something else."""
    to: About | None = next((one for one in get_args(About) if one == field(request, "to", 20)), None)
    with _answered(store, request, notice_id) as work:
        if to is None or to == "doxxing":
            raise RefusedError(422, _NOT_NOW)
        acts.reroute(work, notice_id, to)
    return _back(request, notice_id, "rerouted")


@post("/notices/{notice_id:str}/take-back", opt={"needs": "notices.answer"}, sync_to_thread=True, status_code=200)
def take_back(request: AnyRequest, store: AStore, judging: AJudging, notice_id: FromPath[str]) -> Response[Any]:
    """Undo that it was passed on."""
    with store.read() as work:
        _found(work, notice_id)
        heard = Post("notice", views.words_of(work, notice_id).description)
    judged = Judged(heard, judging.screener.decide([heard])[0])
    with store.write(actor_of(request)) as work:
        if not acts.take_back(work, notice_id, judged):
            raise RefusedError(409, _NOT_NOW)
    return _back(request, notice_id, "taken_back")


@post("/notices/{notice_id:str}/unfounded", opt={"needs": "notices.answer"}, sync_to_thread=True, status_code=200)
def unfounded(request: AnyRequest, store: AStore, notice_id: FromPath[str]) -> Response[Any]:
    """Note that it was plainly unfounded, once (BEN-05)."""
    with store.write(actor_of(request)) as work:
        view = _found(work, notice_id)
        if view.unfounded or view.state == "withdrawn":
            raise RefusedError(409, _NOT_NOW)
        acts.unfounded(work, notice_id)
    return _back(request, notice_id, "unfounded")


@post(
    "/notices/{notice_id:str}/reveal", opt={"needs": "reveal", "exposing": True}, sync_to_thread=True, status_code=200
)
def reveal(request: AnyRequest, store: AStore, notice_id: FromPath[str]) -> Response[Any]:
    """Make words and pictures readable to who asks, for minutes and a purpose, on record."""
    with store.write(actor_of(request)) as work:
        _found(work, notice_id)
        taken_by = next((cases.case_row(work, one).assigned_to for one in views.cases_of_notice(work, notice_id)), None)
        try:
            reveals.reveal_notice(
                work,
                member_of(request).id,
                notice_id,
                field(request, "purpose"),
                number(request, "minutes", 3),
                taken_by,
            )
        except ValueError:
            raise RefusedError(422, _PURPOSE) from None
    return _back(request, notice_id)


@post("/notices/{notice_id:str}/hide", opt={"needs": "reveal"}, sync_to_thread=True, status_code=200)
def hide(request: AnyRequest, store: AStore, notice_id: FromPath[str]) -> Response[Any]:
    """Mask it again before its time."""
    with store.write(actor_of(request)) as work:
        _found(work, notice_id)
        reveals.hide(work, member_of(request).id, notice_id)
    return _back(request, notice_id)


@contextmanager
def _answered(store: Store, request: AnyRequest, notice_id: str) -> Iterator[Work]:
    """A piece of work on a notice that can still be answered.

    Raises:
        RefusedError: there is no such notice, or it is decided, withdrawn or passed on.
    """
    with store.write(actor_of(request)) as work:
        if _found(work, notice_id).state not in OPEN_STATES:
            raise RefusedError(409, _NOT_NOW)
        yield work


def _found(work: Work, notice_id: str) -> NoticeView:
    try:
        return views.of_notice(work, notice_id)
    except LookupError:
        raise RefusedError(404, _GONE) from None


def _back(request: AnyRequest, notice_id: str, noted: str = "") -> Redirect:
    case_id = field(request, "case", 26)
    asked = f"?{urlencode({'noted': noted, 'about': notice_id})}" if noted else ""
    where = f"/console/cases/{case_id}" if case_id and is_id(case_id) else f"/console/notices/{notice_id}"
    return Redirect(f"{where}{asked}#n-{notice_id}", status_code=303)


HANDLERS = [show, ask, reroute, take_back, unfounded, reveal, hide]

"""What is done with one case by its page: held, released, decided, made readable, mended."""

from typing import Any, cast, get_args

from litestar import Response, post
from litestar.params import FromPath
from litestar.response import Redirect

from reseal.interfaces.api.dependencies import AStore
from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.console.access import RefusedError, actor_of, field, form_of, member_of, number, version_of
from reseal.interfaces.console.case import Shown, address, next_case, shown
from reseal.interfaces.console.mending import mended
from reseal.interfaces.console.proposed import proposed
from reseal.interfaces.console.queue import ids
from reseal.interfaces.console.shell import said
from reseal.interfaces.console.words import N_
from reseal.operations.cases import acts, views
from reseal.operations.cases.proposing import pack_named, usual_clause
from reseal.operations.cases.words import CaseChanged, CaseView, Choice, NoCase, NotNow, Settled
from reseal.operations.sanctions.words import PARTS
from reseal.operations.staff import reveals
from reseal.storage.store import Work
from reseal.vocabulary import CATEGORIES, Category

FASTER = N_("Something came in, or somebody was faster. Nothing was done: look at what is new, then decide again.")
_NO_ACTION = N_("Nothing is proposed for this case: choose an action.")
_GONE = N_("There is no such case any more.")
_PURPOSE = N_("Name a purpose and the minutes that the text is to be readable.")
_HIDDEN = N_("Make the text readable first: then you can say which of its words are personal.")


@post(
    "/cases/{case_id:str}/decide", opt={"needs": "cases.decide", "exposing": True}, sync_to_thread=True, status_code=200
)
def decide(request: AnyRequest, store: AStore, case_id: FromPath[str]) -> Response[Any]:
    """One decision on the whole cluster; then the next case opens."""
    category, clause = field(request, "category"), field(request, "clause")
    try:
        with store.write(actor_of(request)) as work:
            choice = _choice(work, request, views.case(work, case_id))
            if choice is None:
                return shown(request, store, case_id, _refusal(request, 422, _NO_ACTION, category, clause))
            decided = acts.decide(work, case_id, choice, version_of(request)).decision_id
            following = next_case(work, member_of(request).id)
    except NoCase:
        raise RefusedError(404, _GONE) from None
    except CaseChanged:
        return shown(request, store, case_id, _refusal(request, 409, FASTER, category, clause))
    except NotNow as error:
        return shown(request, store, case_id, _refusal(request, 409, str(error), category, clause))
    where = address(following, decided) if following else f"/console/queue?done={decided}"
    return Redirect(where, status_code=303)


@post("/cases/{case_id:str}/hold", opt={"needs": "cases.work", "exposing": True}, sync_to_thread=True, status_code=200)
def hold(request: AnyRequest, store: AStore, case_id: FromPath[str]) -> Response[Any]:
    """Put the posts out of sight until somebody decides, a day at most."""
    return _done(request, store, case_id, lambda work: acts.hold(work, case_id, "person"))


@post(
    "/cases/{case_id:str}/release", opt={"needs": "cases.work", "exposing": True}, sync_to_thread=True, status_code=200
)
def release(request: AnyRequest, store: AStore, case_id: FromPath[str]) -> Response[Any]:
    """Show again what is held, without a decision."""
    return _done(request, store, case_id, lambda work: acts.release(work, case_id))


@post("/cases/{case_id:str}/reveal", opt={"needs": "reveal", "exposing": True}, sync_to_thread=True, status_code=200)
def reveal(request: AnyRequest, store: AStore, case_id: FromPath[str]) -> Response[Any]:
    """Make one text readable to who asks, for minutes and a purpose, on record."""
    snapshot = field(request, "snapshot", 26)
    try:
        with store.write(actor_of(request)) as work:
            taken_by = views.case_row(work, case_id).assigned_to
            reveals.reveal(
                work,
                member_of(request).id,
                case_id,
                snapshot,
                field(request, "purpose"),
                number(request, "minutes", 3),
                taken_by,
            )
    except LookupError:
        raise RefusedError(404, _GONE) from None
    except ValueError:
        return shown(request, store, case_id, _refusal(request, 422, _PURPOSE))
    return Redirect(f"/console/cases/{case_id}#s-{snapshot}", status_code=303)


@post("/cases/{case_id:str}/hide", opt={"needs": "reveal"}, sync_to_thread=True, status_code=200)
def hide(request: AnyRequest, store: AStore, case_id: FromPath[str]) -> Response[Any]:
    """Mask the text again before its time."""
    snapshot = ids([field(request, "snapshot", 26)])
    with store.write(actor_of(request)) as work:
        for one in snapshot:
            reveals.hide(work, member_of(request).id, one)
    return Redirect(f"/console/cases/{''.join(ids([case_id]))}#s-{''.join(snapshot)}", status_code=303)


@post(
    "/cases/{case_id:str}/correct",
    opt={"needs": "cases.correct", "exposing": True},
    sync_to_thread=True,
    status_code=200,
)
def correct(request: AnyRequest, store: AStore, case_id: FromPath[str]) -> Response[Any]:
    """Keep what a moderator says a post shows; nothing of the text is kept with it."""
    snapshot = field(request, "snapshot", 26)
    try:
        with store.write(actor_of(request)) as work:
            view = views.case(work, case_id)
            one = next((one for one in view.snapshots if one.id == snapshot), None)
            if one is None:
                raise NoCase(snapshot)
            if view.row.version != version_of(request):
                raise CaseChanged(case_id, view.row.version)
            words = [line.strip() for line in field(request, "words").splitlines() if line.strip()]
            text = reveals.text(work, member_of(request).id, snapshot) if words else ""
            acts.correct(work, snapshot, mended(one, form_of(request), words, text))
    except NoCase:
        raise RefusedError(404, _GONE) from None
    except reveals.NotRevealedError:
        return shown(request, store, case_id, _refusal(request, 409, _HIDDEN))
    except CaseChanged:
        return shown(request, store, case_id, _refusal(request, 409, FASTER))
    except NotNow as error:
        return shown(request, store, case_id, _refusal(request, 422, str(error)))
    return Redirect(f"/console/cases/{case_id}#s-{snapshot}", status_code=303)


def _choice(work: Work, request: AnyRequest, view: CaseView) -> Choice | None:
    """What the form says, its gaps filled with what is proposed and usual; None where it names no action."""
    asked, proposal = field(request, "action", 20), proposed(work, view)
    action = proposal.action if asked == "proposed" else _one_of(asked)
    if action is None:
        return None
    category = cast(Category, _category(field(request, "category", 20)) or proposal.category)
    if action == "allow":
        category = "none"
    clause = field(request, "clause", 64) or usual_clause(pack_named(view.row.pack), action, category)
    form = form_of(request)
    part = next((one for one in PARTS if one == field(request, "part", 20)), None)
    also, spare = tuple(ids(form.getall("also", []))), tuple(ids(form.getall("spare", [])))
    return Choice(action, category, clause, also, spare, part)


def _done(request: AnyRequest, store: AStore, case_id: str, what: Any) -> Response[Any]:
    """Do something with the case as it was seen, and show it again."""
    try:
        with store.write(actor_of(request)) as work:
            _require_seen(work, case_id, version_of(request))
            what(work)
    except NoCase:
        raise RefusedError(404, _GONE) from None
    except CaseChanged:
        return shown(request, store, case_id, _refusal(request, 409, FASTER))
    except NotNow as error:
        return shown(request, store, case_id, _refusal(request, 409, str(error)))
    return Redirect(f"/console/cases/{case_id}", status_code=303)


def _require_seen(work: Work, case_id: str, version: int) -> None:
    now = views.case_row(work, case_id).version
    if now != version:
        raise CaseChanged(case_id, now)


def _refusal(request: AnyRequest, status: int, words: str, category: str = "", clause: str = "") -> Shown:
    return Shown(status=status, error=said(request, words), category=category, clause=clause)


def _one_of(word: str) -> Settled | None:
    return next((action for action in get_args(Settled) if action == word), None)


def _category(word: str) -> str:
    return word if word in CATEGORIES else ""


HANDLERS = [decide, hold, release, reveal, hide, correct]

"""The queue: what waits, the most urgent first; many cases decided at once, and taken back."""

from typing import Any
from urllib.parse import urlencode

from litestar import Response, get, post
from litestar.response import Redirect

from reseal.interfaces.api.dependencies import AStore
from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.console.access import actor_of, form_of, may
from reseal.interfaces.console.bulk import Left, decide_one, hold_one, undo_one
from reseal.interfaces.console.case_words import tables
from reseal.interfaces.console.masked import Piece, pieces
from reseal.interfaces.console.shell import lang_of, page
from reseal.interfaces.console.spans import span_said
from reseal.interfaces.console.words import N_
from reseal.interfaces.locale import Lang
from reseal.operations.audit.views import newest
from reseal.operations.cases import views
from reseal.operations.cases.summaries import Summary
from reseal.operations.cases.words import STATES, NotNow
from reseal.operations.guards import views as guards
from reseal.operations.staff.views import names
from reseal.storage.store import Work

HERE = "/console/queue"
ON_A_PAGE = 25
KEYS = [
    ("j", N_("Next row")),
    ("k", N_("Row before")),
    ("Enter", N_("Open the case")),
    ("x", N_("Select the row, or not")),
    ("X", N_("Select all rows, or none")),
    ("a", N_("Decide what is selected as proposed")),
    ("1", N_("Remove what is selected")),
    ("2", N_("Mask what is selected")),
    ("3", N_("Warn the authors of what is selected")),
    ("4", N_("Let what is selected stand")),
    ("h", N_("Hold what is selected")),
    ("u", N_("Undo the last decisions")),
    ("n", N_("Next page")),
    ("r", N_("Look again")),
]


@get("/queue", opt={"needs": "cases.read", "exposing": True}, sync_to_thread=True)
def show(request: AnyRequest, store: AStore) -> Response[str]:
    """The cases that wait."""
    with store.read(actor_of(request)) as work:
        return page(request, "queue.html", **found(work, request), page_keys=KEYS)


@get("/queue/rows", opt={"needs": "cases.read", "exposing": True}, sync_to_thread=True)
def rows(request: AnyRequest, store: AStore) -> Response[str]:
    """The rows alone, for htmx to put in their place."""
    with store.read(actor_of(request)) as work:
        return page(request, "queue_rows.html", **found(work, request))


@post("/queue/decide", opt={"needs": "cases.decide"}, sync_to_thread=True, status_code=200)
def decide(request: AnyRequest, store: AStore) -> Redirect:
    """Decide what is selected, each case by itself: what cannot be decided so stays, and is named."""
    form = form_of(request)
    action = form.get("action")
    done: list[str] = []
    left: list[Left] = []
    for case_id, version in selected(request):
        with store.write(actor_of(request)) as work:
            decided = decide_one(work, case_id, version, action if isinstance(action, str) else "")
        (done if isinstance(decided, str) else left).append(decided)  # type: ignore[arg-type]
    return back(request, done, left)


@post("/queue/hold", opt={"needs": "cases.work"}, sync_to_thread=True, status_code=200)
def hold(request: AnyRequest, store: AStore) -> Redirect:
    """Put out of sight what is selected, until somebody decides."""
    left: list[Left] = []
    for case_id, version in selected(request):
        with store.write(actor_of(request)) as work:
            refused = hold_one(work, case_id, version)
        if refused is not None:
            left.append(refused)
    return back(request, [], left)


@post("/queue/undo", opt={"needs": "cases.decide"}, sync_to_thread=True, status_code=200)
def undo(request: AnyRequest, store: AStore) -> Redirect:
    """Take decisions back while they are minutes old."""
    left: list[Left] = []
    reopened: list[str] = []
    for decision in ids(form_of(request).getall("decision", [])):
        with store.write(actor_of(request)) as work:
            undone = undo_one(work, decision, may(request, "cases.overrule"))
        (reopened if isinstance(undone, str) else left).append(undone)  # type: ignore[arg-type]
    to_case = form_of(request).get("to") == "case"
    if to_case and reopened and not left:
        return Redirect(f"/console/cases/{reopened[0]}", status_code=303)
    return back(request, [], left, len(reopened))


def found(work: Work, request: AnyRequest) -> dict[str, Any]:
    """What the page shows."""
    asked = request.query_params
    lang = lang_of(request)
    state = asked.get("state", "")
    seen = newest(work)  # before the cases are: what comes in between is told once too often, never missed
    try:
        shown = views.queue(
            work, state=state if state in STATES else None, limit=ON_A_PAGE, after=asked.get("after") or None
        )
    except NotNow:
        shown = views.queue(work, limit=ON_A_PAGE)
    ids = [case.id for case in shown.cases]
    watched = guards.watched_in(work, ids)
    lines = views.summaries(work, ids, lang, watched)
    kept = {"state": state} if state in STATES else {}
    return {
        **tables(),
        **told(work, request),
        "cases": [(case, *_said(lines.get(case.id), lang)) for case in shown.cases],
        "state": state if state in STATES else "",
        "watched": watched,
        "first": "after" not in asked,
        "further": f"{HERE}?{urlencode({**kept, 'after': shown.next})}" if shown.next else "",
        "again": f"{HERE}?{urlencode(kept)}" if kept else HERE,
        "now": work.now,
        "span": lambda span: span_said(span, lang),
        "names": names(work),
        "seen": seen,
    }


def _said(summary: Summary | None, lang: Lang) -> tuple[list[Piece], str]:
    return (pieces(summary.line, lang), summary.proposal.action or "") if summary else ([], "")


def told(work: Work, request: AnyRequest) -> dict[str, Any]:
    """What the address says was just done: decisions that can be undone, cases that were left, and why."""
    asked = request.query_params
    decided = views.undoable(work, ids(asked.get("done", "").split(".")))
    overrules = may(request, "cases.overrule")
    left, undone = [], asked.get("undone", "")
    for one in asked.get("left", "").split(".")[:ON_A_PAGE]:
        case_id, _, why = one.partition("-")
        if is_id(case_id) and why in WHY_LEFT:
            left.append((case_id, WHY_LEFT[why]))
    return {
        "decided": decided,
        "mine": [one for one in decided if overrules or one.by == actor_of(request)],
        "left": left,
        "undone": int(undone) if undone.isascii() and undone.isdigit() and len(undone) < 4 else 0,
    }


WHY_LEFT = {
    "changed": N_("Something came in, or somebody was faster: look again."),
    "decided": N_("It is decided already."),
    "open": N_("Nothing is proposed for it: open it."),
    "person": N_("It is about public office, news, or it condemns doxxing: open it."),
    "feared": N_("Somebody fears for a life or a child, or has it watched: open it."),
    "category": N_("No category is known for it: open it."),
    "held": N_("It cannot be held as it stands."),
    "late": N_("The time in which it can be undone is over: its statements have left."),
    "undone": N_("The decision was undone already."),
    "another": N_("Another decided it: who may overrule can undo it."),
    "gone": N_("There is no such case any more."),
}


def selected(request: AnyRequest) -> list[tuple[str, int]]:
    """The cases that are ticked, each with the version that was seen."""
    ticked = []
    for value in form_of(request).getall("case", [])[:ON_A_PAGE]:
        case_id, _, version = str(value).partition(":")
        if is_id(case_id) and version.isascii() and version.isdigit() and len(version) < 10:
            ticked.append((case_id, int(version)))
    return ticked


def ids(values: list[Any]) -> list[str]:
    """Those of the values that are ids, and no more than a page has."""
    return [value for value in values if isinstance(value, str) and is_id(value)][:ON_A_PAGE]


def is_id(value: str) -> bool:
    """Whether a text can be an id."""
    return value.isascii() and value.isalnum() and len(value) <= 26


def back(request: AnyRequest, done: list[str], left: list[Left], undone: int = 0) -> Redirect:
    """To the queue, which says what was done."""
    said = {"done": ".".join(done), "left": ".".join(f"{one.case_id}-{one.why}" for one in left if one.case_id)}
    if undone:
        said["undone"] = str(undone)
    state = form_of(request).get("state")
    if state in STATES:
        said["state"] = str(state)
    asked = urlencode({name: value for name, value in said.items() if value})
    return Redirect(f"{HERE}?{asked}" if asked else HERE, status_code=303)


HANDLERS = [show, rows, decide, hold, undo]

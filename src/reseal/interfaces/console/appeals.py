"""Appeals: what waits for another look, and the page on which another person than the first decides (DSA 20)."""

from typing import Any, cast, get_args
from urllib.parse import urlencode

import msgspec
from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from reseal.interfaces.api.dependencies import AJudging, AStore
from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.console.access import RefusedError, actor_of, field, form_of, may, member_of, number, version_of
from reseal.interfaces.console.appeal_words import APPEAL_STATES, DONE, GROUPS, SIDES, WAYS
from reseal.interfaces.console.case_words import PURPOSES, tables
from reseal.interfaces.console.masked import pieces
from reseal.interfaces.console.queue import ids, is_id
from reseal.interfaces.console.shell import lang_of, page, said
from reseal.interfaces.console.snapshots import shown as shown_post
from reseal.interfaces.console.spans import span_said
from reseal.interfaces.console.words import N_
from reseal.operations.appeals import acts, views
from reseal.operations.appeals.words import (
    STATES,
    AppealView,
    Changed,
    NoAppeal,
    NotNow,
    NotYours,
    Outcome,
    Ruling,
    Said,
)
from reseal.operations.audit import views as audit
from reseal.operations.cases import views as cases
from reseal.operations.cases.proposing import pack_named
from reseal.operations.cases.rulings import SCREENER
from reseal.operations.cases.words import SETTLED, NoCase, Settled
from reseal.operations.staff import reveals
from reseal.operations.staff.views import names
from reseal.screening.policy.appealed import grounds_for
from reseal.screening.policy.outbound import PersonalDataError
from reseal.screening.policy.wording import Text
from reseal.storage.store import Work
from reseal.vocabulary import CATEGORIES, Category, Post

HERE = "/console/appeals"
ON_A_PAGE = 25
KEYS = [("j", N_("Next row")), ("k", N_("Row before")), ("Enter", N_("Open the appeal")), ("n", N_("Next page"))]
PAGE_KEYS = [
    ("v", N_("Make the words readable")),
    ("m", N_("Ask the appellant something")),
    ("1", N_("Uphold the appeal")),
    ("2", N_("Reject the appeal")),
    ("j", N_("Next post")),
    ("k", N_("Post before")),
    ("q", N_("To the appeals")),
]
FASTER = N_("Something was said, or somebody was faster. Nothing was done: look at what is new, then decide again.")
_GONE = N_("There is no such appeal any more.")
_NOT_YOURS = N_("You decided before in this case: an appeal is for somebody else.")
_PERSONAL = N_("The words hold what looks like personal data. Say it without; nothing was sent.")
_LATE = N_("This cannot be done with the appeal as it stands. Look at it again.")
_GROUND = N_("Choose a ground that goes with the outcome. For an author it becomes milder, for a notifier graver.")
_PURPOSE = N_("Name a purpose and the minutes that the text is to be readable.")
_LONGEST = 2_000


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """What a form gave back when it was refused."""

    status: int = 200
    error: str = ""
    question: str = ""
    note: str = ""
    ground: str = ""


_FRESH = Given()


@get("/appeals", opt={"needs": "appeals.read"}, sync_to_thread=True)
def listed(request: AnyRequest, store: AStore) -> Response[str]:
    """The appeals that wait, those past their deadline first."""
    asked = request.query_params
    state = next((one for one in STATES if one == asked.get("state")), None)
    after = asked.get("after", "")
    lang = lang_of(request)
    with store.read(actor_of(request)) as work:
        found = views.queue(work, state=state, after=after if is_id(after) else "", limit=ON_A_PAGE + 1)
        shown, more = found[:ON_A_PAGE], len(found) > ON_A_PAGE
        kept = {"state": state} if state else {}
        return page(
            request,
            "appeals.html",
            **tables(),
            **_words(),
            appeals=shown,
            mine={one.id: actor_of(request) not in views.one(work, one.id).barred for one in shown},
            state=state or "",
            first=not after,
            further=f"{HERE}?{urlencode({**kept, 'after': shown[-1].id})}" if more else "",
            names=names(work),
            now=work.now,
            span=lambda span: span_said(span, lang),
            page_keys=KEYS,
        )


@get("/appeals/{appeal_id:str}", opt={"needs": "appeals.read", "exposing": True}, sync_to_thread=True)
def show(request: AnyRequest, store: AStore, appeal_id: FromPath[str]) -> Response[str]:
    """The page of one. Whoever may decide it takes it by opening it."""
    if may(request, "appeals.decide"):
        with store.write(actor_of(request)) as work:
            try:
                acts.take(work, appeal_id)
            except NoAppeal:
                raise RefusedError(404, _GONE) from None
    return _shown(request, store, appeal_id)


@post("/appeals/{appeal_id:str}/ask", opt={"needs": "appeals.decide"}, sync_to_thread=True, status_code=200)
def ask(request: AnyRequest, store: AStore, judging: AJudging, appeal_id: FromPath[str]) -> Response[Any]:
    """Ask the appellant something; the words pass the gate of what leaves (SOR-01)."""
    words = field(request, "question", _LONGEST).strip()
    seen = judging.screener.decide([Post("question", words)])[0].exposures
    given = Given(question=words)
    question = Said(words, seen)
    refused = _done(store, request, appeal_id, lambda work: acts.ask(work, appeal_id, question, version_of(request)))
    return _back(request, store, appeal_id, refused, given, "asked")


@post("/appeals/{appeal_id:str}/decide", opt={"needs": "appeals.decide"}, sync_to_thread=True, status_code=200)
def decide(request: AnyRequest, store: AStore, judging: AJudging, appeal_id: FromPath[str]) -> Response[Any]:
    """Uphold or reject it."""
    note = field(request, "note", _LONGEST).strip()
    outcome: Outcome = "upheld" if field(request, "outcome", 10) == "upheld" else "rejected"
    ground = field(request, f"ground_{outcome}", 40)
    given = Given(note=note, ground=ground)
    if judging.screener.decide([Post("note", note)])[0].exposures:
        return _shown(request, store, appeal_id, _with(request, given, 422, _PERSONAL))
    form = form_of(request)
    ruling = Ruling(
        outcome,
        ground,
        cast(Settled, next((one for one in get_args(Settled) if one == field(request, "action", 10)), "allow")),
        cast(Category, next((one for one in CATEGORIES if one == field(request, "category", 20)), "none")),
        field(request, "clause", 64),
        note,
        tuple(ids(form.getall("also", []))),
        tuple(set(ids(form.getall("copy", []))) - set(ids(form.getall("back", [])))),
    )
    refused = _done(store, request, appeal_id, lambda work: acts.decide(work, appeal_id, ruling, version_of(request)))
    return _back(request, store, appeal_id, refused, given, outcome)


@post(
    "/appeals/{appeal_id:str}/reveal", opt={"needs": "reveal", "exposing": True}, sync_to_thread=True, status_code=200
)
def reveal(request: AnyRequest, store: AStore, appeal_id: FromPath[str]) -> Response[Any]:
    """Make what was said readable to who asks, for minutes and a purpose, on record."""
    with store.write(actor_of(request)) as work:
        case_id = views.case_of(work, appeal_id)
        if case_id is None:
            raise RefusedError(404, _GONE)
        many = number(request, "minutes", 3)
        try:
            reveals.reveal_appeal(work, member_of(request).id, case_id, appeal_id, field(request, "purpose"), many)
        except ValueError:
            raise RefusedError(422, _PURPOSE) from None
    return Redirect(f"{HERE}/{appeal_id}#words", status_code=303)


@post("/appeals/{appeal_id:str}/hide", opt={"needs": "reveal"}, sync_to_thread=True, status_code=200)
def hide(request: AnyRequest, store: AStore, appeal_id: FromPath[str]) -> Response[Any]:
    """Mask it again before its time."""
    with store.write(actor_of(request)) as work:
        if views.case_of(work, appeal_id) is None:
            raise RefusedError(404, _GONE)
        reveals.hide(work, member_of(request).id, appeal_id)
    return Redirect(f"{HERE}/{appeal_id}#words", status_code=303)


def _done(store: Any, request: AnyRequest, appeal_id: str, act: Any) -> tuple[int, str] | None:
    """Do something with an appeal; why it was refused, None where it was done."""
    try:
        with store.write(actor_of(request)) as work:
            act(work)
    except (NoAppeal, NoCase):
        raise RefusedError(404, _GONE) from None
    except NotYours:
        return 403, _NOT_YOURS
    except Changed:
        return 409, FASTER
    except PersonalDataError:
        return 422, _PERSONAL
    except NotNow as error:
        with store.read() as work:
            waits = views.one(work, appeal_id).row.state in ("open", "asked")
        return (422, _GROUND) if (waits and "choose" in str(error)) or "ends in" in str(error) else (409, _LATE)
    return None


def _back(
    request: AnyRequest, store: Any, appeal_id: str, refused: tuple[int, str] | None, given: Given, done: str
) -> Response[Any]:
    if refused is not None:
        return _shown(request, store, appeal_id, _with(request, given, *refused))
    return Redirect(f"{HERE}/{appeal_id}?done={done}", status_code=303)


def _with(request: AnyRequest, given: Given, status: int, words: str) -> Given:
    return msgspec.structs.replace(given, status=status, error=said(request, words))


def _shown(request: AnyRequest, store: Any, appeal_id: str, given: Given = _FRESH) -> Response[str]:
    with store.read(actor_of(request)) as work:
        try:
            view = views.one(work, appeal_id, lang_of(request))
        except NoAppeal:
            raise RefusedError(404, _GONE) from None
        return page(request, "appeal.html", given.status, **_found(work, request, view, given), page_keys=PAGE_KEYS)


def _found(work: Work, request: AnyRequest, view: AppealView, given: Given) -> dict[str, Any]:
    lang, member, row = lang_of(request), member_of(request), view.row
    case = cases.case(work, row.case_id, lang)
    posts = {one.id: one for one in case.snapshots}
    until = reveals.notices_open_until(work, member.id, {row.id}).get(row.id)
    words = views.words_of(work, row.id) if until is not None else view.lines
    pack = pack_named(row.pack)
    clauses = {clause.id: Text(clause.zh, clause.en).said(lang) for clause in pack.content.clauses}
    milder = SETTLED.index(row.action) if row.action in SETTLED else 0
    barred = actor_of(request) in view.barred
    return {
        **tables(),
        **_words(),
        "appeal": row,
        "view": view,
        "lines": [(line, pieces(line.masked, lang) if until is None else [(line.masked, False)]) for line in words],
        "until": until,
        "posts": [(one, shown_post(posts[one.id], lang)) for one in view.posts if one.id in posts],
        "case": case.row,
        "clauses": clauses,
        "grounds_upheld": _grounds(row.side, "upheld", lang),
        "grounds_rejected": _grounds(row.side, "rejected", lang),
        "actions_upheld": SETTLED[:milder] if row.side == "author" else SETTLED[milder + 1 :],
        "categories_all": CATEGORIES,
        "barred": barred,
        "alone": view.decided_first == SCREENER,
        "waits": row.state in ("open", "asked"),
        "other": row.assigned_to not in (None, member.id),
        "done": DONE.get(request.query_params.get("done", ""), ""),
        "given": given,
        "history": audit.about(work, row.id, 50),
        "names": names(work),
        "purposes": PURPOSES,
        "reveal": reveals.rules(),
        "now": work.now,
        "span": lambda span: span_said(span, lang),
    }


def _grounds(side: Any, outcome: Any, lang: Any) -> dict[str, str]:
    return {code: one.said(lang) for code, one in grounds_for(side, outcome).items()}


def _words() -> dict[str, Any]:
    return {"sides": SIDES, "ways": WAYS, "appeal_states": APPEAL_STATES, "groups": GROUPS}


HANDLERS = [listed, show, ask, decide, reveal, hide]

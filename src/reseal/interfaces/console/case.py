"""One case: what was posted, masked; why it stands here, how it spread, who reported it, what was done; and the forms
by which it is decided."""

from typing import Any
from urllib.parse import urlencode

import msgspec
from litestar import Response, get
from litestar.params import FromPath
from litestar.response import Redirect

from reseal.interfaces.api.dependencies import AStore
from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.console.access import RefusedError, actor_of, may, member_of
from reseal.interfaces.console.accounts import accounts_in
from reseal.interfaces.console.appeal_words import APPEAL_STATES, SIDES
from reseal.interfaces.console.case_words import CATEGORIES as CATEGORY_WORDS
from reseal.interfaces.console.case_words import tables
from reseal.interfaces.console.guards import TYPES
from reseal.interfaces.console.mending import spans_of
from reseal.interfaces.console.notices import done_of, words
from reseal.interfaces.console.notices import shown as shown_notices
from reseal.interfaces.console.proposed import proposed
from reseal.interfaces.console.queue import is_id, told
from reseal.interfaces.console.sanction_words import PARTS
from reseal.interfaces.console.shell import lang_of, page, said
from reseal.interfaces.console.snapshots import grouped
from reseal.interfaces.console.spans import span_said
from reseal.interfaces.console.spread import drawing
from reseal.interfaces.console.words import N_
from reseal.operations.appeals import views as appeals
from reseal.operations.audit import views as audit
from reseal.operations.cases import acts, views
from reseal.operations.cases.proposing import pack_named, usual_clause
from reseal.operations.cases.words import SETTLED, CaseView, NoCase, NotNow
from reseal.operations.guards import views as guards
from reseal.operations.notices import views as notices
from reseal.operations.quality import views as quality
from reseal.operations.quality.offering import Offered
from reseal.operations.retention.views import held
from reseal.operations.staff import reveals
from reseal.operations.staff.views import names
from reseal.screening.policy.wording import Text
from reseal.storage.store import Work
from reseal.vocabulary import CATEGORIES, EXPOSURE_TYPES, SUBJECTS

KEYS = [
    ("a", N_("Decide as proposed")),
    ("1", N_("Remove")),
    ("2", N_("Mask")),
    ("3", N_("Warn the author")),
    ("4", N_("Let stand")),
    ("h", N_("Hold until decided")),
    ("l", N_("Show again what is held")),
    ("u", N_("Undo the last decision")),
    ("n", N_("Next case, without a decision")),
    ("j", N_("Next post")),
    ("k", N_("Post before")),
    ("x", N_("Leave the post out, or take it in")),
    ("c", N_("Choose the category")),
    ("p", N_("Choose the clause")),
    ("v", N_("Make the first post readable")),
    ("m", N_("Answer the first notice")),
    ("q", N_("To the queue")),
]
MOST_NOTICES = 50
"""So many notices stand on the page of a case; of more the number is told."""

_HISTORY = 50
_SCAN = 200


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What a form gave back when it was refused: the words, and what was chosen."""

    status: int = 200
    error: str = ""
    category: str = ""
    clause: str = ""


_FRESH = Shown()


@get("/cases/{case_id:str}", opt={"needs": "cases.read", "exposing": True}, sync_to_thread=True)
def show(request: AnyRequest, store: AStore, case_id: FromPath[str]) -> Response[Any]:
    """The page. Whoever works on cases takes it by opening it, unless somebody else has it."""
    return shown(request, store, case_id, take=True)


@get("/next", opt={"needs": "cases.read"}, sync_to_thread=True)
def following(request: AnyRequest, store: AStore) -> Redirect:
    """The next case that nobody else works on: behind the one that the address names, else the most urgent."""
    behind = request.query_params.get("after", "")
    with store.write(actor_of(request)) as work:
        if is_id(behind) and behind and may(request, "cases.work"):
            try:
                acts.let_go(work, behind, member_of(request).id)
            except NoCase:
                behind = ""
        found = next_case(work, member_of(request).id, behind)
    return Redirect(address(found) if found else "/console/queue", status_code=303)


def next_case(work: Work, member_id: str, behind: str = "") -> Offered | None:
    """The most urgent case that nobody else has, or the first less urgent than `behind`; None where there is none.

    After grave cases in a row it is a lighter one, where nothing urgent waits (SYS-08).
    """
    waiting = views.queue(work, limit=_SCAN, free_for=member_id).cases
    place = next((place + 1 for place, case in enumerate(waiting) if case.id == behind), 0)
    return quality.offered(work, waiting[place:] or [case for case in waiting if case.id != behind])


def address(found: Offered, done: str = "") -> str:
    """Where a case that is offered stands; the page says why it is a lighter one, and what was done before."""
    asked = {"lighter": "1" if found.lighter else "", "done": done}
    kept = urlencode({name: value for name, value in asked.items() if value})
    return f"/console/cases/{found.case_id}" + (f"?{kept}" if kept else "")


def shown(
    request: AnyRequest, store: AStore, case_id: str, given: Shown = _FRESH, *, take: bool = False
) -> Response[Any]:
    """The page of a case, with what a refused form gave back; of one that is looked at again blind, that look.

    Raises:
        RefusedError: there is no such case.
    """
    with store.read(actor_of(request)) as work:
        blind = quality.open_on(work, case_id)
    if blind is not None:  # what was decided is not shown to who is to say it for themselves
        return Redirect(f"/console/second-looks/{blind}", status_code=303)
    other = False
    if take and may(request, "cases.work"):
        with store.write(actor_of(request)) as work:
            try:
                if _waits(work, case_id):
                    acts.take(work, case_id, member_of(request).id)
            except NoCase:
                raise RefusedError(404, N_("There is no such case any more.")) from None
            except NotNow:
                other = True
    with store.read(actor_of(request)) as work:
        try:
            view = views.case(work, case_id, lang_of(request))
        except NoCase:
            raise RefusedError(404, N_("There is no such case any more.")) from None
        return page(request, "case.html", given.status, **_found(work, request, view, given, other), page_keys=KEYS)


def _waits(work: Work, case_id: str) -> bool:
    return views.case_row(work, case_id).state != "decided"


def _found(work: Work, request: AnyRequest, view: CaseView, given: Shown, other: bool) -> dict[str, Any]:
    lang, member, row = lang_of(request), member_of(request), view.row
    heading = CATEGORY_WORDS[row.category]
    pack = pack_named(row.pack)
    proposal = proposed(work, view)
    clauses = {clause.id: Text(clause.zh, clause.en).said(lang) for clause in pack.content.clauses}
    clause = usual_clause(pack, proposal.action, proposal.category) if proposal.action else ""
    readable = {
        snapshot: (reveals.text(work, member.id, snapshot), until)
        for snapshot, until in reveals.open_until(work, member.id, row.id).items()
        if any(one.id == snapshot for one in view.snapshots)
    }
    found = shown_notices(work, member.id, notices.of_case(work, row.id))
    return {
        **tables(),
        "parts_said": PARTS,
        **told(work, request),
        "case": row,
        "accounts": accounts_in(work, row.id),
        "posts_at": f"/console/cases/{row.id}",
        "view": view,
        "groups": grouped(view.snapshots, lang),
        "proposal": proposal,
        "settled": SETTLED,
        "clauses": clauses,
        "proposed_clause": clause,
        "given": given,
        "categories_all": CATEGORIES,
        "types_all": EXPOSURE_TYPES,
        "subjects_all": SUBJECTS,
        "drawing": drawing(view.timeline, work.now),
        **words(),
        **done_of(request),
        "appeals": appeals.of_case(work, row.id) if may(request, "appeals.read") else [],
        "sides": SIDES,
        "appeal_states": APPEAL_STATES,
        "notices": found[:MOST_NOTICES],
        "more_notices": max(0, len(found) - MOST_NOTICES),
        "on_case": row.id,
        "shows_pictures": request.app.state.shows_pictures,
        "fired": guards.of_case(work, row.id),
        "guarded_types": TYPES,
        "kept_back": bool(held(work, {row.id})),
        "signs": notices.coordinated(work, row.id),
        "history": audit.about(work, row.id, _HISTORY),
        "names": names(work),
        "readable": readable,
        "spans_of": spans_of,
        "mending": True,
        "undoing": [
            one.id
            for one in view.decisions
            if one.undo_until and (one.by == member.actor or may(request, "cases.overrule"))
        ],
        "lighter": request.query_params.get("lighter") == "1",
        "other": other or (row.assigned_to not in (None, member.id)),
        "now": work.now,
        "span": lambda span: span_said(span, lang),
        "title": said(request, heading),
    }


HANDLERS = [show, following]

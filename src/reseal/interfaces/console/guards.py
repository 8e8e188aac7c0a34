"""Values that are to be watched and whose control no code can prove: staff checks them (DESIGN, guards).

Nobody is asked for identity papers. What is checked is that the value is a private person's, and that what is said of
it holds together; it is masked until somebody makes it readable, on record.
"""

from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from reseal.interfaces.api.dependencies import AStore
from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.console.access import RefusedError, actor_of, field, member_of, number
from reseal.interfaces.console.case_words import PURPOSES
from reseal.interfaces.console.queue import is_id
from reseal.interfaces.console.shell import page
from reseal.interfaces.console.words import N_
from reseal.operations.guards import acts, views
from reseal.operations.guards.words import Kept, Told, Watched
from reseal.operations.staff import reveals
from reseal.storage.store import Work

HERE = "/console/guards"
ON_A_PAGE = 25
TYPES: dict[Watched, str] = {
    "phone": N_("watched: phone number"),
    "email": N_("watched: mailbox"),
    "government_id": N_("watched: ID number"),
    "bank_card": N_("watched: bank card"),
    "address": N_("watched: address"),
    "licence_plate": N_("watched: licence plate"),
    "account": N_("watched: account"),
    "picture": N_("watched: picture"),
}
DONE = {
    "accepted": N_("The value is watched. Nothing but fingerprints is left of it."),
    "refused": N_("The value is not watched, and is forgotten."),
}
KEYS = [("j", N_("Next row")), ("k", N_("Row before")), ("n", N_("Next page"))]
_GONE = N_("This value waits for no check any more.")
_PURPOSE = N_("Name a purpose and the minutes that the text is to be readable.")


@get("/guards", opt={"needs": "guards.check", "exposing": True}, sync_to_thread=True)
def show(request: AnyRequest, store: AStore) -> Response[str]:
    """What waits, the oldest first."""
    asked = request.query_params
    from_ = asked.get("from", "")
    member = member_of(request).id
    with store.read(actor_of(request)) as work:
        found = views.to_check(work, from_ if is_id(from_) else "", ON_A_PAGE + 1)
        shown = found[:ON_A_PAGE]
        until = reveals.guards_open_until(work, member, {one.id for one in shown})
        told = {one.id: _told(work, member, one.id) for one in shown if one.id in until}
    return page(
        request,
        "guards.html",
        waiting=shown,
        told=told,
        until=until,
        types=TYPES,
        purposes=PURPOSES,
        reveal=reveals.rules(),
        done=DONE.get(asked.get("done", ""), ""),
        further=f"{HERE}?from={shown[-1].id}" if len(found) > ON_A_PAGE else "",
        first=not from_,
        page_keys=KEYS,
    )


def _told(work: Work, member: str, value_id: str) -> tuple[Kept, Told]:
    return reveals.guarded_value(work, member, value_id)


@post("/guards/{value_id:str}/check", opt={"needs": "guards.check"}, sync_to_thread=True, status_code=200)
def check(request: AnyRequest, store: AStore, value_id: FromPath[str]) -> Response[Any]:
    """Watch the value, or refuse it; whoever decides has to have read it."""
    accepted = field(request, "choice", 20) == "accept"
    with store.write(actor_of(request)) as work:
        _require(work, value_id)
        if value_id not in reveals.guards_open_until(work, member_of(request).id, {value_id}):
            raise RefusedError(422, N_("Make the value readable first: who decides has read it."))
        (acts.accept if accepted else acts.refuse)(work, value_id)
    return Redirect(f"{HERE}?done={'accepted' if accepted else 'refused'}", status_code=303)


@post(
    "/guards/{value_id:str}/reveal",
    opt={"needs": "guards.check", "exposing": True},
    sync_to_thread=True,
    status_code=200,
)
def reveal(request: AnyRequest, store: AStore, value_id: FromPath[str]) -> Response[Any]:
    """Make a value and what was said of it readable to who asks, for minutes and a purpose, on record."""
    with store.write(actor_of(request)) as work:
        _require(work, value_id)
        try:
            reveals.reveal_guarded(
                work,
                member_of(request).id,
                value_id,
                field(request, "purpose"),
                number(request, "minutes", 3),
            )
        except ValueError:
            raise RefusedError(422, _PURPOSE) from None
    return Redirect(f"{HERE}#v-{value_id}", status_code=303)


def _require(work: Work, value_id: str) -> None:
    try:
        views.one_to_check(work, value_id)
    except LookupError:
        raise RefusedError(404, _GONE) from None


HANDLERS = [show, check, reveal]

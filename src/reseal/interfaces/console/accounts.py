"""An account: how it stands, what it came from, what is in force and when it ends; and closures that wait (PI-04).

An account stands here under an id of Reseal's own. What the platform calls it is on no page (PI-13); a minor's least
of all (MIN-07).
"""

from collections.abc import Callable

from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from reseal.interfaces.api.dependencies import AStore
from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.console.access import RefusedError, actor_of, field, member_of, next_page
from reseal.interfaces.console.case_words import tables
from reseal.interfaces.console.queue import is_id
from reseal.interfaces.console.sanction_words import sanction_tables
from reseal.interfaces.console.shell import page
from reseal.interfaces.console.words import N_
from reseal.operations.accounts import views as accounts
from reseal.operations.cases.authors import authors_of, cases_of
from reseal.operations.sanctions import acts, views
from reseal.operations.sanctions.words import NoPerson, NoSanction, NotProposed
from reseal.operations.staff.views import names
from reseal.storage.store import Store, Work

ON_A_PAGE = 50
DONE = {
    "confirmed": N_("Confirmed: the platform is asked to carry it out, and the account hears why and how to appeal."),
    "refused": N_("Refused: what else followed from the decision stands."),
}
_GONE = N_("Nothing is known of this account any more.")
_NOT_NOW = N_("It does not wait for a person any more.")


@get("/accounts/{account_id:str}", opt={"needs": "cases.read"}, sync_to_thread=True)
def show(request: AnyRequest, store: AStore, account_id: FromPath[str]) -> Response[str]:
    """The page of one."""
    with store.read(actor_of(request)) as work:
        account = accounts.by_id(work, account_id) if is_id(account_id) else None
        if account is None:
            raise RefusedError(404, _GONE)
        standing = views.standing(work, account.print)
        history = views.history(work, account.print)
        every = views.sanctions(work, account.id)
        found = cases_of(work, {one.decision_id for one in history} | {one.decision_id for one in every})
        known, now = names(work), work.now
    return page(
        request,
        "account.html",
        **tables(),
        **sanction_tables(),
        account=account,
        standing=standing,
        history=history,
        sanctions=list(reversed(every)),
        cases=found,
        names=known,
        now=now,
        done=DONE.get(request.query_params.get("done", ""), ""),
        page_keys=[],
    )


@get("/closures", opt={"needs": "cases.read"}, sync_to_thread=True)
def waiting(request: AnyRequest, store: AStore) -> Response[str]:
    """What waits for a person, the longest waiting first."""
    after = request.query_params.get("after", "")
    with store.read(actor_of(request)) as work:
        found = views.proposed(work, after if is_id(after) else "", ON_A_PAGE + 1)
        known = names(work)
    return page(
        request,
        "closures.html",
        **tables(),
        **sanction_tables(),
        proposals=found[:ON_A_PAGE],
        further=f"/console/closures?after={found[ON_A_PAGE - 1].sanction.id}" if len(found) > ON_A_PAGE else "",
        names=known,
        done=DONE.get(request.query_params.get("done", ""), ""),
        page_keys=[("n", N_("Next page"))],
    )


@post("/closures/{sanction_id:str}/confirm", opt={"needs": acts.MAY}, sync_to_thread=True, status_code=200)
def confirm(request: AnyRequest, store: AStore, sanction_id: FromPath[str]) -> Redirect:
    """Somebody has looked, and confirms."""
    return _said(request, store, sanction_id, acts.confirm, "confirmed")


@post("/closures/{sanction_id:str}/refuse", opt={"needs": acts.MAY}, sync_to_thread=True, status_code=200)
def refuse(request: AnyRequest, store: AStore, sanction_id: FromPath[str]) -> Redirect:
    """Somebody has looked, and refuses."""
    return _said(request, store, sanction_id, acts.refuse, "refused")


def accounts_in(work: Work, case_id: str) -> dict[str, str]:
    """The account of each snapshot of a case, where one is known: for links from the case."""
    prints = authors_of(work, case_id)
    known = {print_: found.id for print_ in set(prints.values()) if (found := accounts.by_print(work, print_))}
    return {snapshot: known[print_] for snapshot, print_ in prints.items() if print_ in known}


def _said(
    request: AnyRequest, store: Store, sanction_id: str, act: Callable[[Work, str, str], None], done: str
) -> Redirect:
    try:
        with store.write(actor_of(request)) as work:
            act(work, sanction_id, member_of(request).id)
    except NoSanction:
        raise RefusedError(404, _GONE) from None
    except (NotProposed, NoPerson):
        raise RefusedError(409, _NOT_NOW) from None
    back = next_page(field(request, "back"))
    where = back if back.startswith("/console/accounts/") else "/console/closures"
    return Redirect(f"{where.partition('?')[0]}?done={done}", status_code=303)


HANDLERS = [show, waiting, confirm, refuse]

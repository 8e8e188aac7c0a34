"""Deliveries: what was asked of the platform and is not acknowledged, what failed, all of it; and sending it again."""

from typing import Any
from urllib.parse import urlencode

from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from reseal.interfaces.api.dependencies import AStore
from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.console.access import RefusedError, actor_of, field, may
from reseal.interfaces.console.queue import is_id
from reseal.interfaces.console.shell import lang_of, page
from reseal.interfaces.console.spans import span_said
from reseal.interfaces.console.words import N_
from reseal.operations.cases import views as cases
from reseal.operations.deliveries import endpoints, sending, views
from reseal.operations.deliveries.words import Shown
from reseal.operations.sanctions.words import KINDS as SANCTIONS
from reseal.storage.store import Work

HERE = "/console/deliveries"
ON_A_PAGE = 25
WHICH = {
    "unanswered": N_("deliveries: not acknowledged"),
    "failed": N_("deliveries: failed"),
    "all": N_("deliveries: all"),
}
KINDS: dict[str, str] = {
    "action.requested": N_("delivery: action"),
    "statement.author": N_("delivery: statement to the author"),
    "appeal.asked": N_("delivery: question in an appeal"),
    "appeal.decided": N_("delivery: outcome of an appeal"),
    "statement.reporter": N_("delivery: statement to the reporter"),
    "statement.account": N_("delivery: statement on the account"),
    "claim.code": N_("delivery: code"),
    **{kind: N_("delivery: measure on an account") for kind in SANCTIONS},
    "guard.code": N_("delivery: code"),
    "guard.acted": N_("delivery: letter about a guard"),
    "guard.ends": N_("delivery: letter about a guard"),
}
RECEIVERS = {
    "platform": N_("to: platform"),
    "author": N_("to: author"),
    "reporter": N_("to: reporter"),
    "exposed": N_("to: exposed person"),
}
STATES = {
    "due": N_("delivery: to be sent"),
    "sent": N_("delivery: sent"),
    "acknowledged": N_("delivery: acknowledged"),
    "failed": N_("delivery: failed"),
    "withdrawn": N_("delivery: withdrawn"),
}
PROBLEMS = {
    "refused": N_("The receiver refused it."),
    "unreachable": N_("The receiver could not be reached."),
    "not_allowed": N_("The address may not be reached from here."),
    "unsendable": N_("The sender takes no such message."),
    "erased": N_("What was to be sent is erased."),
    "no_endpoint": N_("No endpoint takes it yet."),
}
KEYS = [("n", N_("Next page")), ("r", N_("Look again"))]


@get("/deliveries", opt={"needs": "deliveries.read"}, sync_to_thread=True)
def show(request: AnyRequest, store: AStore) -> Response[str]:
    """Where they stand; never what they say."""
    asked = request.query_params
    which = asked.get("which", "")
    which = which if which in WHICH else "unanswered"
    from_ = asked.get("from", "")
    with store.read(actor_of(request)) as work:
        found = _found(work, which, from_ if is_id(from_) else "")
        shown = found[:ON_A_PAGE]
        open_cases = {one.under for one in shown if may(request, "cases.read") and cases.exists(work, one.under)}
        waiting, reachable = views.waiting(work), bool(endpoints.shown(work))
        now = work.now
    further = urlencode({"which": which, "from": shown[-1].id}) if len(found) > ON_A_PAGE else ""
    lang = lang_of(request)
    return page(
        request,
        "deliveries.html",
        which=which,
        whiches=WHICH,
        kinds=KINDS,
        receivers=RECEIVERS,
        states=STATES,
        problems=PROBLEMS,
        deliveries=shown,
        open_cases=open_cases,
        failed=waiting.failed,
        reachable=reachable,
        first=not from_,
        further=f"{HERE}?{further}" if further else "",
        again=_again(asked.get("again", "")),
        span=lambda span: span_said(span, lang),
        now=now,
        page_keys=KEYS,
    )


@post("/deliveries/{delivery_id:str}/replay", opt={"needs": "deliveries.replay"}, sync_to_thread=True, status_code=200)
def replay(request: AnyRequest, store: AStore, delivery_id: FromPath[str]) -> Response[Any]:
    """Send one again, under the id that it always had."""
    with store.write(actor_of(request)) as work:
        done = sending.replay(work, delivery_id)
    if not done:
        raise RefusedError(404, N_("This delivery cannot be sent again: it was withdrawn, or what it said is erased."))
    return _back(request, 1)


@post("/deliveries/replay", opt={"needs": "deliveries.replay"}, sync_to_thread=True, status_code=200)
def replay_failed(request: AnyRequest, store: AStore) -> Response[Any]:
    """Send all that failed again, as after an outage of the receiver."""
    with store.write(actor_of(request)) as work:
        count = sending.replay_failed(work, 0)
    return _back(request, count)


def _found(work: Work, which: str, from_: str) -> list[Shown]:
    """One more than a page holds."""
    if which == "unanswered":
        return views.unanswered(work, from_, ON_A_PAGE + 1)
    listed = views.failed if which == "failed" else views.newest
    return listed(work, from_ or None, ON_A_PAGE + 1)


def _again(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else None


def _back(request: AnyRequest, count: int) -> Redirect:
    which = field(request, "which", 20)
    return Redirect(
        f"{HERE}?{urlencode({'which': which if which in WHICH else 'failed', 'again': count})}", status_code=303
    )


HANDLERS = [show, replay, replay_failed]

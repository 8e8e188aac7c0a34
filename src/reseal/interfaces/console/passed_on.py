"""Notices that were about something else than doxxing: where they were pointed to, and by whom (Art 26)."""

from typing import get_args
from urllib.parse import urlencode

from litestar import Response, get

from reseal.interfaces.api.dependencies import AStore
from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.console.access import actor_of
from reseal.interfaces.console.case_words import RELATIONS
from reseal.interfaces.console.notice_words import ABOUTS
from reseal.interfaces.console.queue import is_id
from reseal.interfaces.console.shell import page
from reseal.interfaces.console.words import N_
from reseal.operations.notices import views
from reseal.operations.notices.words import About
from reseal.operations.staff.views import names

HERE = "/console/passed-on"
ON_A_PAGE = 25
KEYS = [("j", N_("Next row")), ("k", N_("Row before")), ("Enter", N_("Open the notice")), ("n", N_("Next page"))]


@get("/passed-on", opt={"needs": "notices.read"}, sync_to_thread=True)
def show(request: AnyRequest, store: AStore) -> Response[str]:
    """The newest first."""
    asked = request.query_params
    from_ = asked.get("from", "")
    to: About | None = next((about for about in get_args(About) if about == asked.get("to")), None)
    with store.read(actor_of(request)) as work:
        found = views.passed_on(work, from_ if from_ and is_id(from_) else None, ON_A_PAGE + 1, to)
        known = names(work)
    shown = found[:ON_A_PAGE]
    kept = {"to": to} if to else {}
    further = urlencode({**kept, "from": shown[-1].id}) if len(found) > ON_A_PAGE else ""
    return page(
        request,
        "passed_on.html",
        notices=shown,
        names=known,
        abouts=ABOUTS,
        relations=RELATIONS,
        to=to or "",
        first=not from_,
        further=f"{HERE}?{further}" if further else "",
        page_keys=KEYS,
    )


HANDLERS = [show]

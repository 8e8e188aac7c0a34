"""The audit: who did what to what, when; filtered, page by page, and whether the chain holds."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from litestar import Response, get, post

from reseal.interfaces.api.dependencies import AStore
from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.console.access import actor_of
from reseal.interfaces.console.audit_words import ACTS, DETAILS
from reseal.interfaces.console.shell import lang_of, page
from reseal.interfaces.console.spans import span_said
from reseal.interfaces.console.times import time_said
from reseal.interfaces.console.words import N_, gettext
from reseal.interfaces.locale import Lang
from reseal.operations.audit import views
from reseal.operations.audit.acts import record
from reseal.operations.audit.words import AuditPage, Entry
from reseal.operations.staff import reveals
from reseal.operations.staff.views import names
from reseal.storage.clock import DAY
from reseal.storage.store import Work

HERE = "/console/audit"
KEYS = (
    ("f", N_("Choose the act to show")),
    ("n", N_("Older entries")),
    ("c", N_("Check the chain")),
)
_TIMES, _STRETCHES = ("until", "due_at"), ("after", "late")
FILTERS = ("act", "actor", "about", "since", "until")


@get("/audit", opt={"needs": "audit.read"}, sync_to_thread=True)
def show(request: AnyRequest, store: AStore) -> Response[str]:
    """A page of entries."""
    with store.read(actor_of(request)) as work:
        return page(request, "audit.html", **_found(work, request), checked=None)


@post("/audit/check", opt={"needs": "audit.read"}, sync_to_thread=True, status_code=200)
def check(request: AnyRequest, store: AStore) -> Response[str]:
    """Look at the whole chain; that somebody did stands in the audit too."""
    with store.read(actor_of(request)) as work:
        checked = views.check(work)
    with store.write(actor_of(request)) as work:
        record(work, "audit.checked", str(checked.last), entries=checked.entries, broken=checked.broken)
        return page(request, "audit.html", **_found(work, request), checked=checked)


def _found(work: Work, request: AnyRequest) -> dict[str, Any]:
    asked = {name: request.query_params.get(name, "").strip()[:60] for name in FILTERS}
    known = names(work)
    until = _day(asked["until"])
    found: AuditPage = views.page(
        work,
        act=asked["act"],
        actor=next((actor for actor, name in known.items() if name == asked["actor"]), asked["actor"]),
        about=asked["about"],
        since=_day(asked["since"]),
        until=None if until is None else until + DAY,
        before=_number(request.query_params.get("before", "")),
    )
    kept = {name: value for name, value in asked.items() if value}
    further = f"{HERE}?{urlencode({**kept, 'before': found.next})}" if found.next else ""
    return {
        "entries": [(entry, _detail(entry, lang_of(request))) for entry in found.entries],
        "further": further,
        "asked": asked,
        "filtered": bool(kept) or "before" in request.query_params,
        "kinds": views.kinds(work),
        "acts": ACTS,
        "names": known,
        "page_keys": KEYS,
        "alerts": reveals.alerts(work, work.now - 7 * DAY),
    }


def _detail(entry: Entry, lang: Lang) -> str:
    """What stands with an entry: times and stretches as people read them, what is so by its name alone."""
    return ", ".join(said for name, value in sorted(entry.detail.items()) if (said := _said(name, value, lang)))


def _said(name: str, value: Any, lang: Lang) -> str:
    word = gettext(lang, DETAILS[name]) if name in DETAILS else name
    if isinstance(value, bool):
        return word if value else ""
    if isinstance(value, int) and name in _TIMES:
        return f"{word}: {time_said(value)}"
    if isinstance(value, int) and name in _STRETCHES:
        return f"{word}: {span_said(value, lang)}"
    return f"{word}: {' '.join(map(str, value)) if isinstance(value, list) else value}"


def _day(text: str) -> int | None:
    try:
        return int(datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).timestamp() * 1000)
    except (ValueError, OverflowError):
        return None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


HANDLERS = [show, check]

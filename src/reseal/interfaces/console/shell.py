"""What every page of the console stands in: language, theme, navigation, break reminders.

`docs/11-console.md` shows how a page is added.
"""

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import jinja2
from litestar import Response

from reseal import __version__
from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.api.html import html
from reseal.interfaces.api.page import language_of
from reseal.interfaces.console.access import may, session_of
from reseal.interfaces.console.times import time_said
from reseal.interfaces.console.words import N_, catalogue, gettext
from reseal.interfaces.locale import LANGS, Lang, locale

HERE = Path(__file__).parent
VENDOR = HERE / "vendor"
HTMX = VENDOR / "htmx.min.js"


class Entry(NamedTuple):
    """One place of the navigation: who lacks the permission does not see it. `keys` are pressed one after another."""

    words: str
    href: str
    needs: str
    keys: str


NAVIGATION = (
    Entry(N_("Queue"), "/console/queue", "cases.read", "g q"),
    Entry(N_("Second looks"), "/console/second-looks", "quality.look", "g x"),
    Entry(N_("Appeals"), "/console/appeals", "appeals.read", "g e"),
    Entry(N_("Closures"), "/console/closures", "sanctions.confirm", "g c"),
    Entry(N_("Passed on"), "/console/passed-on", "notices.read", "g o"),
    Entry(N_("Guards"), "/console/guards", "guards.check", "g w"),
    Entry(N_("Deliveries"), "/console/deliveries", "deliveries.read", "g d"),
    Entry(N_("Legal holds"), "/console/holds", "legal_holds", "g l"),
    Entry(N_("Quality"), "/console/quality", "quality.read", "g y"),
    Entry(N_("Audit"), "/console/audit", "audit.read", "g a"),
    Entry(N_("People"), "/console/people", "staff.manage", "g p"),
    Entry(N_("Tokens"), "/console/tokens", "tokens.manage", "g t"),
    Entry(N_("Settings"), "/console/settings", "own", "g s"),
)


ROLES = {
    "intake": N_("role: intake"),
    "moderator": N_("role: moderator"),
    "senior": N_("role: senior"),
    "legal": N_("role: legal"),
    "auditor": N_("role: auditor"),
    "admin": N_("role: admin"),
    "platform": N_("role: platform"),
    "staff": N_("role: staff"),
    "flagger": N_("role: flagger"),
    "provisioner": N_("role: provisioner"),
}


def lang_of(request: AnyRequest) -> Lang:
    """The language: the member's own, else what the address asks for, else what the browser prefers."""
    session = session_of(request)
    if session is not None and session.stage == "open":
        return session.known.lang
    asked = request.query_params.get("lang") or request.cookies.get("lang")
    return language_of(asked, request.headers.get("accept-language", ""))


def said(request: AnyRequest, message: str, **values: object) -> str:
    """Words of the catalogue in the language of the request."""
    return gettext(lang_of(request), message, **values)


def page(request: AnyRequest, template: str, status: int = 200, **values: Any) -> Response[str]:
    """A page of the console, as the template `template` makes it of the values.

    Besides the values a template finds `me` (the member, None before the sign-in), `may(permission)`, `csrf`, `lang`,
    `settings`, `nav`, `here` (the path), `scripts` (whether htmx is there), `when(milliseconds)`, `reminder` (a break).
    """
    lang = lang_of(request)
    session = session_of(request)
    me = session.member if session is not None and session.stage == "open" else None
    found = {
        "me": me,
        "may": lambda permission: may(request, permission),
        "csrf": session.csrf if session else "",
        "lang": lang,
        "languages": [(other, locale(other).language) for other in LANGS],
        "password_of": session.member.name if session is not None and session.member is not None else "",
        "settings": me.settings if me else None,
        "reminder": request.state.get("reminder"),
        "exposing": _exposing(request),
        "nav": [entry for entry in NAVIGATION if may(request, entry.needs)],
        "here": request.url.path,
        "roles": ROLES,
        "scripts": HTMX.is_file(),
        "version": __version__,
        "when": time_said,
    }
    return html(environment(lang).get_template(template).render(**found, **values), status)


def _exposing(request: AnyRequest) -> bool:
    handler = request.scope.get("route_handler")  # none where no door has the address
    return handler is not None and bool(handler.opt.get("exposing"))


def first_page(request: AnyRequest) -> str:
    """Where a member begins: the first place of the navigation that their role opens."""
    return next(entry.href for entry in NAVIGATION if may(request, entry.needs))


@cache
def environment(lang: Lang) -> jinja2.Environment:
    """The templates in one language."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    words = catalogue(lang)
    made.install_gettext_translations(words, newstyle=True)  # type: ignore[attr-defined]
    return made

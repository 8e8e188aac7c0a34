"""Who may open which page: a session's cookie, the permission that the page names, and forms that come from here.

A handler says what it needs, `opt={"needs": "cases.read"}`, a permission of `data/desk/access.toml`; one that says
nothing is open to nobody. After the guard `request.state.session` and `request.state.form` are there. A page of hard
content says so too, `opt={…, "exposing": True}`: its time counts towards the break that is proposed.
"""

import asyncio
from typing import Any, cast
from urllib.parse import quote, urlsplit

from litestar import Request, Response
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie, FormMultiDict
from litestar.handlers.base import BaseRouteHandler

from reseal.configuration import Configuration
from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.api.page import from_this_page
from reseal.interfaces.api.plain import require_plain
from reseal.interfaces.console.words import N_
from reseal.operations.cases import views as cases
from reseal.operations.cases.words import NoCase
from reseal.operations.staff import breaks, limits, sessions
from reseal.operations.staff.access import access
from reseal.operations.staff.words import Member, Reminder, Session
from reseal.storage.store import Store

Connection = ASGIConnection[Any, Any, Any, Any]

SIGN_IN = "/console/sign-in"
CSRF_FIELD, CSRF_HEADER = "csrf", "x-csrf-token"
_SAFE = ("GET", "HEAD", "OPTIONS")


class NotSignedInError(Exception):
    """Nobody is signed in: the way leads to the sign-in page."""


class RestDueError(Exception):
    """Somebody has looked at hard content for long enough: the way leads to the page that says so."""


class RefusedError(Exception):
    """Somebody is, but may not do this. `code` says why in words of the console's catalogue."""

    def __init__(self, status: int, said: str) -> None:
        super().__init__(said)
        self.status, self.said = status, said


async def signed_in(connection: Connection, handler: BaseRouteHandler) -> None:
    """The guard of every page behind the sign-in.

    Raises:
        NotSignedInError: no open session.
        RefusedError: the role lacks the permission, or the form is not from this console.
        RestDueError: a page of hard content, and the member has reached a limit.
    """
    await any_session(connection, handler)
    session: Session | None = connection.state.session
    if session is None or session.stage != "open":
        raise NotSignedInError
    needs = handler.opt.get("needs")
    if not isinstance(needs, str) or needs not in access().may(session.known.role):
        await connection.app.state.refusals.note(connection, session.known.actor, str(needs))
        raise RefusedError(403, N_("Your role does not open this page."))
    store: Store = connection.app.state.store
    exposing = bool(handler.opt.get("exposing"))
    if exposing and connection.scope.get("method") in _SAFE:  # what was begun is sent all the same
        asked = connection.path_params.get("case_id")
        if await asyncio.to_thread(_rests, store, session.known, asked if isinstance(asked, str) else ""):
            raise RestDueError
    connection.state.reminder = await asyncio.to_thread(_reminder, store, session.known, exposing)


def _rests(store: Store, member: Member, case_id: str) -> bool:
    """Whether the member has reached a limit. Where life is in danger nobody is held up."""
    with store.read() as work:
        if limits.rest(work, member.id) is None:
            return False
        try:
            return not (case_id and cases.case_row(work, case_id).threat)
        except NoCase:
            return True


def _reminder(store: Store, member: Member, exposing: bool) -> Reminder | None:
    if exposing:
        with store.write(member.actor) as work:
            breaks.look(work, member.id)
    with store.read() as work:
        return breaks.reminder(work, member.id, member.settings.break_minutes)


async def any_session(connection: Connection, handler: BaseRouteHandler) -> None:
    """The guard of the sign-in pages: finds out how far the browser has come, and takes forms from this console only.

    Raises:
        RefusedError: the form comes from elsewhere, or without the session's token.
    """
    store: Store = connection.app.state.store
    cookie = connection.cookies.get(cookie_name(connection))
    session = await asyncio.to_thread(_session, store, cookie) if cookie else None
    connection.state.session, connection.state.form = session, FormMultiDict()
    connection.state.reminder = None
    require_plain(connection)
    if connection.scope.get("method") in _SAFE:
        return
    request = cast("Request[Any, Any, Any]", connection)
    if not _from_here(request):
        raise RefusedError(403, N_("The form was not sent from this console."))
    connection.state.form = _plain(await request.form())
    if session is not None and session.member is not None:  # before anybody is known there is nothing to act for
        shown = request.headers.get(CSRF_HEADER) or connection.state.form.get(CSRF_FIELD) or ""
        if not isinstance(shown, str) or not store.prints.same(shown.encode("utf-8", "replace"), session.csrf.encode()):
            raise RefusedError(403, N_("The form was not sent from this console."))


def _plain(form: FormMultiDict) -> FormMultiDict:
    """The form without NUL, which no database takes."""
    return FormMultiDict(
        [
            (name.replace("\0", ""), value.replace("\0", "") if isinstance(value, str) else value)
            for name, value in form.multi_items()
        ]
    )


def _session(store: Store, cookie: str) -> Session | None:
    with store.read() as work:
        session, now = sessions.current(work, cookie), work.now
    if session is not None and sessions.is_stale(session, now):
        with store.write() as work:
            sessions.touch(work, session)
    return session


def _from_here(request: AnyRequest) -> bool:
    headers = {name.lower(): value for name, value in request.headers.items()}
    if "origin" not in headers and "sec-fetch-site" not in headers:
        return False
    chosen: Configuration = request.app.state.chosen
    return from_this_page(headers, chosen.served_on)


def session_of(request: AnyRequest) -> Session | None:
    """The session of the request, however far it has come."""
    session: Session | None = request.state.get("session")
    return session


def member_of(request: AnyRequest) -> Member:
    """Who has sent the request; only behind the guard `signed_in`."""
    session: Session = request.state.session
    return session.known


def form_of(request: AnyRequest) -> FormMultiDict:
    """What the request's form holds; `getall` for fields that come more than once."""
    form: FormMultiDict = request.state.form
    return form


def field(request: AnyRequest, name: str, most: int = 2_000) -> str:
    """One field of the form, as it was typed and no longer than `most`; empty where it is missing."""
    value = form_of(request).get(name)
    return value[:most] if isinstance(value, str) else ""


def number(request: AnyRequest, name: str, most: int = 9, none: int = 0) -> int:
    """One field of the form as a whole number of at most so many digits; `none` for what is none."""
    typed = field(request, name, most)
    return int(typed) if typed.isascii() and typed.isdigit() else none


def version_of(request: AnyRequest) -> int:
    """The version that a form was made from; -1, which nothing has, where it says none."""
    return number(request, "version", none=-1)


def may(request: AnyRequest, permission: str) -> bool:
    """Whether who has sent the request may do something."""
    session = session_of(request)
    return session is not None and session.stage == "open" and permission in access().may(session.known.role)


def actor_of(request: AnyRequest) -> str:
    """For `store.write(actor_of(request))`."""
    return member_of(request).actor


def is_https(connection: Connection) -> bool:
    """Whether the browser sees https: the server itself speaks it, or stands behind the `public_url` that does."""
    chosen: Configuration = connection.app.state.chosen
    return connection.url.scheme == "https" or chosen.public_url.startswith("https://")


def cookie_name(connection: Connection) -> str:
    """The cookie's name; under https one that no other host can set."""
    return "__Host-reseal" if is_https(connection) else "reseal"


def with_cookie(request: AnyRequest, response: Response[Any], cookie: str | None) -> Response[Any]:
    """The answer, with the session's cookie in it, or with the cookie taken away."""
    response.set_cookie(
        Cookie(
            key=cookie_name(request),
            value=cookie or "",
            path="/",
            httponly=True,
            samesite="lax",
            secure=is_https(request),
            max_age=None if cookie else 0,
        )
    )
    return response


def to_sign_in(path: str, query: str) -> str:
    """The address of the sign-in page that leads back to a page."""
    wanted = path + (f"?{query}" if query else "")
    return f"{SIGN_IN}?next={quote(wanted, safe='')}" if path not in ("/console", "/console/") else SIGN_IN


def next_page(wanted: str) -> str:
    """Where to go on: a page of this console, never another site."""
    parts = urlsplit(wanted)
    here = not parts.scheme and not parts.netloc and wanted.startswith("/console/") and ".." not in parts.path
    return wanted if here and "\\" not in wanted and wanted.isprintable() and not _is_sign_in(wanted) else "/console/"


def _is_sign_in(wanted: str) -> bool:
    return wanted.startswith(SIGN_IN)

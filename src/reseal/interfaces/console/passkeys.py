"""Passkeys: made in the settings, shown at the sign-in. The browser's part is `static/passkeys.js`."""

from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import msgspec
from litestar import MediaType, Response, post

from reseal.configuration import Configuration
from reseal.interfaces.api.dependencies import AStore
from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.console.access import (
    actor_of,
    field,
    next_page,
    session_of,
    with_cookie,
)
from reseal.interfaces.console.limits import too_often
from reseal.interfaces.console.shell import said
from reseal.interfaces.console.words import N_
from reseal.operations.staff import passkeys, sessions, sign_in
from reseal.operations.staff.passkeys import PasskeyError, Site
from reseal.operations.staff.words import Session
from reseal.storage.store import Store

_NONE = N_("That passkey did not open the console. Try again, or sign in with your password.")
_NOT_KEPT = N_("The passkey was not kept. Try again; a device takes one passkey for each person.")
_NO_SITE = N_("Passkeys need https, or an address that begins with http://localhost.")
_WRONG = N_("The present password is not right.")
_TOO_OFTEN = N_("There were too many tries from your address. Wait a minute.")


def site_of(request: AnyRequest) -> Site | None:
    """Whom passkeys made here are for; None where browsers make none: without https, and for addresses of digits."""
    chosen: Configuration = request.app.state.chosen
    origin = chosen.public_url or f"{request.url.scheme}://{request.headers.get('host', '')}"
    parts = urlsplit(origin)
    host = parts.hostname or ""
    if (parts.scheme != "https" and host != "localhost") or _is_address(host) or not host:
        return None
    return Site(host, f"{parts.scheme}://{parts.netloc}")


@post("/sign-in/passkey/ask", sync_to_thread=True, status_code=200)
def ask(request: AnyRequest, store: AStore) -> Response[Any]:
    """Begin: what the browser is to ask of a passkey, under a session of its own."""
    site = site_of(request)
    if too_often(request):
        return _json({"error": said(request, _TOO_OFTEN)}, 429)
    if site is None:
        return _json({"error": said(request, _NO_SITE)}, 422)
    before = session_of(request)
    with store.write("public") as work:
        if before is not None:
            sessions.end(work, before.key)
        begun, options = passkeys.ask(work, site)
    made = _json({"csrf": begun.session.csrf, "options": msgspec.Raw(options.encode())})
    return with_cookie(request, made, begun.cookie)


@post("/sign-in/passkey", sync_to_thread=True, status_code=200)
def answer(request: AnyRequest, store: AStore) -> Response[Any]:
    """The passkey's answer opens the session."""
    session, site, given = session_of(request), site_of(request), field(request, "answer", passkeys.LARGEST_ANSWER + 1)
    if session is None or site is None or too_often(request):
        return _json({"error": said(request, _NONE)}, 401)
    try:
        with store.write(_owner(store, given)) as work:
            begun = passkeys.answer(work, session, site, given)
    except PasskeyError:
        return _json({"error": said(request, _NONE)}, 401)
    return with_cookie(request, _json({"next": next_page(field(request, "next"))}), begun.cookie)


@post("/settings/passkeys/offer", opt={"needs": "own"}, sync_to_thread=True, status_code=200)
def offer(request: AnyRequest, store: AStore) -> Response[Any]:
    """What the browser is to make a passkey of; the password is asked once more."""
    site, session = site_of(request), _session(request)
    if site is None:
        return _json({"error": said(request, _NO_SITE)}, 422)
    if not sign_in.confirmed(store, session, field(request, "password")):
        return _json({"error": said(request, _WRONG)}, 422)
    try:
        with store.write(actor_of(request)) as work:
            options = passkeys.offer(work, session, site)
    except PasskeyError:
        return _json({"error": said(request, _NOT_KEPT)}, 422)
    return _json({"options": msgspec.Raw(options.encode())})


@post("/settings/passkeys", opt={"needs": "own"}, sync_to_thread=True, status_code=200)
def keep(request: AnyRequest, store: AStore) -> Response[Any]:
    """Keep the passkey that was made."""
    site, given = site_of(request), field(request, "answer", passkeys.LARGEST_ANSWER + 1)
    try:
        with store.write(actor_of(request)) as work:
            if site is None:
                raise PasskeyError
            passkeys.add(work, _session(request), site, given, field(request, "name", 60))
    except PasskeyError:
        return _json({"error": said(request, _NOT_KEPT)}, 422)
    return _json({"next": "/console/settings?done=passkey#passkeys"})


def _owner(store: Store, given: str) -> str:
    with store.read() as work:
        member_id = passkeys.owner(work, given)
    return "public" if member_id is None else f"staff:{member_id}"


def _session(request: AnyRequest) -> Session:
    session: Session = request.state.session
    return session


def _json(content: dict[str, Any], status: int = 200) -> Response[bytes]:
    headers = {"cache-control": "no-store", "x-content-type-options": "nosniff"}
    return Response(msgspec.json.encode(content), status_code=status, media_type=MediaType.JSON, headers=headers)


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


OPEN_HANDLERS = [ask, answer]
HANDLERS = [offer, keep]

"""The sign-in pages: password, then a code; the first time, one's own password and codes instead."""

import io
from typing import Any
from urllib.parse import urlencode

import pyotp
import segno
from litestar import Response, get, post
from litestar.response import Redirect

from reseal.interfaces.api.dependencies import AStore
from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.api.html import SECURITY_HEADERS
from reseal.interfaces.console.access import SIGN_IN, field, next_page, session_of, with_cookie
from reseal.interfaces.console.limits import too_often
from reseal.interfaces.console.passkeys import site_of
from reseal.interfaces.console.shell import lang_of, page, said
from reseal.interfaces.console.words import N_
from reseal.operations.staff import rules, sign_in
from reseal.operations.staff.sessions import Begun
from reseal.operations.staff.sign_in import FirstError
from reseal.operations.staff.words import Session
from reseal.storage.store import Store

FAULTS = {
    "too_short": N_("The new password is too short: give %(least)s characters or more."),
    "too_long": N_("The new password is too long: give %(most)s characters at most."),
    "like_the_name": N_("The new password holds your name or the name Reseal. Take another."),
    "too_plain": N_(
        "The new password is too easy to guess. Take another, such as four words that do not belong together."
    ),
    "too_common": N_("The new password is one that many people take. Take another, such as four words of your own."),
    "old": N_("The present password is not right."),
    "code": N_("The code does not fit. Wait for the next one, and see that the device's clock is right."),
}
_WRONG = N_("That did not work. Look at name and password; after several failures an account rests for some minutes.")
TOO_OFTEN = N_("There were too many tries from your address. Wait a minute.")


def fault_said(request: AnyRequest, fault: str) -> str:
    """A fault in words, with what mends it."""
    rule = rules.sign_in().password
    return said(request, FAULTS[fault], least=rule.least_characters, most=rule.most_characters)


def sheet(request: AnyRequest, store: Store, status: int = 200, error: str = "", **values: Any) -> Response[str]:
    """The sign-in page at the step that the session has come to."""
    session = session_of(request)
    stage = "password" if session is None or session.stage in ("passkey", "open") else session.stage
    wanted = next_page(request.query_params.get("next") or field(request, "next"))
    shown = {
        "name": "",
        "next": wanted,
        "error": error,
        "secret": "",
        "passkeys": site_of(request) is not None,
        "provider": request.app.state.get("provider") is not None,
        "local": session is None or session.member is None or session.member.local,
        **values,
    }
    if stage == "first" and session is not None:
        shown["secret"] = sign_in.offered(store, session)
    return page(request, f"sign_in_{stage}.html", status, **shown)


@get("/sign-in", sync_to_thread=True)
def show(request: AnyRequest, store: AStore) -> Response[Any]:
    """The step that comes next; who is in already goes on."""
    session = session_of(request)
    if session is not None and session.stage == "open":
        return Redirect(next_page(request.query_params.get("next", "")), status_code=303)
    return sheet(request, store)


@get("/sign-in/first", sync_to_thread=True)
def show_first(request: AnyRequest, store: AStore) -> Response[Any]:
    """The same, where the first step led."""
    return sheet(request, store) if session_of(request) else Redirect(SIGN_IN, status_code=303)


@get("/sign-in/code", sync_to_thread=True)
def show_code(request: AnyRequest, store: AStore) -> Response[Any]:
    """The same, where the first step led."""
    return sheet(request, store) if session_of(request) else Redirect(SIGN_IN, status_code=303)


@post("/sign-in", sync_to_thread=True, status_code=200)
def by_password(request: AnyRequest, store: AStore) -> Response[Any]:
    """Name and password."""
    if too_often(request):
        return sheet(request, store, 429, said(request, TOO_OFTEN), name=field(request, "name"))
    begun = sign_in.by_password(store, field(request, "name", 100), field(request, "password"))
    if begun is None:
        return sheet(request, store, 401, said(request, _WRONG), name=field(request, "name", 100))
    return _on(request, begun)


@post("/sign-in/code", sync_to_thread=True, status_code=200)
def by_code(request: AnyRequest, store: AStore) -> Response[Any]:
    """The code of the second step."""
    session = session_of(request)
    if session is None or session.stage != "code":
        return Redirect(SIGN_IN, status_code=303)
    if too_often(request):
        return sheet(request, store, 429, said(request, TOO_OFTEN))
    begun = sign_in.by_code(store, session, field(request, "code", 20))
    if begun is None:
        return sheet(request, store, 401, fault_said(request, "code"))
    return _on(request, begun)


@post("/sign-in/first", sync_to_thread=True, status_code=200)
def first(request: AnyRequest, store: AStore) -> Response[Any]:
    """One's own password and codes, after a password that was handed out."""
    session = session_of(request)
    if session is None or session.stage != "first":
        return Redirect(SIGN_IN, status_code=303)
    if too_often(request):
        return sheet(request, store, 429, said(request, TOO_OFTEN))
    try:
        begun = sign_in.first(store, session, field(request, "password"), field(request, "code", 20))
    except FirstError as error:
        return sheet(request, store, 422, fault_said(request, str(error.fault)))
    return _on(request, begun)


@get("/sign-in/code.svg", sync_to_thread=True)
def first_picture(request: AnyRequest, store: AStore) -> Response[bytes]:
    """The secret for codes as a picture to scan; only while it is being set."""
    session = session_of(request)
    if session is None or session.stage != "first":
        return Response(b"", status_code=404)
    return code_picture(session, sign_in.offered(store, session))


@post("/sign-out", sync_to_thread=True, status_code=200)
def out(request: AnyRequest, store: AStore) -> Response[Any]:
    """End the session here and in the browser."""
    session = session_of(request)
    if session is not None:
        with store.write(session.member.actor if session.member else "public") as work:
            sign_in.sign_out(work, session)
    response = with_cookie(request, Redirect(SIGN_IN, status_code=303), None)
    response.headers["clear-site-data"] = '"cache", "storage"'
    return response


def code_picture(session: Session, secret: str) -> Response[bytes]:
    """The secret as a QR code, for the member's device and nobody else."""
    address = pyotp.TOTP(secret).provisioning_uri(name=session.known.name, issuer_name="Reseal")
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", scale=5, border=4, light="white", xmldecl=False)
    headers = {**SECURITY_HEADERS, "cache-control": "no-store"}
    return Response(drawn.getvalue(), media_type="image/svg+xml", headers=headers)


def _on(request: AnyRequest, begun: Begun) -> Response[Any]:
    wanted = next_page(field(request, "next"))
    session = begun.session
    if session.stage == "open":
        return with_cookie(request, Redirect(wanted, status_code=303), begun.cookie)
    on = f"{SIGN_IN}/{session.stage}?" + urlencode({"next": wanted, "lang": lang_of(request)})
    return with_cookie(request, Redirect(on, status_code=303), begun.cookie)


HANDLERS = [show, show_first, show_code, by_password, by_code, first, first_picture, out]

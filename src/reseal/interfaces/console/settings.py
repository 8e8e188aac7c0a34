"""What a member sets for themselves: language, theme, keys, pictures, breaks; password, codes, passkeys."""

from typing import Any, get_args

import msgspec
from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from reseal.interfaces.api.dependencies import AStore
from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.console.access import RefusedError, actor_of, field, form_of, member_of
from reseal.interfaces.console.passkeys import site_of
from reseal.interfaces.console.shell import page
from reseal.interfaces.console.sign_in import code_picture, fault_said
from reseal.interfaces.console.words import N_
from reseal.operations.staff import acts, breaks, passkeys, sessions, sign_in
from reseal.operations.staff.words import Theme
from reseal.storage.store import Store

HERE = "/console/settings"
DONE = {
    "chosen": N_("Saved."),
    "password": N_("The password is changed. Every other session of yours has ended."),
    "code": N_("Codes come from the new device now."),
    "sessions": N_("Those browsers are signed out."),
    "passkey": N_("The passkey is kept."),
    "passkey-removed": N_("The passkey opens nothing any more."),
}


@get("/settings", opt={"needs": "own"}, sync_to_thread=True)
def show(request: AnyRequest, store: AStore) -> Response[str]:
    """The page."""
    return _sheet(request, store)


@post("/settings", opt={"needs": "own"}, sync_to_thread=True, status_code=200)
def choose(request: AnyRequest, store: AStore) -> Response[Any]:
    """Keep what was chosen."""
    member, theme, minutes = member_of(request), field(request, "theme"), field(request, "break_minutes", 4)
    chosen = msgspec.structs.replace(
        member.settings,
        theme=theme if theme in get_args(Theme) else member.settings.theme,
        keys=bool(field(request, "keys")),
        grey=bool(field(request, "grey")),
        blur=bool(field(request, "blur")),
        break_minutes=breaks.bounded(int(minutes)) if minutes.isdecimal() else member.settings.break_minutes,
    )
    with store.write(actor_of(request)) as work:
        acts.choose(work, member.id, chosen, "zh" if field(request, "lang") == "zh" else "en")
    return Redirect(f"{HERE}?done=chosen", status_code=303)


@post("/settings/password", opt={"needs": "own"}, sync_to_thread=True, status_code=200)
def password(request: AnyRequest, store: AStore) -> Response[Any]:
    """Take another password; the present one is asked."""
    _require_local(request)
    fault = sign_in.change_password(store, request.state.session, field(request, "old"), field(request, "new"))
    if fault is not None:
        return _sheet(request, store, 422, password_error=fault_said(request, fault))
    return Redirect(f"{HERE}?done=password", status_code=303)


@post("/settings/code/begin", opt={"needs": "own"}, sync_to_thread=True, status_code=200)
def begin_code(request: AnyRequest, store: AStore) -> Response[Any]:
    """Begin to take codes from another device; the password is asked once more, or the code of the present one."""
    if not sign_in.confirmed(store, request.state.session, field(request, "password")):
        return _sheet(request, store, 422, code_error=_not_confirmed(request))
    sign_in.offered(store, request.state.session)
    return Redirect(f"{HERE}/code", status_code=303)


@get("/settings/code", opt={"needs": "own"}, sync_to_thread=True)
def show_code(request: AnyRequest, store: AStore) -> Response[Any]:
    """The secret to take over into the other device."""
    return _code_sheet(request, store)


@get("/settings/code.svg", opt={"needs": "own"}, sync_to_thread=True)
def picture(request: AnyRequest, store: AStore) -> Response[bytes]:
    """The same as a picture to scan."""
    secret = sign_in.pending(store, request.state.session)
    return Response(b"", status_code=404) if secret is None else code_picture(request.state.session, secret)


@post("/settings/code", opt={"needs": "own"}, sync_to_thread=True, status_code=200)
def new_code(request: AnyRequest, store: AStore) -> Response[Any]:
    """Take the other device, once a code shows that it has the secret."""
    if not sign_in.new_code(store, request.state.session, field(request, "code", 20)):
        return _code_sheet(request, store, 422, fault_said(request, "code"))
    return Redirect(f"{HERE}?done=code", status_code=303)


@post("/settings/sessions/end", opt={"needs": "own"}, sync_to_thread=True, status_code=200)
def end_others(request: AnyRequest, store: AStore) -> Response[Any]:
    """Sign oneself out in other browsers; the password or a code is asked once more of whoever has one here."""
    member = member_of(request)
    asked = member.local or member.has_code
    if asked and not sign_in.confirmed(store, request.state.session, field(request, "password")):
        return _sheet(request, store, 422, sessions_error=_not_confirmed(request))
    named = [one for one in form_of(request).getall("session", []) if isinstance(one, str)]
    with store.write(actor_of(request)) as work:
        sessions.end_others(work, request.state.session, named)
    return Redirect(f"{HERE}?done=sessions", status_code=303)


@post("/settings/passkeys/{passkey_id:str}/remove", opt={"needs": "own"}, sync_to_thread=True, status_code=200)
def remove_passkey(request: AnyRequest, store: AStore, passkey_id: FromPath[str]) -> Response[Any]:
    """Let one of one's own passkeys open nothing any more; the password is asked once more."""
    if not sign_in.confirmed(store, request.state.session, field(request, "password")):
        return _sheet(request, store, 422, passkey_error=fault_said(request, "old"))
    try:
        with store.write(actor_of(request)) as work:
            passkeys.remove(work, member_of(request).id, passkey_id)
    except LookupError:
        raise RefusedError(404, N_("There is no such passkey.")) from None
    return Redirect(f"{HERE}?done=passkey-removed#passkeys", status_code=303)


def _require_local(request: AnyRequest) -> None:
    if not member_of(request).local:
        raise RefusedError(422, N_("You sign in at your organisation: your password is changed there."))


def _not_confirmed(request: AnyRequest) -> str:
    return fault_said(request, "old" if member_of(request).local else "code")


def _sheet(request: AnyRequest, store: Store, status: int = 200, **errors: str) -> Response[str]:
    with store.read(actor_of(request)) as work:
        known = passkeys.listed(work, member_of(request).id)
        elsewhere = sessions.others(work, request.state.session)
    return page(
        request,
        "settings.html",
        status,
        done=DONE.get(request.query_params.get("done", ""), ""),
        bounds=breaks.rules(),
        known=known,
        elsewhere=elsewhere,
        passkeys=site_of(request) is not None,
        **{"password_error": "", "code_error": "", "passkey_error": "", "sessions_error": "", **errors},
    )


def _code_sheet(request: AnyRequest, store: Store, status: int = 200, error: str = "") -> Response[Any]:
    secret = sign_in.pending(store, request.state.session)
    if secret is None:
        return Redirect(HERE, status_code=303)
    return page(
        request, "settings_code.html", status, secret=secret, error=error, code_picture="/console/settings/code.svg"
    )


HANDLERS = [show, choose, password, end_others, remove_passkey, begin_code, show_code, picture, new_code]

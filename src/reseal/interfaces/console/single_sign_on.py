"""Signing in at the provider of identities: the way there, and the way back."""

from typing import Any
from urllib.parse import urlencode

from litestar import Response, get
from litestar.response import Redirect

from reseal.configuration import Configuration
from reseal.interfaces.api.dependencies import AStore
from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.console.access import SIGN_IN, next_page, session_of, with_cookie
from reseal.interfaces.console.limits import too_often
from reseal.interfaces.console.shell import lang_of, said
from reseal.interfaces.console.sign_in import TOO_OFTEN, sheet
from reseal.interfaces.console.words import N_
from reseal.interfaces.oidc.provider import OidcError, Provider
from reseal.operations.staff import single_sign_on
from reseal.operations.staff.identities import IdentityError
from reseal.operations.staff.sessions import Begun
from reseal.operations.staff.words import Session
from reseal.storage.store import Store

BACK = f"{SIGN_IN}/oidc/back"
_FAILED = N_("Signing in at your organisation's provider did not work. Try again, or sign in with a password.")
_NO_ROLE = N_("Your organisation's provider knows you, but no group of yours opens this desk. Ask an administrator.")
_LONGEST = 4_096


@get("/sign-in/oidc", sync_to_thread=True)
def there(request: AnyRequest, store: AStore) -> Response[Any]:
    """Send the browser to the provider."""
    provider = provider_at(request)
    if provider is None:
        return Redirect(SIGN_IN, status_code=303)
    if too_often(request):
        return sheet(request, store, 429, said(request, TOO_OFTEN))
    with store.write("public") as work:
        begun, asked = single_sign_on.begin(work, session_of(request), next_page(request.query_params.get("next", "")))
    try:
        where = provider.address(_back(request), asked)
    except OidcError as error:
        return _refused(request, store, error.why)
    return with_cookie(request, Redirect(where, status_code=303), begun.cookie)


@get("/sign-in/oidc/back", sync_to_thread=True)
def back(request: AnyRequest, store: AStore) -> Response[Any]:
    """Where the provider sends the browser: what it was asked is used up, and it is let in or not."""
    provider, session = provider_at(request), session_of(request)
    if provider is None or session is None or too_often(request):
        return _refused(request, store, "no_session")
    given = {name: request.query_params.get(name, "")[:_LONGEST] for name in ("state", "code", "error")}
    with store.write("public") as work:
        asked = single_sign_on.taken(work, session, given["state"])
    if asked is None:
        return _refused(request, store, "state")
    if given["error"] or not given["code"]:
        return _refused(request, store, "refused_there")
    try:
        person = provider.vouched(_back(request), asked, given["code"], request.query_params.get("iss"))
        begun = _entered(request, store, session, person, provider)
    except OidcError as error:
        return _refused(request, store, error.why)
    except IdentityError as error:
        return _refused(request, store, str(error))
    return _on(request, begun, asked.next)


def provider_at(request: AnyRequest) -> Provider | None:
    """The provider of identities of this desk."""
    provider: Provider | None = request.app.state.get("provider")
    return provider


def _entered(
    request: AnyRequest, store: Store, session: Session, person: single_sign_on.Person, provider: Provider
) -> Begun:
    chosen: Configuration = request.app.state.chosen
    kept = None
    with store.write("public") as work:
        try:
            return single_sign_on.entered(
                work,
                session,
                person,
                provider.roles,
                new=chosen.oidc_new_members,
                factor_there=chosen.oidc_second_factor == "provider",
            )
        except IdentityError as error:
            kept = error  # what it changed counts: whoever has no role any more is shut out
    raise kept


def _refused(request: AnyRequest, store: Store, why: str) -> Response[Any]:
    with store.write("public") as work:
        single_sign_on.refused(work, why)
    words = _NO_ROLE if why in ("no_role", "not_handed_over", "shut_out") else _FAILED
    return sheet(request, store, 403 if words == _NO_ROLE else 401, said(request, words))


def _on(request: AnyRequest, begun: Begun, wanted: str) -> Response[Any]:
    stage = begun.session.stage
    on = next_page(wanted)
    if stage != "open":
        on = f"{SIGN_IN}/{stage}?" + urlencode({"next": on, "lang": lang_of(request)})
    return with_cookie(request, Redirect(on, status_code=303), begun.cookie)


def _back(request: AnyRequest) -> str:
    chosen: Configuration = request.app.state.chosen
    origin = chosen.public_url.rstrip("/") or f"{request.url.scheme}://{request.headers.get('host', '')}"
    return origin + BACK


HANDLERS = [there, back]

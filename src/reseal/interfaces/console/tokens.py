"""Tokens of machines, for administrators: made, shown once, withdrawn."""

from typing import Any

from litestar import Response, get, post
from litestar.response import Redirect

from reseal.interfaces.api.dependencies import AStore
from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.console.access import RefusedError, actor_of, field, form_of
from reseal.interfaces.console.scope_words import SCOPES
from reseal.interfaces.console.shell import page, said
from reseal.interfaces.console.words import N_
from reseal.operations.staff.access import AccessError, access
from reseal.operations.tokens import acts, views
from reseal.storage.store import Store

HERE = "/console/tokens"
_NO_SCOPE = N_("Choose one scope or more.")


@get("/tokens", opt={"needs": "tokens.manage"}, sync_to_thread=True)
def show(request: AnyRequest, store: AStore) -> Response[str]:
    """All tokens."""
    return _sheet(request, store)


@post("/tokens", opt={"needs": "tokens.manage"}, sync_to_thread=True, status_code=200)
def make(request: AnyRequest, store: AStore) -> Response[str]:
    """Make a token; it is shown this once."""
    name, role = field(request, "name", 100), field(request, "role", 40)
    scopes = [str(scope) for scope in form_of(request).getall("scope", [])]
    if not scopes:  # without any it would have all those of its role
        return _sheet(request, store, 422, error=said(request, _NO_SCOPE), typed=name)
    try:
        with store.write(actor_of(request)) as work:
            token = acts.create(work, role, scopes, name)
    except AccessError as error:
        return _sheet(request, store, 422, error=str(error), typed=name)
    return _sheet(request, store, made=token, typed=name)


@post("/tokens/{token_id:str}/withdraw", opt={"needs": "tokens.manage"}, sync_to_thread=True, status_code=200)
def withdraw(request: AnyRequest, store: AStore) -> Response[Any]:
    """Let a token open nothing any more."""
    try:
        with store.write(actor_of(request)) as work:
            acts.withdraw(work, request.path_params["token_id"])
    except LookupError:
        raise RefusedError(404, N_("There is no such token.")) from None
    return Redirect(HERE, status_code=303)


def _sheet(request: AnyRequest, store: Store, status: int = 200, **found: str) -> Response[str]:
    with store.read(actor_of(request)) as work:
        tokens = views.listed(work)
    machines = {name: sorted(access().of_token(name)) for name, role in access().role.items() if role.kind == "machine"}
    shown = {"error": "", "typed": "", "made": "", **found}
    return page(request, "tokens.html", status, tokens=tokens, machines=machines, scope_words=SCOPES, **shown)


HANDLERS = [show, make, withdraw]

"""Who may come in: `Authorization: Bearer TOKEN`, looked up for every request."""

from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from reseal.interfaces.api.plain import require_plain
from reseal.interfaces.api.problems import Problem
from reseal.operations.staff.access import access
from reseal.operations.tokens.views import Grants
from reseal.operations.tokens.words import Grant

_HOW = "Send the header Authorization: Bearer TOKEN; reseal token create --role {role} makes one."


class ScopeProblem(Problem):
    """A known token that lacks a scope."""

    def __init__(self, grant: Grant, scope: str, remedy: str) -> None:
        """Of this grant."""
        super().__init__(403, f"A token with the role {grant.role} lacks the scope {scope}.", remedy, "Authorization")
        self.grant = grant


async def require_scope(grants: Grants, authorization: bytes | None, scope: str) -> Grant:
    """What the token of the request allows, if the scope is in it.

    Raises:
        Problem: 401 without a known token, 403 with one that lacks the scope.
    """
    how = _HOW.format(role=_role_with(scope))
    if authorization is None:
        raise Problem(401, "The request carries no token.", how, "Authorization")
    scheme, _, token = authorization.decode("latin-1").partition(" ")
    grant = await grants.of(token.strip()) if scheme.lower() == "bearer" else None
    if grant is None:
        raise Problem(401, "The token is not known here.", how, "Authorization")
    if scope not in grant.scopes:
        raise ScopeProblem(grant, scope, how)
    return grant


async def bearer(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """The guard of doors for machines: the handler's `needs` is the scope that the token must have.

    The grant stands in `request.state.grant` after it, and `request.state.actor` is who acts. A handler that names no
    `needs` is open to nobody.
    """
    needs = handler.opt.get("needs")
    if not isinstance(needs, str) or needs not in access().permission:
        raise Problem(403, "This door names no scope: it is closed.", "Tell whoever runs Reseal.")
    header = connection.headers.get("authorization")
    raw = None if header is None else header.encode("latin-1")
    try:
        grant = await require_scope(connection.app.state.grants, raw, needs)
    except ScopeProblem as refused:
        await connection.app.state.refusals.note(connection, refused.grant.actor, needs)
        raise
    require_plain(connection)
    connection.state.grant, connection.state.actor = grant, grant.actor


def _role_with(scope: str) -> str:
    return next((name for name, role in access().role.items() if scope in role.may), "ROLE")

"""Who may come in: `Authorization: Bearer TOKEN`, looked up for every request."""

from reseal.interfaces.api.problems import Problem
from reseal.storage.tokens import Role, TokenStore

_HOW = "Send the header Authorization: Bearer TOKEN; reseal token create --role {role} makes one."


def require_role(store: TokenStore, authorization: bytes | None, role: Role) -> None:
    """See to it that the request carries a token of the role.

    Raises:
        Problem: 401 without a known token, 403 with one of another role.
    """
    how = _HOW.format(role=role)
    if authorization is None:
        raise Problem(401, "The request carries no token.", how, "Authorization")
    scheme, _, token = authorization.decode("latin-1").partition(" ")
    grant = store.grant(token.strip()) if scheme.lower() == "bearer" else None
    if grant is None:
        raise Problem(401, "The token is not known here.", how, "Authorization")
    if grant.role != role:
        raise Problem(403, f"The token has the role {grant.role}; this door wants {role}.", how, "Authorization")

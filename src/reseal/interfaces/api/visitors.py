"""Who comes to a public door: anybody, somebody for whom a platform speaks, or whoever holds a ticket and its PIN."""

from collections.abc import Awaitable, Callable

from reseal.interfaces.api.access import require_scope
from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.api.problems import Problem
from reseal.interfaces.door.origins import Origins
from reseal.operations.tokens.words import Grant


async def spoken_for(request: AnyRequest, scope: str) -> Grant | None:
    """The token that a public request may carry; None where it carries none.

    Raises:
        Problem: 401 or 403, it opens nothing, or not this.
    """
    header = request.headers.get("authorization")
    if header is None:
        return None
    return await require_scope(request.app.state.grants, header.encode("latin-1", "replace"), scope)


async def entered(
    request: AnyRequest,
    origins: Origins,
    enter: Callable[[str, str], Awaitable[str | None]],
    ticket: str,
    pin: str,
    header: str,
) -> str:
    """The id of what ticket and PIN open. `header` is the one in which the PIN comes.

    Raises:
        Problem: 404, whether the PIN is wrong, the ticket unknown or locked; 429, much from here did not fit.
    """
    origin = origins.of(request)
    if not origins.may_look(origin):
        raise Problem(429, "Many tickets and PINs from here did not fit.", "Wait one minute, then try again.")
    found = await enter(ticket, pin)
    if found is None:
        remedy = "Check both. After several wrong tries the ticket stays shut for a while: wait 15 minutes."
        raise Problem(404, "Ticket and PIN do not fit together.", remedy, header)
    origins.fitted(origin)
    return found

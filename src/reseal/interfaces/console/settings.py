"""What a member sets for themselves: language, theme, keys, pictures, breaks; password, codes, passkeys."""

from typing import get_args

import msgspec
from litestar import Response, get, post
from litestar.response import Redirect

from reseal.interfaces.api.dependencies import AStore
from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.console.access import actor_of, field, member_of
from reseal.interfaces.console.shell import page
from reseal.operations.staff import acts
from reseal.operations.staff.words import Theme

HERE = "/console/settings"


@get("/settings", opt={"needs": "own"}, sync_to_thread=True)
def show(request: AnyRequest) -> Response[str]:
    """The page."""
    return page(request, "settings.html", done=request.query_params.get("done", ""), error="")


@post("/settings", opt={"needs": "own"}, sync_to_thread=True, status_code=200)
def choose(request: AnyRequest, store: AStore) -> Response[str] | Redirect:
    """Keep what was chosen."""
    member = member_of(request)
    theme = field(request, "theme")
    chosen = msgspec.structs.replace(
        member.settings,
        theme=theme if theme in get_args(Theme) else member.settings.theme,
        keys=bool(field(request, "keys")),
        grey=bool(field(request, "grey")),
        blur=bool(field(request, "blur")),
    )
    with store.write(actor_of(request)) as work:
        acts.choose(work, member.id, chosen, "zh" if field(request, "lang") == "zh" else "en")
    return Redirect(f"{HERE}?done=chosen", status_code=303)


HANDLERS = [show, choose]

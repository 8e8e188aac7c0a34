"""The people of staff, for administrators: added, given another role, given a first password anew, shut out."""

from typing import Any

from litestar import Response, get, post
from litestar.response import Redirect

from reseal.interfaces.api.dependencies import AStore
from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.console.access import RefusedError, actor_of, field
from reseal.interfaces.console.shell import page, said
from reseal.interfaces.console.words import N_
from reseal.operations.staff import acts, passwords, views
from reseal.operations.staff.access import AccessError, access
from reseal.operations.staff.acts import LastAdminError, TakenError
from reseal.storage.store import Store

HERE = "/console/people"
KEYS = (("a", N_("Add somebody")),)
_NAME = N_("A name has up to 60 letters, digits, dots, hyphens and underscores, and no spaces.")
_TAKEN = N_("There is somebody of that name already.")
_LAST = N_("This is the last administrator. Make another one first.")
_ELSEWHERE = N_("They sign in at your organisation's provider and have no password here.")
_NOBODY = N_("There is nobody of that id.")


@get("/people", opt={"needs": "staff.manage"}, sync_to_thread=True)
def show(request: AnyRequest, store: AStore) -> Response[str]:
    """Everybody."""
    return _sheet(request, store)


@post("/people", opt={"needs": "staff.manage"}, sync_to_thread=True, status_code=200)
def add(request: AnyRequest, store: AStore) -> Response[str]:
    """Add somebody; the first password is shown this once."""
    name, role = field(request, "name", 100), field(request, "role", 40)
    password = passwords.handed_out()
    hashed = passwords.hashed(password)
    try:
        with store.write(actor_of(request)) as work:
            acts.add(work, name, role, hashed, "en" if field(request, "lang") == "en" else "zh")
    except TakenError:
        return _sheet(request, store, 422, error=said(request, _TAKEN), typed=name, chosen=role)
    except AccessError as error:
        return _sheet(request, store, 422, error=str(error), typed=name)
    except ValueError:
        return _sheet(request, store, 422, error=said(request, _NAME), typed=name, chosen=role)
    return _sheet(request, store, handed=password, to=name)


@post("/people/{member_id:str}/reset", opt={"needs": "staff.manage"}, sync_to_thread=True, status_code=200)
def reset(request: AnyRequest, store: AStore) -> Response[str]:
    """A new first password; codes, passkeys and sessions are gone."""
    password = passwords.handed_out()
    hashed = passwords.hashed(password)
    with store.write(actor_of(request)) as work:
        member = views.member(work, request.path_params["member_id"])
        if member is None:
            raise RefusedError(404, _NOBODY)
        if not member.local:
            raise RefusedError(422, _ELSEWHERE)
        acts.reset(work, member.id, hashed)
    return _sheet(request, store, handed=password, to=member.name)


@post("/people/{member_id:str}/role", opt={"needs": "staff.manage"}, sync_to_thread=True, status_code=200)
def change_role(request: AnyRequest, store: AStore) -> Response[Any]:
    """Another role; it counts at once."""
    return _changed(request, store, lambda work, id_: acts.change_role(work, id_, field(request, "role", 40)))


@post("/people/{member_id:str}/disable", opt={"needs": "staff.manage"}, sync_to_thread=True, status_code=200)
def disable(request: AnyRequest, store: AStore) -> Response[Any]:
    """Shut somebody out at once."""
    return _changed(request, store, acts.disable)


@post("/people/{member_id:str}/enable", opt={"needs": "staff.manage"}, sync_to_thread=True, status_code=200)
def enable(request: AnyRequest, store: AStore) -> Response[Any]:
    """Let somebody in again."""
    return _changed(request, store, acts.enable)


def _changed(request: AnyRequest, store: Store, act: Any) -> Response[Any]:
    try:
        with store.write(actor_of(request)) as work:
            act(work, request.path_params["member_id"])
    except LookupError:
        raise RefusedError(404, _NOBODY) from None
    except LastAdminError:
        return _sheet(request, store, 422, error=said(request, _LAST))
    except AccessError as error:
        return _sheet(request, store, 422, error=str(error))
    return Redirect(HERE, status_code=303)


def _sheet(request: AnyRequest, store: Store, status: int = 200, **found: str) -> Response[str]:
    with store.read(actor_of(request)) as work:
        everybody, now = views.members(work), work.now
    shown: dict[str, Any] = {"error": "", "typed": "", "chosen": "moderator", "handed": "", "to": "", **found}
    shown["page_keys"] = KEYS
    return page(request, "people.html", status, everybody=everybody, now=now, kinds=access().staff_roles, **shown)


HANDLERS = [show, add, reset, change_role, disable, enable]

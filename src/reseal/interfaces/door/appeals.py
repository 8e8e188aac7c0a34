"""The doors of appeals for people: the author's own page by link, and the notifier's appeal from the page of a notice.

A link that opens nothing is answered alike whatever it is, and counted against its origin as a wrong PIN is.
"""

from collections.abc import Callable, Sequence
from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.types import ControllerRouterHandler

from reseal.configuration import Configuration
from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.api.html import html
from reseal.interfaces.api.page import from_this_page
from reseal.interfaces.door import appeal_page as page
from reseal.interfaces.door.desk import Desk
from reseal.interfaces.door.handlers import notice_page, visitor_of
from reseal.interfaces.door.sent import Sent, TooLarge, UnreadableError, sent
from reseal.interfaces.door.standing import standing_of
from reseal.interfaces.locale import Lang
from reseal.operations.appeals import acts, views
from reseal.operations.appeals.rules import rules
from reseal.operations.appeals.words import Refused, Said
from reseal.operations.notices import views as notices
from reseal.storage.store import Work

_SMALL = 65_536
_DONE = ("filed", "replied", "withdrawn")
_STATUS = {"often": 429, "not_from_here": 403, "unreadable": 400}
Answer = Response[Any]


class _Not(Exception):  # noqa: N818 - what happened
    """Nothing was done; `why` says it in words of the page."""

    def __init__(self, why: str, **values: int) -> None:
        super().__init__(why)
        self.why, self.values = why, values


def appeal_handlers(desk: Desk, chosen: Configuration) -> Sequence[ControllerRouterHandler]:
    """The page by link and its forms, and those of a notice's page."""
    served_on = chosen.served_on

    @get("/appeal/{secret:str}", include_in_schema=False)
    async def own(request: AnyRequest, secret: FromPath[str]) -> Answer:
        done = request.query_params.get("done", "")
        return await _own(desk, request, secret, done=done if done in _DONE else None)

    @post("/appeal/{secret:str}/{act:str}", include_in_schema=False, status_code=200)
    async def act(request: AnyRequest, secret: FromPath[str], act: FromPath[str]) -> Answer:
        words, form = "", None
        try:
            form = await _form(request, served_on)
            words = form.text("words").strip()
            _counted(desk, request)
            said = await _said(desk, words) if act in ("file", "reply") else Said("")
            lang = visitor_of(request, form).lang
            await desk.write(_by_link(secret, act, form.text("appeal")[:26], said, lang))
        except _Not as why:
            return await _own(desk, request, secret, why, form=form, typed=words)
        except Refused as refused:
            return await _own(desk, request, secret, _Not(refused.why), form=form, typed=words)
        done = {"file": "filed", "reply": "replied", "withdraw": "withdrawn"}[act]
        return Redirect(f"/appeal/{secret}?lang={lang}&done={done}", status_code=303)

    @post("/report/appeal/{act:str}", include_in_schema=False, status_code=200)
    async def from_notice(request: AnyRequest, act: FromPath[str]) -> Answer:
        opens, form = "", None
        try:
            form = await _form(request, served_on)
            opens = form.text("pass")
            _counted(desk, request)
            said = await _said(desk, form.text("words").strip()) if act in ("file", "reply") else Said("")
            visitor = visitor_of(request, form)
            known = await desk.write(_by_notice(opens, act, form.text("appeal")[:26], said, visitor.lang))
        except _Not as why:
            error = page.refused(visitor_of(request, form).lang, why.why, **why.values)
            return await notice_page(desk, visitor_of(request, form), opens, error=error)
        except Refused as refused:
            error = page.refused(visitor_of(request, form).lang, refused.why)
            return await notice_page(desk, visitor_of(request, form), opens, error=error)
        done = {"file": "appeal_filed", "reply": "appeal_replied", "withdraw": "appeal_withdrawn"}.get(act)
        return await notice_page(desk, visitor, opens, done=done if known else None)

    return [own, act, from_notice]


async def _own(
    desk: Desk,
    request: AnyRequest,
    secret: str,
    why: _Not | None = None,
    *,
    form: Sent | None = None,
    done: str | None = None,
    typed: str = "",
) -> Answer:
    visitor, origin = visitor_of(request, form), desk.origins.of(request)
    if not desk.origins.may_look(origin):
        return html(page.unknown(visitor), 429)

    def see(work: Work) -> Any:
        found = views.by_link(work, secret, visitor.lang)
        return (found, standing_of(work, found.account_print, visitor.lang)) if found is not None else None

    seen = await desk.read(see)
    if seen is None:
        return html(page.unknown(visitor), 404)
    desk.origins.fitted(origin)
    error = page.refused(visitor.lang, why.why, **why.values) if why is not None else None
    status = _STATUS.get(why.why, 422) if why is not None else 200
    return html(page.own(visitor, seen[0], secret, seen[1], done=done, error=error, typed=typed), status)


async def _form(request: AnyRequest, served_on: str) -> Sent:
    """The form, if it comes from these pages; files in it are not kept."""
    if not from_this_page(dict(request.headers), served_on):
        raise _Not("not_from_here")
    try:
        return await sent(request, _SMALL)
    except (TooLarge, UnreadableError):
        raise _Not("unreadable") from None


def _counted(desk: Desk, request: AnyRequest) -> None:
    if not desk.origins.may_appeal(desk.origins.of(request)):
        raise _Not("often")


async def _said(desk: Desk, words: str) -> Said:
    most = rules().limits.words
    if not words:
        raise _Not("empty")
    if len(words) > most:
        raise _Not("long", found=len(words), limit=most)
    return await desk.said(words)


def _by_link(secret: str, act: str, appeal: str, said: Said, lang: Lang) -> Callable[[Work], None]:
    def run(work: Work) -> None:
        if act == "file":
            acts.by_link(work, secret, said, lang)
        elif act not in ("reply", "withdraw") or not views.is_of_link(work, appeal, secret):
            raise Refused("unknown")
        elif act == "reply":
            acts.reply(work, appeal, said)
        else:
            acts.withdraw(work, appeal)

    return run


def _by_notice(opens: str, act: str, appeal: str, said: Said, lang: Lang) -> Callable[[Work], bool]:
    def run(work: Work) -> bool:
        notice = notices.passed(work, opens)
        if notice is None:
            return False
        if act == "file":
            acts.by_ticket(work, notice, said, lang)
        elif act not in ("reply", "withdraw") or not views.is_of_notice(work, appeal, notice):
            raise Refused("nothing")
        elif act == "reply":
            acts.reply(work, appeal, said)
        else:
            acts.withdraw(work, appeal)
        return True

    return run

"""`DELETE /v1/posts/{id}` and `GET /v1/decisions/{id}`: a platform's own posts, by the ids that it gave them."""

from typing import Annotated, Literal
from urllib.parse import unquote

import msgspec
from litestar import Request, asgi, delete, get
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import Parameter
from litestar.types import ControllerRouterHandler, Receive, Scope, Send

from reseal.configuration import Configuration
from reseal.interfaces.api.access import bearer
from reseal.interfaces.api.described import refusals
from reseal.interfaces.api.judging import Judging
from reseal.interfaces.api.posts import PATH, PostsDoor
from reseal.interfaces.api.problems import Problem
from reseal.interfaces.api.writing import Writing
from reseal.operations.cases import acts as cases
from reseal.operations.cases import views as case_views
from reseal.operations.posts import acts as posts
from reseal.operations.posts import views
from reseal.operations.tokens.views import Grants
from reseal.screening.policy.statement import Statement, statement
from reseal.screening.policy.wording import LANGS, Lang
from reseal.storage.store import Store
from reseal.vocabulary import Decision

AnyRequest = Request[object, object, State]
PostId = Annotated[str, Parameter(description="The platform's own id of the post, as it was sent, percent-encoded.")]


class Decided(msgspec.Struct, frozen=True):
    """What was decided about a post, by whom, and why. `shown` is what the platform was last asked to do with it."""

    decision: Decision
    by: Literal["screener", "person"]
    action: str
    category: str | None
    shown: str
    deleted: bool
    statements: dict[Lang, Statement]


@delete(
    "/v1/posts/{post_id:path}",
    guards=[bearer],
    opt={"needs": "posts"},
    tags=["platform"],
    summary="Say that a post was deleted",
    operation_id="delete_post",
    security=[{"token": []}],
    responses=refusals(400, 401, 403, 404),
    sync_to_thread=True,
)
def delete_post(request: AnyRequest, store: NamedDependency[Store], post_id: PostId) -> None:
    """A case that is open keeps its sealed snapshot."""
    ref = _ref(request, "/v1/posts/")
    with store.write(request.state.actor) as work:
        known = posts.forget(work, ref)
        known = bool(cases.gone(work, ref)) or known
    if not known:
        raise Problem(404, "No post of this id is kept.", "Give the id that the post was sent with.", "post_id")


@get(
    "/v1/decisions/{post_id:path}",
    guards=[bearer],
    opt={"needs": "decisions"},
    tags=["platform"],
    summary="Read what was decided about a post, and why",
    operation_id="read_decision",
    security=[{"token": []}],
    responses=refusals(400, 401, 403, 404),
    sync_to_thread=True,
)
def read_decision(request: AnyRequest, store: NamedDependency[Store], post_id: PostId) -> Decided:
    """The decision of a person stands before the screener's. Statements are in every language (DSA Art 17)."""
    ref = _ref(request, "/v1/decisions/")
    with store.read() as work:
        kept = views.find(work, ref)
        by_person = case_views.decision_on(work, ref)
    if kept is None:
        raise Problem(404, "No post of this id is kept.", "Give the id that the post was sent with.", "post_id")
    statements = {lang: statement(kept.decision, lang) for lang in LANGS} if kept.decision.policy else {}
    if by_person is None:
        return Decided(
            kept.decision,
            "screener",
            kept.decision.action,
            kept.decision.category,
            kept.shown,
            kept.deleted_at is not None,
            statements,
        )
    return Decided(
        kept.decision,
        "person",
        by_person.action,
        by_person.category,
        kept.shown,
        kept.deleted_at is not None,
        by_person.statements,
    )


def _ref(request: AnyRequest, before: str) -> str:
    """The id as it was sent: the path that routes are found by has lost the second slash of https://."""
    raw: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
    return unquote(raw.partition(b"?")[0].decode("latin-1").partition(before)[2], errors="replace")


def post_handlers(
    chosen: Configuration, judging: Judging, grants: Grants, writing: Writing
) -> list[ControllerRouterHandler]:
    """The doors of live posts."""
    live = PostsDoor(judging, grants, chosen, writing)

    @asgi(PATH, copy_scope=False)
    async def take_posts(scope: Scope, receive: Receive, send: Send) -> None:
        await live(scope, receive, send)

    return [take_posts, delete_post, read_decision]

"""The server: Litestar for pages, health, metrics and the OpenAPI document, the bare screening door mounted in it."""

import time
from collections.abc import Sequence
from typing import Any

import msgspec
from litestar import Litestar, MediaType, Request, Response, asgi, get, post
from litestar.exceptions import HTTPException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.static_files import create_static_files_router
from litestar.types import ControllerRouterHandler, Receive, Scope, Send

from reseal import __version__
from reseal.configuration import Configuration
from reseal.interfaces.api.judging import Judging
from reseal.interfaces.api.metrics import CONTENT_TYPE, Metrics
from reseal.interfaces.api.page import HERE, Page, language_of
from reseal.interfaces.api.problems import PROBLEM_TYPE, Problem
from reseal.interfaces.api.reference import COMPONENTS, add_screen
from reseal.interfaces.api.screen import PATH, ScreenDoor
from reseal.interfaces.faults import report
from reseal.storage.tokens import TokenStore

AnyRequest = Request[Any, Any, Any]

SECURITY_HEADERS = {
    "content-security-policy": (
        "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
}


class Health(msgspec.Struct, frozen=True):
    """What runs here."""

    status: str
    version: str
    level: str
    policy: str
    mode: str


def build_app(chosen: Configuration) -> Litestar:
    """The server for one configuration, its screener loaded.

    Raises:
        ValueError: the level or the pack cannot be used.
        OSError: the data directory cannot be written.
        TokenStoreError: the tokens cannot be kept there.
    """
    metrics = Metrics(chosen.level, chosen.mode)
    judging = Judging(chosen, metrics)
    tokens = TokenStore(chosen.data_folder)
    door = ScreenDoor(judging, tokens, chosen)

    @asgi(PATH, copy_scope=False)
    async def screen(scope: Scope, receive: Receive, send: Send) -> None:
        await door(scope, receive, send)

    @get("/health", summary="Whether the server is up, and what it runs")
    async def health() -> Health:
        return Health("ok", __version__, chosen.level, chosen.policy, chosen.mode)

    @get("/metrics", media_type=MediaType.TEXT, summary="Counts and times, in Prometheus' text format")
    async def counts() -> Response[str]:
        return Response(metrics.text(), media_type=CONTENT_TYPE)

    def finish() -> None:
        judging.close()
        tokens.close()

    app = Litestar(
        [screen, health, counts, *(_page_handlers(Page(judging, chosen), metrics) if chosen.page else [])],
        openapi_config=OpenAPIConfig(
            title="Reseal",
            version=__version__,
            description="Judges posts for doxxing and says why. Decisions never carry what was found.",
            components=COMPONENTS,
            path="/schema",
            render_plugins=[JsonRenderPlugin(path=("/openapi.json",))],
        ),
        exception_handlers={Problem: _refused, HTTPException: _failed, Exception: _broken},
        on_shutdown=[finish],
        logging_config=None,
    )
    add_screen(app.openapi_schema)
    return app


def _page_handlers(page: Page, metrics: Metrics) -> Sequence[ControllerRouterHandler]:
    def html(content: str, status: int = 200) -> Response[str]:
        headers = {**SECURITY_HEADERS, "cache-control": "no-store", "vary": "Accept-Language"}
        return Response(content, status_code=status, media_type=MediaType.HTML, headers=headers)

    def lang_of(request: AnyRequest) -> Any:
        return language_of(request.query_params.get("lang"), request.headers.get("accept-language", ""))

    @get("/", include_in_schema=False)
    async def first(request: AnyRequest) -> Response[str]:
        return html(page.empty(lang_of(request)))

    @get("/help", include_in_schema=False)
    async def help_(request: AnyRequest) -> Response[str]:
        return html(page.help(lang_of(request), str(request.base_url).rstrip("/")))

    @get("/check", include_in_schema=False)
    async def check_without_text(request: AnyRequest) -> Response[str]:
        return html(page.empty(lang_of(request)))

    @post("/check", include_in_schema=False, status_code=200)
    async def check(request: AnyRequest) -> Response[str]:
        begun = time.perf_counter()
        accepted = request.headers.get("accept-language", "")
        body = b""
        async for part in request.stream():
            body += part
            if len(body) > page.most_bytes:
                return html(page.too_large(accepted), 413)
        visitor = request.client.host if request.client else ""
        status, content = await page.check(body, accepted, visitor, dict(request.headers))
        metrics.answered("page", status, time.perf_counter() - begun)
        return html(content, status)

    static = create_static_files_router("/static", [HERE / "static"], include_in_schema=False, cache_control=None)
    return [first, help_, check_without_text, check, static]


def _problem_response(problem: Problem) -> Response[bytes]:
    headers = {name.decode(): value.decode() for name, value in problem.headers() if name != b"content-type"}
    return Response(problem.body(), status_code=problem.status, media_type=PROBLEM_TYPE.decode(), headers=headers)


def _refused(_: AnyRequest, problem: Problem) -> Response[bytes]:
    return _problem_response(problem)


def _failed(request: AnyRequest, error: HTTPException) -> Response[bytes]:
    remedies = {404: "The doors are listed at /schema.", 405: "The methods of each door are listed at /schema."}
    detail = {404: "No door has this path.", 405: f"This door does not take {request.method}."}
    status = error.status_code
    response = _problem_response(
        Problem(status, detail.get(status, "The request cannot be taken."), remedies.get(status, "See /schema."))
    )
    if status == 405 and error.headers and "allow" in {name.lower() for name in error.headers}:
        response.headers["allow"] = next(v for name, v in error.headers.items() if name.lower() == "allow")
    return response


def _broken(_: AnyRequest, error: Exception) -> Response[bytes]:
    report(error)
    return _problem_response(Problem(500, "The server could not answer.", "Try again; its log names the place."))

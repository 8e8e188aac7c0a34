"""The doors of the first page."""

import time
from collections.abc import Sequence
from typing import Any

from litestar import Response, get, post
from litestar.types import ControllerRouterHandler

from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.api.html import html
from reseal.interfaces.api.metrics import Metrics
from reseal.interfaces.api.page import Page, language_of


def page_handlers(page: Page, metrics: Metrics, public_url: str = "") -> Sequence[ControllerRouterHandler]:
    """The first page, its help, and what it sends a text to."""

    def lang_of(request: AnyRequest) -> Any:
        return language_of(request.query_params.get("lang"), request.headers.get("accept-language", ""))

    @get("/", include_in_schema=False)
    async def first(request: AnyRequest) -> Response[str]:
        return html(page.empty(lang_of(request)))

    @get("/help", include_in_schema=False)
    async def help_(request: AnyRequest) -> Response[str]:
        return html(page.help(lang_of(request), (public_url or str(request.base_url)).rstrip("/")))

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
        visitor = request.app.state.origins.of(request)
        status, content = await page.check(body, accepted, visitor, dict(request.headers))
        metrics.answered("page", status, time.perf_counter() - begun)
        return html(content, status)

    return [first, help_, check_without_text, check]

"""What every page is sent with: nothing from elsewhere is loaded, no script or style stands in the page itself."""

from litestar import MediaType, Response

SECURITY_HEADERS = {
    "content-security-policy": (
        "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
}


def html(content: str, status: int = 200, **extra: str) -> Response[str]:
    """A page that is kept nowhere. `extra` headers come by their names with `_` for `-`."""
    headers = {**SECURITY_HEADERS, "cache-control": "no-store", "vary": "Accept-Language"}
    headers.update({name.replace("_", "-"): value for name, value in extra.items()})
    return Response(content, status_code=status, media_type=MediaType.HTML, headers=headers)

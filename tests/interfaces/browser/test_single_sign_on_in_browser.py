"""Signing in at a real provider, in Chromium: there, back, and on to the page that was wanted."""

import socket
from pathlib import Path
from typing import Any

from reseal.configuration import Configuration
from reseal.interfaces.api.app import build_app
from tests.interfaces.browser.conftest import NEEDS_CHROMIUM, axe, serving
from tests.interfaces.oidc.provided import SECRET, key, provider

pytestmark = NEEDS_CHROMIUM


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def test_somebody_signs_in_at_the_provider_and_comes_back_to_where_they_wanted(chromium: Any, tmp_path: Path) -> None:
    port = free_port()
    back = f"http://localhost:{port}/console/sign-in/oidc/back"
    secret = tmp_path / "secret"
    secret.touch(mode=0o600)
    secret.write_text(SECRET)
    with provider([back], [key("one")]) as issuer:
        chosen = Configuration(
            data_dir=str(tmp_path / "desk"),
            level="identifiers",
            oidc_issuer=issuer,
            oidc_client_id="reseal",
            oidc_secret_file=str(secret),
            oidc_second_factor="provider",
            group_roles={"reseal-moderators": "moderator"},
        )
        with serving(build_app(chosen), port) as address:
            context = chromium.new_context(locale="en-GB")
            page = context.new_page()
            page.goto(f"{address}/console/queue?state=open")
            page.wait_for_url("**/console/sign-in?next=*")
            assert axe(page) == []
            page.get_by_role("link", name="Sign in with your organisation").click()
            page.wait_for_url(f"{issuer}/interaction/*")
            page.locator('[name="login"]').fill("u-mei")
            page.locator('[name="password"]').fill("any")
            page.locator('button[type="submit"], input[type="submit"]').first.click()
            page.locator('button[type="submit"], input[type="submit"]').first.click()
            page.wait_for_url(f"{address}/console/queue?state=open")
            assert page.get_by_role("heading", level=1).is_visible()
            cookie = next(one for one in context.cookies(address) if one["name"] == "reseal")
            assert cookie["httpOnly"] and cookie["sameSite"] == "Lax"
            context.close()

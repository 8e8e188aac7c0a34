"""A real OpenID provider (npm's oidc-provider) in a process of its own, and a browser that signs in there."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import httpx
import msgspec
import pytest
from joserfc.jwk import RSAKey

MODULES = Path(__file__).resolve().parents[3] / "node_modules"
SECRET = "a secret of the tests"
PEOPLE: dict[str, dict[str, Any]] = {
    "u-mei": {"name": "mei@example.com", "groups": ["reseal-moderators", "everybody"]},
    "u-ada": {"name": "ada", "groups": ["reseal-admins"]},
    "u-none": {"name": "none", "groups": ["everybody"]},
    "u-root": {"name": "root", "groups": ["reseal-moderators"]},
}


def key(name: str) -> dict[str, Any]:
    """A key pair of the provider."""
    made = RSAKey.generate_key(2048, {"use": "sig", "kid": name}, private=True)
    return dict(made.as_dict(private=True))


@contextmanager
def provider(redirects: list[str], keys: list[dict[str, Any]], **more: Any) -> Iterator[str]:
    """Run one; answers its issuer."""
    node = shutil.which("node") or shutil.which("node", path=str(Path(sys.executable).parent))
    if node is None or not (MODULES / "oidc-provider").is_dir():
        pytest.skip("SKIPPED: no node, or no oidc-provider: `make setup` fetches it")
    given = {"port": 0, "modules": str(MODULES), "redirects": redirects, "keys": keys, "secret": SECRET}
    given |= {"people": PEOPLE, **more}
    script = str(Path(__file__).with_name("provider.mjs"))
    process = subprocess.Popen(
        [node, script, msgspec.json.encode(given).decode()],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    try:
        while not (line := process.stdout.readline()).startswith("ready "):
            assert process.poll() is None, "the provider ended"
        yield line.removeprefix("ready ").strip()
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def sign_in_there(address: str, who: str) -> str:
    """Go to the provider as a browser does, sign in and consent; answers where it sends the browser back to."""
    with httpx.Client(timeout=20) as browser:
        where = address
        for _ in range(12):
            answer = browser.get(where)
            if answer.is_redirect:
                where = urljoin(where, answer.headers["location"])
                if "/console/sign-in/oidc/back" in where:
                    return where
                continue
            form = re.search(r'action="([^"]+)"', answer.text)
            prompt = re.search(r'name="prompt" value="(\w+)"', answer.text)
            assert form and prompt, answer.text[:500]
            sent = {"prompt": prompt[1], "login": who, "password": "any"}
            answer = browser.post(urljoin(where, form[1].replace("&amp;", "&")), data=sent)
            where = urljoin(where, answer.headers["location"])
            if "/console/sign-in/oidc/back" in where:
                return where
    raise AssertionError("the provider leads nowhere")

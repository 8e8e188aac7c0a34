"""What tests in a browser share: Chromium, a server in this process, axe-core. Skipped aloud where one is missing."""

import importlib.util
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from litestar import Litestar

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = Path(__file__).resolve().parents[3] / "node_modules" / "axe-core" / "axe.min.js"
NEEDED = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

NEEDS_CHROMIUM = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: apt-get install chromium"),
    pytest.mark.skipif(importlib.util.find_spec("playwright") is None, reason="playwright is not installed"),
]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A browser for a module: while Playwright is open it holds this thread's event loop, which other tests need."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def serving(app: Litestar, port: int = 0) -> Iterator[str]:
    """The app on a free port of this machine (or on this one), as long as the test wants it; answers its address."""
    import uvicorn

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", port))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="on", timeout_graceful_shutdown=2))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            assert thread.is_alive(), "the server ended"
            time.sleep(0.05)
        try:
            yield f"http://localhost:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(20)


@contextmanager
def commanded(folder: Path, *more: str, **environment: str) -> Iterator[str]:
    """`reseal serve` as an operator runs it, on a free port of its own choice; answers its address once it is up."""
    command = [sys.executable, "-m", "reseal", "serve", "--port", "0", "--data-dir", str(folder), *more]
    served = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=folder, env={**os.environ, **environment})
    try:
        assert served.stdout is not None
        found = next(filter(None, (re.search(r"http://[\d.]+:\d+", line) for line in served.stdout)), None)
        assert found, "the server ended"
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{found[0]}/health").close()
                break
            except OSError:
                assert served.poll() is None, "the server ended"
                time.sleep(0.1)
        yield found[0]
    finally:
        served.terminate()
        served.wait(20)


def axe(page: Any) -> list[str]:
    """What axe-core finds wrong on the page as it stands, a line each."""
    if not AXE.is_file():
        pytest.skip("axe-core is not here: bash tools/browser_files.sh")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("tags => axe.run(document, { runOnly: tags, resultTypes: ['violations'] })", NEEDED)
    return [f"{one['id']}: {node['html'][:150]}" for one in found["violations"] for node in one["nodes"]]

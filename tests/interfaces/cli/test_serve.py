"""The server as an operator runs it: a process of its own, with a token made beside it."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from reseal.interfaces.cli.main import main
from tests.interfaces.posts import PHONE

SRC = Path(__file__).resolve().parents[3] / "src"


class Running:
    """A server process and the address that it printed."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "reseal", "serve", "--port", "0", "--level", "verdict", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(SRC)},
        )
        assert self.process.stdout is not None
        self.said = self.process.stdout.readline().decode()
        found = re.search(r"http://\S+:\d+", self.said)
        assert found is not None, self.said
        self.address = found.group()

    def stop(self, with_signal: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        self.process.send_signal(with_signal)
        _, err = self.process.communicate(timeout=30)
        return self.process.returncode, err.decode()


@pytest.fixture
def running() -> Iterator[Running]:
    server = Running()
    yield server
    if server.process.poll() is None:
        server.process.kill()
        server.process.communicate()


def token(capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["token", "create", "--role", "platform"]) == 0
    return capsys.readouterr().out.splitlines()[-1]


def test_a_platform_screens_with_a_token_made_while_the_server_runs(
    running: Running, capsys: pytest.CaptureFixture[str]
) -> None:
    assert httpx.get(f"{running.address}/health").json()["status"] == "ok"
    headers = {"authorization": f"Bearer {token(capsys)}"}
    answer = httpx.post(f"{running.address}/v1/screen", headers=headers, json={"posts": [{"id": "1", "text": PHONE}]})
    assert answer.status_code == 200 and answer.json()["decisions"][0]["violates"] is True
    assert httpx.post(f"{running.address}/v1/screen", json={"posts": []}).status_code == 401
    assert "text/html" in httpx.get(running.address).headers["content-type"]


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_cleanly_and_has_logged_nothing_of_a_post(running: Running, how: signal.Signals) -> None:
    httpx.post(f"{running.address}/check", data={"text": PHONE})
    status, err = running.stop(how)
    assert status in (0, 130, -15) and "Traceback" not in err and "4471" not in err


def test_a_port_in_use_is_told_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 1
    said = capsys.readouterr().err
    assert f"127.0.0.1:{port}" in said and "--port" in said


def test_a_host_that_is_not_this_machine_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--host", "no-such-host.invalid"]) == 1
    assert "no-such-host.invalid" in capsys.readouterr().err


def test_a_data_directory_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    assert main(["serve", "--port", "0", "--shadow", "--data-dir", str(tmp_path / "file" / "data")]) == 1
    assert "--data-dir" in capsys.readouterr().err


def test_shadow_mode_is_said_at_the_start() -> None:
    server = Running("--shadow")
    assert "shadow mode" in server.said
    assert server.stop()[0] in (0, -15)

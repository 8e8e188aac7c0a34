"""`reseal staff link`: the address that it prints is one under which the server is found."""

from pathlib import Path

import pytest

from reseal.interfaces.cli.main import main


@pytest.fixture
def somebody(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["staff", "add", "mei", "--role", "senior"]) == 0
    capsys.readouterr()
    return "mei"


@pytest.mark.parametrize(
    ("settings", "options", "begins"),
    [
        ({}, (), "http://127.0.0.1:8420/"),
        ({"RESEAL_PORT": "9001"}, (), "http://127.0.0.1:9001/"),
        ({"RESEAL_HOST": "0.0.0.0"}, (), "http://127.0.0.1:8420/"),
        ({"RESEAL_HOST": "::1"}, (), "http://[::1]:8420/"),
        ({"RESEAL_PUBLIC_URL": "https://desk.example.com/"}, (), "https://desk.example.com/"),
        ({"RESEAL_PUBLIC_URL": "https://desk.example.com"}, ("--port", "9002"), "http://127.0.0.1:9002/"),
        ({}, ("--host", "10.0.0.9"), "http://10.0.0.9:8420/"),
    ],
)
def test_a_link_leads_to_where_the_server_is(
    somebody: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    settings: dict[str, str],
    options: tuple[str, ...],
    begins: str,
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert main(["staff", "link", somebody, *options]) == 0
    *said, address = capsys.readouterr().out.splitlines()
    assert address.startswith(f"{begins}console/sign-in/link/")
    assert any("--port" in line and "public_url" in line for line in said), "it says how to name another"

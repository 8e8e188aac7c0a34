"""A community that is added while the server runs is served without a start anew, once it is whole."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from reseal.communities import ADDING
from reseal.configuration import Configuration
from reseal.interfaces.api import newcomers
from reseal.interfaces.api.communities import Communities, build_server
from reseal.storage.jobs import Jobs
from tests.interfaces.api.test_communities import put

PATIENCE = 60.0
Client = TestClient[Any]


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Client, Communities, Path]]:
    monkeypatch.setattr(newcomers, "LOOK_SECONDS", 0.05)
    server = build_server(Configuration(data_dir=str(tmp_path), level="identifiers"), jobs=True, growing=True)
    assert isinstance(server, Communities) and server.named == {}
    with TestClient(server, base_url="http://127.0.0.1:8420") as client:  # type: ignore[arg-type]
        yield client, server, tmp_path


def until(seen: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not seen():
        assert time.monotonic() < end, "it does not come"
        time.sleep(0.05)


def policy(client: Client, host: str) -> str:
    said: str = client.get("/health", headers={"host": host}).json()["policy"]
    return said


def test_it_is_found_at_its_host_and_its_path_and_its_sweeps_run(served: tuple[Client, Communities, Path]) -> None:
    client, server, folder = served
    assert policy(client, "alpha.example.com") == "default", "nobody else's host is the installation's own"
    assert client.get("/c/alpha/health").status_code == 404
    place = put(folder, "alpha", policy="cn")
    until(lambda: "alpha" in server.named)
    assert policy(client, "alpha.example.com") == "cn" and policy(client, "127.0.0.1:8420") == "default"
    assert client.get("/c/alpha/health").json()["policy"] == "cn"
    assert (place / "keys.json").is_file()
    assert isinstance(server._jobs, Jobs) and server._jobs.run("alpha/erase_guards") == 1
    put(folder, "beta")
    until(lambda: "beta" in server.named)
    assert sorted(server.named) == ["alpha", "beta"]


def test_one_that_is_not_whole_yet_waits(served: tuple[Client, Communities, Path]) -> None:
    _, server, folder = served
    (folder / "communities").mkdir()
    (folder / "communities" / ".alpha").mkdir()
    (folder / "communities" / ".alpha" / ADDING).touch()
    alpha = (folder / "communities" / ".alpha").rename(folder / "communities" / "alpha")
    time.sleep(0.5)
    (alpha / "reseal.toml").write_text('hosts = "alpha.example.com"\n', encoding="utf-8")
    time.sleep(0.5)
    assert server.named == {} and not (alpha / "keys.json").exists()
    (alpha / ADDING).unlink()
    until(lambda: "alpha" in server.named)


def test_one_that_cannot_be_served_is_told_and_taken_in_once_it_is_mended(
    served: tuple[Client, Communities, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    client, server, folder = served
    place = put(folder, "alpha", policy="no-such-pack")
    said = ""

    def told() -> bool:
        nonlocal said
        said += capsys.readouterr().err
        return "is not served" in said

    until(told)
    assert "alpha" not in server.named and policy(client, "127.0.0.1:8420") == "default"
    settings = place / "reseal.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("no-such-pack", "cn"), encoding="utf-8")
    until(lambda: "alpha" in server.named)
    assert policy(client, "alpha.example.com") == "cn"

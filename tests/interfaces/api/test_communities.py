"""Each request goes to the community that it is for, by its host or, for machines, by its path; and to no other."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar.testing import TestClient

from reseal.communities import FOLDER, settings_text
from reseal.configuration import SETTINGS_FILE, Configuration, ConfigurationError
from reseal.interfaces.api.communities import Communities, build_server, host_of
from reseal.interfaces.jobs import Kept, sweeps_of_all
from reseal.operations.tokens.acts import create
from reseal.storage import jobs
from reseal.storage.database import DatabaseError


def put(folder: Path, name: str, **said: str) -> Path:
    place = folder / FOLDER / name
    place.mkdir(parents=True, mode=0o700)
    (place / SETTINGS_FILE).write_text(settings_text({"hosts": f"{name}.example.com", **said}), encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient[Any], Communities]]:
    folder = tmp_path_factory.mktemp("communities")
    put(folder, "alpha", policy="cn")
    put(folder, "beta")
    server = build_server(Configuration(data_dir=str(folder), level="identifiers"))
    assert isinstance(server, Communities)
    with TestClient(server, base_url="http://127.0.0.1:8420") as client:  # type: ignore[arg-type]
        yield client, server


def ask(served: tuple[TestClient[Any], Communities], path: str, host: str, **headers: str) -> httpx.Response:
    client, _ = served
    client.cookies.clear()
    answer: httpx.Response = client.get(path, headers={"host": host, **headers}, follow_redirects=False)
    return answer


def policy(answer: httpx.Response) -> str:
    said: str = answer.json()["policy"]
    return said


@pytest.mark.parametrize(
    ("host", "who"),
    [
        ("alpha.example.com", "alpha"),
        ("ALPHA.example.com:8420", "alpha"),
        ("alpha.example.com.", "alpha"),
        ("beta.example.com", "beta"),
        ("127.0.0.1:8420", ""),
        ("other.example.com", ""),
        ("alpha.example.com@evil.example.net", ""),
        ("evil.example.net/alpha.example.com", ""),
        ("alpha.example.com:", ""),
        ("alpha.example.com:80:80", ""),
        (" alpha.example.com", "alpha"),
        ("alpha.example.com,beta.example.com", ""),
        ("xalpha.example.com", ""),
        ("[::1]:8420", ""),
    ],
)
def test_a_host_is_somebodys_or_it_is_not(served: tuple[TestClient[Any], Communities], host: str, who: str) -> None:
    _, server = served
    found = server._hosts.get(host_of([(b"host", host.encode())]), server.main)
    assert found is (server.named[who] if who else server.main)


def test_a_token_opens_its_own_community_alone(served: tuple[TestClient[Any], Communities]) -> None:
    _, server = served
    tokens = {}
    for name, app in {"": server.main, **server.named}.items():
        with app.state.store.write() as work:
            tokens[name] = create(work, "senior")
    for of, token in tokens.items():
        for at in tokens:
            bearer = {"authorization": f"Bearer {token}"}
            by_path = ask(served, f"/c/{at}/v1/cases" if at else "/v1/cases", "127.0.0.1:8420", **bearer)
            by_host = ask(served, "/v1/cases", f"{at}.example.com" if at else "127.0.0.1:8420", **bearer)
            assert {by_path.status_code, by_host.status_code} == {200 if of == at else 401}


def test_each_has_its_own_pack_health_and_metrics(served: tuple[TestClient[Any], Communities]) -> None:
    assert policy(ask(served, "/health", "alpha.example.com")) == "cn"
    assert policy(ask(served, "/c/beta/health", "127.0.0.1:8420")) == "default"
    before = ask(served, "/c/beta/metrics", "127.0.0.1:8420").text
    client, server = served
    with server.named["alpha"].state.store.write() as work:
        token = create(work, "platform")
    posts = {"posts": [{"id": "p1", "text": "今天天气真好"}]}
    client.post("/c/alpha/v1/screen", json=posts, headers={"authorization": f"Bearer {token}"}).raise_for_status()
    assert "reseal_decisions_total{" in ask(served, "/c/alpha/metrics", "127.0.0.1:8420").text
    for other in ("/c/beta/metrics", "/metrics"):
        said = ask(served, other, "127.0.0.1:8420").text
        assert "reseal_decisions_total{" not in said and "alpha" not in said
    assert ask(served, "/c/beta/metrics", "127.0.0.1:8420").text == before


@pytest.mark.parametrize(
    "path",
    [
        "/c/alpha/",
        "/c/alpha",
        "/c/alpha/console/sign-in",
        "/c/alpha/report",
        "/c/alpha/check",
        "/c/alpha/static/page.css",
        "/c/alpha/v1x",
        "/c/alpha//v1/cases",
    ],
)
def test_pages_are_served_at_a_host_alone(served: tuple[TestClient[Any], Communities], path: str) -> None:
    answer = ask(served, path, "127.0.0.1:8420")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert "own host" in answer.json()["remedy"]


@pytest.mark.parametrize(
    "path",
    ["/c/", "/c/gamma/health", "/c/Alpha/health", "/c/alpha%00/health", "/c/..%2fbeta/health", "/c/alph%C3%A1/health"],
)
def test_a_name_with_a_trick_in_it_is_nobodys(served: tuple[TestClient[Any], Communities], path: str) -> None:
    assert ask(served, path, "127.0.0.1:8420").status_code == 404


@pytest.mark.parametrize(
    "path", ["/c/alpha/v1/../../c/beta/health", "/c/alpha/c/beta/health", "/c/alpha/v1/c/beta/v1/cases"]
)
def test_one_community_leads_to_no_other(served: tuple[TestClient[Any], Communities], path: str) -> None:
    _, server = served
    with server.named["beta"].state.store.write() as work:
        token = create(work, "senior")
    for host in ("127.0.0.1:8420", "alpha.example.com"):
        assert ask(served, path, host, authorization=f"Bearer {token}").status_code in (401, 404)


def test_a_communitys_own_host_knows_no_other_communities(served: tuple[TestClient[Any], Communities]) -> None:
    for path in ("/c/beta/health", "/c/alpha/health"):
        assert ask(served, path, "alpha.example.com").status_code == 404


def test_a_session_of_one_is_none_at_another(served: tuple[TestClient[Any], Communities]) -> None:
    from reseal.operations.staff import acts, sessions

    _, server = served
    with server.named["alpha"].state.store.write() as work:
        begun = sessions.begin(work, acts.add(work, "mei", "senior", "none", "en"), proven=True)
    assert ask(served, "/console/queue", "alpha.example.com", cookie=f"reseal={begun.cookie}").status_code == 200
    for host in ("beta.example.com", "127.0.0.1:8420"):
        answer = ask(served, "/console/queue", host, cookie=f"reseal={begun.cookie}")
        assert (answer.status_code, answer.headers["location"][:16]) == (303, "/console/sign-in")


def test_forms_are_taken_from_the_communitys_own_pages_alone(served: tuple[TestClient[Any], Communities]) -> None:
    client, _ = served
    sent = {"name": "mei", "password": "none"}
    for origin, status in (("http://alpha.example.com", 401), ("http://beta.example.com", 403)):
        headers = {"host": "alpha.example.com", "origin": origin}
        assert client.post("/console/sign-in", data=sent, headers=headers).status_code == status


def test_with_hosts_of_its_own_the_installation_answers_at_no_other(tmp_path: Path) -> None:
    server = build_server(Configuration(data_dir=str(tmp_path), level="identifiers", hosts="desk.example.com"))
    with TestClient(server) as client:  # type: ignore[arg-type]
        answers = [
            client.get("/health", headers={"host": host}) for host in ("desk.example.com:80", "else.example.com")
        ]
    assert [answer.status_code for answer in answers] == [200, 421]


def test_without_communities_the_server_is_as_it_was(tmp_path: Path) -> None:
    server = build_server(Configuration(data_dir=str(tmp_path), level="identifiers"))
    assert not isinstance(server, Communities)
    with TestClient(server) as client:
        assert client.get("/health", headers={"host": "whatever.example.com"}).status_code == 200
        assert client.get("/c/alpha/health").status_code == 404


def test_what_is_due_is_done_for_all_of_them_under_their_names(tmp_path: Path) -> None:
    put(tmp_path, "alpha")
    put(tmp_path, "beta")
    server = build_server(Configuration(data_dir=str(tmp_path), level="identifiers"), jobs=True)
    assert isinstance(server, Communities)
    first, *others = [Kept(app.state.store, app.state.chosen) for app in (server.main, *server.named.values())]
    made = [sweep.name for sweep in sweeps_of_all(first, others)]
    alone = {name for name in made if "/" not in name}
    assert set(made) == alone | {f"{of}/{name}" for of in ("alpha", "beta") for name in alone}
    with TestClient(server) as client:  # type: ignore[arg-type]
        assert client.get("/health").status_code == 200
        assert jobs._running is not None
        assert jobs._running.run("alpha/erase_sessions") == 1
    assert jobs._running is None


def test_the_settings_of_one_that_cannot_be_used_are_told_by_its_name(tmp_path: Path) -> None:
    place = put(tmp_path, "alpha", sender="nowhere:nothing")
    chosen = Configuration(data_dir=str(tmp_path), level="identifiers")
    with pytest.raises(ValueError, match="nowhere"):
        build_server(chosen, jobs=True)
    (place / SETTINGS_FILE).write_text('hosts = "a.example.com"\npolicy = "none-such"\n', encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"community alpha: .*none-such"):
        build_server(chosen)
    (place / SETTINGS_FILE).write_text('hosts = "a.example.com"\ndatabase = "mysql://x/y"\n', encoding="utf-8")
    with pytest.raises(DatabaseError, match="community alpha: setting `database`"):
        build_server(chosen)

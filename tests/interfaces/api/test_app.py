import logging
from typing import Any

import pytest

from tests.interfaces.api.conftest import Server
from tests.interfaces.posts import PHONE


def test_health_says_what_runs(server: Server) -> None:
    health = server.client.get("/health").json()
    assert health["status"] == "ok" and health["level"] == "verdict" and health["mode"] == "act"


def test_metrics_count_and_hold_no_personal_data(server: Server) -> None:
    server.decisions([{"id": "13800004471", "text": PHONE, "author": "13800004471"}, {"id": "x"}])
    answer = server.client.get("/metrics")
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    lines = answer.text.splitlines()
    counted = {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines if not line.startswith("#")}
    assert any(name.startswith("reseal_decisions_total{") for name in counted)
    assert counted["reseal_rejected_items_total"] >= 1
    assert counted["reseal_request_seconds_count"] == counted['reseal_request_seconds_bucket{le="+Inf"}'] >= 1
    buckets = [value for name, value in counted.items() if name.startswith("reseal_request_seconds_bucket")]
    assert buckets == sorted(buckets)
    assert "4471" not in answer.text


def test_the_openapi_document_describes_the_doors(server: Server) -> None:
    for path in ("/schema", "/schema/openapi.json"):
        document = server.client.get(path).json()
        operation = document["paths"]["/v1/screen"]["post"]
        assert {"200", "401", "403", "413", "415", "422"} <= set(operation["responses"])
        assert operation["security"] == [{"token": []}]
        schemas = document["components"]["schemas"]
        assert schemas["ScreenRequest"]["properties"]["posts"]["maxItems"] == 1000
        assert set(schemas["Post"]["required"]) == {"id", "text"}
        assert "exposures" in schemas["Decision"]["properties"]
        assert "/health" in document["paths"] and "/check" not in document["paths"]
        for reference in _references(document):
            assert reference.removeprefix("#/components/schemas/") in schemas


def _references(value: Any) -> Any:
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"]
        for part in value.values():
            yield from _references(part)
    elif isinstance(value, list):
        for part in value:
            yield from _references(part)


def test_unknown_doors_are_problems_too(server: Server) -> None:
    answer = server.client.get("/v2/nothing")
    assert answer.status_code == 404 and answer.headers["content-type"] == "application/problem+json"
    answer = server.client.put("/health")
    assert answer.status_code == 405 and answer.headers["allow"] and answer.json()["remedy"]


def test_what_breaks_is_told_by_place_and_never_by_content(
    server: Server, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError(f"cannot judge {PHONE}")

    monkeypatch.setattr("reseal.screening.screener.Screener.decide", fail)
    caplog.set_level(logging.DEBUG)
    for answer in (
        server.screen({"posts": [{"id": "1", "text": PHONE}]}),
        server.client.post("/check", data={"text": PHONE}),
    ):
        assert answer.status_code == 500 and answer.headers["content-type"] == "application/problem+json"
        assert "4471" not in answer.text
    out, err = capfd.readouterr()
    assert "RuntimeError at " in err and "test_app.py" in err
    assert "4471" not in out + err + caplog.text

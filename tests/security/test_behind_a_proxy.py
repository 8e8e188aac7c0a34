"""A server behind a proxy on its own machine: who asks is told apart, and forms come from the public address."""

from pathlib import Path

import httpx

from tests.security.running import Running

PUBLIC = "https://desk.example.com"
SENT = {"host": "desk.example.com", "origin": PUBLIC, "sec-fetch-site": "same-origin"}


def test_nobody_uses_up_the_tries_of_others_and_forms_are_taken(tmp_path: Path) -> None:
    running = Running(tmp_path, public_url=PUBLIC, page_checks_per_minute="3")
    try:
        with httpx.Client(base_url=running.address, timeout=60) as client:

            def sent(path: str, origin: str, **form: str) -> int:
                headers = {**SENT, "x-forwarded-for": origin}
                return client.post(path, data=form, headers=headers).status_code

            def tried(origin: str) -> int:
                return sent("/console/sign-in", origin, name="nobody", password="x")

            assert [tried(f"2001:db8:0:1::{n:x}") for n in range(21)] == [401] * 20 + [429], "one household is one"
            assert tried("198.51.100.7") == 401 and tried("2001:db8:0:2::1") == 401
            assert [tried(f"198.51.100.{n}, 203.0.113.9") for n in range(21)][-1] == 429, (
                "what it says itself is nothing"
            )
            checks = [sent("/check", "192.0.2.1", text="今天天气真好") for _ in range(4)]
            assert checks == [200] * 3 + [429] and sent("/check", "192.0.2.2", text="今天天气真好") == 200
            elsewhere = {**SENT, "origin": "https://evil.example", "sec-fetch-site": "cross-site"}
            for path in ("/console/sign-in", "/check", "/report"):
                assert client.post(path, data={"text": "x"}, headers=elsewhere).status_code == 403, path
            assert f"{PUBLIC}/v1/screen" in client.get("/help", headers={"host": "evil.example"}).text
    finally:
        running.stop()

from types import SimpleNamespace
from typing import Any

import pytest

from reseal.interfaces.door.origins import Origins, origin_at


def asked(host: str, forwarded: str | None = None) -> Any:
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    return SimpleNamespace(client=SimpleNamespace(host=host), headers=headers)


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_one_household_is_one_origin(address: str, origin: str) -> None:
    assert origin_at(address) == origin


def test_only_a_proxy_on_this_machine_may_say_who_asks_and_only_what_it_added_itself() -> None:
    proxied, bare = Origins(5, proxied=True), Origins(5)
    assert proxied.of(asked("127.0.0.1", "198.51.100.1, 192.0.2.9")) == "192.0.2.9"
    assert proxied.of(asked("127.0.0.1")) == "127.0.0.1"
    assert proxied.of(asked("203.0.113.5", "192.0.2.9")) == "203.0.113.5"
    assert bare.of(asked("127.0.0.1", "192.0.2.9")) == "127.0.0.1"


def test_a_minute_later_there_is_room_again_and_threats_have_their_own() -> None:
    now = [0.0]
    origins = Origins(2, clock=lambda: now[0])
    assert [origins.may_file("a") for _ in range(3)] == [True, True, False]
    assert origins.may_file("b") and origins.may_file("a", threat=True)
    now[0] = 60.0
    assert origins.may_file("a")


def test_looking_is_free_and_misses_are_counted() -> None:
    origins = Origins(1, clock=lambda: 0.0)
    for _ in range(100):
        assert origins.may_look("a")
        origins.fitted("a")
    origins.fitted("nobody")
    assert [origins.may_look("a") for _ in range(31)] == [True] * 30 + [False], "before any of them was answered"
    origins.fitted("a")
    assert origins.may_look("a")
    assert not origins.may_look("a") and origins.may_look("b")

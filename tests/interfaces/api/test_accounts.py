"""What the platform says of its accounts, and how they stand (Art 14, Art 21)."""

from collections.abc import Iterator
from typing import Any

import pytest

from reseal.operations.accounts import views
from reseal.operations.sanctions import acts
from reseal.operations.sanctions import views as sanctions
from tests.interfaces.api.conftest import Server, serving
from tests.operations.sanctions.given import decided, person

PRINT = "5f0c" * 16


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from serving(tmp_path_factory.mktemp("desk"))


def put(desk: Server, ref: str, body: Any, role: str = "platform", **headers: str) -> Any:
    sent = {"authorization": f"Bearer {desk.token_for(role)}", **headers}
    return desk.client.put(f"/v1/accounts/{ref}", json=body, headers=sent)


def standing(desk: Server, ref: str) -> Any:
    answer = desk.client.get(f"/v1/accounts/{ref}/standing", headers=desk.headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_an_account_is_kept_and_stands_well(desk: Server) -> None:
    told = {
        "created_at": "2026-01-02T03:04:05Z",
        "followers": 9,
        "groups": ["g1", "g1"],
        "lang": "zh-CN",
        "agency": "m",
    }
    answer = put(desk, "u1", told)
    assert answer.status_code == 200 and answer.json()["account"] == "u1" and not answer.json()["blocked"]
    with desk.store.read() as work:
        kept = views.of(work, "u1")
        assert kept is not None and kept.facts.groups == ("g1",) and kept.facts.agency == "m"
    clean = {"rung": "", "strikes": 0, "credit": 100, "level": "good", "blocked": False, "sanctions": [], "struck": []}
    assert standing(desk, "u1") == {"account": "u1", **clean}
    assert standing(desk, "nobody-knows") == {"account": "nobody-knows", **clean}


def test_a_strike_shows_what_is_in_force_until_when(desk: Server) -> None:
    with desk.store.write("staff:1") as work:
        decided(work, "u2", "high")
    seen = standing(desk, "u2")
    assert (seen["rung"], seen["strikes"], seen["credit"], seen["level"]) == ("mute_7", 1, 70, "lowered")
    assert [one["kind"] for one in seen["sanctions"]] == ["account.mute"] and seen["sanctions"][0]["until"]
    assert seen["struck"][0]["severity"] == "high" and seen["struck"][0]["expires_at"] > seen["struck"][0]["at"]


def test_who_was_closed_is_known_again_by_fingerprints_alone(desk: Server) -> None:
    phone = {"registration": [{"kind": "phone", "print": PRINT}, {"kind": "device", "print": PRINT[::-1]}]}
    put(desk, "u3", phone)
    who = person(desk.store, name="lin3")
    with desk.store.write("staff:1") as work:
        decided(work, "u3", category="trade", part="seller")
        waiting = [one for one in sanctions.proposed(work, "", 99) if one.sanction.kind == "account.close"]
        acts.confirm(work, waiting[-1].sanction.id, who)
    assert standing(desk, "u3")["blocked"]
    assert put(desk, "u4", {"registration": phone["registration"][:1]}).json()["blocked"]
    assert not put(desk, "u5", {"registration": phone["registration"][1:]}).json()["blocked"], "a device may be shared"
    other = {"registration": [{"kind": "device", "print": PRINT}]}
    assert not put(desk, "u6", other).json()["blocked"], "the same print of another kind is another"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"followers": -1}, "followers"),
        ({"minor": "yes"}, "minor"),
        ({"real_name": "x"}, None),
        ({"registration": [{"kind": "phone", "print": "13800001234"}]}, "registration[0].print"),
        ({"registration": [{"kind": "face", "print": PRINT}]}, "registration[0].kind"),
        ({"groups": [""]}, "groups[0]"),
    ],
)
def test_what_is_wrong_is_named(desk: Server, body: Any, field: str | None) -> None:
    answer = put(desk, "u9", body)
    assert answer.status_code == 422 and answer.json().get("field") == field and "13800001234" not in answer.text


@pytest.mark.parametrize("role", ["flagger", "staff", "moderator", "legal"])
def test_only_the_platform_may(desk: Server, role: str) -> None:
    assert put(desk, "u9", {}, role).status_code == 403


def test_a_repeated_request_takes_effect_once(desk: Server) -> None:
    first = put(desk, "u8", {"followers": 1}, **{"idempotency-key": "k8"})
    again = put(desk, "u8", {"followers": 1}, **{"idempotency-key": "k8"})
    assert (first.status_code, again.status_code) == (200, 200)

import asyncio
from pathlib import Path

import pytest

from reseal.operations.staff.access import AccessError, access
from reseal.operations.tokens import acts, views
from reseal.operations.tokens.words import Grant
from reseal.storage.clock import SECOND
from reseal.storage.store import Store
from tests.conftest import Clock


def made(store: Store, role: str = "platform", *scopes: str) -> str:
    with store.write() as work:
        return acts.create(work, role, scopes)


def granted(store: Store, token: str) -> Grant | None:
    with store.read() as work:
        return views.grant(work, token)


def test_a_token_grants_its_role_and_nothing_else_does(store: Store) -> None:
    token = made(store)
    grant = granted(store, token)
    assert grant is not None and grant.role == "platform" and grant.scopes == access().may("platform")
    for wrong in ("", token[:-1], token + "a", token.upper(), "reseal_", "reseal_\ud800", "x" * 10_000):
        assert granted(store, wrong) is None


def test_a_token_has_the_scopes_that_it_was_given_and_no_other(store: Store) -> None:
    grant = granted(store, made(store, "platform", "screen"))
    assert grant is not None and grant.scopes == {"screen"}
    with pytest.raises(AccessError, match=r"no scope audit\.read"):
        made(store, "platform", "audit.read")
    with pytest.raises(AccessError, match="no role king"):
        made(store, "king")


def test_no_token_signs_in_as_a_person(store: Store) -> None:
    with pytest.raises(AccessError, match="no scope own"):
        made(store, "moderator", "own")
    grant = granted(store, made(store, "moderator"))
    assert grant is not None and "own" not in grant.scopes and grant.actor == f"staff:{grant.id}"


def test_a_withdrawn_token_opens_nothing_more(store: Store) -> None:
    token = made(store)
    (shown,) = listed(store)
    with store.write() as work:
        acts.withdraw(work, shown.id)
        acts.withdraw(work, shown.id)
    assert granted(store, token) is None
    assert [one.withdrawn_at for one in listed(store)] == [store.clock()]
    with pytest.raises(LookupError), store.write() as work:
        acts.withdraw(work, "nothing")


def listed(store: Store) -> list[views.Token]:
    with store.read() as work:
        return views.listed(work)


def test_a_token_that_opened_is_remembered_for_two_seconds_and_no_longer(store: Store, clock: Clock) -> None:
    grants = views.Grants(store)

    def of(token: str) -> Grant | None:
        return asyncio.run(grants.of(token))

    assert of("reseal_none") is None and of("") is None
    token = made(store)  # counts at once
    first = of(token)
    assert first is not None
    with store.write() as work:
        acts.withdraw(work, first.id)
    assert of(token) == first
    clock.pass_(2 * SECOND)
    assert of(token) is None and of(token) is None


def test_only_a_fingerprint_is_kept(store: Store, tmp_path: Path) -> None:
    token = made(store)
    store.close()
    kept = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert token.removeprefix("reseal_").encode() not in kept and b"platform" in kept

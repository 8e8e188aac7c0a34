from collections.abc import Iterator

import pytest

from reseal.operations.staff import passwords
from reseal.operations.staff.rules import sign_in
from tests.operations.staff.conftest import HANDED

OWASP_LEAST_KIB, OWASP_LEAST_ROUNDS = 19 * 1024, 2


@pytest.fixture
def as_at_a_desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hashing costs what the rules say, as outside of tests."""
    kept = (passwords._hasher, passwords._nobody, passwords._turns)
    monkeypatch.setattr(passwords, "sign_in", sign_in)
    for one in kept:
        one.cache_clear()
    yield
    for one in kept:
        one.cache_clear()


def test_hashing_costs_what_the_rules_say_and_more_than_the_least(as_at_a_desk: None) -> None:
    rule = sign_in().password
    assert rule.memory_kib > OWASP_LEAST_KIB and rule.rounds >= OWASP_LEAST_ROUNDS
    cost = f"$argon2id$v=19$m={rule.memory_kib},t={rule.rounds},p=1$"
    assert passwords.hashed(HANDED).startswith(cost)
    assert passwords._nobody().startswith(cost), "who is not there takes as long as who is"


def test_it_fits_itself_alone_and_nobody_has_one() -> None:
    kept = passwords.hashed(HANDED)
    assert passwords.fits(kept, HANDED)
    assert not passwords.fits(kept, HANDED.upper())
    assert not passwords.fits(None, HANDED)
    assert not passwords.fits("no hash at all", HANDED)
    assert passwords.hashed(HANDED) != kept, "no two hashes are alike"


def test_half_characters_break_nothing() -> None:
    assert passwords.fits(passwords.hashed("\ud800 of a password"), "\ud800 of a password")


def test_what_is_handed_out_is_easy_to_type_off() -> None:
    given = {passwords.handed_out() for _ in range(50)}
    assert len(given) == 50
    for one in given:
        parts = one.split("-")
        assert [len(part) for part in parts] == [4] * 5
        assert not set("".join(parts)) & set("il1o0")

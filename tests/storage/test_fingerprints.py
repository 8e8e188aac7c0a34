"""Fingerprints: equal where the values are, under one key and for one purpose, and nothing else (PI-12)."""

import hmac
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseal.storage.fingerprints import Fingerprints, Purpose
from reseal.storage.keyring import load_keyring

PARTS = st.lists(st.text(max_size=8), min_size=1, max_size=3)


@pytest.fixture(scope="module")
def prints(tmp_path_factory: pytest.TempPathFactory) -> Fingerprints:
    return Fingerprints(load_keyring(tmp_path_factory.mktemp("prints") / "keys.json"))


@given(one=PARTS, other=PARTS)
def test_two_are_equal_where_all_parts_are(prints: Fingerprints, one: list[str], other: list[str]) -> None:
    left, right = prints.of("text", *one), prints.of("text", *other)
    assert len(left) == 32
    assert prints.same(left, right) == (left == right) == (one == other)


@given(parts=PARTS)
def test_each_is_the_hmac_of_its_parts(prints: Fingerprints, parts: list[str]) -> None:
    content = b"".join(len(part.encode()).to_bytes(4, "big") + part.encode() for part in parts)
    assert prints.of("text", *parts) == hmac.digest(prints.key("text"), content, "sha256")


def test_each_purpose_has_its_own(prints: Fingerprints) -> None:
    purposes = get_args(Purpose)
    assert len({prints.of(purpose, "13800001234") for purpose in purposes}) == len(purposes)


def test_each_installation_has_its_own_and_keeps_them_through_rotations(tmp_path: Path) -> None:
    keyring = load_keyring(tmp_path / "one.json")
    before = Fingerprints(keyring).of("identifier", "13800001234")
    keyring.rotate()
    assert Fingerprints(load_keyring(tmp_path / "one.json")).of("identifier", "13800001234") == before
    assert Fingerprints(load_keyring(tmp_path / "other.json")).of("identifier", "13800001234") != before


def test_half_a_character_is_a_value_like_any_other(prints: Fingerprints) -> None:
    assert prints.of("text", "\ud800") != prints.of("text", "\udc00")

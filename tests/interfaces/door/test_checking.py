import pytest

from reseal.interfaces.door.checking import Typed, faults, form_of
from reseal.operations.notices.rules import rules

LIMITS = rules().limits
PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0"
GOOD = {"relation": "self", "description": "x"}


def keys(**values: object) -> list[tuple[str, str]]:
    return [(fault.field, fault.key) for fault in faults(Typed(**{**GOOD, **values}))]  # type: ignore[arg-type]


def test_what_is_enough() -> None:
    """One of link, sentence and picture; nobody has to give a contact."""
    assert keys() == []
    assert keys(description="", posts=("p1",)) == [] and keys(description="", pictures=(PNG,)) == []
    assert keys(description=" ", posts=(" ",)) == [("description", "nothing")]


def test_where_a_life_is_in_danger_nobody_has_to_say_who_they_are() -> None:
    assert keys(relation="") == [("relation", "relation")]
    assert keys(relation="", threat=True) == []
    assert form_of(Typed(relation="", description="x", threat=True), "zh", "o").relation == "bystander"
    assert keys(relation="me", threat=True) == [("relation", "relation")]


def test_all_faults_are_told_at_once_in_the_order_of_the_fields() -> None:
    found = keys(relation="", posts=("x",) * 21, description="x" * 10_001, pictures=(b"GIF",), contact="a@b", about="?")
    assert [field for field, _ in found] == ["relation", "posts", "description", "pictures", "contact", "about"]


@pytest.mark.parametrize("given", ["", "name@example.com", "13800004471", "+44 7700 900412", "微信 yanqing_w2", " "])
def test_any_contact_will_do(given: str) -> None:
    assert keys(contact=given) == []


@pytest.mark.parametrize("given", ["@example.com", "name@", "name@nowhere", "my name@example.com", "a@ b.c"])
def test_what_looks_like_a_mailbox_is_a_whole_one(given: str) -> None:
    assert keys(contact=given) == [("contact", "contact_mail")]


def test_pictures_are_known_by_their_bytes_and_bounded() -> None:
    assert keys(pictures=(PNG, JPEG)) == []
    assert keys(pictures=(PNG, b"MZ\x90")) == [("pictures", "pictures_kind")]
    assert keys(pictures=(PNG,) * 6) == [("pictures", "pictures_many")]
    assert keys(pictures=(PNG + bytes(LIMITS.picture_bytes),)) == [("pictures", "pictures_large")]


def test_a_link_on_a_line_that_is_too_long_is_named() -> None:
    (fault,) = faults(Typed(relation="self", posts=("a", "b" * 2001)))
    assert fault.values["line"] == 2


def test_the_same_link_twice_is_one() -> None:
    assert form_of(Typed(relation="self", posts=("a", " a ", "b", "")), "zh", "").posts == ("a", "b")

"""Links that let a member in once."""

import pytest

from reseal.operations.staff import acts, links, passwords, sessions, views
from reseal.storage.clock import MINUTE
from reseal.storage.store import Store, Work
from tests.conftest import Clock
from tests.operations.staff.conftest import HANDED


@pytest.fixture
def member(store: Store) -> str:
    with store.write() as work:
        return acts.add(work, "mei", "moderator", passwords.hashed(HANDED))


def made(store: Store) -> str:
    with store.write() as work:
        return links.make(work, "mei")


def languages(work: Work) -> list[str]:
    """The languages of all of staff."""
    return [one.lang for one in views.members(work)]


def test_a_link_opens_the_desk_once(store: Store, member: str) -> None:
    key = made(store)
    with store.read() as work:
        found = links.whose(work, key)
        assert found is not None and found.id == member
    with store.write() as work:
        begun = links.enter(work, key)
    assert begun is not None and begun.cookie != key and begun.session.stage == "open"
    with store.write() as work:
        assert links.enter(work, key) is None and links.whose(work, key) is None
        assert sessions.current(work, key) is None, "the link itself is no session"


def test_the_desk_speaks_as_the_link_did_until_somebody_has_a_password_of_their_own(store: Store, member: str) -> None:
    for lang, spoken in (("en", "en"), ("zh", "zh")):
        key = made(store)
        with store.write() as work:
            links.enter(work, key, lang)  # type: ignore[arg-type]
            assert languages(work) == [spoken]
    with store.write() as work:
        acts.set_password(work, member, passwords.hashed("a quiet room with blue chairs"))
    key = made(store)
    with store.write() as work:
        links.enter(work, key, "en")
        assert languages(work) == ["zh"]


def test_a_link_opens_nothing_when_it_is_old_or_its_member_was_shut_out(
    store: Store, clock: Clock, member: str
) -> None:
    old, key = made(store), ""
    clock.now += 11 * MINUTE
    with store.write() as work:
        assert links.enter(work, old) is None
    key = made(store)
    with store.write() as work:
        acts.disable(work, member)
    with store.write() as work:
        assert links.enter(work, key) is None
        with pytest.raises(LookupError, match="staff list"):
            links.make(work, "mei")


def test_what_is_no_link_opens_nothing(store: Store, member: str) -> None:
    with store.write() as work:
        begun = sessions.begin(work, member)
        for key in ("", "x" * 43, begun.cookie):
            assert links.enter(work, key) is None

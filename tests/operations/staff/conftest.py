"""People of staff for tests: invented names, one password."""

from collections.abc import Callable

import pyotp
import pytest

from reseal.operations.staff import acts, passwords, sign_in
from reseal.operations.staff.sessions import Begun
from reseal.storage.store import Store

HANDED = "abcd-efgh-jkmn-pqrs-tuvw"
OWN = "three quiet herons wade"


class Person:
    """Somebody with a password and codes."""

    def __init__(self, store: Store, name: str, role: str, lang: str = "en") -> None:
        self.store, self.name = store, name
        with store.write() as work:
            self.id = acts.add(work, name, role, passwords.hashed(HANDED), "zh" if lang == "zh" else "en")
        begun = sign_in.by_password(store, name, HANDED)
        assert begun is not None
        self.secret = sign_in.offered(store, begun.session)
        self.begun = sign_in.first(store, begun.session, OWN, self.code())

    def code(self) -> str:
        """The code of now."""
        return pyotp.TOTP(self.secret).at(self.store.clock() // 1000)

    def sign_in(self) -> Begun:
        """A new session, by password and code; the clock must have gone on since the last code."""
        begun = sign_in.by_password(self.store, self.name, OWN)
        assert begun is not None
        opened = sign_in.by_code(self.store, begun.session, self.code())
        assert opened is not None
        return opened


@pytest.fixture
def person(store: Store) -> Callable[..., Person]:
    return lambda name="mei", role="moderator", lang="en": Person(store, name, role, lang)

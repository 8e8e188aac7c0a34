"""What the tests of appeals start from: a decision about posts of several authors, and reviewers. All is invented."""

import re
from collections.abc import Sequence
from typing import Any

from reseal.operations.appeals import acts, views
from reseal.operations.appeals.words import Ruling, Said
from reseal.operations.cases import acts as cases
from reseal.operations.cases import views as case_views
from reseal.operations.cases.holding import undo_lasts
from reseal.operations.cases.words import Choice, Decided
from reseal.operations.deliveries import views as deliveries
from reseal.operations.staff import acts as staff
from reseal.operations.staff import passwords
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.operations import factories as made
from tests.operations.staff.conftest import HANDED

UPHELD = Ruling("upheld", "mistaken")
REJECTED = Ruling("rejected", "identifies")
KEPT = Choice("allow", "none", "open")
SAID = Said("这是我自己的号码")


def member(store: Store, name: str, role: str = "moderator") -> str:
    """Somebody of staff; answers who acts when they do."""
    with store.write() as work:
        return f"staff:{staff.add(work, name, role, passwords.hashed(HANDED))}"


def decided(
    store: Store, clock: Clock, by: str, choice: Choice = made.REMOVE, texts: Sequence[str] = (made.DOX,), **more: Any
) -> Decided:
    """A case with a post for each text, by an author of its own, decided, and final by now."""
    with store.write() as work:
        for number, text in enumerate(texts, 1):
            case_id = made.gather(work, made.post(f"p{number}", text)).case_id
    with store.write(by) as work:
        done = cases.decide(work, case_id, choice, made.row(work, case_id).version, **more)
    clock.pass_(undo_lasts() + 1)
    return done


def link(store: Store, post: str = "p1") -> str:
    """The secret of the link in the last letter about a post."""
    with store.read() as work:
        told = [one.payload for one in deliveries.asked(work, "", 200) if one.kind == "statement.author"]
    mine = [one for one in told if one["post"] == post and "appeal" in one]
    path: str = mine[-1]["appeal"]["path"]
    found = re.fullmatch(r"/appeal/([\w-]{32})", path)
    assert found
    return found[1]


def appealed(store: Store, post: str = "p1", said: Said = SAID) -> str:
    """An author's appeal; answers its id."""
    secret = link(store, post)
    with store.write("public") as work:
        return acts.by_link(work, secret, said).id


def rule(store: Store, by: str, appeal_id: str, ruling: Ruling = UPHELD) -> str | None:
    """Decide an appeal as it is now."""
    with store.write(by) as work:
        return acts.decide(work, appeal_id, ruling, views.one(work, appeal_id).row.version)


def actions(store: Store, case_id: str) -> dict[str, str | None]:
    """What is done with each post of a case, by the author's number in it."""
    with store.read() as work:
        return {one.id: one.action for one in case_views.case(work, case_id).snapshots}

"""Guards of invented people, and posts that show what they watch."""

from sqlalchemy import select

from reseal.configuration import Configuration
from reseal.interfaces.arriving import Arrived, keep, make_ready
from reseal.operations.cases import views as cases
from reseal.operations.cases.words import CaseRow
from reseal.operations.deliveries.sending import take_due
from reseal.operations.guards import acts, views
from reseal.operations.guards.tables import GuardHit
from reseal.operations.guards.words import Form, Receipt, Watched
from reseal.storage.store import Store
from reseal.vocabulary import Post
from tests.operations import factories as made

PHONE, MAIL, ADDRESS = "13900005678", "name@example.com", "东华路12号3单元401"
ASKS = "谁认识这个号码的主人，13900005678，东西落在我车上了"
"""A post that breaks no rule."""


def make(store: Store, *values: tuple[Watched, str], account: str = "", contact: str = "") -> tuple[str, Receipt]:
    """A guard; answers its id and what its owner got."""
    form = Form(values=values, account=account, contact=contact, words="这是我的", lang="zh")
    with store.write("public") as work:
        got = acts.file(work, form)
        guard = views.entered(work, got.ticket, got.pin)
    assert guard is not None
    return guard, got


def codes(store: Store) -> list[tuple[str, str]]:
    """The codes that leave now, with the number to which they go."""
    with store.write() as work:
        while acts.send_codes_due(work):
            pass
        sent = [one for one in take_due(work, 100) if one.kind == "guard.code"]
    return [(one.payload["to"], "".join(filter(str.isdigit, one.payload["text"]))[:6]) for one in sent]


def watched(store: Store, type_: Watched = "phone", value: str = PHONE, **more: str) -> str:
    """A guard whose value is watched; answers its id."""
    guard, _ = make(store, (type_, value), **more)
    with store.write("staff:1") as work:
        for one in views.to_check(work, "", 10):
            acts.accept(work, one.id)
    for _, code in codes(store):
        with store.write("public") as work:
            acts.prove(work, guard, code)
    with store.read() as work:
        assert views.page(work, guard).values[0].state == "watched"
    return guard


def arrive(store: Store, *posts: Post, look: bool = True) -> None:
    """Posts come in by the live line, and are looked at."""
    arrived = Arrived(posts, [{}] * len(posts), "platform:1")
    ready = make_ready(store, arrived, made.screener().decide(posts))
    keep(store, Configuration(data_dir="unused"), ready, arrived.actor)
    if look:
        with store.write() as work:
            while acts.look_due(work):
                pass


def rows(store: Store) -> list[CaseRow]:
    """The cases that wait."""
    with store.read() as work:
        return list(cases.queue(work).cases)


def hits(store: Store) -> int:
    with store.read() as work:
        return len(work.session.scalars(select(GuardHit.id)).all())

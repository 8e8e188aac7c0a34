"""What the tests of notices start from. Every person and number is invented."""

from collections.abc import Mapping
from typing import Any

from reseal.operations.notices import acts, views
from reseal.operations.notices.words import Form, Receipt, Status
from reseal.operations.posts import acts as posts
from reseal.storage.store import Store
from reseal.vocabulary import Decision, Post
from tests.operations.factories import screener

PHONE = "13800004471"
OTHER = "13900008822"
EXPOSING = f"这人叫王砚青，手机{PHONE}，住杭州市西湖区青檐路27号枫桥里3栋602，大家去打爆他"
HARMLESS = "今天的桂花开了，路过的人都停下来看一会儿"


def decide(text: str, id_: str = "p") -> Decision:
    """The screener's decision on a text, by patterns and evidence alone."""
    return screener().decide([Post(id_, text)])[0]


def keep(store: Store, texts: Mapping[str, str]) -> None:
    """Posts as a platform hands them in."""
    given = [Post(id_, text, author="a-" + id_) for id_, text in texts.items()]
    with store.write("platform:1") as work:
        posts.keep(work, given, [decide(post.text, post.id) for post in given])


def form(**values: Any) -> Form:
    """A notice of the exposed person on one post."""
    return Form(**{"relation": "self", "posts": ("t-1",), "origin": "192.0.2.1", "lang": "zh", **values})


def file(store: Store, **values: Any) -> Receipt:
    """A notice filed."""
    given = form(**values)
    judged = acts.Judged(Post("notice", given.description), decide(given.description))
    with store.write("public") as work:
        return acts.file(work, given, judged)


def id_of(store: Store, got: Receipt) -> str:
    """The id of a notice."""
    with store.read() as work:
        found = views.entered(work, got.ticket, got.pin)
    assert found is not None
    return found


def status(store: Store, got: Receipt) -> Status:
    """What ticket and PIN show."""
    with store.read("public") as work:
        found = views.status(work, got.ticket, got.pin)
    assert found is not None
    return found


def case_of(store: Store, got: Receipt) -> list[str]:
    """The cases of a notice."""
    notice = id_of(store, got)
    with store.read() as work:
        return views.cases_of_notice(work, notice)

"""Live posts as they are kept: sealed for some days and brought into cases, in one piece of work for a request."""

from collections.abc import Mapping, Sequence

import msgspec

from reseal.configuration import Configuration
from reseal.operations.cases import acts as cases
from reseal.operations.guards import acts as guards
from reseal.operations.posts import acts as posts
from reseal.operations.posts.preparing import Prepared, prepare
from reseal.operations.posts.words import Pictured
from reseal.storage.store import Store
from reseal.vocabulary import Decision, Post


class Arrived(msgspec.Struct, frozen=True):
    """Posts of one request. `counts` are views, shares and the like, one for each; `actor` is who handed them in."""

    posts: Sequence[Post]
    counts: Sequence[Mapping[str, int]]
    actor: str


def make_ready(
    store: Store,
    arrived: Arrived,
    decisions: Sequence[Decision],
    pictured: Mapping[int, Sequence[Pictured]] | None = None,
) -> list[Prepared]:
    """What can be done before it is their turn. `pictured` are the pictures that were read, by the places of posts."""
    return prepare(store.prints, arrived.posts, decisions, counts=arrived.counts, pictured=pictured)


def keep(store: Store, chosen: Configuration, ready: Sequence[Prepared], actor: str) -> None:
    """Keep posts that `actor` handed in with the decisions on them. In shadow mode they come into no case."""
    with store.write(actor) as work:
        kept = posts.keep_prepared(work, ready, days=chosen.post_days)
        if chosen.mode != "shadow":
            cases.arrived(work, kept.fresh)
            guards.note(work, kept.fresh, {one.post.id: one.pictures for one in ready if one.pictures})

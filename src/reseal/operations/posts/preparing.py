"""What can be done of keeping posts before it is anybody's turn to write: hashing, marking, putting in order."""

from collections.abc import Mapping, Sequence

import msgspec

from reseal.operations.posts.marks import marks_of_many
from reseal.operations.posts.rules import said_at
from reseal.operations.posts.sealed import SealedPost, labels_said
from reseal.operations.posts.words import Marks, Pictured
from reseal.storage.clock import Milliseconds
from reseal.storage.fingerprints import Fingerprints
from reseal.storage.ids import new_ids
from reseal.vocabulary import Decision, Post

_encode = msgspec.json.Encoder().encode


class Prepared(msgspec.Struct, frozen=True):
    """A post that is ready to be sealed; nothing of it is stored yet."""

    id: str
    """Its id here, if none of its name is kept yet."""
    post: Post
    decision: Decision
    counts: dict[str, int]
    ref_print: bytes
    author_print: bytes | None
    target_print: bytes | None
    marks: Marks
    content: bytes
    """What is sealed, as JSON."""
    labels: bytes
    """What stands beside it unsealed, as JSON."""
    said_at: Milliseconds | None
    pictures: tuple[tuple[int, bytes], ...] = ()
    """Hashes of its pictures (PDQ), each with its quality; they are kept of no picture that exposes nobody."""


def prepare(
    prints: Fingerprints,
    posts: Sequence[Post],
    decisions: Sequence[Decision],
    *,
    counts: Sequence[Mapping[str, int]] = (),
    pictured: Mapping[int, Sequence[Pictured]] | None = None,
) -> list[Prepared]:
    """Posts with the decisions on them, in their order. `counts` are views, shares and the like, one for each.

    `pictured` are the pictures that were read, by the places of their posts.

    Raises:
        ValueError: there are not as many decisions, or counts, as posts.
    """
    read = [(pictured or {}).get(place, ()) for place in range(len(posts))]
    marks = marks_of_many(prints, posts, decisions, read)
    counted = [dict(one) for one in counts] or [{} for _ in posts]
    return [
        Prepared(
            id_,
            post,
            decision,
            count,
            prints.of("post", post.id),
            prints.of("account", post.author) if post.author else None,
            prints.of("account", post.target) if post.target else None,
            mark,
            _encode(SealedPost(post, count, decision.redacted)),
            labels_said(decision),
            said_at(post.created_at),
            _hashes(shown) if shown else (),
        )
        for id_, post, decision, mark, count, shown in zip(
            new_ids(len(posts)), posts, decisions, marks, counted, read, strict=True
        )
    ]


def _hashes(shown: Sequence[Pictured]) -> tuple[tuple[int, bytes], ...]:
    return tuple((one.imprint.quality, hashed) for one in shown for hashed in one.imprint.hashes)

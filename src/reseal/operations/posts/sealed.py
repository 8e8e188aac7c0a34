"""How a post is sealed, and which labels of a decision may stand beside it unsealed."""

from typing import Any

import msgspec

from reseal.vocabulary import Decision, Post

_encode = msgspec.json.Encoder().encode


class SealedPost(msgspec.Struct, frozen=True):
    """What is sealed of a post: all that somebody wrote, and the masked text."""

    post: Post
    counts: dict[str, int]
    redacted: str | None


def about(id_: str) -> str:
    """The place that a sealed post is bound to: it opens in its own row alone."""
    return f"post.{id_}"


def labels_said(decision: Decision) -> bytes:
    """`labels`, as JSON."""
    return _encode(labels(decision))


def labels(decision: Decision) -> dict[str, Any]:
    """A decision without the platform's id and the masked text, in which something unmasked may be left."""
    values: dict[str, Any] = msgspec.to_builtins(decision)
    del values["id"], values["redacted"]
    return values


def decision_of(values: dict[str, Any], id_: str, redacted: str | None) -> Decision:
    """The decision that `labels` was given."""
    return msgspec.convert({**values, "id": id_, "redacted": redacted}, Decision)

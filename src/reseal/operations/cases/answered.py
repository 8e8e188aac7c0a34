"""What the screener's own answer did with a post before any person looked at it (DSA 20(6)).

A platform acts on what `/v1/posts` answers. So a post that a person lets stand has to be asked back, and one whose
decision is undone is again as the answer left it.
"""

from reseal.operations.cases.tables import Snapshot
from reseal.operations.posts.sealed import decision_of
from reseal.vocabulary import Action

RESTRICTED = ("hold", "redact", "remove")


def answered(snapshot: Snapshot) -> Action:
    """The action of the answer; `allow` for what was never answered: nobody handed it in."""
    if snapshot.post_id is None or snapshot.role == "told":
        return "allow"
    return decision_of(snapshot.decision, "", None).action


def is_restricted(snapshot: Snapshot) -> bool:
    """Whether something restricts the post now: a hold, a decision, or the answer alone."""
    return (snapshot.action or answered(snapshot)) in RESTRICTED

"""What is done with notices. Every act takes the piece of work first."""

from reseal.operations.notices.acts.appealing import appeal_asked, appeal_decided, appealed, revised
from reseal.operations.notices.acts.arriving import join_late, posts_arrived
from reseal.operations.notices.acts.claiming import prove, recover, send_claim_code, send_codes_due
from reseal.operations.notices.acts.erasing import erase_due, forget_reporters, forget_requests, forget_tries
from reseal.operations.notices.acts.filing import TooMany, file
from reseal.operations.notices.acts.following import (
    Closed,
    More,
    add,
    ask,
    hidden,
    reroute,
    take_back,
    viewed,
    withdraw,
)
from reseal.operations.notices.acts.gathering import Judged
from reseal.operations.notices.acts.helping import helper_link, revoke_helpers
from reseal.operations.notices.acts.outcomes import outcome, reopened, unfounded
from reseal.operations.notices.acts.reading import pictures_read
from reseal.operations.notices.tickets import missed

__all__ = [
    "Closed",
    "Judged",
    "More",
    "TooMany",
    "add",
    "appeal_asked",
    "appeal_decided",
    "appealed",
    "ask",
    "erase_due",
    "file",
    "forget_reporters",
    "forget_requests",
    "forget_tries",
    "helper_link",
    "hidden",
    "join_late",
    "missed",
    "outcome",
    "pictures_read",
    "posts_arrived",
    "prove",
    "recover",
    "reopened",
    "reroute",
    "revised",
    "revoke_helpers",
    "send_claim_code",
    "send_codes_due",
    "take_back",
    "unfounded",
    "viewed",
    "withdraw",
]

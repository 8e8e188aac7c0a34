"""What is done with notices. Every act takes the piece of work first."""

from reseal.operations.notices.acts.claiming import forget_requests, prove, recover, send_claim_code, send_codes_due
from reseal.operations.notices.acts.filing import Judged, TooMany, file
from reseal.operations.notices.acts.following import Closed, add, ask, reroute, viewed, withdraw
from reseal.operations.notices.acts.helping import helper_link, revoke_helpers
from reseal.operations.notices.acts.outcomes import outcome, reopened, unfounded
from reseal.operations.notices.tickets import forget_tries, missed

__all__ = [
    "Closed",
    "Judged",
    "TooMany",
    "add",
    "ask",
    "file",
    "forget_requests",
    "forget_tries",
    "helper_link",
    "missed",
    "outcome",
    "prove",
    "recover",
    "reopened",
    "reroute",
    "revoke_helpers",
    "send_claim_code",
    "send_codes_due",
    "unfounded",
    "viewed",
    "withdraw",
]

"""What an upheld appeal takes back besides the decision: strikes, sanctions and credit of the accounts it is about.

A decision is one strike for an author. It falls when all their posts come back; when only some do it stands, for the
rest alone (PRA-01, DSA 20, DSA 23): who broke the rules by one post of two is no less a repeater, and what came back
counts for nothing.
"""

from collections.abc import Collection

from reseal.operations.cases import acts as cases
from reseal.operations.cases import rulings
from reseal.operations.cases.rulings import Ruled
from reseal.operations.cases.words import Decided
from reseal.operations.sanctions import acts as sanctions
from reseal.storage.store import Work


def take_back(work: Work, found: Ruled, posts: Collection[str], *, graver: bool) -> frozenset[bytes]:
    """What the former decision says of these posts does not hold any more; answers whom it still strikes.

    `graver`: the new decision is; it strikes in the place of the former, whatever that still stands for.
    """
    accounts = rulings.accounts_of(work, posts)
    stay = [] if graver else [post for post in found.posts if post not in posts]
    left = cases.remaining(work, found.case_id, found.posts, stay) if stay else []
    sanctions.taken_back(work, found.id, "appeal", accounts=accounts, left=left)
    return accounts & {work.prints.of("account", one.author.ref) for one in left}


def sanctioned(work: Work, decided: Decided, but: Collection[bytes]) -> None:
    """What follows for accounts from the decision in the place of the former one, which still strikes `but`."""
    cases.strike_revised(work, decided, but)

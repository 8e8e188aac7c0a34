"""What an upheld appeal takes back besides the decision: strikes, sanctions and credit of the accounts it is about."""

from collections.abc import Collection

from reseal.operations.cases import acts as cases
from reseal.operations.cases.words import Decided
from reseal.operations.sanctions import acts as sanctions
from reseal.storage.store import Work


def take_back(work: Work, decision_id: str, accounts: Collection[bytes]) -> None:
    """Nothing rests on a decision any more for these accounts."""
    sanctions.taken_back(work, decision_id, "appeal", accounts=accounts)


def sanctioned(work: Work, decided: Decided) -> None:
    """What follows for accounts from the decision that came in the place of the former one."""
    cases.strike_revised(work, decided)

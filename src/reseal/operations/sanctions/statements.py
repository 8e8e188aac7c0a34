"""The statement to an account holder is posted out: the platform shows it, in the account's language."""

import msgspec

from reseal.operations.accounts.words import Account
from reseal.operations.deliveries import acts as deliveries
from reseal.operations.sanctions import views
from reseal.operations.sanctions.asking import told as told_at
from reseal.operations.sanctions.rules import Reckoned, Struck
from reseal.operations.sanctions.settling import credit_of
from reseal.operations.sanctions.telling import AccountStatement, Turn, statement
from reseal.screening.policy.wording import Lang
from reseal.storage.clock import Milliseconds
from reseal.storage.store import Work

KIND = "statement.account"


class HowToAppeal(msgspec.Struct, frozen=True):
    """Where the holder appeals and reads what stands: a path at this desk that is theirs alone, and until when."""

    path: str
    until: str


class AccountTold(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the platform is asked to show to the holder of an account."""

    account: str
    decision: str
    lang: Lang
    statement: AccountStatement
    appeal: HowToAppeal | None = None


def tell(
    work: Work, account: Account, struck: Struck, turn: Turn, found: Reckoned, not_before: Milliseconds = 0
) -> None:
    """Post out the statement for one strike, as everything stands now."""
    lang: Lang = "zh" if struck.lang == "zh" else "en"
    said = of_strike(work, account, struck, turn, lang, found)
    told = AccountTold(account.ref, struck.decision, lang, said, _way(work, account, struck, turn, lang))
    deliveries.post_out(work, KIND, "author", "webhook", struck.decision, told, under=account.id, not_before=not_before)


def of_strike(
    work: Work, account: Account, struck: Struck, turn: Turn, lang: Lang, found: Reckoned
) -> AccountStatement:
    """The statement as it would be told now: also for the account holder's own page."""
    shown = [one for one in views.of_decision(work, struck.decision) if one.account_id == account.id]
    counting = found.counting(work.now)
    counted = views.counted_in(found, struck.decision)
    return statement(struck, turn, lang, shown, counted, len(counting), credit_of(counting))


def _way(work: Work, account: Account, struck: Struck, turn: Turn, lang: Lang) -> HowToAppeal | None:
    """The way to appeal, the same as in the letter on the post. An agency appeals through the platform."""
    if turn == "taken_back" or struck.profile.track == "agency":
        return None
    from reseal.operations.appeals import links  # appeals call sanctions themselves

    way = links.way(work, struck.decision, struck.case, account.print, lang)
    return HowToAppeal(way.path, told_at(way.until))

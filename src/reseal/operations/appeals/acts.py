"""What changes appeals, in one place for those who call it."""

from reseal.operations.appeals.deciding import decide, overtaken
from reseal.operations.appeals.filing import by_link, by_platform, by_ticket
from reseal.operations.appeals.links import erase_due as erase_links
from reseal.operations.appeals.machine import looked_at, wait_again
from reseal.operations.appeals.talking import ask, reply, take, withdraw
from reseal.operations.appeals.upkeep import erase_due, escalate_due

__all__ = [
    "ask",
    "by_link",
    "by_platform",
    "by_ticket",
    "decide",
    "erase_due",
    "erase_links",
    "escalate_due",
    "looked_at",
    "overtaken",
    "reply",
    "take",
    "wait_again",
    "withdraw",
]

"""What changes guards, in one place for those who call it."""

from reseal.operations.guards.checking import accept, refuse
from reseal.operations.guards.ending import (
    delete_guard,
    drop,
    erase_due,
    erased_lately,
    forget_codes,
    forget_hits,
    forget_waiting,
    renew,
    scrub,
)
from reseal.operations.guards.filing import file
from reseal.operations.guards.looking import look_due, looks_wait, note
from reseal.operations.guards.proving import ask_again, codes_wait, prove, send_codes_due
from reseal.operations.guards.telling import decided, remind_due, reopened
from reseal.operations.notices.tickets import missed

__all__ = [
    "accept",
    "ask_again",
    "codes_wait",
    "decided",
    "delete_guard",
    "drop",
    "erase_due",
    "erased_lately",
    "file",
    "forget_codes",
    "forget_hits",
    "forget_waiting",
    "look_due",
    "looks_wait",
    "missed",
    "note",
    "prove",
    "refuse",
    "remind_due",
    "renew",
    "reopened",
    "scrub",
    "send_codes_due",
]

"""Renders the pages of guards. They never show a value: none is kept in a form that could be shown."""

from typing import Any

from reseal.interfaces.door import times
from reseal.interfaces.door.checking import MIB
from reseal.interfaces.door.guard_checking import Fault, Typed
from reseal.interfaces.door.guard_words import guard_words
from reseal.interfaces.door.page import Visitor, render
from reseal.operations.guards.rules import rules
from reseal.operations.guards.words import Receipt, Status
from reseal.operations.notices.rules import rules as notice_rules

_OTHER = ("government_id", "bank_card", "address", "licence_plate", "account")


def form(visitor: Visitor, typed: Typed | None = None, found: list[Fault] | None = None) -> str:
    """The form, with what was typed before and what is wrong with it beside the fields."""
    said = [(fault.field, fault.said(visitor.lang)) for fault in found or ()]
    wrong: dict[str, str] = {}
    for field, words in said:
        wrong.setdefault(field, words)
    limits = rules().limits
    return _page(
        "guard_form.html",
        visitor,
        typed=typed or Typed(),
        faults=said,
        wrong=wrong,
        others=_OTHER,
        most_pictures=limits.pictures,
        picture_mib=limits.picture_bytes // MIB,
        switch_form="guard",
    )


def receipt(visitor: Visitor, got: Receipt, address: str) -> str:
    """Ticket and PIN, shown once; `address` is where the guard's page is."""
    return _page("guard_receipt.html", visitor, got=got, address=address, until=times.day(got.expires_at, visitor.lang))


def enter(visitor: Visitor, error: str | None = None, ticket: str = "") -> str:
    """Where ticket and PIN are entered."""
    return _page("guard_enter.html", visitor, error=_said(error, visitor), ticket=ticket)


def guard(visitor: Visitor, status: Status, opens: str, *, done: str | None = None, error: str | None = None) -> str:
    """How a guard stands."""
    lang = visitor.lang
    words = guard_words(lang)
    return _page(
        "guard.html",
        visitor,
        status=status,
        opens=opens,
        done=words.guard[done] if done else None,
        error=_said(error, visitor),
        codes_wait=any(one.proof == "code" and one.state == "waiting" for one in status.values),
        until=lambda at: times.day(at, lang),
        minutes=rules().code.minutes,
        most=notice_rules().claim.a_day,
        history=[
            (times.moment(line.at, lang), times.stamp(line.at), words.history[line.kind].format(**line.detail))
            for line in status.history
        ],
        switch_form="again",
    )


def deleted(visitor: Visitor) -> str:
    """Where a guard was."""
    return _page("guard_deleted.html", visitor)


def _said(key: str | None, visitor: Visitor) -> str | None:
    return guard_words(visitor.lang).error[key] if key else None


def _page(template: str, visitor: Visitor, **values: Any) -> str:
    return render(template, visitor, guard=guard_words(visitor.lang), **values)

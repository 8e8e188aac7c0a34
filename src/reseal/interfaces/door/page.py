"""Renders the public pages. What they show of a notice is what `Status` holds: never a word of the abuse."""

from functools import cache
from pathlib import Path
from typing import Any

import jinja2

from reseal import __version__
from reseal.interfaces.api.page import HERE as SHARED
from reseal.interfaces.door import support, times
from reseal.interfaces.door.appeal_told import told_of
from reseal.interfaces.door.checking import MIB, Fault, Typed
from reseal.interfaces.door.words import door_words
from reseal.interfaces.locale import LANGS, Lang, locale
from reseal.operations.appeals.words import Mine
from reseal.operations.notices.rules import rules
from reseal.operations.notices.words import ABOUTS, RELATIONS, Receipt, Status
from reseal.storage.clock import Milliseconds

HERE = Path(__file__).parent


class Visitor:
    """Who reads: the language asked for or preferred, and the numbers of the place where they seem to be."""

    def __init__(self, lang: Lang, accepted: str) -> None:
        self.lang = lang
        self.places = support.places_for(lang, accepted)


def form(visitor: Visitor, typed: Typed | None = None, found: list[Fault] | None = None) -> str:
    """The form, with what was typed before and what is wrong with it beside the fields."""
    said = [(fault.field, fault.said(visitor.lang)) for fault in found or ()]
    by_field: dict[str, str] = {}
    for field, words in said:
        by_field.setdefault(field, words)
    limits = rules().limits
    return render(
        "form.html",
        visitor,
        typed=typed or Typed(),
        faults=said,
        wrong=by_field,
        relations=RELATIONS,
        abouts=ABOUTS,
        hours=rules().answer,
        most_pictures=limits.pictures,
        picture_mib=limits.picture_bytes // MIB,
        switch_form="notice",
    )


def receipt(visitor: Visitor, got: Receipt, now: Milliseconds, threat: bool) -> str:
    """Ticket and PIN, shown once."""
    return render("receipt.html", visitor, got=got, threat=threat, by=_by(got.answer_by, now, visitor.lang))


def enter(visitor: Visitor, error: str | None = None, ticket: str = "") -> str:
    """Where ticket and PIN are entered."""
    return render("enter.html", visitor, error=_said(error, visitor.lang), ticket=ticket)


def follow(
    visitor: Visitor,
    status: Status,
    opens: str | None,
    now: Milliseconds,
    *,
    done: str | None = None,
    error: str | None = None,
    link: str | None = None,
    code_asked: bool = False,
    at: str = "",
    typed: Typed | None = None,
    appealed: tuple[tuple[Mine, ...], int | None] = ((), None),
) -> str:
    """How a report stands. Without `opens` it is a helper's view, on which nothing can be changed.

    `at` names the part of the page to which an error belongs.
    """
    lang = visitor.lang
    return render(
        "follow.html",
        visitor,
        status=status,
        opens=opens,
        received=times.moment(status.received_at, lang),
        by=_by(status.answer_by, now, lang),
        hold_until=times.moment(status.hold_until, lang) if status.hold_until else None,
        history=[
            (times.moment(line.at, lang), times.stamp(line.at), _line(line.kind, line.detail, lang))
            for line in status.history
        ],
        reasons=[
            str(line.detail[lang])
            for line in status.history
            if line.kind == "decided" and lang in line.detail and status.status in ("removed", "kept")
        ],
        rerouted=next((line.detail["to"] for line in reversed(status.history) if line.kind == "rerouted"), None),
        done=door_words(lang).follow[done] if done else None,
        error=_said(error, lang),
        link=link,
        code_asked=code_asked,
        at=at,
        typed=typed or Typed(),
        appeals=[told_of(one, lang) for one in appealed[0]],
        appeal_until=times.day(appealed[1], lang) if appealed[1] is not None else None,
        claim=rules().claim,
        helper=rules().helper,
        switch_form="again" if opens else None,
    )


def unknown(visitor: Visitor, status: int) -> str:
    """Where no page is, or none that takes what was sent: the ways to report and to follow."""
    return render("unknown.html", visitor, status=status)


def recover(
    visitor: Visitor, ticket: str = "", error: str | None = None, asked: bool = False, pin: str | None = None
) -> str:
    """Where a lost PIN is made anew by a code."""
    return render(
        "recover.html",
        visitor,
        ticket=ticket,
        error=_said(error, visitor.lang),
        asked=asked,
        pin=pin,
        claim=rules().claim,
        switch_form=None if pin else "recover",
    )


def _by(at: Milliseconds, now: Milliseconds, lang: Lang) -> str:
    words = door_words(lang).time
    if at <= now:
        return times.moment(at, lang)
    return words["by"].format(within=times.within(at - now, lang), moment=times.moment(at, lang))


def _line(kind: str, detail: dict[str, str | int], lang: Lang) -> str:
    return door_words(lang).history[kind].format(**detail)


def _said(key: str | None, lang: Lang) -> str | None:
    """The words of an error, or what is said already."""
    return door_words(lang).error.get(key, key) if key else None


def render(template: str, visitor: Visitor, **values: Any) -> str:
    """A public page, as the template makes it of the values."""
    lang = visitor.lang
    return (
        _templates()
        .get_template(template)
        .render(
            {
                "lang": lang,
                "languages": [(other, locale(other).language) for other in LANGS],
                "words": locale(lang),
                "say": door_words(lang),
                "places": visitor.places,
                "version": __version__,
                "switch_form": None,
                **values,
            }
        )
    )


@cache
def _templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader([HERE / "templates", SHARED / "templates"]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

"""Renders the page of an account holder: what was decided about their posts, why, what stands, and their appeal.

It never shows what a post said, not even to who wrote it: whoever finds the link on a shared device reads no number.
"""

from reseal.interfaces.door import times
from reseal.interfaces.door.appeal_told import told_of
from reseal.interfaces.door.page import Visitor, render
from reseal.interfaces.door.standing import Standing
from reseal.interfaces.door.words import door_words
from reseal.interfaces.locale import Lang
from reseal.operations.appeals.rules import rules
from reseal.operations.appeals.words import OwnPage


def own(
    visitor: Visitor,
    found: OwnPage,
    secret: str,
    standing: Standing,
    *,
    done: str | None = None,
    error: str | None = None,
    typed: str = "",
) -> str:
    """The page that a link opens."""
    lang = visitor.lang
    return render(
        "appeal.html",
        visitor,
        found=found,
        secret=secret,
        statement=found.statement.get(lang, ""),
        decided_at=times.moment(found.at, lang),
        published=[times.moment(at, lang) for at in found.published],
        until=times.day(found.until, lang),
        appeals=[told_of(found.appeal, lang)] if found.appeal is not None else [],
        standing=standing,
        done=door_words(lang).appeal.get(f"done_{done}") if done else None,
        error=error,
        typed=typed,
        most=rules().limits.words,
        switch_form=None,
    )


def unknown(visitor: Visitor) -> str:
    """What a link shows that opens nothing: the same for each."""
    return render("appeal_unknown.html", visitor)


def refused(lang: Lang, why: str, **values: int) -> str:
    """Why something was not taken, in words."""
    return door_words(lang).appeal_why[why].format(**values)

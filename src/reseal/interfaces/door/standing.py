"""How an account stands, in words for its holder: strikes, measures, and when each ends."""

from collections.abc import Iterable

import msgspec

from reseal.interfaces.door import times
from reseal.interfaces.door.words import door_words
from reseal.interfaces.locale import Lang
from reseal.operations.sanctions import views
from reseal.operations.sanctions.telling import measure_said
from reseal.operations.sanctions.words import SanctionShown
from reseal.storage.clock import Milliseconds
from reseal.storage.store import Work


class Standing(msgspec.Struct, frozen=True):
    """Credit, and a line for each measure and each strike with its end; none where nothing counts."""

    credit: int
    measures: tuple[tuple[str, str], ...] = ()
    strikes: tuple[tuple[str, str], ...] = ()


def standing_of(work: Work, account_print: bytes, lang: Lang) -> Standing:
    """How it stands now: what counts, what is in force, what waits for a person, and when each ends.

    Of several measures of one kind the one that ends last is told: the others change nothing.
    """
    found, words = views.standing(work, account_print), door_words(lang).appeal
    strikes = tuple(
        (words["strike"].format(at=times.day(one.at, lang)), f"{words['expires']} {times.day(one.expires_at, lang)}")
        for one in found.struck
    )
    measures = tuple(
        (measure_said(one.kind, lang), words["waiting"] if one.state == "proposed" else _end(one.until, lang))
        for one in _longest(found.sanctions)
    )
    return Standing(found.credit, measures, strikes)


def _longest(measures: Iterable[SanctionShown]) -> list[SanctionShown]:
    """Of each kind the one that ends last; what waits for a person, and what is aimed at another group, apart."""
    last: dict[tuple[str, str, str], SanctionShown] = {}
    for one in measures:
        key = (one.kind, one.state, one.target)
        if key not in last or _lasts(one) > _lasts(last[key]):
            last[key] = one
    return list(last.values())


def _lasts(one: SanctionShown) -> float:
    return float("inf") if one.until is None else one.until


def _end(until: Milliseconds | None, lang: Lang) -> str:
    words = door_words(lang).appeal
    return words["no_end"] if until is None else words["sanction_until"].format(until=times.day(until, lang))

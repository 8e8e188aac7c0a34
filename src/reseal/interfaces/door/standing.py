"""How an account stands, in words for its holder: strikes, measures, and when each ends."""

import msgspec

from reseal.interfaces.door import times
from reseal.interfaces.door.words import door_words
from reseal.interfaces.locale import Lang
from reseal.operations.sanctions import views
from reseal.operations.sanctions.telling import measure_said
from reseal.storage.clock import Milliseconds
from reseal.storage.store import Work


class Standing(msgspec.Struct, frozen=True):
    """Credit, and lines of what counts, each with its end; no lines where nothing does."""

    credit: int
    lines: tuple[tuple[str, str], ...] = ()


def standing_of(work: Work, account_print: bytes, lang: Lang) -> Standing:
    """How it stands now: what counts, what is in force, what waits for a person, and when each ends."""
    found, words = views.standing(work, account_print), door_words(lang).appeal
    strikes = tuple(
        (words["strike"].format(at=times.day(one.at, lang)), f"{words['expires']} {times.day(one.expires_at, lang)}")
        for one in found.struck
    )
    measures = tuple(
        (measure_said(one.kind, lang), words["waiting"] if one.state == "proposed" else _end(one.until, lang))
        for one in found.sanctions
    )
    return Standing(found.credit, strikes + measures)


def _end(until: Milliseconds | None, lang: Lang) -> str:
    words = door_words(lang).appeal
    return words["no_end"] if until is None else words["sanction_until"].format(until=times.day(until, lang))

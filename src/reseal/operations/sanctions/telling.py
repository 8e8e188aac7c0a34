"""What account holders are told: what follows for the account, on which clause, what counts until when, how to appeal.

The words are data (`data/statements/sanctions.toml`). Nothing of the post, no name and no id enters them, and each
passes the gate before it leaves (SOR-01); a minor's never names anybody (MIN-07).
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any, Literal

import msgspec

from reseal.operations.sanctions.ladder import TrackRules, ladder_of
from reseal.operations.sanctions.rules import Counted, Struck
from reseal.operations.sanctions.words import SanctionShown, Track
from reseal.screening.data import read_toml
from reseal.screening.policy.load import loaded_pack
from reseal.screening.policy.outbound import require_outbound
from reseal.screening.policy.statement import paragraph
from reseal.screening.policy.wording import LANGS, Lang
from reseal.storage.clock import DAY, Milliseconds

Turn = Literal["given", "confirmed", "refused", "taken_back", "lessened", "agency"]


class MeasureTold(msgspec.Struct, frozen=True):
    """One measure: what the platform is asked to do, and until when; empty where it has no end."""

    kind: str
    state: str
    until: Milliseconds | None
    said: str


class AccountStatement(msgspec.Struct, frozen=True):
    """A statement about an account in one language. `text` is the whole of it, ready to show."""

    lang: Lang
    turn: Turn
    clause: str
    clause_text: str
    measures: tuple[MeasureTold, ...]
    strikes: int
    expires_at: Milliseconds | None
    credit: int
    credit_full: int
    appeal_until: Milliseconds
    human: str
    text: str


def statement(
    struck: Struck,
    turn: Turn,
    lang: Lang,
    shown: Sequence[SanctionShown],
    counted: Counted | None,
    counting: int,
    credit: int,
) -> AccountStatement:
    """The statement for one strike. `counted`: as it stands now; None where it is taken back.

    Raises:
        PersonalDataError: the words hold personal data; nothing goes out.
    """
    words, rules = _words(), rules_of(struck)
    track = struck.profile.track
    measures = tuple(_measure(one, turn, lang) for one in shown)
    pack = loaded_pack(struck.pack)
    known = pack is not None and any(clause.id == struck.clause for clause in pack.content.clauses)
    clause_text = pack.clause_text(struck.clause).said(lang) if pack is not None and known else ""
    until = struck.at + rules.appeal_days * DAY
    counts, full = words["counts"], rules.credit.full
    if counted is not None and counting:
        said = counts["some"][lang].format(strikes=counting, expires=date_said(counted.expires_at, lang))
    else:
        said = counts["none"][lang]
    parts: dict[str, str | tuple[str, ...]] = {
        "turn": words["turn"][turn][lang],
        "measures": tuple(one.said for one in measures),
        "clause": clause_text,
        "counts": said,
        "credit": counts["credit"][lang].format(credit=credit, full=full),
        "human": words["human"]["decided"][lang],
        "learn": words["learn"][track][lang] if turn in ("given", "agency") else "",
        "appeal": words["appeal"]["until"][lang].format(appeal_until=date_said(until, lang))
        if turn != "taken_back"
        else "",
    }
    text = "\n".join(paragraph(words["headings"][name][lang], part, lang) for name, part in parts.items() if part)
    return AccountStatement(
        lang,
        turn,
        struck.clause,
        clause_text,
        measures,
        counting,
        counted.expires_at if counted is not None else None,
        credit,
        full,
        until,
        str(parts["human"]),
        require_outbound(text),
    )


def texts_of(kind: str, track: Track) -> dict[str, str]:
    """What the platform shows or passes on with a measure, in each language; empty for most."""
    words = _words()
    if kind == "guardian.notice":
        return {lang: require_outbound(words["guardian"]["text"][lang]) for lang in LANGS}
    if kind == "account.educate":
        return {lang: require_outbound(words["learn"][track][lang]) for lang in LANGS}
    return {}


def rules_of(struck: Struck) -> TrackRules:
    """The ladder that a strike went by."""
    return ladder_of(struck.pack).track[struck.profile.track]


def date_said(moment: Milliseconds, lang: Lang) -> str:
    """The day of a moment, in words: a row of digits would not pass the gate."""
    day, words = datetime.fromtimestamp(moment / 1000, UTC), _words()
    month = words["months"]["en"][day.month - 1] if lang == "en" else day.month
    return str(words["time"]["date"][lang].format(year=day.year, month=month, day=day.day))


def measure_said(kind: str, lang: Lang) -> str:
    """What a measure is called."""
    return str(_words()["measure"][kind][lang])


def _measure(one: SanctionShown, turn: Turn, lang: Lang) -> MeasureTold:
    words, said = _words(), measure_said(one.kind, lang)
    times: dict[str, Any] = words["time"]
    if one.state in ("proposed", "refused", "taken_back"):
        said = times[one.state][lang].format(measure=said)
    elif one.until is not None:
        said = times["until"][lang].format(measure=said, until=date_said(one.until, lang))
    return MeasureTold(one.kind, one.state, one.until, said)


@cache
def _words() -> dict[str, Any]:
    return read_toml("statements", "sanctions.toml")

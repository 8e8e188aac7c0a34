"""A moderator mends what the screener saw: the spans and the category of one snapshot.

What was said and what is right are kept as labels, without the text, for the evaluation page. From then on the mended
spans are what is masked, what the platform is asked to redact, and what the case is about.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import delete, insert, select

from reseal.operations.audit.acts import record
from reseal.operations.cases.rows import locked, snapshots_of
from reseal.operations.cases.snapshots import identifiers_in, opened
from reseal.operations.cases.tables import Case, CaseIdentifier, Correction, Snapshot
from reseal.operations.cases.words import Corrected, NoCase, NotNow
from reseal.operations.posts.sealed import decision_of
from reseal.storage.clock import Milliseconds
from reseal.storage.ids import new_id
from reseal.storage.store import Work
from reseal.vocabulary import Exposure

_SURE = 1.0


def correct(work: Work, snapshot_id: str, right: Corrected) -> str:
    """Keep what a moderator mended; answers the correction's id.

    Raises:
        NoCase: there is no such snapshot, or its case is erased.
        NotNow: a span lies outside the text.
    """
    snapshot = work.session.get(Snapshot, snapshot_id)
    if snapshot is None:
        raise NoCase(snapshot_id)
    case = locked(work, snapshot.case_id)
    content = opened(work, case.vault_id, snapshot.id, snapshot.sealed)
    for number, span in enumerate(right.spans):
        if not 0 <= span.start < span.end <= len(content.text):
            raise NotNow(f"the text has {len(content.text)} characters; the span lies outside", f"spans[{number}]")
    before = seen(work, [snapshot])[snapshot.id]
    said = decision_of(snapshot.decision, "", None)
    name = new_id()
    work.session.add(
        Correction(
            id=name,
            snapshot_id=snapshot_id,
            by=work.actor,
            at=work.now,
            said={"category": said.category, "spans": _labels(before)},
            corrected=msgspec.to_builtins(right),
            agreement=agreement(_labels(before), _labels(right.spans)),
        )
    )
    case.version += 1
    work.session.flush()
    if snapshot.role in ("origin", "copy") and snapshot.how != "identifier":
        _expose_anew(work, case)
    record(
        work,
        "snapshot.corrected",
        case.id,
        snapshot=snapshot_id,
        category=right.category,
        spans=len(right.spans),
        added=len(_keys(_labels(right.spans)) - _keys(_labels(before))),
    )
    return name


def seen(work: Work, snapshots: Sequence[Snapshot]) -> dict[str, tuple[Exposure, ...]]:
    """What each snapshot exposes: as a moderator last mended it, else as the screener saw it."""
    found = {one.id: decision_of(one.decision, "", None).exposures for one in snapshots}
    query = select(Correction.snapshot_id, Correction.corrected).where(Correction.snapshot_id.in_(list(found)))
    for row in work.session.execute(query.order_by(Correction.id)):
        right = msgspec.convert(row.corrected, Corrected)
        pictured = tuple(one for one in found[row.snapshot_id] if one.source == "image")
        found[row.snapshot_id] = pictured + tuple(
            Exposure(span.type, span.start, span.end, _SURE, span.subject) for span in right.spans
        )
    return found


def agreement(said: Iterable[dict[str, Any]], right: Iterable[dict[str, Any]]) -> float:
    """How far two sets of spans agree: twice the shared ones by all of both (F1); 1 where both are empty."""
    one, other = _keys(said), _keys(right)
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0


class Agreement(msgspec.Struct, frozen=True):
    """How often moderators agreed with the screener, by type: spans that were right, too many, missed."""

    corrections: int
    categories: dict[str, int]
    """As `said>right`."""
    right: dict[str, int]
    too_many: dict[str, int]
    missed: dict[str, int]


def agreed(work: Work, since: Milliseconds = 0) -> Agreement:
    """What corrections since a time say about the screener, for the evaluation page."""
    right: Counter[str] = Counter()
    too_many: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    categories: Counter[str] = Counter()
    query = select(Correction).where(Correction.at >= since)
    count = 0
    for row in work.session.scalars(query):
        count += 1
        one, other = _keys(row.said["spans"]), _keys(_labels(msgspec.convert(row.corrected, Corrected).spans))
        right.update(type_ for _, _, type_ in one & other)
        too_many.update(type_ for _, _, type_ in one - other)
        missed.update(type_ for _, _, type_ in other - one)
        categories[f"{row.said['category']}>{row.corrected['category']}"] += 1
    return Agreement(count, dict(categories), dict(right), dict(too_many), dict(missed))


def _labels(spans: Iterable[Any]) -> list[dict[str, Any]]:
    """Spans of the text as labels."""
    return [
        {"type": one.type, "start": one.start, "end": one.end, "subject": one.subject}
        for one in spans
        if getattr(one, "source", "text") == "text"
    ]


def _keys(labels: Iterable[dict[str, Any]]) -> set[tuple[int, int, str]]:
    return {(one["start"], one["end"], one["type"]) for one in labels}


def _expose_anew(work: Work, case: Case) -> None:
    """What the case is about, as its origins and copies now show it."""
    mine = [one for one in snapshots_of(work, case.id) if one.role in ("origin", "copy") and one.how != "identifier"]
    shown = seen(work, mine)
    found: dict[bytes, str] = {}
    for snapshot in mine:
        content = opened(work, case.vault_id, snapshot.id, snapshot.sealed)
        for one in identifiers_in(work, content, shown[snapshot.id]):
            found[one.value_print] = one.type
    work.session.execute(delete(CaseIdentifier).where(CaseIdentifier.case_id == case.id))
    if found:
        rows = [{"case_id": case.id, "value_print": print_, "type": type_} for print_, type_ in found.items()]
        work.session.execute(insert(CaseIdentifier), rows)

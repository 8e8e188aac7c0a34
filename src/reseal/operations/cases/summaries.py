"""What lists show of cases: what the first post says, in one masked line, and what would be decided as proposed."""

from collections.abc import Collection, Sequence

import msgspec
from sqlalchemy import select

from reseal.operations.cases.correcting import seen
from reseal.operations.cases.holding import needs_person
from reseal.operations.cases.proposing import Judged, Proposal, propose
from reseal.operations.cases.snapshots import opened
from reseal.operations.cases.tables import Case, Snapshot
from reseal.operations.posts.sealed import decision_of
from reseal.screening.policy.wording import Lang
from reseal.screening.redact import mark, redact
from reseal.storage.store import Work
from reseal.vocabulary import EXPOSURE_TYPES

LONGEST = 120


class Summary(msgspec.Struct, frozen=True):
    """What a list shows of a case besides its row."""

    line: str
    proposal: Proposal


def summaries(work: Work, case_ids: Sequence[str], lang: Lang, watched: Collection[str] = ()) -> dict[str, Summary]:
    """That of each case; none for one that is erased. The first origin speaks for a case, else its first post."""
    asked = select(Case.id, Case.vault_id, Case.threat, Case.minor).where(Case.id.in_(list(case_ids)))
    cases = {row.id: row for row in work.session.execute(asked)}
    judged: dict[str, list[Judged]] = {}
    first: dict[str, tuple[str, str]] = {}
    posts = select(Snapshot.id, Snapshot.case_id, Snapshot.role, Snapshot.decision)
    for row in work.session.execute(posts.where(Snapshot.case_id.in_(list(cases))).order_by(Snapshot.id)):
        person = needs_person(decision_of(row.decision, "", None))
        judged.setdefault(row.case_id, []).append(Judged(row.role, row.decision, person))
        if row.case_id not in first or (row.role == "origin" and first[row.case_id][1] != "origin"):
            first[row.case_id] = row.id, row.role
    speaking = [name for name, _ in first.values()]
    opened_first = work.session.scalars(select(Snapshot).where(Snapshot.id.in_(speaking))).all()
    shown = seen(work, opened_first)
    found = {}
    for one in opened_first:
        case = cases[one.case_id]
        text = opened(work, case.vault_id, one.id, one.sealed).text
        said = line(redact(text, shown[one.id], lang), lang)
        found[one.case_id] = Summary(said, propose(case, judged[one.case_id], watched=case.id in watched))
    return found


def line(masked: str, lang: Lang) -> str:
    """A masked text in one line of bounded length; a mark is never cut in two."""
    flat = " ".join(masked.split())
    if len(flat) <= LONGEST:
        return flat
    cut = flat[:LONGEST]
    for whole in (mark(type_, lang) for type_ in EXPOSURE_TYPES):
        begun = flat.rfind(whole, 0, LONGEST + len(whole))
        if begun >= 0 and begun < LONGEST < begun + len(whole):
            cut = flat[:begun]
    return f"{cut.rstrip()}…"

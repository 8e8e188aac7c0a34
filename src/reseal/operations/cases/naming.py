"""Posts that somebody names in a notice and nobody has handed in: sealed by name, asked about by name, until they come.

They are `told` and show nothing but that they were named. A person who decides on a case that holds nothing else
decides on them, for the platform may have what was never handed in here; beside real posts only where they are named.
"""

from collections.abc import Sequence

import msgspec
from sqlalchemy import bindparam, select, update

from reseal.operations.cases.rows import locked
from reseal.operations.cases.snapshots import SealedContent, about
from reseal.operations.cases.tables import Case, Snapshot
from reseal.operations.cases.words import ACTIVE
from reseal.operations.posts.sealed import labels
from reseal.screening.screener import ENGINE
from reseal.storage.ids import new_id
from reseal.storage.store import Work
from reseal.vocabulary import Decision

NAMED = "named"
_NOTHING_SEEN = Decision("", False, "none", 0.0, "none", "allow", (), (), None, None, ENGINE)
_SURFACE = "post"
_SEALED = select(Snapshot.ref_print).where(
    Snapshot.case_id == bindparam("case"), Snapshot.ref_print.in_(bindparam("prints", expanding=True))
)
_POSTS = select(Snapshot.id).where(Snapshot.case_id == bindparam("case"), Snapshot.role != "told").limit(1)


def name(work: Work, case_id: str, references: Sequence[str], lang: str) -> None:
    """Seal in a case that holds no post what a notifier calls the posts; each once. Else nothing happens.

    Raises:
        NoCase: there is none.
    """
    case = locked(work, case_id)
    if case.state not in ACTIVE or not holds_no_post(work, case):
        return
    prints = {work.prints.of("post", reference): reference for reference in references}
    for row in work.rows(_SEALED, case=case_id, prints=list(prints)):
        del prints[row.ref_print]
    if prints:
        work.add(Snapshot, [_row(work, case, print_, reference, lang) for print_, reference in prints.items()])


def came(work: Work, case_id: str, ref_print: bytes) -> None:
    """A post that was named has come: it stands for itself from now on, and is not asked about by name any more."""
    mine = Snapshot.case_id == case_id, Snapshot.ref_print == ref_print, Snapshot.how == NAMED
    work.session.execute(update(Snapshot).where(*mine, Snapshot.action.is_(None)).values(how="told"))


def holds_no_post(work: Work, case: Case) -> bool:
    """Whether all that a case holds is what notifiers told."""
    return not work.rows(_POSTS, case=case.id)


def acted_on_by_name(snapshots: Sequence[Snapshot], also: Sequence[str]) -> list[Snapshot]:
    """Of the posts that are named those on which a person acts: all where there is no other, else what is in `also`."""
    alone = all(snapshot.role == "told" for snapshot in snapshots)
    return [one for one in snapshots if one.how == NAMED and (alone or one.id in also)]


def _row(work: Work, case: Case, print_: bytes, reference: str, lang: str) -> dict[str, object]:
    id_ = new_id()
    sealed = SealedContent(reference, "", None, None, lang, _SURFACE, (), None)
    return {
        "id": id_,
        "case_id": case.id,
        "post_id": None,
        "ref_print": print_,
        "author_print": None,
        "text_print": work.prints.of("text", NAMED, reference),
        "imprint": None,
        "sealed": work.seal(case.vault_id, msgspec.json.encode(sealed), about(id_)),
        "content_print": work.prints.of("snapshot", NAMED, reference),
        "counts": {},
        "decision": labels(_NOTHING_SEEN),
        "role": "told",
        "how": NAMED,
        "created_at": work.now,
        "taken_at": work.now,
    }

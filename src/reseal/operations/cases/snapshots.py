"""A snapshot: a post sealed in the vault of its case as it stands now, with its keyed hash and counts (Art 25)."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import bindparam, select

from reseal.operations.cases.tables import Case, CaseIdentifier, Snapshot, SnapshotKey
from reseal.operations.cases.words import GUARDED, Content, How, Role
from reseal.operations.posts.marks import identifiers_of, marks_of
from reseal.operations.posts.sealed import labels
from reseal.operations.posts.words import Identifier, Marks
from reseal.storage.ids import new_id
from reseal.storage.store import Work
from reseal.vocabulary import Exposure

_ABOUT = select(CaseIdentifier.value_print).where(
    CaseIdentifier.case_id == bindparam("case"), CaseIdentifier.value_print.in_(bindparam("values", expanding=True))
)


class SealedContent(msgspec.Struct, frozen=True):
    """What is sealed of a post in a case."""

    ref: str
    text: str
    author: str | None
    target: str | None
    lang: str | None
    surface: str
    media: tuple[str, ...]
    redacted: str | None
    shown: tuple[Identifier, ...] = ()
    """Keyed hashes of what its pictures expose: the text cannot tell them again."""


def about(snapshot_id: str) -> str:
    """The place that sealed content is bound to."""
    return f"snapshot.{snapshot_id}"


def opened(work: Work, vault: str, snapshot_id: str, sealed: bytes) -> SealedContent:
    """The content of a snapshot.

    Raises:
        LookupError: the case was erased.
    """
    return work.open(vault, sealed, about(snapshot_id), SealedContent)


def identifiers_in(work: Work, content: SealedContent, exposures: Sequence[Exposure]) -> tuple[Identifier, ...]:
    """What sealed content exposes of people: in its text by these exposures, and in its pictures."""
    typed = identifiers_of(work.prints, content.text, exposures)
    return (*typed, *(one for one in content.shown if one not in typed))


def marks_for(work: Work, content: Content) -> Marks:
    """The marks of content: those that were made when the post was kept, or new ones."""
    return content.marks or marks_of(work.prints, content.ref, content.text, content.decision)


def content_print(work: Work, content: Content) -> bytes:
    """The keyed hash of all that was published."""
    return work.prints.of("snapshot", content.ref, content.text, content.author or "", *content.media)


def take(work: Work, case: Case, content: Content, marks: Marks, role: Role, how: How) -> str:
    """Seal content in the vault of its case; answers the snapshot's id.

    What an origin or a copy exposes is what the case is about from then on. What a post exposes that came by a shared
    value alone is not: else a post with two people's numbers would make one case of them. Nor is what a guarded post
    exposes: whoever reports another post would learn from the counts that something is guarded.
    """
    name = new_id()
    typed = set(identifiers_of(work.prints, content.text, content.decision.exposures))
    sealed = SealedContent(
        content.ref,
        content.text,
        content.author,
        content.target,
        content.lang,
        content.surface,
        content.media,
        content.decision.redacted,
        tuple(one for one in marks.identifiers if one not in typed),
    )
    row: dict[str, Any] = {
        "id": name,
        "case_id": case.id,
        "post_id": content.post_id,
        "ref_print": work.prints.of("post", content.ref),
        "author_print": work.prints.of("account", content.author) if content.author else None,
        "text_print": marks.text_print,
        "imprint": marks.imprint,
        "sealed": work.seal(case.vault_id, msgspec.json.encode(sealed), about(name)),
        "content_print": content_print(work, content),
        "counts": content.counts,
        "decision": labels(content.decision),
        "role": role,
        "how": how,
        "created_at": content.created_at,
        "taken_at": work.now,
    }
    work.add(Snapshot, [row])
    if marks.keys and role != "told" and how != GUARDED:
        work.add(SnapshotKey, [{"snapshot_id": name, "key": key} for key in set(marks.keys)])
    if role in ("origin", "copy") and how not in ("identifier", GUARDED):
        expose(work, case.id, marks)
    return name


def expose(work: Work, case_id: str, marks: Marks) -> None:
    """What the marks tell is what the case is about, too."""
    found = {one.value_print: one.type for one in marks.identifiers}
    for row in work.rows(_ABOUT, case=case_id, values=list(found)) if found else ():
        del found[row.value_print]
    if found:
        rows = [{"case_id": case_id, "value_print": print_, "type": type_} for print_, type_ in found.items()]
        work.add(CaseIdentifier, rows)

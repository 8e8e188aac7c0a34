"""A snapshot: a post sealed in the vault of its case as it stands now, with its keyed hash and counts (Art 25)."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import msgspec

from reseal.operations.cases.tables import Case, CaseIdentifier, Snapshot, SnapshotKey
from reseal.operations.cases.words import GUARDED, Content, How, Role
from reseal.operations.posts.marks import identifiers_of, marks_of
from reseal.operations.posts.sealed import labels
from reseal.operations.posts.words import Identifier, Marks
from reseal.storage.ids import new_ids
from reseal.storage.store import Work
from reseal.vocabulary import Exposure


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


class Taken(NamedTuple):
    """A post that is to be sealed in a case, and what it is there."""

    case: Case
    content: Content
    marks: Marks
    role: Role
    how: How


def take(work: Work, posts: Sequence[Taken]) -> list[str]:
    """Seal posts in the vaults of their cases; answers the snapshots' ids, in order.

    What an origin or a copy exposes is what the case is about from then on. What a post exposes that came by a shared
    value alone is not: else a post with two people's numbers would make one case of them. Nor is what a guarded post
    exposes: whoever reports another post would learn from the counts that something is guarded.
    """
    names = new_ids(len(posts))
    work.add(Snapshot, [_row(work, name, one) for name, one in zip(names, posts, strict=True)])
    found = [
        {"snapshot_id": name, "key": key}
        for name, one in zip(names, posts, strict=True)
        if one.role != "told" and one.how not in ("exact", GUARDED)
        for key in set(one.marks.keys)
    ]
    if found:
        work.add(SnapshotKey, found)
    _expose(
        work,
        [
            (one.case.id, one.marks)
            for one in posts
            if one.role in ("origin", "copy") and one.how not in ("identifier", GUARDED)
        ],
    )
    return names


def _row(work: Work, name: str, taken: Taken) -> dict[str, Any]:
    case, content, marks, role, how = taken
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
    return {
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


def expose(work: Work, case_id: str, marks: Marks) -> None:
    """What the marks tell is what the case is about, too."""
    _expose(work, [(case_id, marks)])


def _expose(work: Work, told: Iterable[tuple[str, Marks]]) -> None:
    found = {(case_id, one.value_print): one.type for case_id, marks in told for one in marks.identifiers}
    if found:
        rows = [{"case_id": case, "value_print": print_, "type": type_} for (case, print_), type_ in found.items()]
        work.add(CaseIdentifier, rows, where_missing=True)

"""The whole line, and the only thing the floors above call: a batch of posts in, decisions out.

fold → triage → sightings → identifiers → merge → verdict → reader, where doubt is left → policy.
No database, no clock, no network.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from reseal import __version__
from reseal.screening import sightings, triage
from reseal.screening.data import data_folder
from reseal.screening.fold import FoldedBatch, fold_texts
from reseal.screening.identifiers import kinds
from reseal.screening.identifiers.kind import Finding
from reseal.screening.merge import merge
from reseal.screening.policy import CLEAN, Pack, facts_of, load_pack, ruler
from reseal.screening.reader.join import join, most_lines
from reseal.screening.reader.session import bundled_reader
from reseal.screening.redact import OTHERS, redact
from reseal.screening.verdict import judge
from reseal.screening.view import ListedPosts, PostSource, PostView
from reseal.vocabulary import LEVELS, READERS, Action, Decision, Exposure, Level, Post, ReaderModel, Reason, Verdict

if TYPE_CHECKING:
    import pyarrow as pa

    from reseal.screening.pictures.printed import Holds
    from reseal.screening.pictures.read import Reading
    from reseal.screening.pictures.refusal import PictureError

ENGINE = f"reseal/{__version__}"
_READ_AT_START = 8
_CALLED = 0.8  # so sure of a number is a pattern where a word beside it says what it is
_FILLED = 0.995  # how surely the field of a document holds what its label says


class Screener:
    """Judges posts. Make one and keep it: it holds compiled patterns and the policy pack."""

    def __init__(
        self,
        *,
        level: Level = "full",
        reader: ReaderModel = "teacher",
        pack: str | Pack = "default",
        redact: bool = False,
    ) -> None:
        """Load patterns and pack; tables that only some posts need load with the first of them (see `rehearse`).

        `reader` is the encoder of level `full`: `teacher`, or `student`, faster and a little less sure. `pack` is a
        bundled pack's name, the path of a pack file (it ends in `.toml`) or a pack. `redact` gives every decision with
        exposures the masked text; without it only the action `redact` does, and masks what is not the author's, a
        shop's or an office's own.

        Raises:
            ValueError: level, reader or pack is not known, the pack is wrong, or the encoder's file is missing or
                broken (level `full` needs it); the message names the remedy.
        """
        if level not in LEVELS:
            raise ValueError(f"level {level!r} is not known. Take one of {', '.join(LEVELS)}.")
        if reader not in READERS:
            raise ValueError(f"reader {reader!r} is not known. Take one of {', '.join(READERS)}.")
        self.level = level
        self.pack = pack if isinstance(pack, Pack) else load_pack(pack)
        self.redact = redact
        self._reader = bundled_reader(reader) if level == "full" else None
        self._rule = ruler(self.pack)
        self._clean = self._rule(CLEAN)
        judged = level != "identifiers"
        triage.warm(judged)
        sightings.warm(judged)

    def rehearse(self) -> None:
        """Judge the bundled sample, which touches every table, so that no post of a visitor pays for loading one."""
        content = data_folder("sample", "posts.jsonl").read_bytes()
        sample = msgspec.json.Decoder(Post).decode_lines(content)
        if self._reader is not None:  # reading them all would take seconds
            Screener(level="verdict", pack=self.pack).decide(sample)
            sample = sample[:_READ_AT_START]
        self.decide(sample)

    def plain(self, post_id: str) -> Decision:
        """The decision on a post that holds nothing to look at."""
        if self.level == "identifiers":
            return _only_exposures(post_id, (), None)
        clean = self._clean
        return Decision(post_id, False, "none", 0.0, "none", clean.action, (), (), clean.policy, None, ENGINE)

    def screen(self, batch: "pa.RecordBatch") -> "pa.RecordBatch":
        """Decisions on a batch of posts, one row each, order kept; see `arrow.DECISIONS` for the columns.

        Raises:
            ValueError: `id` or `text` is missing, is no string column or holds nulls.
        """
        from reseal.screening.arrow import PostColumns, decisions_batch

        posts = PostColumns(batch)
        return decisions_batch(posts.ids, self.plain(""), self._decided(posts.fold(), posts))

    def decide(self, posts: Sequence[Post]) -> list[Decision]:
        """Decisions on posts, in their order."""
        decisions = [self.plain(post.id) for post in posts]
        for number, decision in self.remarkable([post.text for post in posts], posts.__getitem__):
            decisions[number] = decision
        return decisions

    def remarkable(
        self, texts: Sequence[str], post_of: Callable[[int], Post], *, triaged: bool = True
    ) -> list[tuple[int, Decision]]:
        """The decisions on posts that triage let through, with their numbers, ascending; all others are `plain`.

        `triaged=False` looks at every post: slow, and by triage's promise no different (tests compare the two).
        """
        return self._decided(fold_texts(texts), ListedPosts(post_of), triaged=triaged)

    def decide_pictured(self, post: Post, pictures: "Sequence[bytes | PictureError]") -> Decision:
        """The decision on a post with the contents of its pictures, in the order of its `media`, judged as one.

        A picture that cannot be read is told as a reason `picture.<why>`, and the rest is judged without it. Below
        level `full` nobody looks at pictures.
        """
        if self.level != "full" or not pictures:
            return self.decide([post])[0]
        from reseal.screening.pictures.read import read_pictures

        return self.decide_read(post, read_pictures(pictures))

    def decide_read(self, post: Post, reading: "Reading") -> Decision:
        """The decision on a post of which `read_pictures` has read the pictures; that may be done in another thread."""
        from reseal.screening.pictures.page import Page
        from reseal.screening.pictures.refusal import unread_holds
        from reseal.screening.pictures.told import sorted_out

        page = Page(post.text, reading.written)
        whole = msgspec.structs.replace(post, text=page.text, media=None)
        source = ListedPosts((whole,).__getitem__)
        told = {seen.signal: seen.strength for seen in reading.seen}
        batch = fold_texts([page.text])
        filled = [(holds, *batch.within(0, start, end)) for holds, start, end in page.fields()]
        look = not (told or filled)
        pictured = [] if post.text.strip() else [batch.within(0, start, end) for start, end in page.lines()]
        decided = self._decided(batch, source, triaged=look, told=told, filled=filled, pictured=pictured)
        decision = sorted_out(decided[0][1] if decided else self.plain(post.id), page, reading)
        decision = msgspec.structs.replace(
            decision, redacted=self._masked(post.text, decision.exposures, decision.action)
        )
        return self._unread(post, decision) if any(unread_holds(error) for _, error in reading.refused) else decision

    def _unread(self, post: Post, decision: Decision) -> Decision:
        """The decision on a post with a picture that was given up: what else is innocent waits for a person (BEN-01).

        Else whoever makes a picture slow to read could hide anything in it.
        """
        if decision.violates or decision.action != "allow" or self.level != "full":
            return decision
        reasons = (*decision.reasons, Reason("unclear", 0.0))
        verdict = Verdict("none", decision.score, "none", True, decision.exposures, reasons)
        ruling = self._rule(facts_of(verdict, post.surface, post.lang))
        return msgspec.structs.replace(
            decision, severity=ruling.severity, action=ruling.action, reasons=reasons, policy=ruling.policy
        )

    def _decided(
        self,
        batch: FoldedBatch,
        source: PostSource,
        *,
        triaged: bool = True,
        told: Mapping[str, float] | None = None,
        filled: "Sequence[tuple[Holds, int, int]]" = (),
        pictured: Sequence[tuple[int, int]] = (),
    ) -> list[tuple[int, Decision]]:
        cues = self.level != "identifiers"
        survivors = triage.survivors(batch, verdict=cues)
        likely = self._reader.likely(batch) if self._reader is not None else frozenset()
        survivors = survivors.beside(likely) if triaged else survivors.everybody(len(batch))
        made = []
        for number, view in sightings.views(batch, survivors, source, cues=cues):
            if told is not None:
                view.told, view.pictured = told, pictured
                view.filled = [(holds, start, end) for holds, start, end in filled if holds != "nothing"]
                view.void = [(start, end) for holds, start, end in filled if holds == "nothing"]
            made.append((number, self._decide(batch, number, view, source, number in likely)))
        return made

    def _decide(self, batch: FoldedBatch, number: int, view: PostView, source: PostSource, likely: bool) -> Decision:
        findings = find_all(view)
        post_id = source.id(number)
        if self.level == "identifiers":
            exposures = exposures_of(batch, number, findings)
            masked = redact(view.post.text, exposures) if self.redact and exposures else None
            return _only_exposures(post_id, exposures, masked)
        verdict = self._judge(batch, number, view, findings, likely)
        post = view.post
        ruling = self._rule(facts_of(verdict, post.surface, post.lang))
        return Decision(
            post_id,
            verdict.violates,
            verdict.category,
            verdict.score,
            ruling.severity,
            ruling.action,
            verdict.exposures,
            verdict.reasons,
            ruling.policy,
            self._masked(post.text, verdict.exposures, ruling.action) if verdict.exposures else None,
            ENGINE,
        )

    def _judge(
        self, batch: FoldedBatch, number: int, view: PostView, findings: Sequence[Finding], likely: bool
    ) -> Verdict:
        """The verdict; at level `full`, of a post that is worth it, with what the encoder reads in it."""
        mapped = partial(batch.span, number)
        reader = self._reader
        if reader is None or not (likely or reader.worth(findings)):
            verdict = judge(view, findings, exposures_of(batch, number, findings), mapped)
            if reader is None or not reader.doubts(verdict.score):
                return verdict
        reading = reader.read(batch, number)
        spans = [span for span in reading.spans if not view.is_void(span.start, span.end)]
        if view.pictured:
            spans = [span for span in spans if not view.scattered(span.start, span.end, most_lines(span.type))]
        findings = join(findings, spans, view.text, pictured=bool(view.pictured))
        return judge(view, findings, exposures_of(batch, number, findings), mapped, reading)

    def _masked(self, text: str, exposures: Sequence[Exposure], action: Action) -> str | None:
        """The masked text, where there is something to mask and somebody wants it."""
        if not exposures or not (self.redact or action == "redact"):
            return None
        return redact(text, exposures, subjects=None if self.redact else OTHERS)


def _only_exposures(post_id: str, exposures: tuple[Exposure, ...], masked: str | None) -> Decision:
    """A decision at level `identifiers`: what stands in the post, judged by nobody."""
    return Decision(post_id, None, None, 0.0, "none", "allow", exposures, (), None, masked, ENGINE)


def find_all(view: PostView) -> list[Finding]:
    """Every identifier of one post, merged, in folded offsets."""
    found = [Finding(type_, start, end, _FILLED, "document.field") for type_, start, end in view.filled]
    for number, kind in enumerate(kinds()):
        if view.marks >> number & 1:
            found.extend(finding for finding in kind.find(view) if not _of_a_table(view, finding))
    for number, kind in enumerate(kinds()):
        if kind.beside is not None and (found or view.marks >> number & 1):
            found = merge(found)
            found.extend(kind.beside(view, found))
    return merge(found) if len(found) > 1 else found


def _of_a_table(view: PostView, finding: Finding) -> bool:
    """Whether a finding in a picture is what a form prints, or figures of a table that no word calls a number."""
    if view.void and view.is_void(finding.start, finding.end):
        return True
    if not view.pictured:
        return False
    sure = finding.confidence >= _CALLED
    return not sure and view.scattered(finding.start, finding.end, most_lines(finding.type))


def exposures_of(batch: FoldedBatch, number: int, findings: Sequence[Finding]) -> tuple[Exposure, ...]:
    """The findings of post `number` of a batch as exposures in original offsets."""
    made = []
    for finding in findings:
        start, end = batch.span(number, finding.start, finding.end)
        made.append(Exposure(finding.type, start, end, finding.confidence, finding.subject))
    return tuple(made)

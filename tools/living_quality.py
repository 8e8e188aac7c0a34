"""What makes figures of the sample's desk: second looks, mended findings, appeals of many authors, time spent looking.

`data/sample/quality.toml` says how much of each; all of it goes through the same acts as at a real desk.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import cycle, islice
from typing import NamedTuple

import msgspec

from reseal.operations.appeals import acts as appeals
from reseal.operations.appeals import views as appeal_views
from reseal.operations.appeals.words import Refused, Ruling, Said
from reseal.operations.cases import acts as cases
from reseal.operations.cases import views as case_views
from reseal.operations.cases.proposing import propose
from reseal.operations.cases.words import Corrected, CorrectedSpan
from reseal.operations.quality import acts as quality
from reseal.operations.quality import views as quality_views
from reseal.operations.quality.words import Opinion
from reseal.operations.staff import breaks
from reseal.screening.data import read_toml
from reseal.screening.policy.wording import Lang
from reseal.storage.clock import HOUR, MINUTE, Milliseconds
from reseal.storage.store import Store, Work
from reseal.vocabulary import Category


class Looks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which share is drawn, who looks in turn, each how manieth look differs; how many are settled, how many wait."""

    share: float
    by: tuple[str, ...]
    senior: str
    differs: int
    settled: int
    left: int


class Mended(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many posts are mended, and each how manieth has a span too many, or one that was missed."""

    posts: int
    by: str
    too_many: int
    missed: int


class Appealed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many authors appeal, with which words in turn, and each how manieth is right."""

    count: int
    by: str
    upheld: int
    words: dict[Lang, tuple[str, ...]]


class Script(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that happens."""

    source: str
    status: str
    verified: bool
    looks: Looks
    mended: Mended
    appealed: Appealed


class Ruled(NamedTuple):
    """A decision of the sample, whose post it was about, and in which language."""

    decision: str
    case: str
    account: str
    lang: Lang


Step = tuple[Milliseconds, Callable[[Store], None]]


def script() -> Script:
    """What `data/sample/quality.toml` says."""
    return msgspec.convert(read_toml("sample", "quality.toml"), Script)


def steps(ruled: Sequence[Ruled], who: Callable[[str], str], now: Milliseconds) -> list[Step]:
    """What happens in the hours before `now`. `ruled` fills while the days before are played."""
    said = script()
    return [
        (now - 6 * HOUR, partial(_mend, said=said.mended, ruled=ruled, who=who)),
        (now - 5 * HOUR, partial(_appeal, said=said.appealed, ruled=ruled, who=who)),
        (now - 4 * HOUR, partial(_look_again, said=said.looks, who=who)),
    ]


def look(store: Store, member: str, minutes: int) -> None:
    """A member looks at hard content for so many minutes."""
    with store.write(f"staff:{member}") as work:
        for minute in range(minutes + 1):
            breaks.look(replace(work, now=work.now - (minutes - minute) * MINUTE), member)


def _mend(store: Store, *, said: Mended, ruled: Sequence[Ruled], who: Callable[[str], str]) -> None:
    for number, one in enumerate(islice(ruled, said.posts), 1):
        with store.write(f"staff:{who(said.by)}") as work:
            first = case_views.case(work, one.case).snapshots[0]
            found = [
                CorrectedSpan(exposure.type, exposure.start, exposure.end, exposure.subject)
                for exposure in first.exposures
                if exposure.source == "text"
            ]
            if number % said.too_many == 0:
                found = found[:-1]
            if number % said.missed == 0:
                found.append(CorrectedSpan("account", 0, 1))
            category: Category = first.decision.get("category") or "none"
            cases.correct(work, first.id, Corrected(category, tuple(found)))


def _appeal(store: Store, *, said: Appealed, ruled: Sequence[Ruled], who: Callable[[str], str]) -> None:
    done = 0
    for one, turn in zip(ruled, cycle(range(60)), strict=False):
        if done == said.count:
            return
        words = said.words[one.lang]
        try:
            with store.write("platform:sample") as work:
                words_of = Said(words[turn % len(words)])
                name = appeals.by_platform(work, one.decision, one.account, words_of, one.lang).id
        except Refused:  # the account has one that waits, or the decision is no longer theirs to appeal
            continue
        done += 1
        ruling = Ruling("upheld", "mistaken") if done % said.upheld == 0 else Ruling("rejected", "identifies")
        with store.write(f"staff:{who(said.by)}") as work:
            appeals.decide(work, name, ruling, appeal_views.one(work, name).row.version)


def _look_again(store: Store, *, said: Looks, who: Callable[[str], str]) -> None:
    """Lots are drawn, and members look in turn: most would have done what the first one did."""
    with store.write() as work:
        while quality.draw(work, share=said.share):
            pass
    with store.read() as work:
        waiting = quality_views.figures(work).waiting
    number = idle = 0
    for name in cycle(said.by):
        if number >= waiting - said.left or idle == len(said.by):
            break
        with store.write(f"staff:{who(name)}") as work:
            found = quality.take_next(work)
            idle = 0 if found else idle + 1
            if found is not None:
                number += 1
                quality.answer(work, found, _opinion(work, found, number, said.differs))
    for number in range(said.settled):
        with store.write(f"staff:{who(said.senior)}") as work:
            found = quality.take_next(work, senior=True)
            both = quality_views.blind(work, found).opinions if found is not None else ()
            if found is not None and both:
                quality.answer(work, found, both[number % 2])


def _opinion(work: Work, look_id: str, number: int, differs: int) -> Opinion:
    """What the console would propose, and now and then something else: milder, or nothing at all."""
    looked_at = quality_views.blind(work, look_id)
    seen = propose(looked_at, looked_at.snapshots, watched=False)
    if seen.action is None or seen.action == "allow":
        return Opinion("allow", "none")
    if number % differs:
        return Opinion(seen.action, seen.category)
    return Opinion("nudge", seen.category) if number % (2 * differs) else Opinion("allow", "none")

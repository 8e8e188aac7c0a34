"""Figures of quality: how far reviewers agree, how fast a person looks, what is mended. Few counts give no figure."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Row, select

from reseal.operations.cases import views as cases
from reseal.operations.cases.correcting import Agreement as Corrections
from reseal.operations.cases.views import FirstViews
from reseal.operations.quality.rules import rules
from reseal.operations.quality.statistics import Kappa, Rate, kappa, rate
from reseal.operations.quality.tables import SecondLook
from reseal.storage.clock import DAY, Milliseconds
from reseal.storage.store import Work
from reseal.vocabulary import CATEGORIES

_ANSWERED = ("agreed", "differs", "settled")
Looked = Row[*tuple[Any, ...]]


class Agreement(msgspec.Struct, frozen=True):
    """How far two reviewers agree. `share` and `beyond_chance` are None of fewer than the least count.

    `beyond_chance` is Cohen's kappa, None too where chance leaves nothing to agree on.
    """

    name: str
    count: int
    share: Rate | None
    beyond_chance: Kappa | None


class Settled(msgspec.Struct, frozen=True):
    """Of the looks on which two differ: how many a senior has settled, and for whom."""

    differ: int
    first: int
    second: int
    neither: int


class Figures(msgspec.Struct, frozen=True):
    """All figures of some days up to now."""

    since: Milliseconds
    until: Milliseconds
    least: int
    confidence: float
    drawn: dict[str, int]
    """How many looks were drawn, by why; all of them under the empty word."""
    waiting: int
    let_go: int
    plain: int
    """How many looks the plain share has drawn that were answered: `action` and `category` rest on them alone."""
    action: Agreement
    category: Agreement
    settled: Settled
    by_category: tuple[Agreement, ...]
    by_lang: tuple[Agreement, ...]
    by_pack: tuple[Agreement, ...]
    first_views: FirstViews
    corrections: Corrections


def figures(work: Work, days: int | None = None) -> Figures:
    """The figures of the last days; of as many as the rules say where none are named. Nobody is named in them."""
    rule = rules().figures
    since = work.now - (days or rule.days) * DAY
    rows = _rows(work, since)
    answered = [row for row in rows if row.state in _ANSWERED]
    plain = [row for row in answered if row.plain]
    reasons = Counter(row.why for row in rows)
    return Figures(
        since,
        work.now,
        rule.least,
        rule.confidence,
        {"": len(rows), **reasons},
        sum(row.state == "waiting" for row in rows),
        sum(row.state == "let_go" for row in rows),
        len(plain),
        agreement("action", [(row.first_action, row.second_action) for row in plain]),
        agreement("category", [(row.first_category, row.second_category) for row in plain]),
        _settled(answered),
        _one_by_one(answered),
        _grouped(answered, lambda row: row.lang),
        _grouped(answered, lambda row: row.pack),
        cases.first_views(work, since, work.now + 1),
        cases.agreed(work, since),
    )


def by_pair(work: Work, names: dict[str, str], days: int | None = None) -> tuple[Agreement, ...]:
    """How far each two reviewers agree, by their names in order of the alphabet; for seniors, who train them.

    It is no ranking, and pairs of few looks have no figure.
    """
    since = work.now - (days or rules().figures.days) * DAY
    answered = [row for row in _rows(work, since) if row.state in _ANSWERED]

    def pair(row: Looked) -> str:
        return " · ".join(sorted((names.get(row.first_by, row.first_by), names.get(row.second_by, row.second_by))))

    return _grouped(answered, pair)


def kappa_by_category(work: Work) -> dict[str, float]:
    """How far people agree on each category of which there are looks enough: what draws more of them."""
    since = work.now - rules().figures.days * DAY
    answered = [row for row in _rows(work, since) if row.state in _ANSWERED]
    return {one.name: one.beyond_chance.value for one in _one_by_one(answered) if one.beyond_chance is not None}


def agreement(name: str, pairs: Sequence[tuple[Hashable, Hashable]]) -> Agreement:
    """The figure of some pairs of what two have said."""
    rule = rules().figures
    if len(pairs) < rule.least:
        return Agreement(name, len(pairs), None, None)
    same = sum(left == right for left, right in pairs)
    return Agreement(name, len(pairs), rate(same, len(pairs), rule.confidence), kappa(pairs, rule.confidence))


def _rows(work: Work, since: Milliseconds) -> Sequence[Looked]:
    table = SecondLook.__table__.c
    query = select(
        table.state,
        table.why,
        table.plain,
        table.pack,
        table.lang,
        table.first_by,
        table.first_action,
        table.first_category,
        table.second_by,
        table.second_action,
        table.second_category,
        table.senior_action,
        table.senior_category,
    ).where(table.picked_at >= since)
    return work.session.execute(query).all()


def _one_by_one(answered: Iterable[Looked]) -> tuple[Agreement, ...]:
    """Each category against all others, over the looks in which either names it or might have: all of them.

    A figure stands where enough looks are of the category by one of both.
    """
    rows, least = list(answered), rules().figures.least
    found = []
    for category in CATEGORIES:
        pairs = [(row.first_category == category, row.second_category == category) for row in rows]
        named = sum(left or right for left, right in pairs)
        if not named:
            continue
        one = agreement(category, pairs)
        shown = named >= least
        found.append(Agreement(category, named, one.share if shown else None, one.beyond_chance if shown else None))
    return tuple(found)


def _grouped(answered: Iterable[Looked], key: Callable[[Looked], str]) -> tuple[Agreement, ...]:
    groups: dict[str, list[tuple[Hashable, Hashable]]] = {}
    for row in answered:
        groups.setdefault(key(row), []).append((row.first_action, row.second_action))
    return tuple(agreement(name, groups[name]) for name in sorted(groups))


def _settled(answered: Iterable[Looked]) -> Settled:
    differ = first = second = neither = 0
    for row in answered:
        if row.state == "agreed":
            continue
        differ += 1
        if row.state == "settled":
            right = (row.senior_action, row.senior_category)
            if right == (row.first_action, row.first_category):
                first += 1
            elif right == (row.second_action, row.second_category):
                second += 1
            else:
                neither += 1
    return Settled(differ, first, second, neither)

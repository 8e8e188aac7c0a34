"""Figures of quality: how far reviewers agree, how fast a person looks, what is mended, how much people look at."""

from collections.abc import Sequence
from typing import Any

from litestar import Response, get

from reseal.interfaces.api.dependencies import AStore
from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.console.access import actor_of, may, member_of
from reseal.interfaces.console.appeal_words import GROUPS
from reseal.interfaces.console.case_words import CATEGORIES, TYPES
from reseal.interfaces.console.charts import bars, interval, parts
from reseal.interfaces.console.shell import lang_of, page
from reseal.interfaces.console.spans import span_said
from reseal.interfaces.console.words import N_
from reseal.operations.appeals.rates import upheld
from reseal.operations.appeals.words import Rate
from reseal.operations.cases.correcting import Agreement as Corrections
from reseal.operations.cases.first_views import STEPS
from reseal.operations.quality import views
from reseal.operations.quality.rules import rules
from reseal.operations.staff import breaks, limits
from reseal.operations.staff.access import access
from reseal.operations.staff.views import members, names
from reseal.operations.staff.words import Workload
from reseal.storage.store import Work

LANGUAGES = {"zh": N_("Chinese"), "en": N_("English")}
WHYS = {
    "share": N_("drawn by the plain share"),
    "closure": N_("drawn as somebody lost an account or group"),
    "low_agreement": N_("drawn as people agree little on the category"),
}
SIDES = {"author": N_("appeals of authors"), "reporter": N_("appeals of notifiers")}
BY = {
    "all": N_("Over all"),
    "side": N_("By who appeals"),
    "pack": N_("By policy pack"),
    "lang": N_("By language"),
    "category": N_("By category"),
    "group": N_("By group"),
}
MENDED = {
    "right": N_("was right"),
    "too_many": N_("marked too much"),
    "missed": N_("was missed"),
}


@get("/quality", opt={"needs": "quality.read"}, sync_to_thread=True)
def show(request: AnyRequest, store: AStore) -> Response[str]:
    """The page."""
    lang, settles = lang_of(request), may(request, "quality.settle")
    with store.read(actor_of(request)) as work:
        found = views.figures(work)
        pairs = views.by_pair(work, names(work)) if settles else ()
        appeals = upheld(work, found.since, found.until + 1)
        loads = _loads(work, member_of(request).id, settles)
    groups = [
        (N_("By category"), found.by_category, CATEGORIES),
        (N_("By language"), found.by_lang, LANGUAGES),
        (N_("By policy pack"), found.by_pack, {}),
        (N_("By two reviewers"), pairs, {}),
    ]
    appealed, every = _upheld(appeals, found.least)
    steps = [(span_said(step, lang), count) for step, count in zip(STEPS, found.first_views.within, strict=True)]
    return page(
        request,
        "quality.html",
        found=found,
        whys=WHYS,
        every=every,
        appealed=appealed,
        groups=[(words, rows, said) for words, rows, said in groups if rows],
        interval=interval,
        steps=steps,
        mended=_mended(found.corrections),
        mended_words=MENDED,
        types=TYPES,
        span=lambda span: span_said(span, lang),
        days=rules().figures.days,
        loads=loads,
        limit=breaks.rules().limit,
        bars=bars,
    )


def _upheld(rates: Sequence[Rate], least: int) -> tuple[list[tuple[str, list[tuple[str, Rate]]]], int]:
    """How often appeals were upheld, by what they are counted by; and how many were decided at all."""
    groups = {**GROUPS, "unknown": N_("group: unknown")}
    names = {"side": SIDES, "lang": LANGUAGES, "category": CATEGORIES, "group": groups}
    tables: dict[str, list[tuple[str, Rate]]] = {}
    for one in sorted(rates, key=lambda one: one.value):
        said = names.get(one.by, {}).get(one.value, one.value)
        tables.setdefault(one.by, []).append((N_("All appeals") if one.by == "all" else said, one))
    every = sum(one.decided for one in rates if one.by == "all")
    return [(words, tables[by]) for by, words in BY.items() if by in tables and every >= least], every


def _mended(found: Corrections) -> list[tuple[str, dict[str, int], list[Any]]]:
    """For each type of information what corrections say of the screener, and its bar."""
    types = sorted({*found.right, *found.too_many, *found.missed})
    rows = {
        type_: {kind: getattr(found, kind).get(type_, 0) for kind in ("right", "too_many", "missed")} for type_ in types
    }
    most = max((sum(row.values()) for row in rows.values()), default=0)
    return [(type_, row, parts(row, most)) for type_, row in rows.items()]


def _loads(work: Work, me: str, settles: bool) -> list[tuple[str, Workload]]:
    """How long people look: one's own, and for seniors that of all who look, by name."""
    looks = [one for one in members(work) if one.id == me or (settles and "cases.read" in access().may(one.role))]
    mine = limits.workload(work, [one.id for one in looks])
    return [(one.name, load) for one, load in zip(looks, mine, strict=True) if load.week or one.id == me]


HANDLERS = [show]

"""What a policy rule may look at: the facts of a verdict and where it was said. Never the text, never a value.

Facts are few and come from closed lists, so the same facts recur and a ruling can be remembered. Scores are cut to
hundredths, downwards: a score just under a threshold never counts as reaching it.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Literal, cast, get_args

import msgspec

from reseal.screening.policy.wording import codes_with_fact
from reseal.screening.redact import OTHERS
from reseal.vocabulary import (
    SEVERITIES,
    Category,
    Decision,
    ExposureType,
    Severity,
    Subject,
    Surface,
    Verdict,
)

Language = Literal["", "zh", "zh-hant", "en", "mixed", "other"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
MOST_EXPOSURES = 10
"""`exposure_count` stops here: beyond it a larger number changes nothing that a rule could mean."""

_TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo", "yue")


class Facts(msgspec.Struct, frozen=True, cache_hash=True):
    """The input of a ruling. Hashable; equal facts get equal rulings."""

    category: Category = "none"
    score: float = 0.0
    severity: Severity = "none"
    unclear: bool = False
    exposures: frozenset[tuple[Subject, ExposureType]] = frozenset()
    exposure_count: int = 0
    reasons: frozenset[str] = frozenset()
    surface: Surface | Literal[""] = ""
    lang: Language = ""

    @property
    def violates(self) -> bool:
        """Whether the verdict found a violation."""
        return self.category != "none"

    def shows(self, fact: str) -> bool:
        """Whether a reason (or, for `public_office`, an exposure's subject) stands for this context fact."""
        if fact == "public_office" and any(subject == "public_office" for subject, _ in self.exposures):
            return True
        return not self.reasons.isdisjoint(codes_with_fact(fact))


CONTEXT_FACTS = ("public_office", "news", "condemning", "minor")
"""Context that a reason code carries; `statements/reasons.toml` says which code stands for which."""

CLEAN = Facts()
"""The facts of a post in which nothing was found."""


def facts_of(verdict: Verdict, surface: Surface | None = None, lang: str | None = None) -> Facts:
    """The facts of one verdict.

    Raises:
        ValueError: `score` is not in [0, 1].
    """
    return _facts(verdict, verdict.category, verdict.unclear, surface, lang)


def facts_of_decision(decision: Decision, surface: Surface | None = None, lang: str | None = None) -> Facts | None:
    """The facts that a stored decision still holds; None where nothing was judged (level `identifiers`).

    A decision keeps neither surface nor language: give them where they are known, else they count as unknown. Its
    severity is the one that its pack settled on.
    """
    if decision.category is None:
        return None
    unclear = any(reason.code == "unclear" for reason in decision.reasons)
    return _facts(decision, decision.category, unclear, surface, lang)


def _facts(
    judged: Verdict | Decision, category: Category, unclear: bool, surface: Surface | None, lang: str | None
) -> Facts:
    score = judged.score
    if not 0.0 <= score <= 1.0:
        raise ValueError(f"`score` of a verdict is {score}; it must lie in [0, 1]. Mend the verdict that gave it.")
    exposures = judged.exposures
    return Facts(
        category,
        in_hundredths(score),
        judged.severity,
        unclear,
        frozenset([(e.subject, e.type) for e in exposures]) if exposures else _NO_EXPOSURES,
        min(len(exposures), MOST_EXPOSURES),
        frozenset([r.code for r in judged.reasons]),
        surface or "",
        language(lang) if lang else "",
    )


_NO_EXPOSURES: frozenset[tuple[Subject, ExposureType]] = frozenset()


def in_hundredths(score: float) -> float:
    """The score cut to hundredths. The tiny allowance keeps 0.29 at 0.29 although it is stored as 0.28999…."""
    return int(score * 100 + 1e-9) / 100


@lru_cache(maxsize=256)
def _tag(tag: str) -> Language:
    tag = tag.lower().replace("_", "-")
    if tag.startswith(_TRADITIONAL):
        return "zh-hant"
    primary = tag.partition("-")[0]
    return cast(Language, primary) if primary in ("zh", "en", "mixed") else "other"


def language(tag: str) -> Language:
    """A language tag reduced to what rules may ask; hostile tags of any length end as `other`."""
    return _tag(tag) if len(tag) <= 12 else "other"


def variables(facts: Facts, strong: Iterable[str], remove_at: float, redact_at: float) -> dict[str, Any]:
    """Every name that a condition may use, with its value."""
    strong = frozenset(strong)
    types = {type_ for _, type_ in facts.exposures}
    other = {type_ for subject, type_ in facts.exposures if subject == "other"}
    own = {type_ for subject, type_ in facts.exposures if subject == "self"}
    subjects = {subject for subject, _ in facts.exposures}
    return {
        "category": facts.category,
        "violates": facts.violates,
        "score": facts.score,
        "remove_at": remove_at,
        "redact_at": redact_at,
        "severity": facts.severity,
        "severity_rank": SEVERITIES.index(facts.severity),
        "unclear": facts.unclear,
        "types": sorted(types),
        "other_types": sorted(other),
        "self_types": sorted(own),
        "strong_types": len(types & strong),
        "other_strong": len(other & strong),
        "self_strong": len(own & strong),
        "exposure_count": facts.exposure_count,
        "subjects": sorted(subjects),
        "has_other_subject": "other" in subjects,
        "maskable": not subjects.isdisjoint(OTHERS),
        "reasons": sorted(facts.reasons),
        "benign": sorted(code for code in facts.reasons if code.startswith("benign.")),
        "surface": facts.surface,
        "group_chat": facts.surface == "group_chat",
        "lang": facts.lang,
        **{fact: facts.shows(fact) for fact in CONTEXT_FACTS},
    }


FACT_NAMES: tuple[str, ...] = tuple(variables(CLEAN, (), 1.0, 1.0))

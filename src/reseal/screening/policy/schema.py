"""The shape of a policy pack's file (RULES section 5). Frozen, no logic: `pack.py` reads and checks it.

Every text that people read stands in Chinese and English. `verified` is true only where the instrument's own text was
read; what comes from a secondary source, from memory or from design says so in `mark` and is never called a duty.
"""

from datetime import date
from typing import Annotated, Literal

import msgspec

from reseal.vocabulary import Action, Category, ExposureType, Severity

Mark = Literal["sourced", "secondary", "memory", "design"]
Confidence = Literal["high", "medium", "low"]
PackStatus = Literal["in_force", "draft", "retired"]
LegalStatus = Literal["in_force", "draft", "not_yet_in_force", "repealed"]
MensRea = Literal["intent", "reckless", "reasonable_person"]
ContentClass = Literal["a", "b", "c", "d", "e"]

Identifier = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=64)]
Version = Annotated[str, msgspec.Meta(pattern=r"^\d+\.\d+\.\d+$")]
Share = Annotated[float, msgspec.Meta(ge=0.0, le=1.0)]
Said = Annotated[str, msgspec.Meta(min_length=1, max_length=600)]


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One text in both languages."""

    zh: Said
    en: Said


class Clause(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A clause of the platform's own rules, as a person is told of it (DSA Art 14, 2024 Provisions Art 9)."""

    id: Identifier
    zh: Said
    en: Said


class LegalEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One legal provision as dated data. It informs people; only rules decide."""

    id: Identifier
    instrument: Wording
    status: LegalStatus
    effective_from: date | None = None
    effective_to: date | None = None
    actor_scope: str
    data_scope: tuple[str, ...] = ()
    conduct: tuple[str, ...] = ()
    mens_rea: tuple[MensRea, ...] = ()
    consent_rule: str = ""
    harm_required: bool = False
    harm_types: tuple[str, ...] = ()
    protected_persons: tuple[Literal["self", "family", "group", "office"], ...] = ()
    exceptions: tuple[str, ...] = ()
    penalty: str = ""
    platform_duty: tuple[str, ...] = ()
    deadlines: dict[str, str] = {}
    authority: str = ""
    appeal: str = ""
    source: str = ""
    source_url: str = ""
    mark: Mark
    verified: bool
    verified_by: str = ""
    verified_on: Annotated[str, msgspec.Meta(pattern=r"^(\d{4}-\d{2}(-\d{2})?)?$")] = ""
    confidence: Confidence


class Thresholds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The scores at which a category's actions begin, in hundredths: `remove_at`, `redact_at` in conditions."""

    remove: Share
    redact: Share


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Facts as they come out of a verdict. `exposures` are `subject:type`, such as `other:phone`."""

    category: Category = "none"
    score: Share = 0.0
    severity: Severity = "none"
    unclear: bool = False
    exposures: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    surface: str = ""
    lang: str = ""
    note: str = ""


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One step of the ladder: the first rule whose condition holds decides."""

    id: Identifier
    when: Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]
    action: Action
    severity_floor: Severity = "none"
    severity_ceiling: Severity = "critical"
    clause: Identifier
    statement: Identifier
    sources: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    content_class: ContentClass | None = None
    true_examples: Annotated[tuple[Example, ...], msgspec.Meta(min_length=1)]
    false_examples: Annotated[tuple[Example, ...], msgspec.Meta(min_length=1)]


class PackFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A whole pack."""

    id: Identifier
    version: Version
    title: Wording
    status: PackStatus
    effective_from: date
    effective_to: date | None = None
    actor_scope: str
    sources: tuple[str, ...]
    verified: bool
    confidence: Confidence
    redress: Identifier
    strong_types: tuple[ExposureType, ...]
    thresholds: dict[Category, Thresholds]
    clauses: tuple[Clause, ...]
    legal: tuple[LegalEntry, ...] = ()
    statements: dict[str, Wording] = {}
    rules: Annotated[tuple[Rule, ...], msgspec.Meta(min_length=1)]

"""The human words of decisions, in Chinese and English, read from `data/statements`."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal

import msgspec

from reseal.screening.data import read_toml
from reseal.vocabulary import Action

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")
FAMILIES_FALLBACK = "other"
FACTS = ("public_office", "news", "condemning", "minor")
"""The context facts that reason codes can stand for."""


class ReasonWording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a reason code is said, the context fact it stands for, and whether statements pass over it."""

    zh: str
    en: str
    fact: Literal["", "public_office", "news", "condemning", "minor"] = ""
    quiet: bool = False

    def said(self, lang: Lang) -> str:
        """The text in one language."""
        return self.zh if lang == "zh" else self.en


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One text in both languages."""

    zh: str
    en: str

    def said(self, lang: Lang) -> str:
        """The text in one language."""
        return self.zh if lang == "zh" else self.en


class ActionWording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an action does to a post, and how it was reached."""

    restriction: Text
    decision: Text


class ByPerson(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a decision came about that a person took: on what was screened, or on what was reported."""

    decision: Text
    noticed: Text
    redress: dict[str, Text]


class Lifted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How an author is told that a restriction is over: by itself, or because a person let the post go."""

    restriction: Text
    ended: Text
    ended_how: Text
    released: Text


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`wording.toml`: the fixed sentences of a statement, and the phrases that claim a legal duty."""

    actions: dict[Action, ActionWording]
    headings: dict[str, Text]
    detection: Text
    nothing_found: Text
    legal_verified: Text
    legal_unverified: Text
    redress: dict[str, Text]
    claims_of_duty: tuple[str, ...]
    by_person: ByPerson
    lifted: Lifted
    reporter_automation: Text
    reporter: dict[Action, Text]


@cache
def reason_glossary() -> Mapping[str, ReasonWording]:
    """Every reason code that has words, from `reasons.toml`."""
    return msgspec.convert(read_toml("statements", "reasons.toml")["reasons"], dict[str, ReasonWording])


@cache
def codes_with_fact(fact: str = "") -> frozenset[str]:
    """The reason codes that stand for a context fact, or for any. A verdict reports them however little they weigh,
    because policies ask for them: a post in the news is for a person to judge, even where that changes no score."""
    return frozenset(code for code, entry in reason_glossary().items() if (entry.fact == fact if fact else entry.fact))


@cache
def _families() -> Mapping[str, ReasonWording]:
    return msgspec.convert(read_toml("statements", "reasons.toml")["families"], dict[str, ReasonWording])


@cache
def grounds() -> Mapping[str, Text]:
    """The explanations behind a rule's `statement` key, from `grounds.toml`."""
    return msgspec.convert(read_toml("statements", "grounds.toml")["grounds"], dict[str, Text])


@cache
def words() -> Words:
    """The fixed sentences, from `wording.toml`."""
    return msgspec.convert(read_toml("statements", "wording.toml"), Words)


def reason_text(code: str, lang: Lang) -> str:
    """The words for a reason code. A code without words of its own gets those of its family, never a blank."""
    exact = reason_glossary().get(code)
    if exact is not None:
        return exact.said(lang)
    family = _families().get(code.partition(".")[0])
    return (family or _families()[FAMILIES_FALLBACK]).said(lang)


def without_wording(codes: Iterable[str]) -> list[str]:
    """The codes that have no words of their own: a test keeps this empty for all codes the project's data can give."""
    return sorted({code for code in codes if code not in reason_glossary()})

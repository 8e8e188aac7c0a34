"""The statement of reasons: for every decision, in Chinese and English, what was done, on what, why, and what to do.

It carries the fields of DSA Art 17: restriction, facts, automated detection and decision, ground, clause, redress. The
words come from data and from the pack; nothing of the post enters them, not even its id.
"""

from typing import Literal

import msgspec

from reseal.screening.policy.evaluate import PERSON_FIRST
from reseal.screening.policy.load import BUNDLED, load_pack
from reseal.screening.policy.outbound import require_outbound
from reseal.screening.policy.pack import Pack
from reseal.screening.policy.wording import Lang, reason_glossary, reason_text, words
from reseal.vocabulary import Action, Decision, PolicyRef, Reason

MOST_FACTS = 6
"""Reasons named for and against, each; the rest add little to what a person has to know."""

AutomatedDecision = Literal["fully", "partially", "not"]


class Statement(msgspec.Struct, frozen=True):
    """A statement of reasons in one language. `text` is the whole of it, ready to show."""

    lang: Lang
    action: Action
    restriction: str
    facts: tuple[str, ...]
    against: tuple[str, ...]
    ground: str
    clause: str
    clause_text: str
    legal: tuple[str, ...]
    automated_detection: bool
    automated_decision: AutomatedDecision
    automation: str
    redress: str
    policy: PolicyRef
    text: str


def statement(decision: Decision, lang: Lang, pack: Pack | None = None) -> Statement:
    """The statement of reasons for a decision. `pack` is the pack that decided; bundled packs are found by themselves.

    Raises:
        ValueError: the decision has no policy (level `identifiers`), or another pack or version of it decided.
        PersonalDataError: the pack's words hold personal data; nothing goes out.
    """
    ref = decision.policy
    if ref is None:
        raise ValueError("`policy` of the decision is empty: statements exist from level `verdict` on.")
    pack = _deciding(ref, pack)
    rule = pack.rule(ref.rule)
    said = words()
    action = said.actions[decision.action]
    key = rule.statement if rule.action == decision.action else PERSON_FIRST
    facts = reasons_told([reason for reason in decision.reasons if reason.weight >= 0], lang)
    against = reasons_told([reason for reason in decision.reasons if reason.weight < 0], lang)
    legal = tuple(
        (f"{entry.instrument.zh}：" if lang == "zh" else f"{entry.instrument.en} – ")
        + (said.legal_verified if entry.verified else said.legal_unverified).said(lang)
        for entry in pack.legal_of(rule)
    )
    parts: dict[str, str | tuple[str, ...]] = {
        "restriction": action.restriction.said(lang),
        "facts": facts or (said.nothing_found.said(lang),),
        "against": against,
        "ground": pack.ground(key).said(lang),
        "clause": pack.clause_text(rule.clause).said(lang),
        "legal": legal,
        "automation": f"{said.detection.said(lang)}{'' if lang == 'zh' else ' '}{action.decision.said(lang)}",
        "redress": said.redress[pack.content.redress].said(lang),
    }
    text = "\n".join(paragraph(said.headings[name].said(lang), part, lang) for name, part in parts.items() if part)
    return Statement(
        lang,
        decision.action,
        str(parts["restriction"]),
        tuple(parts["facts"]),
        against,
        str(parts["ground"]),
        rule.clause,
        str(parts["clause"]),
        legal,
        True,
        how_decided(decision.action),
        str(parts["automation"]),
        str(parts["redress"]),
        ref,
        require_outbound(text),
    )


def how_decided(action: Action) -> AutomatedDecision:
    """How far a decision without a person is automated: after a hold a person takes the last one."""
    return "partially" if action == "hold" else "fully"


def _deciding(ref: PolicyRef, pack: Pack | None) -> Pack:
    if pack is None and ref.pack in BUNDLED:
        pack = load_pack(ref.pack)
    if pack is None or (pack.id, pack.version) != (ref.pack, ref.version):
        here = f"; here is {pack.id} {pack.version}" if pack is not None else ""
        raise ValueError(f"`policy` names {ref.pack} {ref.version}{here}. Give the pack that decided as `pack`.")
    return pack


def reasons_told(reasons: list[Reason], lang: Lang) -> tuple[str, ...]:
    """The words of the reasons, the weightiest first, each once, `MOST_FACTS` at most."""
    glossary = reason_glossary()
    told = (reason for reason in reasons if not (reason.code in glossary and glossary[reason.code].quiet))
    ordered = sorted(told, key=lambda reason: -abs(reason.weight))
    return tuple(dict.fromkeys(reason_text(reason.code, lang) for reason in ordered))[:MOST_FACTS]


def paragraph(heading: str, part: str | tuple[str, ...], lang: Lang) -> str:
    """One part of a statement under its heading."""
    joined = part if isinstance(part, str) else ("；" if lang == "zh" else "; ").join(part)
    return f"{heading}：{joined}" if lang == "zh" else f"{heading}: {joined}"

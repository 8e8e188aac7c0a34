"""The statement of reasons for what a person decided about a post, and what those are told who reported it.

The same fields as of an automated one (DSA 17; DSA 16 for reporters), the same words, the same gate before
they leave: nothing of the post or its author enters them.
"""

from collections.abc import Sequence

from reseal.screening.policy.outbound import require_outbound
from reseal.screening.policy.pack import Pack
from reseal.screening.policy.schema import Rule
from reseal.screening.policy.statement import Statement, how_decided, paragraph, reasons_told
from reseal.screening.policy.wording import Lang, words
from reseal.vocabulary import Action, Category, PolicyRef, Reason

PERSON = "person"
"""What stands for the rule in the policy reference of a decision that a person took."""

_NOTHING = "nothing"


def person_statement(
    pack: Pack,
    clause: str,
    action: Action,
    category: Category,
    reasons: Sequence[Reason],
    lang: Lang,
    *,
    screened: bool,
    by_machine: bool = False,
    lifted: bool = False,
) -> Statement:
    """The statement for one post. `reasons` are the screener's; `screened` False: somebody's notice led to the post.

    `by_machine`: nobody had looked at it, as in a hold by corroboration (DSA 17(3)(c)). `lifted`: the post was
    restricted before and is shown again.

    Raises:
        ValueError: the pack has no such clause.
        PersonalDataError: the pack's words hold personal data; nothing goes out.
    """
    rules = rules_of(pack, clause)
    said = words()
    facts = reasons_told([reason for reason in reasons if reason.weight >= 0], lang)
    against = reasons_told([reason for reason in reasons if reason.weight < 0], lang)
    entries = {entry.id: entry for rule in rules for entry in pack.legal_of(rule)}
    legal = tuple(
        (f"{entry.instrument.zh}：" if lang == "zh" else f"{entry.instrument.en} – ")
        + (said.legal_verified if entry.verified else said.legal_unverified).said(lang)
        for entry in entries.values()
    )
    ground = pack.ground(category if category != "none" else _NOTHING).said(lang)
    found = said.detection if screened else said.by_person.noticed
    decided = said.actions[action].decision if by_machine else said.by_person.decision
    restriction = said.lifted.restriction if lifted else said.actions[action].restriction
    redress = said.redress if by_machine else said.by_person.redress
    parts: dict[str, str | tuple[str, ...]] = {
        "restriction": restriction.said(lang),
        "facts": facts or (said.nothing_found.said(lang),),
        "against": against,
        "ground": ground,
        "clause": pack.clause_text(clause).said(lang),
        "legal": legal,
        "automation": f"{found.said(lang)}{'' if lang == 'zh' else ' '}{decided.said(lang)}",
        "redress": redress[pack.content.redress].said(lang),
    }
    text = "\n".join(paragraph(said.headings[name].said(lang), part, lang) for name, part in parts.items() if part)
    return Statement(
        lang,
        action,
        str(parts["restriction"]),
        tuple(parts["facts"]),
        against,
        ground,
        clause,
        str(parts["clause"]),
        legal,
        screened,
        how_decided(action) if by_machine else "not",
        str(parts["automation"]),
        str(parts["redress"]),
        PolicyRef(pack.id, pack.version, PERSON),
        require_outbound(text),
    )


def told_to_reporter(pack: Pack, clause: str, action: Action, lang: Lang) -> str:
    """What somebody is told who reported what was decided on, and that a person decided (DSA 16(5), 16(6)).

    Raises:
        ValueError: the pack has no such clause.
    """
    rules_of(pack, clause)
    said = words()
    parts = {
        "restriction": said.reporter[action].said(lang),
        "clause": pack.clause_text(clause).said(lang) if action != "allow" else "",
        "automation": said.reporter_automation.said(lang),
        "redress": said.by_person.redress[pack.content.redress].said(lang),
    }
    return require_outbound(
        "\n".join(paragraph(said.headings[name].said(lang), part, lang) for name, part in parts.items() if part)
    )


def rules_of(pack: Pack, clause: str) -> list[Rule]:
    """The rules that stand on a clause.

    Raises:
        ValueError: the pack has no such clause.
    """
    if all(known.id != clause for known in pack.content.clauses):
        named = ", ".join(known.id for known in pack.content.clauses)
        raise ValueError(f"`clause`: the pack {pack.id} has none of this name. Take one of {named}.")
    return [rule for rule in pack.content.rules if rule.clause == clause]

"""On which clause of which pack a case is acted on, and the statement that says so."""

import msgspec

from reseal.operations.cases.tables import Case, CaseDecision, Snapshot
from reseal.operations.posts.sealed import decision_of
from reseal.screening.policy.by_person import person_statement
from reseal.screening.policy.load import loaded_pack
from reseal.screening.policy.pack import Pack
from reseal.screening.policy.statement import Statement
from reseal.screening.policy.wording import LANGS, Lang
from reseal.vocabulary import Action, Category, Decision

DEFAULT = "default"


class Reason(msgspec.Struct, frozen=True):
    """What a person acts on: a clause of a pack, and the category."""

    pack: Pack
    clause: str
    category: Category


def pack_of(case: Case) -> Pack:
    """The pack that a case goes by; the default one where its own is not in use any more."""
    return loaded_pack(case.pack) or loaded_pack(DEFAULT)  # type: ignore[return-value]


def held_on(pack: Pack, decision: Decision) -> Reason:
    """On what a post is held: the clause that the screener went by, else the first on which posts are removed."""
    ref = decision.policy
    rules = {rule.id: rule for rule in pack.content.rules}
    rule = rules.get(ref.rule) if ref is not None and decision.violates else None
    if rule is None:
        rule = next((one for one in pack.content.rules if one.action == "remove"), pack.content.rules[0])
    category = decision.category if decision.category and decision.violates else "exposure"
    return Reason(pack, rule.clause, category)


def said(
    reason: Reason,
    snapshot: Snapshot,
    action: Action,
    lang: Lang,
    *,
    by_machine: bool = False,
    lifted: bool = False,
) -> Statement:
    """The statement for one post. `by_machine`: no person looked at it; `lifted`: it was restricted before."""
    return person_statement(
        reason.pack,
        reason.clause,
        action,
        reason.category,
        decision_of(snapshot.decision, "", None).reasons,
        lang,
        screened=snapshot.how not in ("noticed", "told"),
        by_machine=by_machine,
        lifted=lifted,
    )


def statements_of(decision: CaseDecision, snapshot: Snapshot) -> dict[Lang, Statement]:
    """The statements for one post that a decision acted on; none where its pack is not in use any more."""
    pack = loaded_pack(decision.pack)
    if pack is None or all(clause.id != decision.clause for clause in pack.content.clauses):
        return {}
    category: Category = decision.category  # type: ignore[assignment]
    action: Action = decision.action  # type: ignore[assignment]
    return {lang: said(Reason(pack, decision.clause, category), snapshot, action, lang) for lang in LANGS}

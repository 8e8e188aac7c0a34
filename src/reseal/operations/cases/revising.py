"""A decision on an appeal comes in the place of an earlier one: for some of its posts, or for all (BEN-03, DSA 20).

It is a decision like any other, with a row of its own that names the one it revises; that one stands for the posts that
are not among them. What follows is asked of the platform and told at once: nobody can take it back by a click, for two
people have looked at it by then.
"""

from collections.abc import Collection

from reseal.operations.audit.acts import record
from reseal.operations.cases.answered import RESTRICTED
from reseal.operations.cases.carrying import carry_out, lang_of, tell_author, tell_by
from reseal.operations.cases.deciding import check
from reseal.operations.cases.noting import note_decision
from reseal.operations.cases.reasons import Reason, pack_of
from reseal.operations.cases.rows import locked, snapshots_of
from reseal.operations.cases.rulings import speaking
from reseal.operations.cases.tables import CaseDecision
from reseal.operations.cases.telling import tell_revised
from reseal.operations.cases.words import Choice, Decided, NoCase, NotNow
from reseal.operations.retention.rules import keep
from reseal.screening.policy.appealed import Outcome, author_letter, reporter_letter
from reseal.screening.policy.by_person import told_to_reporter
from reseal.screening.policy.wording import LANGS
from reseal.storage.ids import new_id
from reseal.storage.store import Work


def revise(
    work: Work,
    decision_id: str,
    choice: Choice,
    posts: Collection[str],
    *,
    appeal_id: str,
    grounds: str,
    appellants: Collection[bytes] = (),
    note: str = "",
    but: Collection[str] = (),
) -> Decided:
    """Decide anew on posts of a decision. `grounds` names why, as in `data/statements/appeals.toml`.

    `appellants` are the accounts whose appeal it was: they are told that it held, with the `note` of whoever decided;
    other authors are told of the post alone. `but` are notices that hear of it otherwise.

    Raises:
        NoCase: there is no such decision, or its case is erased.
        NotNow: it does not stand for these posts, or the choice does not hold together.
    """
    former = work.session.get(CaseDecision, decision_id)
    if former is None:
        raise NoCase(decision_id)
    case = locked(work, former.case_id)
    standing = speaking(work, case.id)
    if former.undone_at is not None or case.state != "decided" or any(standing.get(p) != decision_id for p in posts):
        raise NotNow("the decision does not stand for these posts any more")
    pack = pack_of(case)
    check(choice, pack)
    left = [post for post in former.snapshots["acted"] if standing.get(post) == decision_id and post not in posts]
    touched = [snapshot for snapshot in snapshots_of(work, case.id) if snapshot.id in posts]
    decision = new_id()
    before = {
        "state": case.state,
        "hold_until": None,
        "category": case.category,
        "acted": [snapshot.id for snapshot in touched],
        "actions": {snapshot.id: snapshot.action for snapshot in touched},
        "revises": decision_id,
        "appeal": appeal_id,
    }
    reason = Reason(pack, choice.clause, choice.category)
    for snapshot in touched:
        restricted = snapshot.action in RESTRICTED
        if choice.action == "allow" and not restricted:
            snapshot.action, snapshot.acted_at = "allow", work.now
            continue
        content = carry_out(work, case, snapshot, choice.action)
        mine = snapshot.author_print is not None and snapshot.author_print in appellants
        if choice.action == "allow" or mine:
            outcome: Outcome = "upheld" if mine else "copy"
            again = choice.action != "allow"
            letter = author_letter(pack, choice.clause, choice.action, outcome, grounds, lang_of(content), again=again)
            appealable = decision if again else None
            said = note if mine else ""
            tell_by(work, snapshot, content, letter, decision, work.now, appealable=appealable, note=said)
        else:
            tell_author(work, snapshot, content, choice.action, reason, decision, work.now)
    note_decision(work, decision, case, choice, pack, before)
    if not left:
        case.outcome, case.category = choice.action, choice.category
    case.erase_at = max(case.erase_at or 0, work.now + keep("case"))
    case.version += 1
    work.session.flush()
    told = {
        lang: reporter_letter(pack, choice.action, "copy", grounds, lang)
        if appellants
        else told_to_reporter(pack, choice.clause, choice.action, lang)
        for lang in LANGS
    }
    acted = tuple(snapshot.id for snapshot in touched)
    decided = Decided(decision, case.id, choice.action, choice.category, acted, case.version, told)
    tell_revised(work, decided, None if not left else posts, but)
    record(
        work,
        "case.revised",
        case.id,
        decision=decision,
        revises=decision_id,
        appeal=appeal_id,
        action=choice.action,
        category=choice.category,
        clause=choice.clause,
        posts=len(acted),
    )
    return decided


def keep_until(work: Work, case_id: str, until: int) -> None:
    """Let a decided case not be erased before then: something is still to be decided about it.

    Raises:
        NoCase: there is none.
    """
    case = locked(work, case_id)
    if case.erase_at is not None:
        case.erase_at = max(case.erase_at, until)

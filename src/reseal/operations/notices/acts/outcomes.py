"""What a decision does to the notices of a case: pages say it, notifiers hear it, their records count it."""

from collections.abc import Collection

from reseal.operations.audit import acts as audit
from reseal.operations.cases import following
from reseal.operations.cases.holding import undo_lasts
from reseal.operations.cases.words import Decided
from reseal.operations.deliveries import acts as deliveries
from reseal.operations.deliveries.words import Message
from reseal.operations.notices import rows
from reseal.operations.notices.code_words import letter_subject
from reseal.operations.notices.links import cases_of, notices_of
from reseal.operations.notices.rules import slowed_for
from reseal.operations.notices.tables import Notice
from reseal.operations.retention.rules import keep
from reseal.screening.policy.wording import Lang
from reseal.storage.store import Work

_ACTED = ("remove", "redact")


def outcome(
    work: Work,
    case_id: str,
    decided: Decided,
    *,
    only: Collection[str] | None = None,
    but: Collection[str] = (),
    at_once: bool = False,
) -> int:
    """Tell everybody who noticed a case how it was decided (DSA 16, 17), by letter once it cannot be undone any more.

    `only` are the notices that hear of it, where not all do; `but` those that get no letter; `at_once`: it is not to be
    undone. Answers how many letters go out: one for every notice with a contact that a message can reach.
    """
    sent = 0
    for notice in _hearing(work, case_id, only):
        rows.tell(work, notice, "decided", case=case_id, action=decided.action, **decided.told)
        if all(following.progress(work, case).decided for case in cases_of(work, notice) if case != case_id):
            notice.state, notice.decided_at = "decided", work.now
            notice.erase_at = work.now + keep("notice")
        work.session.flush()
        notice.outcome = _outcome(_verdicts(work, notice))
        sent += _statement(work, notice, decided, at_once) if notice.id not in but else 0
        _remember(work, notice, decided.action in _ACTED)
    return sent


def reopened(work: Work, case_id: str, *, only: Collection[str] | None = None) -> None:
    """Take back what a decision did, which was undone: pages say so, and records are as before."""
    for notice in _hearing(work, case_id, only):
        before = _verdicts(work, notice)
        if case_id not in before:
            continue
        rows.tell(work, notice, "reopened", case=case_id)
        _remember(work, notice, before.pop(case_id) in _ACTED, back=True)
        notice.state, notice.decided_at, notice.erase_at = "received", None, None
        notice.outcome = _outcome(before)


def _hearing(work: Work, case_id: str, only: Collection[str] | None) -> list[Notice]:
    """The notices of a case that stand, in an order in which no two decisions wait for each other's notifiers."""
    found = notices_of(work, case_id)
    standing = [one for one in found if one.state != "withdrawn" and (only is None or one.id in only)]
    return sorted(standing, key=lambda notice: notice.reporter_print or b"")


def _verdicts(work: Work, notice: Notice) -> dict[str, str]:
    """The decisions that stand on the cases of a notice."""
    found: dict[str, str] = {}
    for line in rows.lines(work, notice):
        if line.kind == "decided":
            found[str(line.detail["case"])] = str(line.detail["action"])
        elif line.kind == "reopened":
            found.pop(str(line.detail["case"]), None)
    return found


def _outcome(verdicts: dict[str, str]) -> str | None:
    if not verdicts:
        return None
    return "removed" if any(action in _ACTED for action in verdicts.values()) else "kept"


def unfounded(work: Work, notice_id: str) -> None:
    """Note that a notice was plainly unfounded; from some number on its notifier is slowed (BEN-05, DSA 23).

    The first ones are the warning: the page says it each time.

    Raises:
        LookupError: there is no such notice.
    """
    notice = rows.notice_of(work, notice_id)
    rows.tell(work, notice, "unfounded")
    if notice.reporter_print is not None:
        reporter = rows.record_of(work, notice.reporter_print)
        reporter.unfounded += 1
        reporter.counted_at = work.now
        slowed = slowed_for(reporter.unfounded)
        reporter.slowed_until = work.now + slowed if slowed else reporter.slowed_until
    audit.record(work, "notice.unfounded", notice.id)


def _statement(work: Work, notice: Notice, decided: Decided, at_once: bool) -> int:
    reached = rows.reachable(rows.told(work, notice).contact)
    if reached is None:
        return 0
    lang: Lang = "zh" if notice.lang == "zh" else "en"
    message = Message(reached[1], lang, letter_subject(lang), decided.told[lang])
    later = work.now if at_once else work.now + undo_lasts()
    deliveries.post_out(
        work,
        "statement.reporter",
        "reporter",
        "sender",
        decided.decision_id,
        message,
        under=decided.case_id,
        not_before=later,
    )
    return 1


def _remember(work: Work, notice: Notice, right: bool, back: bool = False) -> None:
    """Count a decided notice for or against its notifier, once; a merged one counts nothing."""
    if notice.reporter_print is None or notice.merged_into is not None:
        return
    reporter = rows.record_of(work, notice.reporter_print)
    step = -1 if back else 1
    reporter.counted_at = work.now
    if right:
        reporter.agreed = max(0, reporter.agreed + step)
    else:
        reporter.disagreed = max(0, reporter.disagreed + step)
    work.session.flush()

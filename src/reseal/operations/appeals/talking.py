"""What is said in an appeal after it was filed: the desk asks, the appellant answers, or takes the appeal back."""

from reseal.operations.appeals import letters, rows
from reseal.operations.appeals.rules import after_reply, asked_for, rules, taken_for
from reseal.operations.appeals.tables import Appeal
from reseal.operations.appeals.who import require_other, reviewer
from reseal.operations.appeals.words import WAITING, Changed, NotNow, Refused, Said
from reseal.operations.audit.acts import record
from reseal.operations.retention.rules import keep
from reseal.screening.policy.outbound import require_outbound
from reseal.storage.store import Work


def reply(work: Work, appeal_id: str, said: Said) -> None:
    """The appellant says something more; what was asked is answered by it. Said twice, it is said once.

    Raises:
        NoAppeal: there is none.
        Refused: it is over, or as much was said as may be.
    """
    appeal = rows.locked(work, appeal_id)
    if appeal.state not in WAITING:
        raise Refused("closed")
    if rows.count(work, appeal.id, "reply") >= rules().limits.replies:
        raise Refused("full")
    if not rows.say(work, appeal, "reply", said):
        return
    if appeal.state == "asked":
        _answered(work, appeal)
    appeal.version += 1
    record(work, "appeal.replied", appeal.id)


def ask(work: Work, appeal_id: str, question: Said, version: int) -> None:
    """The desk asks the appellant something. The words pass the gate of what leaves (SOR-01).

    Raises:
        NoAppeal: there is none.
        Changed: something was said that was not seen.
        NotYours: whoever asks may not decide it either.
        NotNow: it is over, or enough was asked.
        PersonalDataError: the words hold personal data; nothing was said.
    """
    appeal = rows.locked(work, appeal_id)
    require_other(work, appeal)
    if appeal.version != version:
        raise Changed
    if appeal.state not in WAITING:
        raise NotNow("the appeal is decided")
    if rows.count(work, appeal.id, "question") >= rules().limits.questions:
        raise NotNow("enough was asked in this appeal; decide it on what is there")
    if not question.text.strip():
        raise NotNow("there is no question")
    require_outbound(question.text, lambda _: question.exposures)
    if not rows.say(work, appeal, "question", question):
        return
    appeal.state, appeal.asked_until = "asked", work.now + asked_for()
    appeal.version += 1
    letters.asked(work, appeal, question.text)
    record(work, "appeal.asked", appeal.id)


def withdraw(work: Work, appeal_id: str) -> None:
    """The appellant takes the appeal back: the decision stands, and this side's one appeal is used.

    Raises:
        NoAppeal: there is none.
        Refused: it is over.
    """
    appeal = rows.locked(work, appeal_id)
    if appeal.state not in WAITING:
        raise Refused("closed")
    appeal.state, appeal.asked_until, appeal.erase_at = "withdrawn", None, work.now + keep("appeal")
    appeal.version += 1
    record(work, "appeal.withdrawn", appeal.id)


def take(work: Work, appeal_id: str) -> bool:
    """A reviewer works on it for some minutes. False where they may not decide it, or somebody else has it.

    Raises:
        NoAppeal: there is none.
    """
    appeal = rows.locked(work, appeal_id)
    me = reviewer(work, appeal)
    if me is None or appeal.state not in WAITING:
        return False
    if appeal.assigned_to not in (None, me) and (appeal.assigned_until or 0) > work.now:
        return False
    if appeal.assigned_to != me:
        record(work, "appeal.taken", appeal.id)
    appeal.assigned_to, appeal.assigned_until = me, work.now + taken_for()
    return True


def _answered(work: Work, appeal: Appeal) -> None:
    appeal.state, appeal.asked_until = "open", None
    appeal.due_at = max(appeal.due_at, work.now + after_reply())

"""What happens to a notice on its way: more is added, it is withdrawn, something is asked for, it is passed on."""

from sqlalchemy import func, select

from reseal.operations.audit import acts as audit
from reseal.operations.cases import acts as cases
from reseal.operations.notices import rows
from reseal.operations.notices.links import cases_of, count_in_cases, notices_of
from reseal.operations.notices.rules import answer_within, rules
from reseal.operations.notices.tables import NoticePicture
from reseal.operations.notices.words import About, Ask, Told
from reseal.storage.clock import DAY
from reseal.storage.store import Work


class Closed(Exception):  # noqa: N818 - what happened, not an error of anybody
    """The notice takes nothing more: it was withdrawn, or holds all that one may."""


def add(work: Work, notice_id: str, words: str, pictures: tuple[bytes, ...] = (), threat: bool = False) -> None:
    """Add words and pictures to a notice, or that life is now in danger: then it goes to the top.

    Raises:
        Closed: it was withdrawn, or has had its most additions.
    """
    limits = rules().limits
    notice = rows.notice_of(work, notice_id)
    if notice.state == "withdrawn" or rows.count_lines(work, notice, "added") >= limits.additions:
        raise Closed
    held = work.session.scalar(select(func.count()).where(NoticePicture.notice_id == notice.id)) or 0
    if held + len(pictures) > limits.pictures * 2:
        raise Closed
    said = rows.told(work, notice)
    joined = f"{said.description}\n\n{words}".strip() if words else said.description
    notice.sealed = rows.seal_told(work, notice.vault_id, Told(said.posts, joined, said.contact))
    for place, content in enumerate(pictures, held):
        work.session.add(rows.picture(work, notice, place, content))
    rows.tell(work, notice, "added", pictures=len(pictures))
    if notice.state == "asked":
        notice.state = "received"
    if threat and not notice.threat:
        notice.threat = True
        notice.due_at = min(notice.due_at, work.now + answer_within("self", True, notice.minor))
        rows.tell(work, notice, "threat")
    count_in_cases(work, notice)
    audit.record(work, "notice.added", notice.id, pictures=len(pictures), threat=threat)


def withdraw(work: Work, notice_id: str) -> None:
    """Take a notice back. The case goes on where others or the screener stand behind it; evidence stays sealed."""
    notice = rows.notice_of(work, notice_id)
    if notice.state == "withdrawn":
        return
    for case_id in cases_of(work, notice):
        cases.withdrawn(work, case_id, notice.id)
    notice.state = "withdrawn"
    notice.erase_at = work.now + rules().keep["withdrawn_days"] * DAY
    rows.tell(work, notice, "withdrawn")
    audit.record(work, "notice.withdrawn", notice.id)


def ask(work: Work, notice_id: str, what: Ask) -> None:
    """Ask the notifier for what is missing (Art 26). It never closes a case.

    Raises:
        LookupError: there is no such notice.
    """
    notice = rows.notice_of(work, notice_id)
    if notice.state == "received":
        notice.state = "asked"
    rows.tell(work, notice, "asked", **{"for": what})
    audit.record(work, "notice.asked", notice.id, what=what)


def reroute(work: Work, notice_id: str, to: About) -> None:
    """Pass a notice on that is not about doxxing; its page says where it went and whom to turn to (Art 26).

    Raises:
        LookupError: there is no such notice.
    """
    notice = rows.notice_of(work, notice_id)
    notice.state, notice.about = "rerouted", to
    rows.tell(work, notice, "rerouted", to=to)
    audit.record(work, "notice.rerouted", notice.id, to=to)


def viewed(work: Work, case_id: str) -> None:
    """Note that a person has looked at the case: the page says so, and how long it took is kept (CAC-04)."""
    for notice in notices_of(work, case_id):
        if notice.first_viewed_at is None:
            notice.first_viewed_at = work.now
            rows.tell(work, notice, "viewed")

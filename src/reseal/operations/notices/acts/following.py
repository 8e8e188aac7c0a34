"""What happens to a notice on its way: more is added, it is withdrawn, something is asked for, it is passed on."""

import msgspec
from sqlalchemy import func, select

from reseal.operations.audit import acts as audit
from reseal.operations.cases import acts as cases
from reseal.operations.notices import rows
from reseal.operations.notices.acts.gathering import Judged, gather, named, note, sealed
from reseal.operations.notices.links import cases_of, count_in_cases, notices_of
from reseal.operations.notices.rules import answer_within, rules
from reseal.operations.notices.tables import Notice, NoticePicture
from reseal.operations.notices.words import About, Ask, Told
from reseal.operations.retention.rules import keep
from reseal.storage.clock import DAY
from reseal.storage.store import Work


class Closed(Exception):  # noqa: N818 - what happened, not an error of anybody
    """The notice takes nothing more: it was withdrawn, or holds all that one may."""


class More(msgspec.Struct, frozen=True):
    """What is added: words, links, pictures, or that life is now in danger."""

    words: str = ""
    posts: tuple[str, ...] = ()
    pictures: tuple[bytes, ...] = ()
    threat: bool = False


def add(work: Work, notice_id: str, more: More, judged: Judged) -> None:
    """Add to a notice; with a threat it goes to the top. One that was passed on is taken back with what is added.

    Raises:
        Closed: it was withdrawn, or has had its most additions.
    """
    notice = rows.main_of(work, rows.notice_of(work, notice_id))
    said = rows.told(work, notice)
    _require_room(work, notice, said, more)
    words = f"{said.description}\n\n{more.words}".strip() if more.words else said.description
    links = (*said.posts, *(post for post in more.posts if post not in said.posts))
    notice.sealed = rows.seal_told(work, notice.vault_id, Told(links, words, said.contact))
    held = _pictures(work, notice)
    for place, content in enumerate(more.pictures, held):
        work.session.add(rows.picture(work, notice, place, content))
    rows.tell(work, notice, "added", posts=len(more.posts), pictures=len(more.pictures))
    if notice.state == "rerouted":
        notice.about, notice.erase_at = "doxxing", None
    if notice.state in ("asked", "rerouted"):
        notice.state = "received"
    if more.threat and not notice.threat:
        notice.threat = True
        notice.due_at = min(notice.due_at, work.now + answer_within("self", True, notice.minor))
        rows.tell(work, notice, "threat")
    before = rows.references(work, notice.id)
    posts = named(work, more.posts, before)
    gather(work, notice, posts, judged)
    note(work, notice, posts, len(before))
    rows.tell_all(work, notice.id, sealed(posts))
    work.session.flush()
    count_in_cases(work, notice, cases_of(work, notice))
    audit.record(
        work,
        "notice.added",
        notice.id,
        posts=len(more.posts),
        pictures=len(more.pictures),
        threat=more.threat,
    )


def _require_room(work: Work, notice: Notice, said: Told, more: More) -> None:
    limits = rules().limits
    if (
        notice.state == "withdrawn"
        or rows.count_lines(work, notice, "added") >= limits.additions
        or len(said.posts) + len(more.posts) > limits.posts * 2
        or _pictures(work, notice) + len(more.pictures) > limits.pictures * 2
    ):
        raise Closed


def _pictures(work: Work, notice: Notice) -> int:
    query = select(func.count()).select_from(NoticePicture).where(NoticePicture.notice_id == notice.id)
    return work.session.scalar(query) or 0


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
    notice.state, notice.about, notice.erase_at = "rerouted", to, work.now + keep("notice")
    rows.tell(work, notice, "rerouted", to=to)
    audit.record(work, "notice.rerouted", notice.id, to=to)


def take_back(work: Work, notice_id: str, judged: Judged) -> bool:
    """Undo that a notice was passed on: it is about doxxing after all. False where it does not stand passed on.

    One that came into no case when it was filed gets one now, with its own words in it (`judged`).

    Raises:
        LookupError: there is no such notice.
    """
    notice = rows.notice_of(work, notice_id)
    if notice.state != "rerouted":
        return False
    notice.state, notice.about, notice.erase_at = "received", "doxxing", None
    rows.tell(work, notice, "taken_back")
    if notice.case_id is None:
        gather(work, notice, (), judged)
        work.session.flush()
        count_in_cases(work, notice, cases_of(work, notice))
    audit.record(work, "notice.taken_back", notice.id)
    return True


def viewed(work: Work, case_id: str) -> None:
    """Note that a person has looked at the case: the page says so, and how long it took is kept (CAC-04)."""
    for notice in notices_of(work, case_id):
        if notice.first_viewed_at is None:
            notice.first_viewed_at = work.now
            rows.tell(work, notice, "viewed")


def hidden(work: Work, case_id: str, hidden: bool) -> None:
    """Note that the posts of a case went out of sight for a while, or came back: only where the page shows counts."""
    for notice in notices_of(work, case_id):
        rows.tell(work, notice, "held" if hidden else "hold_ended")

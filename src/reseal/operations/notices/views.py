"""What can be seen of notices: by who filed them, by who helps them, by staff."""

from collections.abc import Iterable
from typing import cast

from sqlalchemy import func, select

from reseal.operations.audit import views as audit
from reseal.operations.cases import following
from reseal.operations.notices import rows, tickets
from reseal.operations.notices.acts import helping
from reseal.operations.notices.coordination import Heard, Sign, signs, voices
from reseal.operations.notices.links import cases_of, names_known_post, notices_of, sent_to
from reseal.operations.notices.references import candidates
from reseal.operations.notices.tables import ClaimCode, Notice, NoticedPost, NoticePicture
from reseal.operations.notices.tickets import shown
from reseal.operations.notices.words import (
    About,
    Claim,
    Copies,
    Lang,
    NoticeView,
    PassedOn,
    Progress,
    Relation,
    State,
    Status,
    Told,
)
from reseal.operations.posts import views as posts
from reseal.storage.clock import DAY
from reseal.storage.store import Work


def status(work: Work, ticket: str, pin: str) -> Status | None:
    """What ticket and PIN show; None where they do not fit, alike for a wrong PIN and an unknown ticket."""
    notice = tickets.entered(work, ticket, pin)
    return page(work, notice.id) if notice is not None else None


def entered(work: Work, ticket: str, pin: str) -> str | None:
    """The id of the notice that ticket and PIN open; None where they do not fit."""
    notice = tickets.entered(work, ticket, pin)
    return notice.id if notice is not None else None


def opens(work: Work, notice_id: str) -> str:
    """What opens the page of a notice for half an hour from now."""
    return tickets.pass_for(work, rows.notice_of(work, notice_id))


def passed(work: Work, opens: str) -> str | None:
    """The id of the notice that a page opens (`entered`, or the receipt); None where its time is over."""
    notice = tickets.passed(work, opens)
    return notice.id if notice is not None else None


def page(work: Work, notice_id: str, helper: bool = False) -> Status:
    """What the page of a notice shows. A helper never sees where the posts are.

    Counts are those of the posts that the notice names: a notice of mere words shows none, lest it tell whether a
    number stands anywhere (PI-13), until control is proven or a decision is there.
    """
    notice = rows.notice_of(work, notice_id)
    main = rows.main_of(work, notice)
    cases = cases_of(work, main)
    proven = notice.claim == "proven"
    steps = [following.progress(work, case) for case in cases]
    open_ = proven or main.state == "decided" or names_known_post(work, main)
    history = rows.lines(work, notice, main)
    copies = Copies(
        sum(step.found for step in steps),
        sum(step.held for step in steps),
        sum(step.removed for step in steps),
        sum(step.unconfirmed for step in steps),
    )
    holds = [step.hold_until for step in steps if step.state == "held" and step.hold_until is not None]
    return Status(
        ticket=shown(notice.ticket),
        status=_progress(main, notice, bool(holds) and open_),
        received_at=notice.created_at,
        answer_by=main.due_at,
        threat=main.threat,
        minor=notice.minor,
        claim=cast(Claim, notice.claim),
        copies=copies if open_ else None,
        asked=rows.asked(history) if main.state == "asked" else (),
        history=history,
        helpers=helping.helpers(work, notice.id),
        hold_until=max(holds) if holds and open_ else None,
        locations=tuple(_locations(work, cases)) if proven and not helper else (),
    )


def of_case(work: Work, case_id: str) -> tuple[NoticeView, ...]:
    """The notices of a case as its reviewer sees them, the oldest first: no contact, no words."""
    return _viewed(work, notices_of(work, case_id))


def of_notice(work: Work, notice_id: str) -> NoticeView:
    """One notice as staff sees it.

    Raises:
        LookupError: there is no such notice.
    """
    return _viewed(work, [rows.notice_of(work, notice_id)])[0]


def _viewed(work: Work, notices: list[Notice]) -> tuple[NoticeView, ...]:
    counted = select(NoticePicture.notice_id, func.count()).group_by(NoticePicture.notice_id)
    ids = [notice.id for notice in notices]
    rows_ = work.session.execute(counted.where(NoticePicture.notice_id.in_(ids[:500])))
    pictures: dict[str, int] = {row[0]: row[1] for row in rows_}
    speaking = voices([Heard(notice.contact_print, notice.origin_print) for notice in notices])
    told = rows.lines_of(work, ids[:500])
    return tuple(
        NoticeView(
            notice.id,
            cast(Relation, notice.relation),
            notice.created_at,
            notice.due_at,
            notice.threat,
            notice.minor,
            notice.trusted,
            notice.claim == "proven",
            notice.contact_print is None,
            _slowed(work, notice),
            notice.weight,
            voice,
            pictures.get(notice.id, 0),
            cast(State, notice.state),
            cast(About, notice.about),
            rows.asked(told.get(notice.id, ())) if notice.state == "asked" else (),
            any(line.kind == "unfounded" for line in told.get(notice.id, ())),
            notice.merged_into is not None,
        )
        for notice, voice in zip(notices, speaking, strict=True)
    )


def passed_on(work: Work, before: str | None, limit: int, to: About | None = None) -> list[PassedOn]:
    """The notices that were passed on and stand so, the newest first; `before` is the last id known."""
    query = select(Notice).where(Notice.state == "rerouted")
    if before is not None:
        query = query.where(Notice.id < before)
    if to is not None:
        query = query.where(Notice.about == to)
    found = work.session.scalars(query.order_by(Notice.id.desc()).limit(limit)).all()
    return [_passed_on(work, notice) for notice in found]


def _passed_on(work: Work, notice: Notice) -> PassedOn:
    last = [line for line in rows.lines(work, notice) if line.kind == "rerouted"][-1:]
    at = last[0].at if last else notice.created_at
    return PassedOn(
        notice.id,
        cast(Relation, notice.relation),
        cast(About, notice.about),
        notice.created_at,
        at,
        next((entry.actor for entry in audit.about(work, notice.id) if entry.act == "notice.rerouted"), None),
        cast(Lang, notice.lang),
        work.session.scalar(select(func.count()).where(NoticePicture.notice_id == notice.id)) or 0,
        notice.contact_print is not None,
        next(iter(cases_of(work, notice)), None),
    )


def coordinated(work: Work, case_id: str) -> tuple[Sign, ...]:
    """The signs that the notices of a case are organised, for its reviewer."""
    return signs(sent_to(work, case_id))


def words_of(work: Work, notice_id: str) -> Told:
    """What a notifier wrote, opened: for a reveal by staff alone, which asks a purpose and is recorded.

    Raises:
        LookupError: there is no such notice, or it is erased.
    """
    return rows.told(work, rows.notice_of(work, notice_id))


def exists(work: Work, notice_id: str) -> bool:
    """Whether there is a notice of that id."""
    return work.session.get(Notice, notice_id) is not None


def known(work: Work, references: Iterable[str]) -> bool:
    """Whether one of the posts that somebody names is kept here: then nobody's words need to be judged."""
    return posts.is_kept(work, [name for reference in references for name in candidates(reference)])


def _progress(main: Notice, notice: Notice, held: bool) -> Progress:
    if notice.state == "withdrawn":
        return "withdrawn"
    if main.state == "rerouted":
        return "rerouted"
    if main.state == "decided":
        return "removed" if main.outcome == "removed" else "kept"
    if main.state == "asked":
        return "asked"
    if held:
        return "held"
    return "in_review" if main.first_viewed_at is not None else "received"


def _locations(work: Work, cases: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ref for case in cases for ref in following.locations(work, case)))


def _slowed(work: Work, notice: Notice) -> bool:
    reporter = rows.reporter_of(work, notice.reporter_print)
    return reporter is not None and (reporter.slowed_until or 0) > work.now


def helped(work: Work, secret: str) -> str | None:
    """The id of the notice that a helper's link shows; None for one that is unknown, over or ended."""
    return helping.helped(work, secret)


def codes_wait(work: Work) -> bool:
    """Whether somebody has asked for a code that nobody has seen to."""
    return work.session.scalars(select(ClaimCode.id).where(ClaimCode.state == "asked").limit(1)).first() is not None


def codes_sent(work: Work, value_print: bytes) -> int:
    """How many codes of claims went to a number or mailbox within a day."""
    sent = ClaimCode.value_print == value_print, ClaimCode.sent_at.is_not(None), ClaimCode.asked_at > work.now - DAY
    return work.session.scalar(select(func.count()).select_from(ClaimCode).where(*sent)) or 0


def unread_pictures(work: Work) -> tuple[str, list[bytes]] | None:
    """The notice whose pictures wait longest for the screener, and the pictures; None where none wait."""
    waiting = select(NoticePicture.notice_id).where(NoticePicture.read_at.is_(None))
    notice_id = work.session.scalars(waiting.order_by(NoticePicture.notice_id).limit(1)).first()
    return (notice_id, pictures_of(work, notice_id, unread=True)) if notice_id is not None else None


def pictures_of(work: Work, notice_id: str, *, unread: bool = False) -> list[bytes]:
    """The pictures of a notice as they came, opened: for a reveal by staff, which asks a purpose and is recorded.

    Raises:
        LookupError: there is no such notice, or it is erased.
    """
    notice = rows.notice_of(work, notice_id)
    query = select(NoticePicture).where(NoticePicture.notice_id == notice_id).order_by(NoticePicture.place)
    if unread:
        query = query.where(NoticePicture.read_at.is_(None))
    found = work.session.scalars(query).all()
    return [work.open(notice.vault_id, one.sealed, f"notice.picture.{one.place}", bytes) for one in found]


def main_of(work: Work, notice_id: str) -> str:
    """The notice that this one only repeats, else itself.

    Raises:
        LookupError: there is no such notice.
    """
    return rows.main_of(work, rows.notice_of(work, notice_id)).id


def stands(work: Work, notice_id: str) -> bool:
    """Whether a notice was neither withdrawn nor passed on."""
    return rows.notice_of(work, notice_id).state not in ("withdrawn", "rerouted")


def cases_of_notice(work: Work, notice_id: str) -> list[str]:
    """The cases that a notice is part of, the first one first."""
    return cases_of(work, rows.notice_of(work, notice_id))


def named_posts(work: Work, notice_id: str) -> list[str | None]:
    """The snapshots of the posts that a notice names, in its order; None for one that is not known here."""
    query = select(NoticedPost.snapshot_id).where(NoticedPost.notice_id == notice_id).order_by(NoticedPost.place)
    return list(work.session.scalars(query))

"""What can be seen of appeals: by whoever appealed, by staff, masked; and how often they were upheld."""

from typing import cast

from sqlalchemy import ColumnElement, Select, and_, or_, select

from reseal.operations.appeals import links, rows
from reseal.operations.appeals.filing import appealable_by
from reseal.operations.appeals.rules import may_appeal, open_until, rules
from reseal.operations.appeals.tables import Appeal
from reseal.operations.appeals.who import barred
from reseal.operations.appeals.words import (
    WAITING,
    AppealRow,
    AppealView,
    By,
    Line,
    Mine,
    NoAppeal,
    OwnPage,
    PostOf,
    Side,
    State,
)
from reseal.operations.cases import rulings
from reseal.operations.notices import views as notices
from reseal.screening.policy.wording import Lang
from reseal.storage.store import Work

MOST = 200


def queue(work: Work, *, state: State | None = None, after: str = "", limit: int = 50) -> list[AppealRow]:
    """Appeals that wait, those that passed their deadline first, then by deadline; of another state the newest first.

    `after` is the id of the last one known.
    """
    last = work.session.get(Appeal, after) if after else None
    if state is None:
        late = Appeal.escalated_at.is_(None)
        query = select(Appeal).where(Appeal.state.in_(WAITING)).order_by(late, Appeal.due_at, Appeal.id)
        if last is not None:
            query = query.where(_behind(last))
    else:
        query = select(Appeal).where(Appeal.state == state).order_by(Appeal.id.desc())
        if last is not None:
            query = query.where(Appeal.id < last.id)
    return _rows(work, query.limit(min(max(limit, 1), MOST)))


def of_case(work: Work, case_id: str) -> list[AppealRow]:
    """The appeals about a case, the oldest first."""
    return _rows(work, select(Appeal).where(Appeal.case_id == case_id).order_by(Appeal.id))


def one(work: Work, appeal_id: str, lang: Lang = "en") -> AppealView:
    """All of an appeal that may be seen without a reveal.

    Raises:
        NoAppeal: there is none.
    """
    appeal = work.session.get(Appeal, appeal_id)
    found = rulings.ruled(work, appeal.decision_id) if appeal is not None else None
    if appeal is None or found is None:
        raise NoAppeal(appeal_id)
    mine = rulings.posts_of(work, found.id, appeal.side_print) if appeal.side == "author" else found.posts
    same = rulings.same_content(work, found.case_id, mine, found.posts) if appeal.side == "author" else ()
    return AppealView(
        _row(work, appeal),
        rows.lines(work, appeal, lang),
        tuple(PostOf(post, post in mine, post in same) for post in found.posts),
        found.by,
        found.at,
        found.clause,
        appeal.revised_by,
        rows.note(work, appeal),
        barred(work, appeal),
    )


def words_of(work: Work, appeal_id: str) -> tuple[Line, ...]:
    """What was said in an appeal as it was written: for a reveal by staff, which asks a purpose and is recorded.

    Raises:
        NoAppeal: there is none.
    """
    appeal = work.session.get(Appeal, appeal_id)
    if appeal is None:
        raise NoAppeal(appeal_id)
    shown = rows.lines(work, appeal, "en")
    said = (said for _, said in rows.words(work, appeal))
    return tuple(Line(line.at, line.kind, line.mine, one.text) for line, one in zip(shown, said, strict=True))


def case_of(work: Work, appeal_id: str) -> str | None:
    """The case that an appeal is about."""
    return work.session.scalar(select(Appeal.case_id).where(Appeal.id == appeal_id))


def by_link(work: Work, secret: str, lang: Lang) -> OwnPage | None:
    """What an author's link shows; None where it opens nothing. Nothing of what was exposed is in it."""
    link = links.opened(work, secret)
    found = rulings.ruled(work, link.decision_id) if link is not None else None
    if link is None or found is None or found.undone:
        return None
    appeal = rows.of_side(work, found.id, link.account_print)
    posts = rulings.posts_of(work, found.id, link.account_print)
    revised = rulings.ruled(work, appeal.revised_by) if appeal is not None and appeal.revised_by else None
    revised = revised or _in_its_place(work, found.case_id, found.id, link.account_print)
    shown = posts or (rulings.posts_of(work, revised.id, link.account_print) if revised is not None else ())
    statement = rulings.statements_on(work, found.id, shown[0]) if shown else {}
    until = open_until(found.final_at)
    return OwnPage(
        found.id,
        link.account_print,
        found.at,
        found.action,
        revised.action if revised is not None else found.action,
        {lang: said.text for lang, said in statement.items()},
        rulings.published_at(work, shown),
        until,
        _mine(work, appeal, lang) if appeal is not None else None,
        appeal is None and bool(posts) and may_appeal("author", found.action) and found.final_at <= work.now <= until,
        "zh" if link.lang == "zh" else "en",
    )


def by_notice(work: Work, notice_id: str, lang: Lang) -> tuple[tuple[Mine, ...], int | None]:
    """The appeals of whoever filed a notice, and until when they can appeal what they have not; None where nothing.

    What can still be undone is nothing yet.
    """
    main = notices.main_of(work, notice_id)
    side = rows.reporter_print(work, main)
    query = select(Appeal).where(Appeal.side_print == side, Appeal.side == "reporter").order_by(Appeal.id)
    mine = work.session.scalars(query).all()
    if not notices.stands(work, main):
        return tuple(_mine(work, appeal, lang) for appeal in mine), None
    appealed = {appeal.decision_id for appeal in mine}
    fresh = [one for one in appealable_by(work, main) if one.id not in appealed and work.now >= one.final_at]
    ends = [open_until(one.final_at) for one in fresh]
    until = max((end for end in ends if end >= work.now), default=None)
    return tuple(_mine(work, appeal, lang) for appeal in mine), until


def mine(work: Work, appeal_id: str, lang: Lang) -> Mine:
    """An appeal as its appellant sees it.

    Raises:
        NoAppeal: there is none.
    """
    appeal = work.session.get(Appeal, appeal_id)
    if appeal is None:
        raise NoAppeal(appeal_id)
    return _mine(work, appeal, lang)


def opens(work: Work, secret: str) -> bool:
    """Whether a link opens anything."""
    return links.opened(work, secret) is not None


def is_of_link(work: Work, appeal_id: str, secret: str) -> bool:
    """Whether an appeal is that of the link."""
    link, appeal = links.opened(work, secret), work.session.get(Appeal, appeal_id)
    return (
        link is not None
        and appeal is not None
        and (appeal.decision_id, appeal.side_print) == (link.decision_id, link.account_print)
    )


def is_of_notice(work: Work, appeal_id: str, notice_id: str) -> bool:
    """Whether an appeal is that of whoever filed the notice."""
    appeal = work.session.get(Appeal, appeal_id)
    return appeal is not None and appeal.notice_id == notices.main_of(work, notice_id)


def is_of_account(work: Work, appeal_id: str, account: str) -> bool:
    """Whether an appeal is that of the account that the platform calls so."""
    appeal = work.session.get(Appeal, appeal_id)
    return appeal is not None and appeal.side_print == work.prints.of("account", account)


def _in_its_place(work: Work, case_id: str, decision_id: str, account: bytes) -> rulings.Ruled | None:
    """The decision that came in the place of another for posts of an account, by somebody else's appeal."""
    later = [one for one in rulings.standing_on(work, case_id) if one.revises == decision_id]
    return next((one for one in later if rulings.posts_of(work, one.id, account)), None)


def _mine(work: Work, appeal: Appeal, lang: Lang) -> Mine:
    waits = appeal.state in WAITING
    return Mine(
        appeal.id,
        _state(appeal.state),
        appeal.filed_at,
        appeal.due_at,
        appeal.decided_at,
        appeal.ground,
        rows.note(work, appeal),
        rows.lines(work, appeal, lang),
        waits and rows.count(work, appeal.id, "reply") < rules().limits.replies,
    )


def _rows(work: Work, query: Select[Appeal]) -> list[AppealRow]:
    return [_row(work, appeal) for appeal in work.session.scalars(query)]


def _row(work: Work, appeal: Appeal) -> AppealRow:
    return AppealRow(
        appeal.id,
        appeal.decision_id,
        appeal.case_id,
        cast(Side, appeal.side),
        cast(By, appeal.by),
        _state(appeal.state),
        "zh" if appeal.lang == "zh" else "en",
        appeal.pack,
        appeal.action,
        appeal.category,
        tuple(appeal.groups),
        appeal.filed_at,
        appeal.due_at,
        appeal.state in WAITING and appeal.due_at <= work.now,
        appeal.escalated_at,
        appeal.decided_at,
        appeal.decided_by,
        appeal.ground,
        appeal.assigned_to if (appeal.assigned_until or 0) > work.now else None,
        rows.count(work, appeal.id, "reply"),
        appeal.version,
    )


def _behind(last: Appeal) -> ColumnElement[bool]:
    following = or_(Appeal.due_at > last.due_at, and_(Appeal.due_at == last.due_at, Appeal.id > last.id))
    if last.escalated_at is None:
        return and_(Appeal.escalated_at.is_(None), following)
    return or_(Appeal.escalated_at.is_(None), and_(Appeal.escalated_at.is_not(None), following))


def _state(word: str) -> State:
    return cast(State, word)

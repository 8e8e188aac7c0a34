"""An appeal comes in: of the author by their link or through the platform, of a notifier by ticket and PIN (BEN-03)."""

from collections.abc import Collection

from sqlalchemy import func, select

from reseal.operations.appeals import links, rows
from reseal.operations.appeals.rules import answer_within, may_appeal, open_until, rules
from reseal.operations.appeals.tables import Appeal
from reseal.operations.appeals.words import WAITING, By, Filed, Refused, Said, Side
from reseal.operations.audit.acts import record
from reseal.operations.cases import acts as cases
from reseal.operations.cases import rulings
from reseal.operations.cases.rulings import Ruled
from reseal.operations.notices import acts as notices
from reseal.operations.notices import views as notice_views
from reseal.operations.retention.rules import keep
from reseal.screening.policy.wording import Lang
from reseal.storage.ids import new_id
from reseal.storage.store import Work


def by_link(work: Work, secret: str, said: Said, lang: Lang | None = None) -> Filed:
    """The author appeals by their own link.

    Raises:
        Refused: the link opens nothing, or the decision cannot be appealed by them.
    """
    link = links.opened(work, secret)
    if link is None:
        raise Refused("unknown")
    return _by_author(work, link.decision_id, link.account_print, "link", said, lang or _lang(link.lang))


def by_platform(work: Work, decision: str, account: str, said: Said, lang: Lang) -> Filed:
    """The platform passes an author's appeal on. `decision` is its id, or what the platform calls the post.

    A decision about posts of others is answered as one that there is not.

    Raises:
        Refused: as `by_link`.
    """
    print_ = work.prints.of("account", account)
    found = rulings.ruled(work, decision)
    name = decision if found is not None else rulings.standing_for(work, decision, print_)
    if name is None:
        raise Refused("unknown")
    return _by_author(work, name, print_, "platform", said, lang)


def by_ticket(work: Work, notice_id: str, said: Said, lang: Lang) -> tuple[Filed, ...]:
    """Whoever reported appeals what was decided about what they reported: one appeal a decision, mostly one.

    Raises:
        Refused: nothing was decided that they may appeal, or they have.
    """
    main = notice_views.main_of(work, notice_id)
    if not notice_views.stands(work, main):
        raise Refused("nothing")
    against = appealable_by(work, main)
    if not against:
        raise Refused("nothing")
    side = rows.reporter_print(work, main)
    rows.in_turn(work, side)
    fresh = [one for one in against if rows.of_side(work, one.id, side) is None]
    if not fresh:
        raise Refused("again")
    final = [one for one in fresh if work.now >= one.final_at]
    if not final:
        raise Refused("early")
    in_time = [one for one in final if work.now <= open_until(one.final_at)]
    if not in_time:
        raise Refused("late")
    filed = tuple(_file(work, one, "reporter", side, "ticket", said, lang, one.posts, main) for one in in_time)
    notices.appealed(work, main)
    return filed


def appealable_by(work: Work, notice_id: str) -> list[Ruled]:
    """The decisions that whoever filed a notice may appeal, whether they have or not."""
    return [
        ruled
        for case_id in notice_views.cases_of_notice(work, notice_id)
        for ruled in rulings.standing_on(work, case_id)
        if may_appeal("reporter", ruled.action)
    ]


def _by_author(work: Work, decision_id: str, account: bytes, by: By, said: Said, lang: Lang) -> Filed:
    ruled = rulings.ruled(work, decision_id)
    if ruled is None:
        raise Refused("unknown")
    rows.in_turn(work, account)
    if rows.of_side(work, decision_id, account) is not None:
        raise Refused("again")
    posts = rulings.posts_of(work, decision_id, account)
    if not posts:
        raise Refused("unknown" if by == "platform" else "nothing")
    if not may_appeal("author", ruled.action):
        raise Refused("nothing")
    if work.now > open_until(ruled.final_at):
        raise Refused("late")
    waiting = select(func.count()).select_from(Appeal).where(Appeal.side_print == account, Appeal.state.in_(WAITING))
    if (work.session.scalar(waiting) or 0) >= rules().limits.open_per_account:
        raise Refused("many")
    return _file(work, ruled, "author", account, by, said, lang, posts, None)


def _file(
    work: Work,
    ruled: Ruled,
    side: Side,
    side_print: bytes,
    by: By,
    said: Said,
    lang: Lang,
    posts: Collection[str],
    notice_id: str | None,
) -> Filed:
    if work.now < ruled.final_at:
        raise Refused("early")
    groups = rulings.groups_of(work, ruled.case_id, posts)
    name, vault = new_id(), work.vault("appeal")
    due = work.now + answer_within(side, "minor" in groups)
    appeal = Appeal(
        id=name,
        decision_id=ruled.id,
        case_id=ruled.case_id,
        side=side,
        side_print=side_print,
        notice_id=notice_id,
        by=by,
        state="open",
        lang=lang,
        pack=ruled.pack,
        action=ruled.action,
        category=ruled.category,
        groups=list(groups),
        vault_id=vault,
        filed_at=work.now,
        due_at=due,
        version=1,
    )
    work.session.add(appeal)
    work.session.flush()
    rows.say(work, appeal, "appeal", said)
    cases.keep_until(work, ruled.case_id, work.now + keep("case"))
    record(work, "appeal.filed", name, decision=ruled.id, case=ruled.case_id, side=side, by=by)
    return Filed(name, due)


def _lang(word: str) -> Lang:
    return "zh" if word == "zh" else "en"

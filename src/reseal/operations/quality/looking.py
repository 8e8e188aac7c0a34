"""Second looks: taken by somebody who had no part in the case, answered blind; where two differ a senior says."""

from typing import cast

import msgspec
from sqlalchemy import or_, select

from reseal.operations.audit import views as audit
from reseal.operations.audit.acts import record
from reseal.operations.cases import views as cases
from reseal.operations.cases.words import NoCase, Settled
from reseal.operations.quality.rules import fault, look_waits, taken_for
from reseal.operations.quality.tables import SecondLook
from reseal.operations.quality.words import Blind, Look, Looked, NoLook, NotThis, Opinion, State
from reseal.screening.policy.wording import Lang
from reseal.storage.store import Work
from reseal.vocabulary import Category

_MOST = 200


def take_next(work: Work, *, senior: bool = False) -> str | None:
    """Take the look that has waited longest and that is for whoever works; None where there is none.

    Nobody gets a case that they had a part in: who decided it, held it, mended it or read its text. A senior gets those
    on which two differ, and then the others.
    """
    row = next(iter(_offered(work, senior)), None)
    if row is None:
        return None
    row.taken_by, row.taken_until = work.actor, work.now + taken_for()
    return row.id


def count(work: Work, *, senior: bool = False) -> int:
    """How many wait for whoever works; more than a list offers are not counted on."""
    return len(_offered(work, senior))


def blind(work: Work, look_id: str, lang: Lang = "en") -> Blind:
    """The case of a look that is taken by whoever works, as it stood then, with nothing of the decision.

    Raises:
        NoLook: there is none, it is not theirs, or nothing is left of the case.
    """
    row = _mine(work, look_id)
    try:
        view = cases.case(work, row.case_id, lang)
    except NoCase:
        raise NoLook(look_id) from None
    seen = tuple(
        msgspec.structs.replace(one, action=None, acted_at=None, acknowledged_at=None)
        for one in view.snapshots
        if one.taken_at <= row.decided_at
    )
    if not seen:
        raise NoLook(look_id)
    both = _opinions(row) if row.state == "differs" else ()
    return Blind(_shown(row), seen, row.pack, view.row.notices, view.row.reach, view.row.minor, view.row.threat, both)


def case_of(work: Work, look_id: str) -> str:
    """The case of a look that is taken by whoever works: for reveals and pictures.

    Raises:
        NoLook: there is none, or it is not theirs.
    """
    return _mine(work, look_id).case_id


def answer(work: Work, look_id: str, opinion: Opinion) -> Looked:
    """Say what one would have done. Whoever agrees ends the look; else a senior says who is right.

    Raises:
        NoLook: there is none, or it is not theirs.
        NotThis: the opinion does not hold together, or the look is over.
    """
    row = _mine(work, look_id, locked=True)
    wrong = fault(opinion)
    if wrong is not None:
        raise NotThis(wrong)
    if row.state == "waiting":
        row.second_by, row.second_at = work.actor, work.now
        row.second_action, row.second_category = opinion.action, opinion.category
        alike = (row.first_action, row.first_category) == (opinion.action, opinion.category)
        row.state = "agreed" if alike else "differs"
    else:
        row.senior_by, row.senior_at = work.actor, work.now
        row.senior_action, row.senior_category = opinion.action, opinion.category
        row.state = "settled"
    row.taken_by = row.taken_until = None
    record(work, "second_look.answered", row.id, state=row.state)
    return Looked(row.id, row.case_id, cast(State, row.state))


def leave(work: Work, look_id: str) -> None:
    """Give back a look that one has taken.

    Raises:
        NoLook: there is none, or it is not theirs.
    """
    row = _mine(work, look_id, locked=True)
    row.taken_by = row.taken_until = None


def open_on(work: Work, case_id: str) -> str | None:
    """The look that whoever works has open on this case: until it is answered they see nothing else of it."""
    mine = SecondLook.taken_by == work.actor, SecondLook.taken_until > work.now
    query = select(SecondLook.id).where(SecondLook.case_id == case_id, *mine)
    return work.session.scalars(query.where(SecondLook.state.in_(("waiting", "differs"))).limit(1)).first()


def _offered(work: Work, senior: bool) -> list[SecondLook]:
    """Those that wait for whoever works: their own open one, then what two differ on, then the longest waiting."""
    states = ("waiting", "differs") if senior else ("waiting",)
    query = select(SecondLook).where(
        SecondLook.state.in_(states),
        SecondLook.picked_at > work.now - look_waits(),
        SecondLook.first_by != work.actor,
        or_(SecondLook.second_by.is_(None), SecondLook.second_by != work.actor),
        or_(SecondLook.taken_until.is_(None), SecondLook.taken_until <= work.now, SecondLook.taken_by == work.actor),
    )
    rows = work.session.scalars(query.order_by(SecondLook.picked_at, SecondLook.id).limit(_MOST)).all()
    parts = audit.actors(work, {row.case_id for row in rows})
    mine = [row for row in rows if row.taken_by == work.actor or work.actor not in parts.get(row.case_id, ())]
    return sorted(mine, key=lambda row: (row.taken_by != work.actor, row.state != "differs"))


def _mine(work: Work, look_id: str, *, locked: bool = False) -> SecondLook:
    row = work.session.get(SecondLook, look_id, with_for_update=locked and not work.store.database.embedded)
    if row is None or row.state not in ("waiting", "differs"):
        raise NoLook(look_id)
    if row.taken_by != work.actor or (row.taken_until or 0) <= work.now:
        raise NoLook(look_id)
    return row


def _opinions(row: SecondLook) -> tuple[Opinion, ...]:
    """Both, sorted by what they say: the order tells nothing about whose is whose."""
    assert row.second_action is not None and row.second_category is not None
    both = {(row.first_action, row.first_category), (row.second_action, row.second_category)}
    return tuple(Opinion(cast(Settled, action), cast(Category, category)) for action, category in sorted(both))


def _shown(row: SecondLook) -> Look:
    return Look(row.id, cast(State, row.state), row.picked_at, row.picked_at + look_waits())

"""The author's own link: it stands in their statement of reasons, opens the page about one decision, and ends.

The secret is derived from decision and account under the installation's own key, so that all letters of a decision to
an author carry the same one; kept is a fingerprint of it alone, with its end. Nobody can make one from a copy of the
database, and what is guessed is counted at the door.
"""

import base64

from sqlalchemy import delete, select

from reseal.operations.appeals.rules import open_until
from reseal.operations.appeals.tables import AppealLink
from reseal.operations.cases import rulings
from reseal.operations.cases.holding import undo_lasts
from reseal.operations.cases.telling import Way
from reseal.operations.retention.rules import keep
from reseal.screening.policy.wording import Lang
from reseal.storage.store import Work

PATH = "/appeal"
_BYTES = 24
_LONGEST = 100


def way(work: Work, decision_id: str, case_id: str, account_print: bytes, lang: Lang) -> Way:
    """The link of an author to a decision, made if there is none, and until when the decision can be appealed."""
    found = rulings.ruled(work, decision_id)
    until = open_until(found.final_at if found is not None else work.now + undo_lasts())
    secret = _secret(work, decision_id, account_print)
    name = work.prints.of("link", secret)
    if work.session.get(AppealLink, name) is None:
        work.session.add(
            AppealLink(
                link_print=name,
                decision_id=decision_id,
                case_id=case_id,
                account_print=account_print,
                lang=lang,
                created_at=work.now,
                expires_at=until + keep("appeal_link"),  # the answer is read on the page, too,
            )
        )
        work.session.flush()
    return Way(f"{PATH}/{secret}", until)


def opened(work: Work, secret: str) -> AppealLink | None:
    """What a link opens; None for one that is unknown or over."""
    row = work.session.get(AppealLink, work.prints.of("link", secret[:_LONGEST]))
    return row if row is not None and row.expires_at > work.now else None


def end(work: Work, decision_id: str) -> None:
    """No link opens a decision any more: it was taken back before anybody was told of it."""
    work.session.execute(delete(AppealLink).where(AppealLink.decision_id == decision_id))


def erase_due(work: Work, limit: int) -> int:
    """Forget links that are over; answers how many."""
    due = select(AppealLink.link_print).where(AppealLink.expires_at <= work.now).limit(limit)
    names = work.session.scalars(due).all()
    work.session.execute(delete(AppealLink).where(AppealLink.link_print.in_(names)))
    return len(names)


def _secret(work: Work, decision_id: str, account_print: bytes) -> str:
    raw = work.prints.of("link", "appeal", decision_id, account_print.hex())
    return base64.urlsafe_b64encode(raw[:_BYTES]).decode("ascii")

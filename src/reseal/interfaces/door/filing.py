"""A notice as the API's door files it: one piece of work, with the answer that the request is given."""

import msgspec

from reseal.interfaces.api.notice_shapes import NoticeReceipt
from reseal.interfaces.door.times import stamp
from reseal.operations.notices import acts
from reseal.operations.notices.words import Form
from reseal.operations.retention.rules import keep as kept_for
from reseal.storage.idempotency import Answer, Asked, once
from reseal.storage.store import Store, Work

PUBLIC = "public"


class Filing(msgspec.Struct, frozen=True):
    """A notice, what the screener says of its words, and the request that it came with."""

    form: Form
    judged: acts.Judged
    asked: Asked


def file(store: Store, filing: Filing) -> tuple[Answer, bool]:
    """The answer, and whether it was given before.

    Raises:
        TooMany: the notifier is slowed down.
        OtherRequestError: the key of the request came with another one before.
    """

    def act(work: Work) -> Answer:
        got = acts.file(work, filing.form, filing.judged)
        return Answer(201, msgspec.json.encode(NoticeReceipt(got.ticket, got.pin, stamp(got.answer_by))))

    with store.write(PUBLIC) as work:
        return once(work, filing.asked, act, kept_for("answered"))

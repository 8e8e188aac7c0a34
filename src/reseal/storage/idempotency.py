"""Answers to writes that carried an `Idempotency-Key`, sealed and kept a day: the same request gets the same answer.

The answer is kept in the work that has the effect: there is no moment at which the one is there without the other.
"""

from collections.abc import Callable

import msgspec
from sqlalchemy import ForeignKey, Integer, LargeBinary, select
from sqlalchemy.orm import Mapped, mapped_column

from reseal.storage.base import Base, Id, Moment, Print, Sealed
from reseal.storage.clock import Milliseconds
from reseal.storage.store import Work

_ABOUT = "answered.body"


class Answered(Base):
    """One answered request."""

    __tablename__ = "answered"

    key_print: Mapped[Print] = mapped_column(LargeBinary(32), primary_key=True)
    request_print: Mapped[Print]
    status: Mapped[int] = mapped_column(Integer)
    vault_id: Mapped[Id] = mapped_column(ForeignKey("vault.id"), index=True)
    sealed: Mapped[Sealed]
    erase_at: Mapped[Moment] = mapped_column(index=True)


class Answer(msgspec.Struct, frozen=True):
    """What a request was answered."""

    status: int
    body: bytes


class Asked(msgspec.Struct, frozen=True):
    """A request for a write: who sent it to which door, and the key that it carried, if any."""

    who: str
    door: str
    key: str | None
    body: bytes


class OtherRequestError(ValueError):
    """The key came before, with another request."""


def once(work: Work, asked: Asked, act: Callable[[Work], Answer], time: Milliseconds) -> tuple[Answer, bool]:
    """What the act answers, and False; with a key that came before, what it was answered then, and True.

    The answer is kept for so long. What the act refuses by an error has no effect and is not kept.

    Raises:
        OtherRequestError: it was another request that carried the key.
    """
    if asked.key is None:
        return act(work), False
    known = recall(work, asked.who, asked.door, asked.key, asked.body)
    if known is not None:
        return known, True
    answer = act(work)
    keep(work, asked.who, asked.door, asked.key, asked.body, answer, time)
    return answer, False


def recall(work: Work, who: str, door: str, key: str, body: bytes) -> Answer | None:
    """What the request was answered before; None for a new one. No other request of this key goes on meanwhile.

    Raises:
        OtherRequestError: it was another request that carried the key.
    """
    key_print = _key_print(work, who, door, key)
    work.store.database.alone(work.session, int.from_bytes(key_print[:8], "big", signed=True))
    row = work.session.get(Answered, key_print)
    if row is None or row.erase_at <= work.now:
        return None
    if not work.prints.same(row.request_print, _request_print(work, body)):
        raise OtherRequestError
    return Answer(row.status, work.open(row.vault_id, row.sealed, _ABOUT, bytes))


def keep(work: Work, who: str, door: str, key: str, body: bytes, answer: Answer, time: Milliseconds) -> None:
    """Keep the answer for some time, under the key that the request carried."""
    key_print = _key_print(work, who, door, key)
    _forget(work, work.session.get(Answered, key_print))
    vault = work.vault("answered")
    work.session.add(
        Answered(
            key_print=key_print,
            request_print=_request_print(work, body),
            status=answer.status,
            vault_id=vault,
            sealed=work.seal(vault, answer.body, _ABOUT),
            erase_at=work.now + time,
        )
    )


def erase_due(work: Work, limit: int) -> int:
    """Forget up to `limit` answers whose time is over; answers how many."""
    rows = work.session.scalars(
        select(Answered).where(Answered.erase_at <= work.now).limit(limit).with_for_update(skip_locked=True)
    ).all()
    for row in rows:
        _forget(work, row)
    return len(rows)


def _forget(work: Work, row: Answered | None) -> None:
    if row is not None:
        vault = row.vault_id
        work.session.delete(row)
        work.session.flush()
        work.remove(vault)


def _key_print(work: Work, who: str, door: str, key: str) -> bytes:
    return work.prints.of("request", "key", who, door, key)


def _request_print(work: Work, body: bytes) -> bytes:
    return work.prints.of("request", "body", body.decode("utf-8", "surrogateescape"))

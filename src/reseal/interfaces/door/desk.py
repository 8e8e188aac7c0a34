"""What the public doors do at the desk: each a piece of work of its own, off the loop that serves everybody else."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar
from weakref import WeakValueDictionary

from reseal.faults import report
from reseal.interfaces.api.judging import Judging
from reseal.interfaces.api.writing import Writing
from reseal.interfaces.door.filing import Filing
from reseal.interfaces.door.origins import Origins
from reseal.operations.appeals.words import Said
from reseal.operations.guards import views as guard_views
from reseal.operations.notices import acts, views
from reseal.operations.notices.tickets import typed_ticket
from reseal.operations.notices.words import Form, Receipt
from reseal.storage.idempotency import Answer, Asked
from reseal.storage.store import Store, Work
from reseal.vocabulary import Post

T = TypeVar("T")
PUBLIC = "public"


class Desk:
    """The desk as the public reaches it."""

    def __init__(self, store: Store, judging: Judging, writing: Writing, origins: Origins) -> None:
        self.store, self.judging, self.origins = store, judging, origins
        self._writing = writing
        self._reading: asyncio.Task[None] | None = None
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def read(self, see: Callable[[Work], T]) -> T:
        """What can be seen."""

        def run() -> T:
            with self.store.read(PUBLIC) as work:
                return see(work)

        return await asyncio.to_thread(run)

    async def write(self, act: Callable[[Work], T]) -> T:
        """What is done."""

        def run() -> T:
            with self.store.write(PUBLIC) as work:
                return act(work)

        return await asyncio.to_thread(run)

    async def judge(self, words: str, references: Sequence[str]) -> acts.Judged:
        """What the screener says of words, where no post that they name is known: else nothing rests on them."""
        known = await self.read(lambda work: views.known(work, references))
        decision, _ = await self.judging.look("" if known else words)
        return acts.Judged(Post("notice", words), decision)

    async def said(self, words: str) -> Said:
        """What somebody writes in an appeal, with what the screener finds in it, which is masked wherever shown."""
        decision, _ = await self.judging.look(words)
        return Said(words, decision.exposures)

    async def file(self, form: Form) -> Receipt:
        """File a notice.

        Raises:
            TooMany: the notifier is slowed down.
        """
        judged = await self.judge(form.description, form.posts)
        got = await self.write(lambda work: acts.file(work, form, judged))
        if form.pictures:
            self.look_at_pictures()
        return got

    async def file_once(self, form: Form, asked: Asked) -> tuple[Answer, bool]:
        """File a notice that a request came with; see `filing.file`.

        Raises:
            TooMany: the notifier is slowed down.
            OtherRequestError: the key of the request came with another one before.
        """
        judged = await self.judge(form.description, form.posts)
        answer = await self._writing.file(Filing(form, judged, asked))
        if form.pictures:
            self.look_at_pictures()
        return answer

    def look_at_pictures(self) -> None:
        """See to it that pictures which wait are read; nobody waits for that. One task a server does it."""
        if self._reading is None or self._reading.done():
            self._reading = asyncio.create_task(self._read_pictures())

    async def _read_pictures(self) -> None:
        while (waiting := await self.read(views.unread_pictures)) is not None:
            notice, pictures = waiting
            try:
                decision = await self.judging.read(pictures)
            except Exception as error:  # a person looks at them all the same
                report(error)
                decision = None
            await self.write(partial(acts.pictures_read, notice_id=notice, decision=decision))

    async def enter(self, ticket: str, pin: str) -> str | None:
        """The id of the notice that both open; None where they do not fit, which is counted against the ticket."""
        async with self._turn(ticket):  # many at once are no more tries than one after the other
            notice = await self.read(lambda work: views.entered(work, ticket, pin))
            if notice is None:
                await self.write(lambda work: acts.missed(work, ticket))
            return notice

    async def enter_guard(self, ticket: str, pin: str) -> str | None:
        """The id of the guard that both open; all else as in `enter`."""
        async with self._turn(ticket):
            guard = await self.read(lambda work: guard_views.entered(work, ticket, pin))
            if guard is None:
                await self.write(lambda work: acts.missed(work, ticket))
            return guard

    def _turn(self, ticket: str) -> asyncio.Lock:
        """Whoever tries a ticket waits here for those before; forgotten when nobody does."""
        return self._turns.setdefault(typed_ticket(ticket), asyncio.Lock())

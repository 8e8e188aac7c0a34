"""What the server does by itself: sends what is due, ends holds, raises what waits too long, erases in time.

`start_jobs` is called once a process, beside the server. How often and how much stands in `data/desk/sweeps.toml`.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any, NamedTuple

import msgspec

from reseal.communities import name_of
from reseal.configuration import Configuration
from reseal.faults import report
from reseal.interfaces.sender.outbox import Outbox
from reseal.interfaces.sender.senders import Sender, load_sender
from reseal.interfaces.webhooks.addresses import Network, networks
from reseal.interfaces.webhooks.send import send as send_webhook
from reseal.operations.accounts import acts as accounts
from reseal.operations.appeals import acts as appeals
from reseal.operations.cases import acts as cases
from reseal.operations.deliveries import acts as deliveries
from reseal.operations.deliveries import endpoints, sending
from reseal.operations.deliveries.words import Fault, Message, Outgoing
from reseal.operations.guards import acts as guards
from reseal.operations.notices import acts as notices
from reseal.operations.notices import views
from reseal.operations.posts import acts as posts
from reseal.operations.quality import acts as quality
from reseal.operations.retention import acts as retention
from reseal.operations.sanctions import acts as sanctions
from reseal.operations.staff import breaks, reveals, sessions
from reseal.screening.data import read_toml
from reseal.storage import idempotency
from reseal.storage.clock import SECOND
from reseal.storage.jobs import Jobs, Sweep
from reseal.storage.store import Store, Work

Act = Callable[[Work, int], int]

_ACTS: dict[str, Act] = {
    "holds": cases.end_holds,
    "deadlines": cases.escalate_due,
    "appeal_deadlines": appeals.escalate_due,
    "second_looks": quality.draw,
    "let_go_looks": quality.let_go_due,
    "late_posts": notices.join_late,
    "sanctions": sanctions.expire_due,
    "erase_notices": notices.erase_due,
    "erase_claims": notices.forget_requests,
    "erase_tries": notices.forget_tries,
    "erase_reporters": notices.forget_reporters,
    "erase_posts": posts.erase_due,
    "erase_cases": cases.erase_due,
    "erase_appeals": appeals.erase_due,
    "erase_appeal_links": appeals.erase_links,
    "erase_accounts": accounts.erase_due,
    "erase_blocks": sanctions.erase_blocks_due,
    "erase_deliveries": deliveries.erase_due,
    "erase_secrets": endpoints.erase_due,
    "erase_answers": idempotency.erase_due,
    "erase_legal_holds": retention.erase_due,
    "erase_sessions": sessions.erase_due,
    "erase_reveals": reveals.erase_due,
    "erase_times_exposed": breaks.erase_due,
    "guard_reminders": guards.remind_due,
    "erase_guards": guards.erase_due,
    "erase_guard_values": guards.forget_waiting,
    "erase_guard_codes": guards.forget_codes,
    "erase_guard_hits": guards.forget_hits,
    "erase_second_looks": quality.erase_due,
}
"""Sweeps that are one act on the store: each does at most so many and answers how many it did."""


class Kept(NamedTuple):
    """A store whose sweeps run here: that of the installation itself, or of a community by its name."""

    store: Store
    chosen: Configuration


def start_jobs(store: Store, chosen: Configuration, others: Sequence[Kept] = ()) -> Jobs:
    """Begin the sweeps of this process; they go on until `close`. `others` are communities.

    Raises:
        SenderError: the setting `sender` names nothing that sends.
        RuntimeError: they run already.
    """
    return Jobs(store.database, chosen.data_folder, sweeps_of_all(Kept(store, chosen), others))


def sweeps_of_all(first: Kept, others: Sequence[Kept]) -> list[Sweep]:
    """The sweeps of the installation, and those of each community as `NAME/SWEEP`; errors as those of `sweeps`."""
    made = sweeps(*first)
    for one in others:
        made += sweeps_of_community(one)
    return made


def sweeps_of_community(one: Kept) -> list[Sweep]:
    """The sweeps of a community, as `NAME/SWEEP`; errors as those of `sweeps`."""
    name = name_of(one.chosen)
    return [replace(sweep, name=f"{name}/{sweep.name}") for sweep in sweeps(*one)]


def sweeps(store: Store, chosen: Configuration) -> list[Sweep]:
    """Every sweep, ready to run.

    Raises:
        SenderError: the setting `sender` names nothing that sends.
    """
    rules = read_toml("desk", "sweeps.toml")
    sender = load_sender(chosen.sender, store, chosen.data_folder)
    out = Sending(store, sender, networks(chosen.webhook_networks), rules["sending"]["together"])
    made = [_sweep(rules, "deliveries", out.send_due, out.is_due)]
    made.append(_sweep(rules, "claims", _on(store, notices.send_codes_due), _seen(store, views.codes_wait)))
    made.append(_sweep(rules, "guard_codes", _on(store, guards.send_codes_due), _seen(store, guards.codes_wait)))
    made.append(_sweep(rules, "guards", _on(store, guards.look_due), _seen(store, guards.looks_wait)))
    made.append(_sweep(rules, "scrub_guards", lambda _: guards.scrub(store), lambda: guards.erased_lately(store)))
    made += [_sweep(rules, name, _on(store, act)) for name, act in _ACTS.items()]
    outbox = Outbox(store, chosen.data_folder)
    return [*made, _sweep(rules, "erase_outbox", outbox.erase_due)]


class Sending:
    """Sends what is due, some at a time; no transaction is open while the network is waited for."""

    def __init__(self, store: Store, sender: Sender, allowed: tuple[Network, ...], together: int) -> None:
        """Sending by this sender, and by webhooks to the public internet and the networks allowed."""
        self._store, self._sender, self._allowed, self._together = store, sender, allowed, together

    def is_due(self) -> bool:
        """Whether anything is to be sent now."""
        with self._store.read() as work:
            return sending.is_due(work)

    def send_due(self, limit: int) -> int:
        """Take up to `limit` deliveries, send them and note how each ended; answers how many."""
        with self._store.write() as work:
            taken = sending.take_due(work, limit)
        if taken:
            with ThreadPoolExecutor(self._together, "reseal-sending") as hands:
                list(hands.map(self._send, taken))
        return len(taken)

    def _send(self, outgoing: Outgoing) -> None:
        try:
            fault = self._tried(outgoing)
        except Exception as error:  # the sender is the operator's own, and may fail in any way
            report(error)
            fault = "unreachable"
        with self._store.write() as work:
            sending.settle(work, outgoing.id, fault)

    def _tried(self, outgoing: Outgoing) -> Fault | None:
        if outgoing.channel == "webhook":
            return send_webhook(outgoing, self._store.clock(), self._allowed)
        message = msgspec.convert(outgoing.payload, Message)
        return None if message.is_plain and self._sender.send(outgoing.origin, message) else "unsendable"


def _seen(store: Store, see: Callable[[Work], bool]) -> Callable[[], bool]:
    def waits() -> bool:
        with store.read() as work:
            return see(work)

    return waits


def _on(store: Store, act: Act) -> Callable[[int], int]:
    def done(limit: int) -> int:
        with store.write() as work:
            return act(work, limit)

    return done


def _sweep(
    rules: dict[str, Any], name: str, act: Callable[[int], int], waits: Callable[[], bool] | None = None
) -> Sweep:
    rule = rules["sweep"][name]
    batch: int = rule["batch"]
    return Sweep(name, rule["seconds"] * SECOND, lambda: act(batch) >= batch, waits)

"""What is due is sent by the sweeps, ends as its receiver says, and is erased in time."""

import sys
import time
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

from reseal.configuration import Configuration
from reseal.interfaces.jobs import start_jobs, sweeps
from reseal.interfaces.sender.outbox import Outbox
from reseal.interfaces.sender.senders import SenderError
from reseal.interfaces.webhooks.post import SECONDS
from reseal.operations.deliveries import acts, endpoints, sending, views
from reseal.operations.deliveries.rules import lease
from reseal.operations.deliveries.words import Message
from reseal.operations.retention.rules import keep, stores
from reseal.screening.data import read_toml
from reseal.storage.clock import DAY, HOUR
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.interfaces.webhooks.conftest import receiver
from tests.interfaces.webhooks.receiver import Receiver

__all__ = ["receiver"]

CODE = Message("zhang@example.com", "zh", "验证码", "您的验证码是 123456。")


@pytest.fixture
def chosen(tmp_path: Path) -> Configuration:
    return Configuration(data_dir=str(tmp_path), webhook_networks="127.0.0.0/8")


def run(store: Store, chosen: Configuration, name: str) -> None:
    (sweep,) = [sweep for sweep in sweeps(store, chosen) if sweep.name == name]
    while sweep.step():
        pass


def states(store: Store) -> list[tuple[str, str | None]]:
    with store.read() as work:
        return [(shown.state, shown.problem) for shown in views.of(work, "about")]


def post(store: Store, url: str | None = None) -> str:
    with store.write() as work:
        if url:
            endpoints.register(work, url)
        return acts.post_out(work, "action.requested", "platform", "webhook", "about", {"post": "p-1"})


def tell(store: Store) -> str:
    with store.write() as work:
        return acts.post_out(work, "claim.code", "exposed", "sender", "about", CODE)


def test_a_webhook_goes_out_until_it_arrives_under_one_id(
    store: Store, clock: Clock, chosen: Configuration, receiver: Receiver
) -> None:
    receiver.statuses = [500, 302]
    name = post(store, receiver.url)
    for _ in range(3):
        run(store, chosen, "deliveries")
        clock.pass_(HOUR)
    run(store, chosen, "deliveries")
    assert [got.headers["webhook-id"] for got in receiver.got] == [name] * 3
    assert len({got.body for got in receiver.got}) == 1
    assert states(store) == [("sent", None)]


def test_a_webhook_into_the_house_does_not_go_out(store: Store, tmp_path: Path, receiver: Receiver) -> None:
    post(store, receiver.url)
    run(store, Configuration(data_dir=str(tmp_path)), "deliveries")
    assert states(store) == [("due", "not_allowed")]
    assert receiver.got == []


def test_a_message_is_in_the_outbox_once_and_sealed(
    store: Store, clock: Clock, chosen: Configuration, tmp_path: Path
) -> None:
    name = tell(store)
    run(store, chosen, "deliveries")
    with store.write() as work:
        assert sending.replay(work, name)
    run(store, chosen, "deliveries")
    outbox = Outbox(store, tmp_path)
    assert [(kept.id, kept.message) for kept in outbox.read()] == [(name, CODE)]
    (file,) = (tmp_path / "outbox").iterdir()
    assert file.stat().st_mode & 0o077 == 0
    assert not any(word.encode() in file.read_bytes() for word in ("zhang", "123456", "验证码"))
    clock.pass_(keep("outbox"))
    run(store, chosen, "erase_outbox")
    assert outbox.read() == [] and list((tmp_path / "outbox").iterdir()) == []


class Mine(ModuleType):
    """An operator's own senders."""

    class Works:
        def send(self, delivery_id: str, message: Message) -> bool:
            return bool(delivery_id) and message == CODE

    class Never:
        def send(self, delivery_id: str, message: Message) -> bool:
            return False

    class Breaks:
        def send(self, delivery_id: str, message: Message) -> bool:
            raise ValueError(message.to)

    class Mute:
        pass


@pytest.mark.parametrize(
    ("name", "state"),
    [("Works", ("sent", None)), ("Never", ("failed", "unsendable")), ("Breaks", ("due", "unreachable"))],
)
def test_the_operators_own_sender_says_how_it_ended(
    store: Store,
    tmp_path: Path,
    name: str,
    state: tuple[str, str | None],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setitem(sys.modules, "mine", Mine("mine"))
    tell(store)
    run(store, Configuration(data_dir=str(tmp_path), sender=f"mine:{name}"), "deliveries")
    assert states(store) == [state]
    assert "zhang" not in capfd.readouterr().err


@pytest.mark.parametrize("to", ["", "a@example.com\r\nBcc: b@example.com", "a@example.com\nX: y", "a\x00"])
def test_no_address_becomes_a_header_of_its_own(store: Store, chosen: Configuration, to: str, tmp_path: Path) -> None:
    with store.write() as work:
        acts.post_out(work, "claim.code", "exposed", "sender", "about", msgspec.structs.replace(CODE, to=to))
    run(store, chosen, "deliveries")
    assert states(store) == [("failed", "unsendable")]
    assert Outbox(store, tmp_path).read() == []


@pytest.mark.parametrize("named", ["nothing", "mine:Nobody", "mine:Mute", "mine:", ":", "mine"])
def test_a_sender_that_is_none_is_told_at_the_start(
    store: Store, tmp_path: Path, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "mine", Mine("mine"))
    with pytest.raises(SenderError, match="sender"):
        sweeps(store, Configuration(data_dir=str(tmp_path), sender=named))


def test_one_delivery_that_cannot_be_opened_holds_up_no_other(
    store: Store, chosen: Configuration, tmp_path: Path
) -> None:
    tell(store)
    with store.write() as work:
        work.session.connection().exec_driver_sql("UPDATE vault SET wrapped = NULL")
    second = tell(store)
    run(store, chosen, "deliveries")
    assert states(store) == [("failed", "erased"), ("sent", None)]
    assert [kept.id for kept in Outbox(store, tmp_path).read()] == [second]


def test_every_sweep_runs_on_an_empty_store(store: Store, clock: Clock, chosen: Configuration) -> None:
    clock.pass_(3_000 * DAY)
    for sweep in sweeps(store, chosen):
        assert not sweep.step(), sweep.name


def test_what_is_kept_for_a_fixed_time_is_erased_by_a_sweep(store: Store, chosen: Configuration) -> None:
    """PI-01."""
    running = {sweep.name for sweep in sweeps(store, chosen)}
    assert {kept.name: kept.sweep for kept in stores().values() if (kept.sweep in running) != bool(kept.days)} == {}


def test_no_sweep_waits_longer_than_a_lease_lasts() -> None:
    """A step that outlived its lease would send twice for no reason."""
    rules = read_toml("desk", "sweeps.toml")
    rounds = -(-rules["sweep"]["deliveries"]["batch"] // rules["sending"]["together"])
    assert rounds * SECONDS * 1_000 < lease()


def test_the_server_sends_by_itself_and_no_file_tells_what(
    store: Store, chosen: Configuration, receiver: Receiver, tmp_path: Path
) -> None:
    """PI-12."""
    jobs = start_jobs(store, chosen)
    try:
        name = post(store, receiver.url)
        tell(store)
        until = time.monotonic() + 60
        while states(store) != [("sent", None)] * 2 and time.monotonic() < until:
            time.sleep(0.05)
    finally:
        jobs.close()
    assert states(store) == [("sent", None)] * 2
    assert [got.headers["webhook-id"] for got in receiver.got] == [name]
    kept = {file.name: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    assert {"reseal.sqlite", "jobs.sqlite", "keys.json"} <= kept.keys()
    assert b"action.requested" in kept["reseal.sqlite"] + kept.get("reseal.sqlite-wal", b"")  # the scan can find
    for planted in ("zhang@example.com", "123456", "验证码", "p-1"):
        assert [file for file, content in kept.items() if planted.encode() in content] == []

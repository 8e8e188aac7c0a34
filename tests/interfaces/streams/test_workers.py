import multiprocessing
import os
from multiprocessing.connection import Connection
from typing import Any

import pytest

from reseal.interfaces.streams.blocks import Block
from reseal.interfaces.streams.judge import Order
from reseal.interfaces.streams.units import JsonLines, Unit
from reseal.interfaces.streams.workers import WorkerLostError, spread

ORDER = Order("identifiers", "default", False, "jsonl")


def units(count: int) -> list[Unit]:
    return [JsonLines("in.jsonl", Block(n, f'{{"id":"p{n}","text":"138 0000 4471"}}\n'.encode())) for n in range(count)]


@pytest.fixture
def forked(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Workers that begin as this process is, with what a test has put in place."""
    context = multiprocessing.get_context
    monkeypatch.setattr("multiprocessing.get_context", lambda _: context("fork"))
    return monkeypatch


def dies_at_seven(pipe: Connection, order: Order) -> None:
    while (unit := pipe.recv()) is not None:
        if unit.block.first_line == 7:
            os.write(pipe.fileno(), b"\0\1\0\0half of an answer")
            os._exit(9)
        pipe.send(unit.block.first_line)


def says_its_line(pipe: Connection, order: Order) -> None:
    while (unit := pipe.recv()) is not None:
        pipe.send(unit.block.first_line)


def fails(pipe: Connection, order: Order) -> None:
    pipe.recv()
    pipe.send(ValueError("the pack is wrong"))


def test_outcomes_come_in_the_order_of_the_units(forked: pytest.MonkeyPatch) -> None:
    forked.setattr("reseal.interfaces.streams.workers._serve", says_its_line)
    came: list[Any] = [outcome for _, outcome in spread(iter(units(50)), ORDER, 3)]
    assert came == list(range(50))
    assert multiprocessing.active_children() == []


def test_a_worker_that_dies_within_an_answer_keeps_nobody_waiting(forked: pytest.MonkeyPatch) -> None:
    forked.setattr("reseal.interfaces.streams.workers._serve", dies_at_seven)
    came: list[Any] = []
    with pytest.raises(WorkerLostError, match=r"in\.jsonl, from line 7: killed, or out of memory"):
        came.extend(outcome for _, outcome in spread(iter(units(50)), ORDER, 2))
    assert came == list(range(7))


def test_what_a_worker_raises_is_raised_here(forked: pytest.MonkeyPatch) -> None:
    forked.setattr("reseal.interfaces.streams.workers._serve", fails)
    with pytest.raises(ValueError, match="the pack is wrong"):
        list(spread(iter(units(3)), ORDER, 2))

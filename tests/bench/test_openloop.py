import asyncio
import contextlib
import json
import threading
from collections.abc import Iterator

import pytest

from bench import openloop
from bench.openloop import Lane, Request, run

Heard = list[tuple[str, bytes]]


@pytest.fixture
def server() -> Iterator[tuple[int, Heard]]:
    heard: Heard = []
    ready: list[int] = []
    up, loop = threading.Event(), asyncio.new_event_loop()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await _head(reader):
            length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r")[0])
            body = await reader.readexactly(length)
            heard.append((writer.get_extra_info("peername")[0], body))
            status = b"201 Created" if b"good" in body else b"503 No"
            writer.write(b"HTTP/1.1 " + status + b"\r\nContent-Length: 2\r\n\r\n{}")
        writer.close()

    async def serve() -> None:
        async with await asyncio.start_server(answer, "127.0.0.1", 0) as serving:
            ready.append(serving.sockets[0].getsockname()[1])
            up.set()
            await serving.serve_forever()

    def go() -> None:
        task = loop.create_task(serve())
        with contextlib.suppress(asyncio.CancelledError):
            loop.run_until_complete(task)

    thread = threading.Thread(target=go, daemon=True)
    thread.start()
    up.wait(10)
    yield ready[0], heard
    loop.call_soon_threadsafe(lambda: [task.cancel() for task in asyncio.all_tasks(loop)])
    thread.join(10)


async def _head(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return b""


def test_every_request_is_sent_and_its_answer_counted(server: tuple[int, Heard]) -> None:
    port, heard = server
    good = Lane(port, 100, lambda number: Request("/", {}, json.dumps({"good": number}).encode()))
    away = Lane(port, 50, lambda number: Request("/", {}, b"bad", origin=f"127.0.3.{number + 1}"))
    run([good, away], 0.2)
    assert good.seen.statuses == {201: 20}
    assert away.seen.statuses == {503: 10}
    assert len(good.seen.walls) == len(good.seen.late) == 20
    assert {origin for origin, body in heard if body == b"bad"} == {f"127.0.3.{number + 1}" for number in range(10)}
    assert good.seen.seconds > 0


def test_what_is_never_answered_is_lost() -> None:
    lane = Lane(1, 50, lambda number: Request("/", {}, b""))
    run([lane], 0.1)
    assert (lane.seen.lost, lane.seen.walls) == (5, [])


def test_a_connection_that_was_idle_for_long_is_left(
    server: tuple[int, Heard], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server may be closing it at that moment."""
    opened = []
    open_ = openloop.Wire.open

    async def counted(port: int, origin: str | None = None) -> openloop.Wire:
        opened.append(port)
        return await open_(port, origin)

    monkeypatch.setattr(openloop.Wire, "open", counted)
    run([Lane(server[0], 100, lambda number: Request("/", {}, b"good"))], 0.1)
    few = len(opened)
    monkeypatch.setattr(openloop, "_IDLE_SECONDS", 0.0)
    run([Lane(server[0], 100, lambda number: Request("/", {}, b"good"))], 0.1)
    assert few < 10 and len(opened) == few + 10

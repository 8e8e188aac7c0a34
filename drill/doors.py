"""The doors that are fuzzed, in this process: the JSONL reader with its judge, and the API without a socket."""

import atexit
import io
import json
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from bench.asgi import Application


@cache
def _judge() -> Any:
    from reseal.interfaces.streams.judge import Judge, Order

    return Judge(Order("verdict", "default", False, "jsonl"))


def screen_lines(data: bytes) -> tuple[list[dict[str, Any]], int]:
    """The decisions on a JSONL stream, and how many lines were rejected."""
    from reseal.interfaces.streams.sources import Source
    from reseal.interfaces.streams.units import units_of

    stream = io.BytesIO(data)
    decisions: list[dict[str, Any]] = []
    rejected = 0
    for unit in units_of(Source("fuzzed.jsonl", "jsonl", stream.read, stream)):
        outcome = _judge().judge(unit)
        decisions += [json.loads(line) for line in outcome.lines.splitlines()]
        rejected += len(outcome.rejected)
    return decisions, rejected


@cache
def _application() -> Application:
    folder = tempfile.TemporaryDirectory(prefix="reseal-drill-")
    application = Application(Path(folder.name))
    atexit.register(folder.cleanup)
    atexit.register(application.close)
    return application


def post_screen(body: bytes) -> tuple[int, bytes]:
    """Status and body of the answer of `POST /v1/screen`."""
    return _application().post(body)

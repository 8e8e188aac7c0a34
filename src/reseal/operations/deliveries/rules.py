"""What deliveries go by: when to try again, and which texts of theirs are free."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from reseal.operations.deliveries.words import Channel
from reseal.screening.data import read_toml
from reseal.storage.clock import SECOND, Milliseconds


@cache
def _rules() -> dict[str, Any]:
    return read_toml("desk", "deliveries.toml")


def wait_after(channel: Channel, tries: int) -> Milliseconds | None:
    """How long to wait after so many tries have failed; None when that was the last."""
    waits: list[int] = _rules()["waits"][channel]
    return int(waits[tries - 1]) * SECOND if tries <= len(waits) else None


def spread(wait: Milliseconds, chance: float) -> Milliseconds:
    """The wait, a little longer or shorter; `chance` is from 0 to 1."""
    share: float = _rules()["jitter"]["hundredths"] / 100
    return round(wait * (1 + share * (2 * chance - 1)))


def lease() -> Milliseconds:
    """How long a delivery that was taken to be sent is left to whoever took it."""
    return int(_rules()["lease"]["seconds"]) * SECOND


def unaddressed() -> Milliseconds:
    """How long a webhook waits before somebody looks again for an endpoint."""
    return int(_rules()["unaddressed"]["seconds"]) * SECOND


def free_texts(payload: Any) -> Iterator[str]:
    """The texts of a payload that somebody may have written freely, however deep they stand."""
    free: list[str] = _rules()["free_text"]["fields"]
    waiting: list[tuple[bool, Any]] = [(False, payload)]
    while waiting:
        is_free, value = waiting.pop()
        if isinstance(value, str):
            if is_free:
                yield value
        elif isinstance(value, Mapping):
            waiting += [(is_free or name in free, inner) for name, inner in value.items()]
        elif isinstance(value, list | tuple):
            waiting += [(is_free, inner) for inner in value]

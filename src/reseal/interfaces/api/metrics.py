"""Counts and times in Prometheus' text format. Labels come from closed lists: no id, no text, no address gets in."""

from bisect import bisect_left
from collections import Counter

from reseal import __version__
from reseal.vocabulary import Decision, Level

BUCKETS = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
"""Upper bounds in seconds."""

CONTENT_TYPE = "text/plain; version=0.0.4"


class Metrics:
    """The counts of one server since its start."""

    def __init__(self, level: Level, mode: str) -> None:
        self._level = level
        self._mode = mode
        self._decisions: Counter[tuple[str, str]] = Counter()
        self._shadowed: Counter[tuple[str, str]] = Counter()
        self._rejected = 0
        self._requests: Counter[tuple[str, int]] = Counter()
        self._buckets = [0] * (len(BUCKETS) + 1)
        self._seconds = 0.0

    def decided(self, decision: Decision, *, shadow: bool = False) -> None:
        """Count one decision; with `shadow`, as one that was not carried out."""
        key = (decision.category or "not_judged", decision.action)
        (self._shadowed if shadow else self._decisions)[key] += 1

    def rejected(self, count: int) -> None:
        """Count items that were no posts."""
        self._rejected += count

    def answered(self, door: str, status: int, seconds: float) -> None:
        """Count one request and how long it took inside the server."""
        self._requests[door, status] += 1
        self._buckets[bisect_left(BUCKETS, seconds)] += 1
        self._seconds += seconds

    def text(self) -> str:
        """Everything, as Prometheus reads it."""
        lines = [
            "# HELP reseal_info The version, level and mode of this server.",
            "# TYPE reseal_info gauge",
            f'reseal_info{{version="{__version__}",level="{self._level}",mode="{self._mode}"}} 1',
        ]
        lines += self._counted("reseal_decisions_total", "Decisions by category and action.", self._decisions)
        lines += self._counted(
            "reseal_shadow_decisions_total", "Decisions that shadow mode did not carry out.", self._shadowed
        )
        lines += [
            "# HELP reseal_rejected_items_total Items that were no posts.",
            "# TYPE reseal_rejected_items_total counter",
            f"reseal_rejected_items_total {self._rejected}",
            "# HELP reseal_requests_total Requests by door and status.",
            "# TYPE reseal_requests_total counter",
        ]
        lines += [
            f'reseal_requests_total{{door="{door}",status="{status}"}} {count}'
            for (door, status), count in sorted(self._requests.items())
        ]
        return "\n".join([*lines, *self._histogram()]) + "\n"

    def _counted(self, name: str, meaning: str, counts: Counter[tuple[str, str]]) -> list[str]:
        lines = [f"# HELP {name} {meaning}", f"# TYPE {name} counter"]
        for (category, action), count in sorted(counts.items()):
            labels = f'category="{category}",action="{action}",level="{self._level}"'
            lines.append(f"{name}{{{labels}}} {count}")
        return lines

    def _histogram(self) -> list[str]:
        name = "reseal_request_seconds"
        lines = [f"# HELP {name} Time of a request inside the server.", f"# TYPE {name} histogram"]
        total = 0
        for bound, count in zip((*BUCKETS, "+Inf"), self._buckets, strict=True):
            total += count
            lines.append(f'{name}_bucket{{le="{bound}"}} {total}')
        return [*lines, f"{name}_sum {self._seconds:.6f}", f"{name}_count {total}"]

"""Hostile texts of growing length against the time that one post takes: a line that must not bend upwards.

Also run as `python -m bench.hostile PEER KIND`, a process of its own that is given up after a while.
"""

import subprocess
import sys
from collections.abc import Callable
from math import log

from bench.clock import complaint, cpu_now, run
from bench.door import environment
from bench.hostile_texts import HOSTILE
from bench.peers import PEERS, peer
from bench.places import RESULTS
from bench.results import Json
from reseal.screening.screener import Screener
from reseal.vocabulary import Post

SIZES = (1_000, 10_000, 100_000, 1_000_000)
PEER_SIZE = 20_000
PEER_KINDS = ("digits", "digits and separators", "separators", "at signs", "dots", "address words", "noise")
PATIENCE = 20.0
REPEATS = 3


def measure(sizes: tuple[int, ...] = SIZES) -> Json:
    """Milliseconds of CPU by kind and size, ours; and the peers on 20,000 characters."""
    screener = Screener(level="verdict")
    rows = []
    for name, make in HOSTILE.items():
        times = [_best(lambda text: screener.decide([Post("p", text)]), make(size)) for size in sizes]
        rows.append({"kind": name, "milliseconds": times, "exponent": exponent(sizes[-2:], times[-2:])})
        print(f"  {name}: {', '.join(f'{t:.1f}' for t in times)} ms", flush=True)
    return {"sizes": list(sizes), "rows": rows, "peer_size": PEER_SIZE, "peers": _peers()}


def exponent(sizes: tuple[int, ...], times: list[float]) -> float:
    """The power with which time grows with size between the last two sizes: 1 is linear, 2 is quadratic."""
    if len(times) < 2 or min(times) <= 0:
        return 0.0
    return log(times[-1] / times[-2]) / log(sizes[-1] / sizes[-2])


def _best(call: Callable[[str], object], text: str) -> float:
    """The shortest of a few runs, in milliseconds of CPU: what else the machine does only adds."""
    times = []
    for _ in range(REPEATS):
        begun = cpu_now()
        call(text)
        times.append((cpu_now() - begun) * 1e3)
        if times[0] > 5_000:
            break
    return min(times)


def _peers() -> list[Json]:
    rows = []
    for one in PEERS:
        if one.version is None:
            continue
        times: dict[str, float | str] = {}
        for kind in PEER_KINDS:
            times[kind] = _peer_time(one.name, kind)
        rows.append({"name": f"{one.name} {one.version}", "milliseconds": times})
        print(f"  {one.name}: {times}", flush=True)
    return rows


def _peer_time(name: str, kind: str) -> float | str:
    try:
        spent = run(
            [sys.executable, "-m", "bench.hostile", name, kind],
            environment=environment(RESULTS),
            capture=True,
            timeout=PATIENCE,
        )
    except subprocess.TimeoutExpired:
        return f"> {PATIENCE:.0f} s"
    if spent.status:
        return complaint(spent)
    return float(spent.said.splitlines()[-1])


def main(arguments: list[str]) -> int:
    """Print the milliseconds of CPU that a peer takes for one hostile text."""
    name, kind = arguments
    work = peer(name).load().work
    work("热身 138 0000 4471")
    text = HOSTILE[kind](PEER_SIZE)
    begun = cpu_now()
    work(text)
    print((cpu_now() - begun) * 1e3)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""`make bench`: measures and writes docs/benchmarks.md.

    python -m bench [PART …] [--quick]

Parts: speed, cost, latency, memory, quality, natural, reader, hostile,
pictures, desk, desk_queue, guards; all of them, one after another, when none is named. Each
leaves its result in bench/results and fills its tables, so that a run that was broken off goes on with the parts that
are named. `python -m bench page` only fills the page anew. `--quick` takes a few thousand posts, to try the machinery;
its figures go to the screen only.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence

from bench import cost, desk_load, desk_queue, guards, hostile, latency, memory, natural, quality, reader, speed
from bench.pictures import measure as pictures
from bench.results import Json, save
from bench.tables import PARTS, RENDER, origin, write_page

FULL: dict[str, Callable[[], Json]] = {
    "speed": lambda: speed.measure(speed.Setting()),
    "cost": cost.measure,
    "latency": latency.measure,
    "memory": lambda: memory.measure(memory.Setting()),
    "quality": quality.measure,
    "natural": natural.measure,
    "reader": reader.measure,
    "hostile": hostile.measure,
    "pictures": lambda: pictures.measure(pictures.Setting()),
    "desk": lambda: desk_load.measure(desk_load.Setting()),
    "desk_queue": lambda: desk_queue.measure(desk_queue.Setting()),
    "guards": lambda: guards.measure(guards.Setting()),
}
QUICK: dict[str, Callable[[], Json]] = FULL | {
    "speed": lambda: speed.measure(speed.Setting(posts=20_000, rounds=1, seconds=0.5)),
    "latency": lambda: latency.measure(500),
    "reader": lambda: reader.measure(100),
    "memory": lambda: memory.measure(memory.Setting(short=20_000, long=100_000, workers=(1,))),
    "hostile": lambda: hostile.measure((1_000, 10_000)),
    "pictures": lambda: pictures.measure(pictures.QUICK),
    "desk": lambda: desk_load.measure(desk_load.QUICK),
    "desk_queue": lambda: desk_queue.measure(desk_queue.QUICK),
    "guards": lambda: guards.measure(guards.QUICK),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the parts that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, "page", []], metavar="PART")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--posts", type=int, help="posts of a file in the part speed; the table says how many")
    parser.add_argument("--workers", type=int, nargs="+", help="workers of a run in the part memory (1 2)")
    options = parser.parse_args(arguments)
    chosen = [part for part in (options.parts or PARTS) if part != "page"]
    for part in chosen:
        begun = time.monotonic()
        print(f"bench {part} …", flush=True)
        shorter = part == "speed" and options.posts is not None
        fewer = part == "memory" and options.workers is not None
        if shorter:
            figures = speed.measure(speed.Setting(posts=options.posts))
        elif fewer:
            figures = memory.measure(memory.Setting(workers=tuple(options.workers)))
        else:
            figures = (QUICK if options.quick else FULL)[part]()
        if options.quick:
            print(RENDER[part](figures))
        else:
            command = f"python -m bench {part}" + (f" --posts {options.posts}" if shorter else "")
            command += f" --workers {' '.join(map(str, options.workers))}" if fewer else ""
            result = save(part, command, figures)
            print(f"\n{RENDER[part](figures)}\n\n{origin(result)}\n")
            write_page()
        print(f"bench {part}: {time.monotonic() - begun:.0f} s", flush=True)
    if not chosen:
        write_page()
    return 0


if __name__ == "__main__":
    sys.exit(main())

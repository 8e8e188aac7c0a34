"""`make drill`: long fuzzing, load and crashes; an hour of fuzzing unless told otherwise.

    python -m drill [fuzz|load|crash|desk|openapi|across …] [--minutes 60] [--targets TARGET …] [--kills 100]

`desk` kills the desk's server so many times on each database, in the middle of what it does; `openapi` sends each door
hundreds of requests made from its description; `across` sends what one community has to another.

The minutes are shared out among the fuzz targets, in slices, so that each is led by what it has learnt. What breaks a
promise is kept in drill/findings/found (not in git) and named at the end; the status is 1 if anything broke.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from bench.clock import complaint, run
from bench.door import environment, reseal
from bench.places import ROOT
from drill import across, crash, desk_crash, load, openapi
from drill.outcome import Outcome
from drill.targets import TARGETS

FINDINGS = ROOT / "drill" / "findings"
SLICE = 300.0
LOAD_SECONDS = 60.0
LONG_FILE = 6_000_000
KILLS = 100
REQUESTS = 300
ACROSS = 10_000
DRILLS = ("crash", "desk", "openapi", "across", "load", "fuzz")


def fuzz(minutes: float, targets: Sequence[str], findings: Path = FINDINGS) -> list[Outcome]:
    """Fuzz each target for its share of the time; a target that has broken is not run again."""
    if find_spec("atheris") is None:
        return [
            Outcome("fuzzing", False, "atheris is not installed here; `make drill` installs it where it has a wheel")
        ]
    share = minutes * 60 / len(targets)
    spent = dict.fromkeys(targets, 0.0)
    runs = dict.fromkeys(targets, 0)
    broken: dict[str, str] = {}
    while waiting := [name for name in targets if name not in broken and spent[name] < share - 1]:
        for name in waiting:
            seconds = max(int(min(SLICE, share - spent[name])), 1)
            begun = time.monotonic()
            ended = run(
                [sys.executable, "-m", "drill.fuzz", name, str(seconds), findings],
                environment=environment(findings / "data"),
            )
            spent[name] += max(time.monotonic() - begun, 1.0)
            runs[name] += _executed(ended.said)
            if ended.status:
                broken[name] = complaint(ended)
            print(f"  fuzz {name}: {runs[name]:,} inputs in {spent[name]:.0f} s", flush=True)
    found = {name: sorted(path.name for path in (findings / "found" / name).glob("*")) for name in targets}
    return [
        Outcome(
            f"fuzz {name}",
            name not in broken,
            f"{runs[name]:,} inputs in {spent[name]:.0f} s"
            + (f"; {broken[name]}; kept: {', '.join(found[name]) or 'nothing'}" if name in broken else ""),
        )
        for name in targets
    ]


def _executed(said: str) -> int:
    for line in said.splitlines():
        if line.startswith("stat::number_of_executed_units:"):
            return int(line.rpartition(":")[2])
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the drills that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("drills", nargs="*", metavar="DRILL", help=", ".join(DRILLS))
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--targets", nargs="+", default=list(TARGETS), choices=list(TARGETS))
    parser.add_argument("--kills", type=int, default=KILLS, help="of the desk's server, on each database")
    options = parser.parse_args(arguments)
    drills = options.drills or DRILLS
    if unknown := set(drills) - set(DRILLS):
        parser.error(f"no drill {', '.join(sorted(unknown))}; there are fuzz, load, crash, desk, openapi, across")
    outcomes: list[Outcome] = []
    command = reseal()
    with tempfile.TemporaryDirectory(prefix="reseal-drill-") as name:
        folder = Path(name)
        for drill in drills:
            print(f"drill {drill} …", flush=True)
            if drill == "fuzz":
                made = fuzz(options.minutes, options.targets)
            elif drill == "desk":
                made = list(desk_crash.drill(folder, options.kills))
            elif drill == "openapi":
                made = list(openapi.drill(folder, REQUESTS))
            elif drill == "across":
                made = list(across.drill(folder / "across", ACROSS))
            elif command is None:
                made = [Outcome(drill, False, "this release has no command line")]
            elif drill == "load":
                made = load.drill(command, folder, LOAD_SECONDS)
            else:
                made = list(crash.checks(command, folder, LONG_FILE))
            for outcome in made:
                print(outcome.line(), flush=True)
            outcomes += made
    broke = [outcome for outcome in outcomes if not outcome.held]
    print(f"drill: {len(outcomes) - len(broke)} held, {len(broke)} broke", flush=True)
    return 1 if broke else 0


if __name__ == "__main__":
    sys.exit(main())

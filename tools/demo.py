"""What `make run` does: screens the bundled sample stream, says in a few lines what came out, then serves the API.

Nothing that is shown or written holds a value of anybody's: decisions carry offsets only.
"""

import argparse
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import msgspec

from reseal.configuration import load_configuration
from reseal.vocabulary import Decision

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "src" / "reseal" / "data" / "sample" / "posts.jsonl"
RESEAL = Path(sys.executable).with_name("reseal")


def summary(decisions: Iterable[Decision]) -> str:
    """Say how many posts got which category and action, and which kinds of exposure were seen."""
    categories: Counter[str] = Counter()
    actions: Counter[str] = Counter()
    exposures: Counter[str] = Counter()
    for decision in decisions:
        categories[decision.category or "not judged"] += 1
        actions[decision.action] += 1
        exposures.update(exposure.type for exposure in decision.exposures)
    rows = (("categories", categories), ("actions", actions), ("exposures", exposures))
    return "\n".join(
        f"  {name:<11}" + ", ".join(f"{what} {count}" for what, count in counted.most_common())
        for name, counted in rows
    )


def main(arguments: list[str]) -> int:
    """Screen the sample, then become `reseal serve`; the status of `reseal screen` if that fails."""
    parser = argparse.ArgumentParser(description="Screen the bundled sample, then serve the API and its first page.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8420)
    options = parser.parse_args(arguments)

    decided = load_configuration().data_folder / "sample-decisions.jsonl"
    decided.parent.mkdir(parents=True, exist_ok=True)
    print(f"reseal screen {SAMPLE.relative_to(ROOT)} --to {decided}", flush=True)
    begun = time.monotonic()
    screened = subprocess.run([RESEAL, "screen", SAMPLE, "--to", decided])
    if screened.returncode:
        return screened.returncode
    lines = decided.read_bytes().splitlines()
    print(f"{len(lines)} posts in {time.monotonic() - begun:.1f} s, start included:")
    print(summary(msgspec.json.decode(line, type=Decision) for line in lines))

    print("\nNow the API and its first page, to paste a text of your own into (Ctrl-C ends it).", flush=True)
    os.execv(RESEAL, [str(RESEAL), "serve", "--host", options.host, "--port", str(options.port)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

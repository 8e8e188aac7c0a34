"""What `make run` does: screens the bundled sample stream, fills an empty desk with days of it, then serves.

Nothing that is shown or written holds a value of anybody's: decisions carry offsets only.
"""

import argparse
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import living_sample
import msgspec

from reseal.configuration import load_configuration
from reseal.interfaces.opening import open_store
from reseal.screening.screener import Screener
from reseal.vocabulary import Decision, Post

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "src" / "reseal" / "data" / "sample" / "posts.jsonl"
SCENES = SAMPLE.with_name("scenes.jsonl")
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


def filled(decided: Path) -> living_sample.Doors | None:
    """Fill an empty desk with the sample; what opens it, None where it was not empty."""
    lines = [line for file in (SAMPLE, SCENES) for line in file.read_bytes().splitlines()]
    posts = [msgspec.json.decode(line, type=Post) for line in lines]
    decisions = [msgspec.json.decode(line, type=Decision) for line in decided.read_bytes().splitlines()]
    chosen = load_configuration()
    store = open_store(chosen)
    try:
        return living_sample.play(store, list(zip(posts, decisions, strict=True)), Screener(level="verdict"))
    finally:
        store.close()


def desk_said(doors: living_sample.Doors | None, host: str) -> Iterator[str]:
    """What a newcomer needs to find report, queue and decision."""
    yield f"\n  {host}/          paste a text or a picture of your own"
    yield f"  {host}/report    report doxxing, as anybody may"
    if doors is None:
        yield f"  {host}/console   the desk; reseal staff link NAME makes an address that lets NAME in"
        return
    yield "\nThe desk holds days of invented posts, reports and cases. These addresses let you in, once each:"
    for name, key in doors.keys.items():
        yield f"  {host}/console/sign-in/link/{key}   as {name}"
    yield "  Another one: .venv/bin/reseal staff link desk"
    yield "As desk: the queue has a threat to life, a child, a picture, and a post that set off a guard; accounts stand"
    yield "on each rung (the author of a decided case), appeals wait and are answered (Appeals), closures wait for a"
    yield "person (Closures), and decisions are looked at again (Second looks, Quality)."
    yield "\nThe other side of the desk:"
    yield f"  {host}/report/follow   as somebody who reported: ticket {doors.ticket}, PIN {doors.pin}"
    yield f"  {host}{doors.appeal}   as somebody whose post was removed, and who has appealed"


def main(arguments: list[str]) -> int:
    """Screen the sample, then become `reseal serve`; the status of `reseal screen` if that fails."""
    parser = argparse.ArgumentParser(description="Screen the bundled sample, then serve the API and its first page.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8420)
    options = parser.parse_args(arguments)

    decided = load_configuration().data_folder / "sample-decisions.jsonl"
    decided.parent.mkdir(parents=True, exist_ok=True)
    print(f"reseal screen {SAMPLE.relative_to(ROOT)} {SCENES.relative_to(ROOT)} --to {decided}", flush=True)
    begun = time.monotonic()
    screened = subprocess.run([RESEAL, "screen", SAMPLE, SCENES, "--to", decided])
    if screened.returncode:
        return screened.returncode
    lines = decided.read_bytes().splitlines()
    print(f"{len(lines)} posts in {time.monotonic() - begun:.1f} s, start included:")
    print(summary(msgspec.json.decode(line, type=Decision) for line in lines))

    host = f"http://{options.host}:{options.port}"
    print("\nThe desk, played over nine days (some seconds, where it is empty) …", flush=True)
    for line in desk_said(filled(decided), host):
        print(line)
    print("\nNow the server (Ctrl-C ends it).", flush=True)
    os.execv(RESEAL, [str(RESEAL), "serve", "--host", options.host, "--port", str(options.port)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

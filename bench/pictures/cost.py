"""What one picture costs: a full screenshot read, the gate before reading, hostile files. Each in a process of its own.

Run as `python -m bench.pictures.cost read|gate|hostile [NAME]`, which prints JSON.
"""

import json
import resource
import subprocess
import sys
import time
from io import BytesIO
from random import Random

from bench.clock import complaint, run
from bench.door import environment
from bench.pictures.canvas import Canvas, Style
from bench.pictures.hostile import HOSTILE
from bench.pictures.invented import person, words
from bench.pictures.sample import HARMLESS, draw
from bench.places import RESULTS
from bench.results import Json

PATIENCE = 120.0
A4 = (1240, 1754)


def screenshot() -> bytes:
    """A page of 1240 by 1754 pixels (A4 at 150 dots an inch) full of writing, as PNG."""
    chance = Random(4)
    page = Canvas(*A4, (255, 255, 255), "zh", chance)
    who = person(chance, "zh")
    y = 60.0
    lines = [*words("zh")["calm"]["book"], *map(who.fill, words("zh")["exposing"])]
    while y < A4[1] - 120:
        y = page.write((90, y), chance.choice(lines), Style(28, leading=1.6), 1060)
    file = BytesIO()
    page.image.save(file, "PNG")
    return file.getvalue()


def measure() -> Json:
    """All three."""
    return {
        "read": _child("read"),
        "gate": _child("gate"),
        "hostile": [{"name": name, **_child("hostile", name)} for name in HOSTILE],
    }


def _child(*arguments: str) -> Json:
    command = [sys.executable, "-m", "bench.pictures.cost", *arguments]
    try:
        spent = run(command, environment=environment(RESULTS), capture=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return {"why": f"took more than {PATIENCE:.0f} s"}
    if spent.status:
        return {"why": complaint(spent)}
    found: Json = json.loads(spent.said.splitlines()[-1])
    return found


def _read() -> Json:
    from bench.pictures.reading import Line

    line = Line()
    content = screenshot()
    line.look(content)
    times = []
    for _ in range(3):
        begun = time.process_time()
        line.look(content)
        times.append(time.process_time() - begun)
    return {"seconds": min(times), "peak_mib": _peak(), "width": A4[0], "height": A4[1]}


def _gate() -> Json:
    import numpy as np

    from reseal.screening.pictures.ink import holds_ink

    names = list(HARMLESS)
    rows = []
    for name in ("landscape", "meme", "book_page"):
        pixels = np.asarray(draw(HARMLESS, names.index(name)).image)
        holds_ink(pixels)
        times = []
        for _ in range(5):
            begun = time.process_time()
            answer = holds_ink(pixels)
            times.append((time.process_time() - begun) * 1e3)
        rows.append({"name": name, "milliseconds": min(times), "holds": bool(answer)})
    return {"rows": rows}


def _hostile(name: str) -> Json:
    from reseal.screening.screener import Screener
    from reseal.vocabulary import Post

    screener = Screener(level="full")
    content = HOSTILE[name]()
    before = _peak()
    begun = time.process_time()
    decision = screener.decide_pictured(Post("p", "他叫王建军，电话13800004471", media=["p"]), [content])
    spent = time.process_time() - begun
    told = [reason.code for reason in decision.reasons if reason.code.startswith("picture.")]
    return {
        "bytes": len(content),
        "told": told,
        "text_judged": any(one.type == "phone" for one in decision.exposures),
        "milliseconds": spent * 1e3,
        "more_mib": max(0.0, _peak() - before),
    }


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(arguments: list[str]) -> int:
    """Measure one thing and print it."""
    what, *names = arguments
    print(json.dumps(_hostile(names[0]) if what == "hostile" else _gate() if what == "gate" else _read()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

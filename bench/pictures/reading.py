"""The line on drawn pictures: what it finds, what it calls violating, and what can be read after it has masked them."""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image

from bench.pictures.canvas import Picture
from bench.pictures.sample import EXPOSING, HARMLESS, altered
from bench.pictures.scoring import Found, Score, readable
from bench.results import Json
from reseal.screening.pictures.read import Reading, read_pictures
from reseal.screening.pictures.redact_picture import redact_until_clean
from reseal.screening.screener import Screener
from reseal.vocabulary import Decision, Exposure, Post, Region


@dataclass(slots=True)
class Tally:
    """What came of the pictures of one kind or alteration."""

    pictures: int = 0
    violating: int = 0
    score: Score = field(default_factory=Score)

    def row(self, name: str) -> Json:
        """As a row of a table."""
        return {"name": name, "pictures": self.pictures, "violating": self.violating, **self.score.figures()}


class Line:
    """The screener at level full, looking at one picture at a time."""

    def __init__(self) -> None:
        """Load it."""
        self.screener = Screener(level="full")

    def look(self, content: bytes) -> tuple[Reading, Decision]:
        """What is read in a picture without any text, and the decision on it."""
        reading = read_pictures([content])
        return reading, self.screener.decide_read(Post("p", "", media=["p"]), reading)

    def masked(self, content: bytes, decision: Decision) -> bytes:
        """The picture as it would go out."""
        return redact_until_clean(content, decision.exposures, lambda left: self.look(left)[1].exposures)


def said_in(reading: Reading) -> str:
    """Everything that was read, codes too."""
    return "\n".join(written.line.text for written in reading.written)


def found_in(exposures: Sequence[Exposure]) -> list[Found]:
    """Exposures with their regions; those of the picture as a whole have none and are left out."""
    return [
        Found(one.type, tuple(tuple((float(x), float(y)) for x, y in polygon) for polygon in one.region.polygons))
        for one in exposures
        if isinstance(one.region, Region) and one.region.polygons
    ]


def exposing(line: Line, count: int, *, mask: bool = True) -> Json:
    """Recall, precision and leaks on altered pictures that expose somebody."""
    whole, kinds, steps = Tally(), dict[str, Tally](), dict[str, Tally]()
    leaks: Counter[str] = Counter()
    masked = leaking = 0
    begun = time.process_time()
    for number, (picture, names, given) in enumerate(altered(EXPOSING, count)):
        content = given.content()
        size = Image.open(BytesIO(content)).size
        _, decision = line.look(content)
        score = Score()
        score.add(given.shown, found_in(decision.exposures), size)
        step = " + ".join(names) if len(names) == 1 else "two together" if names else "as drawn"
        for tally in (whole, kinds.setdefault(picture.kind, Tally()), steps.setdefault(step, Tally())):
            tally.pictures += 1
            tally.violating += decision.violates is True
            tally.score.merge(score)
        if mask:
            after, _ = line.look(line.masked(content, decision))
            left = readable(given.shown, said_in(after), picture.said)
            masked += 1
            leaking += bool(left)
            leaks.update(left)
        if number % 20 == 19:
            print(f"  {number + 1} exposing: {whole.row('all')}, leaking {leaking}", flush=True)
    return {
        "all": whole.row("all"),
        "kinds": [kinds[name].row(name) for name in EXPOSING if name in kinds],
        "steps": [steps[name].row(name) for name in sorted(steps)],
        "types": whole.score.by_type(),
        "masked": masked,
        "leaking": leaking,
        "leaks": dict(leaks),
        "cpu_seconds": time.process_time() - begun,
    }


def harmless(line: Line, count: int) -> Json:
    """How many harmless pictures are called violating, by kind."""
    called: Counter[str] = Counter()
    drawn: Counter[str] = Counter()
    whole = Tally()
    picture: Picture
    for picture, _, given in altered(HARMLESS, count):
        content = given.content()
        _, decision = line.look(content)
        whole.pictures += 1
        whole.violating += decision.violates is True
        whole.score.add(given.shown, found_in(decision.exposures), Image.open(BytesIO(content)).size)
        drawn[picture.kind] += 1
        called[picture.kind] += decision.violates is True
    rows = [{"name": name, "pictures": count, "violating": called[name]} for name, count in sorted(drawn.items())]
    return {"all": whole.row("all"), "kinds": rows}

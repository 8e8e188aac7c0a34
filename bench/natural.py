"""Natural posts, which hold almost no doxxing: how many are called violating, how many get past triage, how many are
read; and how much is caught when few of them may be called violating (`bench.operating`).

Each post that is called violating is read by a person: `python -m bench.evaluate --show-flagged` prints them, masked,
to the screen only. What the reader found stands in natural_reading.toml, by the post's place in the data set.
"""

import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bench import quality
from bench.calibration import was_read
from bench.labelled import blind_files, examples_file, read
from bench.mixes import Natural, natural_posts
from bench.operating import operating, violating_scores
from bench.results import Json
from bench.scoring import wilson
from reseal.screening import triage
from reseal.screening.fold import fold_texts
from reseal.screening.screener import Screener
from reseal.vocabulary import Decision, Level, Post

LEVELS: tuple[Level, ...] = ("verdict", "full")
READING = Path(__file__).with_name("natural_reading.toml")


def measure() -> Json:
    """Rates on each part and on both."""
    posts = natural_posts()
    parts = {"train": [], "dev": []}  # type: dict[str, list[int]]
    for number, post in enumerate(posts):
        parts[post.id.partition("-")[0]].append(number)
    reading = read_reading()
    blind = [post for file in blind_files() for post in read(file)]
    labelled = {"examples": read(examples_file()), "blind": blind}
    rows, points = [], []
    for level in LEVELS:
        decisions = decide(posts, level)
        rows += [
            {"part": part, "level": level, **rates([posts[n] for n in ns], [decisions[n] for n in ns], reading)}
            for part, ns in [*parts.items(), ("both", list(range(len(posts))))]
        ]
        untouched = np.array([decisions[n].score for n in parts["dev"]])
        for name, tested in labelled.items():
            bad = violating_scores(tested, quality.decide(tested, level))
            points += [{"level": level, "set": name, **point} for point in operating(untouched, bad)]
    return {"parts": rows, "operating": points}


def decide(posts: Sequence[Natural], level: Level = "verdict") -> list[Decision]:
    """Decisions at one level."""
    return Screener(level=level).decide([Post(post.id, post.text) for post in posts])


def read_reading(path: Path = READING) -> dict[str, bool]:
    """For each flagged post that a person has read, by its id: is it truly what it was called?"""
    if not path.is_file():
        return {}
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return dict.fromkeys(raw.get("true", []), True) | dict.fromkeys(raw.get("false", []), False)


def rates(posts: Sequence[Natural], decisions: Sequence[Decision], reading: dict[str, bool]) -> Json:
    """What was called what, with intervals, and what a reader said of those called violating."""
    flagged = [decision for decision in decisions if decision.violates]
    total = len(posts)
    batch = fold_texts([post.text for post in posts])
    survivors = {
        level: len(triage.survivors(batch, verdict=level == "verdict").posts) for level in ("identifiers", "verdict")
    }
    return {
        "posts": total,
        "violating": len(flagged),
        "interval": wilson(len(flagged), total),
        "read": sum(1 for decision in decisions if was_read(decision)),
        "categories": dict(Counter(decision.category for decision in flagged)),
        "held": sum(1 for decision in decisions if not decision.violates and decision.action == "hold"),
        "with_exposures": sum(1 for decision in decisions if decision.exposures),
        "exposures": dict(Counter(exposure.type for decision in decisions for exposure in decision.exposures)),
        "survivors": survivors,
        "read_true": sum(1 for decision in flagged if reading.get(decision.id) is True),
        "read_false": sum(1 for decision in flagged if reading.get(decision.id) is False),
        "unread": sum(1 for decision in flagged if decision.id not in reading),
    }

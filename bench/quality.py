"""How well things are found and judged: the project's scorer on labelled posts, ours at every level and the peers; at
level full taken apart by group, with the reliability of its scores and whose it says a span is.
"""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from bench.breakdown import breakdown
from bench.calibration import calibration
from bench.labelled import Labelled, blind_files, corpus_files, examples_file, read
from bench.peers import PEERS
from bench.peers.peer import Peer
from bench.results import Json
from bench.scoring import decision_of, figures
from bench.whose import whose
from reseal.screening.screener import Screener
from reseal.vocabulary import Decision, Level

LEVELS: tuple[Level, ...] = ("identifiers", "verdict", "full")
FITTED: tuple[Level, ...] = ("identifiers", "verdict")  # the encoder has learnt the corpus by heart


def measure() -> Json:
    """Figures on the development test for all, and on each file of the corpus for ours."""
    examples = read(examples_file())
    blind = {file.name: read(file) for file in blind_files()}
    together = [post for posts in blind.values() for post in posts]
    return {
        "examples": {"posts": len(examples), "rows": [*ours(examples), *theirs(examples)]},
        "corpus": [
            {"file": file.name, "posts": len(posts), "rows": ours(posts, FITTED)}
            for file, posts in ((file, read(file)) for file in corpus_files())
        ],
        "blind": [{"file": name, "posts": len(posts), "rows": ours(posts)} for name, posts in blind.items()],
        "apart": {"examples": apart(examples), "blind": apart(together)},
        "missing": [peer.name for peer in PEERS if peer.version is None],
    }


def of_files(files: Sequence[Path], levels: Sequence[Level] = LEVELS) -> list[Json]:
    """Our figures on each of the given labelled files."""
    read_files = ((file, read(file)) for file in files)
    return [{"file": file.name, "posts": len(posts), "rows": ours(posts, levels)} for file, posts in read_files]


def apart(posts: Sequence[Labelled]) -> Json:
    """One set at level full: by group and type, how reliable the scores are, whose the spans are said to be."""
    decisions = decide(posts)
    return {
        "breakdown": breakdown(posts, plain(decisions)),
        "calibration": calibration(posts, decisions),
        "whose": whose(posts, decisions),
    }


def decide(posts: Sequence[Labelled], level: Level = "full") -> list[Decision]:
    """Our decisions at one level."""
    return Screener(level=level).decide([post.post() for post in posts])


def plain(decisions: Sequence[Decision]) -> list[Json]:
    """Decisions as the scorer reads them."""
    made: list[Json] = msgspec.to_builtins(list(decisions))
    return made


def ours(posts: Sequence[Labelled], levels: Sequence[Level] = LEVELS) -> list[Json]:
    """Our figures at each level."""
    rows = []
    for level in levels:
        found = figures(posts, plain(decide(posts, level)))
        rows.append({"name": f"reseal, level {level}", "level": level, "types": None, "figures": found})
    return rows


def theirs(posts: Sequence[Labelled]) -> list[Json]:
    """The figures of every peer that is installed."""
    return [_of_peer(peer, posts) for peer in PEERS if peer.version is not None]


def _of_peer(peer: Peer, posts: Sequence[Labelled]) -> Json:
    loaded = peer.load()
    decisions = [decision_of(post, loaded.find(post.text, post.lang)) for post in posts]
    return {
        "name": f"{peer.name} {peer.version}",
        "level": None,
        "types": list(peer.types),
        "setting": peer.setting,
        "figures": figures(posts, decisions),
    }

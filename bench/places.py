"""Where the bench finds its inputs and leaves its results."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
DATA = SHARED / "data"
RESULTS = ROOT / "bench" / "results"
PAGE = ROOT / "docs" / "benchmarks.md"


def needed(path: Path) -> Path:
    """The path, which must exist.

    Raises:
        SystemExit: it does not; the message names it and the remedy.
    """
    if not path.exists():
        raise SystemExit(
            f"bench: {path} is missing. The labelled and natural posts lie in ../shared beside the checkout."
        )
    return path

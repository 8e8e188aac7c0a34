"""Compile what is compiled once, so that the first post does not wait: `python -m reseal.screening.warm`."""

from reseal.screening import sightings, triage
from reseal.screening.fold_tables import fold_tables


def warm() -> None:
    """Make, or load from the cache, the fold tables and both pattern sets."""
    fold_tables()
    triage.warm(False)
    triage.warm(True)
    sightings.warm(True)


if __name__ == "__main__":
    warm()

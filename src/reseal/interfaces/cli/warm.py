"""`reseal warm`: the fold tables and pattern databases made and kept, so that no post waits for them."""

import argparse

from reseal.interfaces.cli.outcome import DONE
from reseal.interfaces.cli.settings import settings


def run(options: argparse.Namespace) -> int:
    """Compile what is compiled once."""
    from reseal.screening.warm import warm

    settings(options)
    warm()
    return DONE

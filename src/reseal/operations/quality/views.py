"""What may be seen of quality, in one place for those who call it."""

from reseal.operations.quality.figures import Agreement, Figures, Settled, by_pair, figures
from reseal.operations.quality.looking import blind, case_of, count, open_on
from reseal.operations.quality.offering import offered

__all__ = [
    "Agreement",
    "Figures",
    "Settled",
    "blind",
    "by_pair",
    "case_of",
    "count",
    "figures",
    "offered",
    "open_on",
]

"""A vocabulary of a few pieces, and an encoder that tags by rule, for tests that need no model file."""

import numpy as np

from reseal.screening.reader.decode import Index
from reseal.screening.reader.labels import BENIGN_KINDS, CATEGORIES, TAGS
from reseal.screening.reader.pieces import SPACE, Pieces, pieces_from
from reseal.screening.reader.read import Outputs

SCORED = [
    (SPACE, -4.0),
    ("开", -8.0),
    ("盒", -9.0),
    ("开盒", -10.0),
    ("她", -6.0),
    ("住在", -7.0),
    ("朝阳", -9.0),
    (SPACE + "her", -7.0),
    ("her", -9.0),
    ("h", -9.5),
    ("e", -9.0),
    ("r", -9.0),
    ("1", -7.0),
    ("2", -7.0),
    ("3", -7.0),
    ("8", -7.0),
    ("赵", -9.0),
    ("宁", -9.0),
    (",", -5.0),
]


def small_pieces() -> Pieces:
    """The vocabulary of SCORED."""
    return pieces_from(SCORED)


def tagging(wanted: dict[int, str]) -> "Tagger":
    """An encoder that gives the pieces of these numbers these tags."""
    return Tagger({piece: TAGS.index(tag) for piece, tag in wanted.items()})


class Tagger:
    """Stands in for the encoder: a tag by piece, category by the share of tagged pieces. It counts its windows."""

    def __init__(self, wanted: dict[int, int]) -> None:
        self.wanted = wanted
        self.windows: list[int] = []

    def __call__(self, numbers: Index, signs: Index) -> Outputs:
        """What it says of one window: what is tagged carries the exposure."""
        assert numbers.shape == signs.shape and numbers.shape[0] == 1
        self.windows.append(numbers.shape[1])
        tags = np.zeros((1, numbers.shape[1], len(TAGS)), dtype=np.float32)
        for at, piece in enumerate(numbers[0].tolist()):
            tags[0, at, self.wanted.get(piece, 0)] = 6.0
        hits = sum(piece in self.wanted for piece in numbers[0].tolist())
        category = np.zeros((1, len(CATEGORIES)), dtype=np.float32)
        category[0, CATEGORIES.index("exposure")] = hits
        carried = np.zeros((1, numbers.shape[1], len(CATEGORIES)), dtype=np.float32)
        carried[0, :, CATEGORIES.index("exposure")] = [piece in self.wanted for piece in numbers[0].tolist()]
        return Outputs(tags, category, np.zeros((1, len(BENIGN_KINDS)), dtype=np.float32), carried)

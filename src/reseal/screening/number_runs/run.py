"""What a number run is."""

from typing import NamedTuple


class NumberRun(NamedTuple):
    """`digits`: ASCII digits, `*` for a masked one, `x` for a closing check letter. `start`, `end`: folded offsets.

    `groups`: the lengths of the groups the writer set apart. `disguised`: some digit was not written as a digit.
    `doubtful`: some digit is a look-alike, a sound-alike or a short word; the run is only worth what its validity is.
    `spread`: the parts stand in clauses of their own, led over by words or commas.
    """

    digits: str
    start: int
    end: int
    groups: tuple[int, ...]
    disguised: bool = False
    doubtful: bool = False
    spread: bool = False

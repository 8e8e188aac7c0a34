"""Which frames of an animation are worth reading: the most different ones; near-equal ones are passed over."""

import numpy as np
from numpy.typing import NDArray

Small = NDArray[np.int16]


def most_different(small: Small, most: int, different: int) -> list[int]:
    """The numbers of at most `most` frames, ascending. `small` holds one row of grey cells a frame.

    The first frame is one of them; then always the frame that differs most from all that are chosen, as long as one of
    its cells differs by more than `different`.
    """
    chosen = [0]
    nearest = np.abs(small - small[0]).max(axis=1)
    while len(chosen) < most:
        farthest = int(nearest.argmax())
        if nearest[farthest] <= different:
            break
        chosen.append(farthest)
        nearest = np.minimum(nearest, np.abs(small - small[farthest]).max(axis=1))
    return sorted(chosen)

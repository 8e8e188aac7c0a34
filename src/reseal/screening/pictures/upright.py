"""Where lines would stand on a page that lies straight before the reader: turned, leaning or seen from the side.

The lines themselves say how the page lies: along their length runs the writing, and where it runs more steeply at the
foot of the page than at its head the page is seen from the side.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from reseal.screening.pictures.line import Line, Quad

Floats = NDArray[np.float64]
Straight = Callable[[Quad], Floats]
_TELLS = 1.5  # heights: of shorter lines the direction is not sure
_ONE_WAY = 0.94  # cosine of the angle within which lines run one way
_LONG = 3.0  # heights: shorter lines do not say how steeply they run
_LEANS, _NARROWS = 3, 5  # so many long lines say how a page leans, and how it narrows to one side
_STEEP = 0.25  # steeper lines run elsewhere than the page
_MOST_NARROW = 0.3  # half a page's width times this at most is what rows come nearer to each other


def direction(lines: Sequence[Line]) -> Quad:
    """The unit vector along which most of the writing runs; what is turned or slanted against that has no say."""
    telling = [line for line in lines if line.length > _TELLS * line.height] or list(lines)
    if not telling:
        return np.array([1, 0], dtype=np.float32)
    runs = np.array([line.quad[1] - line.quad[0] + line.quad[2] - line.quad[3] for line in telling], dtype=np.float32)
    far = np.maximum(np.linalg.norm(runs, axis=1), 1e-6)
    with_it = (runs @ runs.T) / np.outer(far, far) > _ONE_WAY
    whole = runs[with_it[int((with_it @ far).argmax())]].sum(axis=0)
    along: Quad = whole / max(float(np.linalg.norm(whole)), 1e-6)
    return along


def straightened(lines: Sequence[Line]) -> Straight:
    """What moves points (x, y) of the picture to where they would stand were the page straight: rows are level."""
    along = direction(lines)
    turn = np.stack([along, np.array([-along[1], along[0]], dtype=np.float32)], axis=1)
    quads = [np.asarray(line.quad @ turn, dtype=np.float64) for line in lines]
    centre = np.mean([quad.mean(axis=0) for quad in quads], axis=0) if quads else np.zeros(2)
    lean, narrow = _lean(lines, quads, centre)

    def straight(points: Quad) -> Floats:
        moved: Floats = points @ turn - centre
        moved[:, 1] = (moved[:, 1] - lean * moved[:, 0]) / (1 + narrow * moved[:, 0])
        return moved

    return straight


def _lean(lines: Sequence[Line], quads: Sequence[Floats], centre: Floats) -> tuple[float, float]:
    """How steeply the writing runs in the middle of the page, and how much steeper a pixel further down."""
    rows = []
    for line, quad in zip(lines, quads, strict=True):
        run = quad[1] - quad[0] + quad[2] - quad[3]
        if line.length > _LONG * line.height and abs(run[1]) < _STEEP * run[0]:
            rows.append((run[1] / run[0], quad[:, 1].mean() - centre[1], quad[:, 0].mean() - centre[0], line.length))
    if len(rows) < _LEANS:
        return 0.0, 0.0
    slope, down, across, length = np.array(rows).T
    if len(rows) < _NARROWS:
        return float((slope * length).sum() / length.sum()), 0.0
    # A row that stands `down` where the page's middle is, runs through down + across * (lean + narrow * down).
    sides = np.stack([np.ones_like(down), down], axis=1)
    lean, narrow = np.linalg.lstsq(sides * length[:, None], slope * length, rcond=None)[0].tolist()
    half = max(float(np.abs(across).max()), 1.0)
    narrow = max(-_MOST_NARROW / half, min(_MOST_NARROW / half, narrow))
    return lean, narrow

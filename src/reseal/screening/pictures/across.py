"""Marks that are laid across a picture at a slant, again and again in the same words: an app's name, a poster's handle.

They stand in no row of what they lie on. A mark of one Latin word or of one handle names nobody whom the picture shows
and is passed over; any other, a number, a name, an address, is read like the rest, by itself.
"""

from collections.abc import Sequence
from math import atan2, degrees

from reseal.screening.pictures.line import Line
from reseal.screening.pictures.upright import direction

_ASKEW = 12.0  # degrees from other lines of the page
_TURNED = 75.0  # and less: what stands across it is turned, not laid over it
_TELLS = 1.5  # heights: shorter lines do not say in which direction they run
_ALIKE = 8.0  # degrees between marks of one hand
_AGAIN = 3  # so many are laid across a picture, not one
_SHARED = 0.6  # of the shorter of two marks: in one piece, it makes them the same words
_MOSTLY = 0.5  # of the marks are the same as another, pieces at the picture's edge are not
_NUMBER = 5  # so many digits are no name of an app


def parted(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of the page, and the marks across it that may say something."""
    page, marks = list(lines), []
    while laid := _laid(page):
        marks += [line for line in laid if not _nobody(line.text)]
        gone = set(map(id, laid))
        page = [line for line in page if id(line) not in gone]
    along = _along(page)
    return [line for line in page if not _stray(line.text, _off(_slant(line), along))], marks


def _laid(lines: Sequence[Line]) -> list[Line]:
    """Lines that run one way and say the same, where others run another way; none where there are none."""
    slants = [_slant(line) for line in lines]
    told = [slant for line, slant in zip(lines, slants, strict=True) if line.length > _TELLS * line.height]
    best: tuple[tuple[float, float], list[Line]] = ((0.0, 0.0), [])
    for slant in set(map(round, told)):
        marks = [line for line, other in zip(lines, slants, strict=True) if _off(slant, other) <= _ALIKE]
        askew = any(_ASKEW <= _off(slant, other) <= _TURNED for other in told)
        if askew and len(marks) >= _AGAIN:
            aslant = min(abs(slant) % 90, 90 - abs(slant) % 90)
            best = max(best, ((_repeated(marks), aslant), marks), key=lambda group: group[0])
    return best[1] if best[0][0] else []


def _along(lines: Sequence[Line]) -> float:
    """The direction of the page, in degrees."""
    across, down = direction(lines).tolist()
    return degrees(atan2(down, across))


def _stray(text: str, off: float) -> bool:
    """Whether a line is a word of a mark of which too little was read to tell that it is repeated."""
    return _ASKEW <= off <= _TURNED and text.isascii() and text.isalpha()


def _slant(line: Line) -> float:
    """The direction in which a line runs, in degrees."""
    run = line.quad[1] - line.quad[0] + line.quad[2] - line.quad[3]
    return degrees(atan2(float(run[1]), float(run[0])))


def _off(one: float, other: float) -> float:
    """The angle between two directions."""
    return abs((one - other + 180) % 360 - 180)


def _repeated(marks: Sequence[Line]) -> float:
    """The share of marks that say what another says, some letters misread, cut off or hidden; 0 where it is small."""
    words = ["".join(filter(str.isalpha, mark.text)).casefold() for mark in marks]
    alike = sum(
        any(_same(word, other) for at, other in enumerate(words) if at != place) for place, word in enumerate(words)
    )
    return alike / len(marks) if alike >= max(2, _MOSTLY * len(marks)) else 0.0


def _same(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    size = max(2, round(_SHARED * len(shorter)))
    return any(shorter[at : at + size] in longer for at in range(len(shorter) - size + 1))


def _nobody(text: str) -> bool:
    """Whether a mark is one Latin word, or one handle in any script: no name, number or address of anybody."""
    text = text.strip()
    if " " in text or sum(map(str.isdigit, text)) >= _NUMBER:
        return False
    return text.startswith("@") or text.isascii()

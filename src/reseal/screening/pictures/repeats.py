"""What was found once in a picture is the same wherever else it stands there, with no words beside it to tell.

A passport shows its number under a label and in the lines for machines; where one of the two is read badly, the other
says what it is. Whatever goes out masked is masked everywhere.
"""

from collections.abc import Iterator, Sequence

from reseal.vocabulary import Exposure

_LEAST, _LEAST_HAN = 6, 3  # signs of a value that is no other's by chance: of ASCII, or with Han among them
_MOST = 200  # exposures whose repeats are looked for, and repeats of one


def repeated(text: str, found: Sequence[Exposure]) -> Iterator[Exposure]:
    """Exposures for every other place where the surface of one of `found` stands in the text, word for word."""
    taken = sorted((one.start, one.end) for one in found)
    seen: set[str] = set()
    for one in found[:_MOST]:
        surface = text[one.start : one.end].strip()
        if surface in seen or not _tells(surface):
            continue
        seen.add(surface)
        for start in _places(text, surface):
            end = start + len(surface)
            if all(end <= a or b <= start for a, b in taken):
                yield Exposure(one.type, start, end, one.confidence, one.subject)


def _tells(surface: str) -> bool:
    signs = [sign for sign in surface if sign.isalnum()]
    return len(signs) >= (_LEAST if surface.isascii() else _LEAST_HAN)


def _places(text: str, surface: str) -> Iterator[int]:
    """Where the surface stands as words of its own."""
    start = text.find(surface)
    for _ in range(_MOST):
        if start < 0:
            return
        if not _goes_on(text, start) and not _goes_on(text, start + len(surface)):
            yield start
        start = text.find(surface, start + len(surface))


def _goes_on(text: str, place: int) -> bool:
    around = text[max(place - 1, 0) : place + 1]
    return 0 < place < len(text) and around.isascii() and around.isalnum()

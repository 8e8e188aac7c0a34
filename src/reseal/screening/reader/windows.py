"""Long posts are read in windows that overlap; every piece is judged by the window in which it stands deepest."""

WINDOW = 254
STRIDE = 190


def windows(size: int) -> list[tuple[int, int, int, int]]:
    """Windows over `size` pieces: where each starts and ends, and the part of it that it judges.

    The parts follow one another without gap from 0 to `size`.
    """
    if size <= WINDOW:
        return [(0, size, 0, size)]
    starts = [*range(0, size - WINDOW, STRIDE), size - WINDOW]
    made = []
    first = 0
    for number, start in enumerate(starts):
        end = start + WINDOW
        last = size if number == len(starts) - 1 else (starts[number + 1] + end) // 2
        made.append((start, end, first, last))
        first = last
    return made

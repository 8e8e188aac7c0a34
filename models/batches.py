"""Posts in batches of about equal length, in a new order each epoch."""

from collections.abc import Iterator, Sequence

from models.chance import Chance
from models.examples import Example


def batches(
    examples: Sequence[Example], chance: Chance, *, pieces: int = 1200, posts: int = 24
) -> Iterator[list[Example]]:
    """Batches of at most `posts` posts and `pieces` pieces, filled ones counted; every example comes once."""
    order = list(examples)
    chance.shuffle(order)
    made: list[list[Example]] = []
    for first in range(0, len(order), 40 * posts):
        batch: list[Example] = []
        for example in sorted(order[first : first + 40 * posts], key=lambda e: len(e.numbers)):
            if batch and (len(batch) == posts or len(example.numbers) * (len(batch) + 1) > pieces):
                made.append(batch)
                batch = []
            batch.append(example)
        made.append(batch)
    chance.shuffle(made)
    yield from made

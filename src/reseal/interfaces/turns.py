"""Posts in stretches that take a few milliseconds each: a large batch keeps no single post waiting."""

from collections.abc import Iterator, Sequence

from reseal.vocabulary import Post

_POSTS = 128
_CHARACTERS = 65_536


def turns(posts: Sequence[Post]) -> Iterator[Sequence[Post]]:
    """The posts in stretches, in their order."""
    start = held = 0
    for place, post in enumerate(posts):
        if place > start and (place - start >= _POSTS or held + len(post.text) > _CHARACTERS):
            yield posts[start:place]
            start, held = place, 0
        held += len(post.text)
    if start < len(posts):
        yield posts[start:]

"""What `POST /v1/screen` takes, read with care: a bad item is answered in its place and spoils no neighbour."""

from typing import NamedTuple

import msgspec

from reseal.interfaces.api.items import split_items
from reseal.interfaces.api.problems import Problem
from reseal.interfaces.streams.posts import PostError, read_post
from reseal.vocabulary import Post

MOST_POSTS = 1_000
_WRAP = 'Send {"posts": [...]} with 1 to 1,000 posts, each with an id and a text.'


class ScreenRequest(msgspec.Struct, frozen=True):
    """1 to 1,000 posts."""

    posts: list[Post]


class ItemError(msgspec.Struct, frozen=True):
    """An item that is no post. `id` is null where it could not be read."""

    id: str | None
    error: str


class _RawRequest(msgspec.Struct, frozen=True):
    posts: list[msgspec.Raw]


class _OnlyId(msgspec.Struct, frozen=True):
    id: str


class Items(NamedTuple):
    """The posts of a request and, by their place in it, the items that are none."""

    posts: list[Post]
    errors: dict[int, ItemError]

    @property
    def size(self) -> int:
        """How many items the request held."""
        return len(self.posts) + len(self.errors)


_whole = msgspec.json.Decoder(ScreenRequest)
_raw = msgspec.json.Decoder(_RawRequest)
_only_id = msgspec.json.Decoder(_OnlyId)


def read_items(body: bytes, longest_text: int) -> Items:
    """The items of a request. `longest_text` bounds a text, in characters.

    Raises:
        Problem: 400 for no JSON, 422 for JSON of another shape.
    """
    try:
        posts = _whole.decode(body).posts
        errors: dict[int, ItemError] = {}
    except (ValueError, RecursionError):
        posts, errors = _one_by_one(body)
    count = len(posts) + len(errors)
    if not 1 <= count <= MOST_POSTS:
        raise Problem(422, f"`posts` holds {count} items.", "Send 1 to 1,000 posts a request.", "posts")
    if errors or any(not post.id or len(post.text) > longest_text for post in posts):
        return _checked(posts, errors, longest_text)
    return Items(posts, errors)


def _one_by_one(body: bytes) -> tuple[list[Post], dict[int, ItemError]]:
    items = split_items(body)
    if items is None:
        raise _shapeless(body)
    posts: list[Post] = []
    errors: dict[int, ItemError] = {}
    for place, item in enumerate(items):
        try:
            posts.append(read_post(item))
        except PostError as bad:
            errors[place] = ItemError(_id_of(item), str(bad))
    return posts, errors


def _shapeless(body: bytes) -> Problem:
    try:
        _raw.decode(body)
    except msgspec.ValidationError as error:
        field = "posts" if "posts" in str(error) else None
        return Problem(422, "The body is JSON, but not of this shape.", _WRAP, field)
    except RecursionError:
        return Problem(400, "The body is nested too deeply.", _WRAP)
    except ValueError:
        pass
    return Problem(400, "The body is not valid JSON in UTF-8.", _WRAP)


def _id_of(item: bytes) -> str | None:
    try:
        return _only_id.decode(item).id or None
    except (ValueError, RecursionError):
        return None


def _checked(posts: list[Post], errors: dict[int, ItemError], longest_text: int) -> Items:
    """The items with those taken out that are posts in shape, yet cannot be judged."""
    sound: list[Post] = []
    found = dict(errors)
    waiting = iter(posts)
    for place in range(len(posts) + len(errors)):
        if place in errors:
            continue
        post = next(waiting)
        if not post.id:
            found[place] = ItemError(None, "`id`: is empty; give each post an id")
        elif len(post.text) > longest_text:
            found[place] = ItemError(post.id, f"`text`: is longer than {longest_text} characters; split it")
        else:
            sound.append(post)
    return Items(sound, found)

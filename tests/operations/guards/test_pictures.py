"""Watched pictures as they come back in life: altered on the way, among others that only look alike (PI-12).

Drawn pictures with invented people. A picture is known by four of the sixteen parts of its hash; what turns it, cuts it
or lays much over it is missed, and recorded as such.
"""

from functools import cache
from random import Random

import numpy as np
import pytest

from bench.pictures.alter import alter
from bench.pictures.sample import EXPOSING, draw
from reseal.configuration import Configuration
from reseal.interfaces.arriving import Arrived, keep, make_ready
from reseal.operations.guards import acts, views
from reseal.operations.guards.rules import rules
from reseal.operations.guards.words import Form, Shown
from reseal.operations.posts.words import Pictured
from reseal.screening.copies.imprint import PictureImprint
from reseal.screening.copies.picture import picture_imprint
from reseal.storage.store import Store
from reseal.vocabulary import Post
from tests.operations import factories as made
from tests.operations.guards import given

KNOWN = (
    "moire",
    "blurred",
    "noisy",
    "grey",
    "watermarked",
    "bordered",
    "smaller",
    "jpeg_40",
    "webp",
    "heif",
    "gif",
)
KNOWN_MISSES = ("perspective", "rotated", "turned_90", "turned_180", "turned_270", "screenshot_again")
PICTURES = (0, 4)


@cache
def seen(number: int, *changes: str) -> PictureImprint:
    """By what a drawn picture is known, after some alterations."""
    picture = draw(EXPOSING, number)
    image = alter(picture, changes, Random(f"{number}/{changes}")).image if changes else picture.image
    return picture_imprint(np.asarray(image.convert("RGB")))


def watched(store: Store, *numbers: int, account: str = "") -> str:
    """A guard of pictures that staff has checked; answers its id."""
    shown = tuple(Shown(b"a picture %d" % number, seen(number).hashes) for number in numbers)
    with store.write("public") as work:
        got = acts.file(work, Form(values=(), account=account, contact="", words="我的照片", lang="zh", pictures=shown))
        guard = views.entered(work, got.ticket, got.pin)
    with store.write("staff:1") as work:
        for one in views.to_check(work, "", 10):
            acts.accept(work, one.id)
    assert guard is not None
    return guard


def arrive(store: Store, ref: str, *imprints: PictureImprint, author: str = "somebody") -> None:
    """A post with pictures comes in by the live line and breaks no rule by its words."""
    post = Post(ref, "看看这张图", author=author)
    pictured = {0: [Pictured(number, imprint, "") for number, imprint in enumerate(imprints)]}
    ready = make_ready(store, Arrived([post], [{}], "platform:1"), made.screener().decide([post]), pictured)
    keep(store, Configuration(data_dir="unused"), ready, "platform:1")
    with store.write() as work:
        while acts.look_due(work):
            pass


@pytest.mark.parametrize("change", KNOWN)
def test_it_is_known_however_it_was_sent_on(store: Store, change: str) -> None:
    watched(store, *PICTURES)
    for count, number in enumerate(PICTURES, 1):
        arrive(store, f"p{number}", seen(number, change))
        assert given.hits(store) == count, (change, number)
    assert {row.severity for row in given.rows(store)} == {"high"}


@pytest.mark.parametrize("change", KNOWN_MISSES)
def test_what_turns_it_or_stands_around_it_is_a_known_miss(store: Store, change: str) -> None:
    """Recorded, not hidden: once one of these is found, the list above is where it belongs."""
    watched(store, *PICTURES)
    for number in PICTURES:
        arrive(store, f"p{number}", seen(number, change))
    assert given.hits(store) == 0


def test_two_changes_at_once(store: Store) -> None:
    watched(store, 0)
    arrive(store, "p1", seen(0, "smaller", "jpeg_40"))
    arrive(store, "p2", seen(0, "grey", "webp"))
    assert given.hits(store) == 2


def test_among_other_pictures_of_a_post_it_is_known(store: Store) -> None:
    watched(store, 4)
    arrive(store, "p1", seen(1), seen(4, "jpeg_40"), seen(6))
    assert given.hits(store) == 1


def test_pictures_of_the_same_kind_about_others_are_none_of_it(store: Store) -> None:
    watched(store, 0)
    others = [number for number in range(1, 30) if draw(EXPOSING, number).kind == draw(EXPOSING, 0).kind][:3]
    for number in (*others, 1, 2, 3):
        arrive(store, f"p{number}", seen(number))
    assert others and given.hits(store) == 0 and given.rows(store) == []


@pytest.mark.parametrize(("alike", "hits"), [(3, 0), (4, 1), (16, 1)])
def test_four_parts_of_sixteen_have_to_be_the_same(store: Store, alike: int, hits: int) -> None:
    """The figure of `guards.toml`, at its edge: the same parts at the same places, not anywhere."""
    assert rules().picture.parts == 4
    watched(store, 0)
    whole = seen(0).hashes[0]
    changed = bytes(byte if place < 2 * alike else byte ^ 0x5A for place, byte in enumerate(whole))
    arrive(store, "p1", PictureImprint((changed,), 100, b"", b""))
    assert given.hits(store) == hits
    moved = whole[2:] + whole[:2]
    arrive(store, "p2", PictureImprint((moved,), 100, b"", b""))
    assert given.hits(store) == hits


def test_parts_of_two_watched_pictures_do_not_make_one(store: Store) -> None:
    watched(store, 0, 4)
    one, two = seen(0).hashes[0], seen(4).hashes[0]
    mixed = one[:6] + two[6:12] + bytes(byte ^ 0x5A for byte in one[12:])
    arrive(store, "p1", PictureImprint((mixed,), 100, b"", b""))
    assert given.hits(store) == 0, "three parts of each are not four of one"


def test_a_plain_picture_matches_nothing_and_what_its_owner_posts_is_no_hit(store: Store) -> None:
    watched(store, 0, account="my-own-account")
    plain = PictureImprint(seen(0).hashes, rules().picture.least_quality - 1, b"", b"")
    arrive(store, "p1", plain)
    arrive(store, "p2", seen(0, "jpeg_40"), author="my-own-account")
    assert given.hits(store) == 0
    arrive(store, "p3", seen(0, "jpeg_40"))
    assert given.hits(store) == 1

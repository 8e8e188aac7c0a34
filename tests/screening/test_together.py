"""Texts looked at together answer as they would alone, and are looked at once."""

from collections.abc import Sequence

import numpy as np

from reseal.screening.fold import fold_text
from reseal.screening.together import Characters, Together
from reseal.screening.view import ListedPosts, PostView
from reseal.vocabulary import Post

TEXTS = ["a1b", "", "22", "中3", ""]


def _digits(together: Together) -> Sequence[list[int]]:
    units = together.units
    return together.dealt(np.flatnonzero((units >= ord("0")) & (units <= ord("9"))))


def test_places_are_counted_from_the_start_of_each_text() -> None:
    assert list(_digits(Together(TEXTS))) == [[1], [], [0, 1], [1], []]


def test_no_texts_have_no_places() -> None:
    assert list(_digits(Together([]))) == []


def test_it_looks_once() -> None:
    looks = []

    def look(together: Together) -> list[int]:
        looks.append(together)
        return [len(text) for text in together.texts]

    together = Together(TEXTS)
    assert [together.ask(look, place) for place in range(len(TEXTS))] == [3, 0, 2, 2, 0]
    assert looks == [together]


def test_a_view_alone_answers_as_among_others() -> None:
    views = [PostView(fold_text(text), 0, ListedPosts(lambda _: Post("p", ""))) for text in TEXTS]
    alone = [view.ask(_digits) for view in views]
    together = Together([view.text for view in views])
    for place, view in enumerate(views):
        view.stand_among(together, place)
    assert [view.ask(_digits) for view in views] == alone


def test_characters_are_found_wherever_they_stand() -> None:
    assert list(Characters("b2")(Together(TEXTS))) == [[2], [], [0, 1], [], []]

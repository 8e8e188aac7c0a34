"""Gates: parts filled in, places reported, stretches merged."""

from reseal.screening.fold import fold_text
from reseal.screening.identifiers.gates import Covered, Gate, read, stretches
from reseal.screening.together import Together
from reseal.screening.view import ListedPosts, PostView
from reseal.vocabulary import Post

DATA = {"gate": {"parts": {"H": "[一-龥]"}, "zh": {"road": "{H}路{E}"}, "en": {"road": "road"}}}


def _view(text: str) -> PostView:
    return PostView(fold_text(text), 0, ListedPosts(lambda _: Post("p", text)))


def test_parts_are_filled_in_and_ends_reported() -> None:
    opened = Gate("test", DATA, E="[0-9]").opens(Together(["在青藤路8号,青藤路9号"]))[0]
    assert (list(opened.chinese), opened.english) == ([5, 11], False)


def test_an_english_gate_is_told_apart() -> None:
    opened = Gate("test", DATA, E="[0-9]").opens(Together(["青藤路", "ash road"]))[1]
    assert (list(opened.chinese), opened.english) == ([], True)


def test_stretches_that_touch_are_one() -> None:
    assert list(stretches([5, 8, 40], 50, 4, 2)) == [(1, 10), (36, 42)]
    assert list(stretches([], 50, 4, 2)) == []
    assert list(stretches(None, 50, 4, 2)) == [(0, 50)]


def test_covered_characters_are_taken_once() -> None:
    covered = Covered("青藤路8号", [(0, 3, 0.9)])
    assert not covered.free(2, 4)
    assert covered.free(3, 5)
    covered.add(3, 5)
    assert not covered.free(3, 5)


def test_signs_set_into_a_name_are_read_through_and_a_single_one_parts() -> None:
    gate = Gate("test", DATA, E="[0-9]")

    def grammar(text: str, _: object) -> list[tuple[int, int, float]]:
        at = text.find("青藤路")
        return [(at, at + 3, 0.9)] if at >= 0 else []

    assert read(gate, _view("在青.藤.路.口"), grammar)[0] == [(1, 6, 0.9)]
    assert read(gate, _view("在青.藤.路.口"), grammar)[0] == [(1, 6, 0.9)]
    assert read(gate, _view("在青藤|路8号"), grammar)[0] == []

import json

import pytest

from drill.noise import inputs
from drill.targets import LAST, TARGETS, BrokenPromiseError, check_decisions, require
from reseal.screening.screener import Screener
from reseal.vocabulary import Exposure, Post

COUNT = 200


@pytest.mark.parametrize("target", TARGETS)
def test_a_seeded_sample_breaks_no_promise(target: str) -> None:
    for data in inputs(target, seed=2, count=COUNT):
        TARGETS[target](data)


def test_the_sample_is_the_same_each_time_and_differs_with_the_seed() -> None:
    first = list(inputs("api", 1, 50))
    assert first == list(inputs("api", 1, 50))
    assert first != list(inputs("api", 2, 50))


def test_the_sample_of_bodies_holds_sound_and_broken_ones() -> None:
    sound = 0
    for data in inputs("api", 1, 200):
        try:
            sound += isinstance(json.loads(data), dict)
        except ValueError:
            continue
    assert 0 < sound < 200


def test_a_broken_promise_is_raised_without_the_input() -> None:
    with pytest.raises(BrokenPromiseError, match="an exposure lies inside its text"):
        post = Post("a", "short")
        decision = Screener(level="verdict").plain("a")
        from msgspec.structs import replace

        check_decisions([post], [replace(decision, exposures=(Exposure("phone", 3, 9, 1.0),))])
    require(True, "never raised")


def test_a_lost_neighbour_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    import drill.targets

    monkeypatch.setattr(drill.targets, "screen_lines", lambda data: ([json.loads(LAST) | {"exposures": [1]}], 0))
    with pytest.raises(BrokenPromiseError, match="no neighbour"):
        drill.targets.jsonl(b"{}")


def test_a_server_error_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    import drill.targets

    monkeypatch.setattr(drill.targets, "post_screen", lambda body: (500, b"{}"))
    with pytest.raises(BrokenPromiseError, match="no server error"):
        drill.targets.api(b"{}")

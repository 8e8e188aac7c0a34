from pathlib import Path

import pytest

from models.chance import Chance
from models.names import Names
from models.posts import Labelled, Segment
from models.vary import Shares, vary

NOTHING = Shares(**dict.fromkeys(Shares.__dataclass_fields__, 0.0))
POST = Labelled(
    "a-1",
    "a",
    None,
    "zh",
    (
        Segment("加微信 "),
        Segment("柯沐遥", "person_name"),
        Segment(",再说一遍"),
        Segment("柯沐遥", "person_name"),
        Segment(",电话"),
        Segment("13800004471", "phone"),
    ),
    "exposure",
    None,
    False,
    False,
)


@pytest.fixture
def names(tmp_path: Path) -> Names:
    return Names([POST], tmp_path)


def test_without_any_change_the_post_stays(names: Names) -> None:
    assert vary(POST, names, [], Chance(1), NOTHING) == POST


def test_the_same_chance_makes_the_same_post(names: Names) -> None:
    assert vary(POST, names, [], Chance(5)) == vary(POST, names, [], Chance(5))


def test_what_is_marked_stays_marked_and_a_name_is_the_same_everywhere(names: Names) -> None:
    for seed in range(60):
        made = vary(POST, names, [], Chance(seed), Shares(beside=0, junk_in_names=0))
        kinds = [s for s in made.segments if s.type]
        assert [s.type for s in kinds] == ["person_name", "person_name", "phone"]
        assert kinds[0].text == kinds[1].text
        assert made.category == "exposure"


def test_numbers_leave_the_invented_block(names: Names) -> None:
    made = [vary(POST, names, [], Chance(seed), Shares(disguise=0, full_width=0)).segments for seed in range(60)]
    assert sum("0000" not in s.text for post in made for s in post if s.type == "phone") > 20


def test_a_cue_word_is_disguised_where_it_stands_alone(names: Names) -> None:
    only = Shares(**{name: float(name == "cues") for name in Shares.__dataclass_fields__})
    fronts = {vary(POST, names, [], Chance(seed), only).segments[0].text for seed in range(40)}
    assert len(fronts) > 5
    sorry = Labelled("a-2", "a", None, "en", (Segment("sorry, renumbered"),), "none", None, False, False)
    assert all(vary(sorry, names, [], Chance(seed), only).text == "sorry, renumbered" for seed in range(20))

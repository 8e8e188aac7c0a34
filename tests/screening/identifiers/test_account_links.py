import pytest

from tests.screening.labelled import exposures_in


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("主页 https://weibo.com/u/1000000417?from=1", "1000000417"),
        ("space点bilibili点com/300000417", "300000417"),
        ("t . me/moonlit_clerk 进来", "moonlit_clerk"),
        ("https://x.com/plumdusk07.", "plumdusk07"),
        ("wxid_0a1b2c3d4e5f22 骗子", "wxid_0a1b2c3d4e5f22"),
        ("add tide wrack tidewrack#0417 now", "tidewrack#0417"),
        ("code SW-0000-1111-2222 ok", "SW-0000-1111-2222"),
        ("that's u/plum_dusk_07 again", "plum_dusk_07"),
    ],
)
def test_links_and_shapes_give_the_part_that_names_the_account(text: str, surface: str) -> None:
    assert surface in [text[e.start : e.end] for e in exposures_in(text) if e.type == "account"]


@pytest.mark.parametrize("text", ["https://twitter.com/home", "weibo.com/ttarticle/1", "topic #2026", "menu/soup"])
def test_other_paths_name_nobody(text: str) -> None:
    assert not [e for e in exposures_in(text) if e.type == "account"]

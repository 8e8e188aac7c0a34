import pytest

from reseal.operations.notices.references import candidates


@pytest.mark.parametrize(
    ("pasted", "among"),
    [
        ("p1", "p1"),
        ("  1024881 ", "1024881"),
        ("https://forum.example.com/t/1024881", "1024881"),
        ("https://forum.example.com/t/1024881?from=share#c9", "https://forum.example.com/t/1024881"),
        ("https://m.example.com/detail?id=4998877&x=1", "4998877"),
        ("https://example.com/u/%E6%A1%82%E8%8A%B1/status/778899", "778899"),
        ("https://example.com/#thread-5566", "thread-5566"),
    ],
)
def test_what_people_paste_leads_to_the_post(pasted: str, among: str) -> None:
    assert among in candidates(pasted)


def test_a_short_part_of_an_address_names_no_post() -> None:
    assert candidates("https://example.com/t/7") == ["https://example.com/t/7"]


@pytest.mark.parametrize(
    "pasted", ["", "://", "http://[", "https://e.com/?" + "&".join(f"a{n}=bbbb" for n in range(99))]
)
def test_nonsense_stays_as_it_is(pasted: str) -> None:
    assert candidates(pasted)[0] == pasted


def test_a_long_address_asks_for_few_look_ups() -> None:
    assert len(candidates("https://example.com/" + "/".join(f"part{n}" for n in range(50)))) <= 8

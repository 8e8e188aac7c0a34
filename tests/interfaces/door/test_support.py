import pytest

from reseal.interfaces.door.support import places, places_for
from reseal.interfaces.locale import Lang


@pytest.mark.parametrize(
    ("lang", "accepted", "first"),
    [
        ("zh", "zh-CN,zh;q=0.9", "CN"),
        ("zh", "", "CN"),
        ("zh", "zh-Hant-TW", "TW"),
        ("zh", "zh-HK,en;q=0.5", "HK"),
        ("en", "en-GB,en;q=0.9", "GB"),
        ("en", "en-US", "US"),
        ("en", "de-DE,en;q=0.5", "EU"),
        ("en", "en", "EU"),
        ("en", "x" * 5000 + ";;;\x00", "EU"),
    ],
)
def test_the_numbers_of_ones_own_place_come_first(lang: Lang, accepted: str, first: str) -> None:
    found = places_for(lang, accepted)
    assert found[0].id == first and {place.id for place in found} == {place.id for place in places()}


def test_every_place_has_somebody_to_call() -> None:
    for place in places():
        assert place.emergency and place.support
        for contact in (*place.emergency, *place.support):
            assert contact.dialled.isdigit() and contact.said("zh") and contact.said("en") and contact.source
            assert contact.verified == contact.source.startswith("http"), "verified means that a page was read"

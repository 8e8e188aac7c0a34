from typing import Any

import pytest

from reseal.screening.pictures.place import coordinates_of


class Exif:
    def __init__(self, gps: Any) -> None:
        self.gps = gps

    def get_ifd(self, tag: int) -> Any:
        return self.gps


def test_degrees_minutes_and_seconds_become_degrees() -> None:
    gps = {1: "N", 2: (39, 54, 15.12), 3: "W", 4: (116, 24, 26.64)}
    assert coordinates_of(Exif(gps)) == pytest.approx((39.9042, -116.4074))


@pytest.mark.parametrize(
    "gps",
    [
        {},
        {2: (1, 2), 4: (1, 2, 3)},
        {2: ("x", 0, 0), 4: (1, 0, 0)},
        {2: (95, 0, 0), 4: (1, 0, 0)},
        {2: (0, 0, 0), 4: (0, 0, 0)},
        {2: (float("nan"), 0, 0), 4: (1, 0, 0)},
        None,
    ],
)
def test_what_cannot_be_a_place_is_none(gps: Any) -> None:
    assert coordinates_of(Exif(gps)) is None

import struct
from io import BytesIO

import pytest
from PIL import Image

from bench.pictures.hostile import HOSTILE, READABLE, bomb, long_side, many_frames


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_small_and_the_same_each_time(name: str) -> None:
    content = HOSTILE[name]()
    assert len(content) < 1 << 20
    assert content == HOSTILE[name]()


def test_they_claim_what_their_names_say() -> None:
    assert struct.unpack(">II", bomb()[16:24]) == (30_000, 30_000)
    assert struct.unpack(">II", long_side()[16:24]) == (60_000, 8)
    with Image.open(BytesIO(many_frames(50))) as image:
        assert getattr(image, "n_frames", 1) == 50


def test_every_readable_name_is_one_of_them() -> None:
    assert set(HOSTILE) > READABLE

from io import BytesIO
from random import Random

import pytest
from PIL import Image
from pillow_heif import register_heif_opener

from bench.pictures.altered import Altered
from bench.pictures.files import as_gif, written_as

PICTURE = Altered(Image.linear_gradient("L").convert("RGB"), ())


@pytest.mark.parametrize("name", ["JPEG", "WEBP", "HEIF"])
def test_a_file_is_of_its_format(name: str) -> None:
    register_heif_opener()
    with Image.open(BytesIO(written_as(name, quality=50)(PICTURE, Random(1)).content())) as image:
        assert image.format == name
        assert image.size == (256, 256)


def test_a_gif_has_128_colours_at_most() -> None:
    with Image.open(BytesIO(as_gif(PICTURE, Random(1)).content())) as image:
        assert image.format == "GIF"
        assert len(image.convert("RGB").getcolors() or ()) <= 128

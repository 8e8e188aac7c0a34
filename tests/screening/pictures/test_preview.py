import numpy as np
import pytest
from PIL import Image

from reseal.screening.pictures.decode import decode
from reseal.screening.pictures.preview import preview
from reseal.screening.pictures.refusal import PictureError
from reseal.vocabulary import Exposure, Region
from tests.screening.pictures.drawn import saved

BOX = ((1000, 400), (1400, 400), (1400, 500), (1000, 500))


def exposed(picture: int) -> Exposure:
    return Exposure("phone", 0, 0, 0.9, source="image", region=Region(picture, polygons=(BOX,)))


@pytest.mark.parametrize("format_", ["PNG", "GIF", "HEIF", "JPEG"])
def test_it_is_a_small_jpeg_with_what_is_exposed_covered(format_: str) -> None:
    made = decode(preview(saved(Image.new("RGB", (2400, 900), "white"), format_), [exposed(0)]))
    assert (made.format, made.size) == ("JPEG", (1200, 450))
    ((_, pixels),) = made.frames()
    assert pixels[225, 600].max() < 30 and pixels[225, 480].min() > 220 and pixels[100, 600].min() > 220


def test_a_small_picture_keeps_its_size_and_other_pictures_boxes_are_left_out() -> None:
    text = Exposure("phone", 0, 3, 0.9)
    made = decode(preview(saved(Image.new("RGB", (1500, 600), "white")), [exposed(1), text]))
    ((_, pixels),) = made.frames()
    assert np.min(pixels) > 220


def test_what_says_where_it_was_taken_says_so_no_more() -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (39.0, 54.0, 15.0), 3: "E", 4: (116.0, 24.0, 27.0)})
    photo = saved(Image.new("RGB", (64, 64), "green"), "JPEG", exif=exif)
    assert decode(photo).coordinates and decode(preview(photo, [])).coordinates is None


def test_what_cannot_be_read_is_told() -> None:
    with pytest.raises(PictureError, match="damaged"):
        preview(saved(Image.new("RGB", (64, 64)))[:60], [])

import struct
import tracemalloc
import zlib
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from reseal.screening.pictures.decode import decode, known_type
from reseal.screening.pictures.limits import limits, sampling
from reseal.screening.pictures.refusal import PictureError
from tests.screening.pictures.drawn import drawn, saved

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "AVIF", "HEIF")


def png_head(width: int, height: int, data: bytes = b"") -> bytes:
    """A PNG that claims a size and holds next to nothing."""
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), (b"IDAT", data), (b"IEND", b""))
    parts = [
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def animation(frames: list[Image.Image], format_: str = "GIF") -> bytes:
    return saved(frames[0], format_, save_all=True, append_images=frames[1:], duration=40)


def refused(content: bytes) -> PictureError:
    with pytest.raises(PictureError) as caught:
        for _ in decode(content).frames():
            pass
    return caught.value


@pytest.mark.parametrize("format_", FORMATS)
def test_a_picture_is_known_by_its_content(format_: str) -> None:
    content = saved(drawn(["abc"], (64, 48), 20), format_)
    assert known_type(content[:64])
    picture = decode(content)
    (number, pixels), *rest = picture.frames()
    assert (picture.format, picture.size, picture.frame_count, number, rest) == (format_, (64, 48), 1, 0, [])
    assert pixels.shape == (48, 64, 3) and pixels.dtype == np.uint8


@pytest.mark.parametrize(
    ("content", "code", "remedy"),
    [
        (b"", "empty", "send the whole file"),
        (b"just a text", "type", "send JPEG, PNG"),
        (b"II*\x00" + bytes(64), "type", "send JPEG, PNG"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "vector", "PNG"),
        (b"  <svg width='9'><image href='file:///etc/passwd'/></svg>", "vector", "PNG"),
        (b"%PDF-1.7", "vector", "PNG"),
        (b"\x89PNG\r\n\x1a\n", "broken", "anew"),
        (b"\xff\xd8\xff" + bytes(200), "broken", "anew"),
        (png_head(60_000, 20), "side", "60,000 pixels"),
        (png_head(20_000, 20_000, zlib.compress(bytes(1000))), "pixels", "400,000,000 pixels"),
        (png_head(300, 200, zlib.compress(bytes(100))), "broken", "anew"),
    ],
)
def test_what_is_no_sound_picture_is_refused_with_a_remedy(content: bytes, code: str, remedy: str) -> None:
    error = refused(content)
    assert error.code == code and remedy in str(error)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = saved(Image.new("1", (19_000, 19_000)), "PNG", optimize=True)
    tracemalloc.start()
    try:
        assert refused(bomb).code == "pixels"
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_a_file_that_is_too_large_is_refused() -> None:
    assert refused(b"\xff\xd8\xff" + bytes(limits().bytes)).code == "bytes"


@pytest.mark.parametrize("format_", FORMATS)
def test_a_picture_that_breaks_off_is_refused(format_: str) -> None:
    noise = np.random.default_rng(7).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    content = saved(Image.fromarray(noise), format_)
    assert refused(content[: len(content) // 2]).code == "broken"


def test_what_hangs_behind_a_picture_is_not_looked_at() -> None:
    content = saved(drawn(["abc"], (64, 48), 20), "GIF") + b"<script>alert(1)</script>"
    assert decode(content).format == "GIF"


def test_an_animation_of_a_thousand_frames_is_refused() -> None:
    frames = [Image.new("L", (9, 9), number % 256) for number in range(1_000)]
    error = refused(animation(frames))
    assert error.code == "frames" and "1,000 frames" in str(error)


@pytest.mark.parametrize("format_", ["GIF", "WEBP", "PNG"])
def test_of_an_animation_the_frames_that_differ_are_read(format_: str) -> None:
    tinted = [Image.new("RGB", (60, 40), (255 - 2 * number,) * 3) for number in range(6)]
    for number in (3, 4):
        tinted[number].paste((0, 0, 0), (5, 5, 25, 25))
    options = {"lossless": True} if format_ == "WEBP" else {}
    content = saved(tinted[0], format_, save_all=True, append_images=tinted[1:], duration=40, **options)
    shown = [(number, pixels[10, 10, 1]) for number, pixels in decode(content).frames()]
    assert shown[0][0] == 0 and shown[0][1] > 200
    assert [number for number, level in shown if level < 60] in ([3], [4])
    assert len(shown) <= sampling().frames


def test_the_orientation_is_applied() -> None:
    image = Image.new("RGB", (40, 20), "white")
    image.paste((255, 0, 0), (0, 0, 10, 10))
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned clockwise by a quarter
    picture = decode(saved(image, "PNG", exif=exif))
    pixels = next(picture.frames())[1]
    assert picture.size == (20, 40) and pixels.shape == (40, 20, 3)
    assert pixels[2, 17].tolist() == [255, 0, 0]


def test_transparent_parts_are_shown_over_white() -> None:
    image = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    assert next(decode(saved(image)).frames())[1].min() == 255


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_pixel_becomes_red_green_blue(mode: str) -> None:
    pixels = next(decode(saved(Image.new(mode, (16, 16)))).frames())[1]
    assert pixels.shape == (16, 16, 3)


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "GIF"])
def test_a_large_picture_can_be_had_shrunk_and_otherwise_the_same(format_: str) -> None:
    image = Image.new("RGB", (400, 200), "white")
    image.paste((255, 0, 0), (0, 0, 100, 100))
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = decode(saved(image, format_, **({} if format_ == "GIF" else {"exif": exif})))
    ((_, pixels),) = picture.frames(20_000)
    assert pixels.shape[0] * pixels.shape[1] <= 20_000
    assert abs(pixels.shape[1] / pixels.shape[0] - picture.size[0] / picture.size[1]) < 0.05
    corner = pixels[5, 5] if format_ == "GIF" else pixels[5, -5]
    assert corner[0] > 200 and corner[1] < 60


def test_coordinates_are_read() -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "S", 2: (33.0, 30.0, 0.0), 3: "E", 4: (116.0, 15.0, 36.0)})
    out = BytesIO()
    Image.new("RGB", (16, 16)).save(out, "JPEG", exif=exif)
    assert decode(out.getvalue()).coordinates == pytest.approx((-33.5, 116.26))

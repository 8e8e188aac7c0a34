"""A picture's bytes made pixels, with care: type by content, limits before anything is unpacked, one frame in memory.

Orientation is applied; coordinates are read; no other metadata leaves this file.
"""

import math
import warnings
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reseal.screening.data import read_toml
from reseal.screening.pictures.frames import most_different
from reseal.screening.pictures.limits import limits, sampling
from reseal.screening.pictures.place import coordinates_of
from reseal.screening.pictures.refusal import PictureError

Pixels = NDArray[np.uint8]
"""Height by width by three, in the order red, green, blue."""

_ORIENTATION = 0x0112
_DOCUMENTS = (b"<svg", b"<?xml", b"%pdf", b"<!doctype", b"<html", b"pk\x03\x04")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that may be read. `format` is Pillow's name for it, `size` width and height as viewers show it.

    `coordinates`: latitude and longitude where it says it was taken.
    """

    content: bytes
    format: str
    size: tuple[int, int]
    frame_count: int
    coordinates: tuple[float, float] | None

    def frames(self, most: int | None = None) -> Iterator[tuple[int, Pixels]]:
        """The frames to read with their numbers, one in memory at a time; of an animation the most different ones.

        With `most`, a frame of more pixels is shrunk to about so many while it is unpacked, which saves memory.

        Raises:
            PictureError: it breaks off or is damaged.
        """
        with _opened(self.content, (self.format,)) as image:
            if self.frame_count == 1:
                yield 0, _pixels(image, most)
                return
            for number in self._chosen(image):
                _seek(image, number)
                yield number, _pixels(image, most)

    def _chosen(self, image: Any) -> list[int]:
        rules = sampling()
        small = np.empty((self.frame_count, rules.grid * rules.grid), dtype=np.int16)
        for number in range(self.frame_count):
            _seek(image, number)
            grey = _unpacked(image).convert("L").reduce(1).resize((rules.grid, rules.grid), 4)  # 4: box
            small[number] = np.asarray(grey, dtype=np.int16).reshape(-1)
        return most_different(small, rules.frames, rules.different)


def decode(content: bytes) -> Picture:
    """Look at a picture's head and decide whether it may be read; no pixel is unpacked.

    Raises:
        PictureError: it is too large, of a type that is not read, or damaged; the text names the remedy.
    """
    bounds = limits()
    if not content:
        raise PictureError("empty")
    if len(content) > bounds.bytes:
        raise PictureError("bytes", found=len(content), limit=bounds.bytes)
    with _opened(content, _formats(content)) as image:
        width, height = image.size
        if max(width, height) > bounds.side:
            raise PictureError("side", found=max(width, height), limit=bounds.side)
        if width * height > bounds.pixels:
            raise PictureError("pixels", found=width * height, limit=bounds.pixels)
        frames = _frame_count(image)
        exif = _exif(image)
        turned = exif is not None and exif.get(_ORIENTATION, 1) in (5, 6, 7, 8)
        size = (height, width) if turned else (width, height)
        place = coordinates_of(exif) if exif is not None else None
        return Picture(content, str(image.format), size, frames, place)


def _frame_count(image: Any) -> int:
    bounds = limits()
    if image.format in ("MPO", "HEIF"):  # further pictures of the same scene, not an animation
        return 1
    try:
        frames = int(getattr(image, "n_frames", 1))
    except Exception:
        raise PictureError("broken") from None
    if frames > bounds.frames:
        raise PictureError("frames", found=frames, limit=bounds.frames)
    unpacked = frames * image.size[0] * image.size[1]
    if frames > 1 and unpacked > bounds.animation_pixels:
        raise PictureError("animation_pixels", found=unpacked, limit=bounds.animation_pixels)
    return frames


@cache
def _types() -> tuple[tuple[tuple[tuple[int, bytes], ...], tuple[str, ...]], ...]:
    table = read_toml("pictures", "limits.toml")["types"]
    return tuple(
        (tuple((at, bytes.fromhex(magic)) for at, magic in entry["magic"]), tuple(entry["formats"]))
        for entry in table.values()
    )


def _formats(content: bytes) -> tuple[str, ...]:
    """What the first bytes say it is, in Pillow's names."""
    for magics, formats in _types():
        if all(content.startswith(magic, at) for at, magic in magics):
            return formats
    head = content[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    raise PictureError("vector" if head.startswith(_DOCUMENTS) or b"<svg" in head else "type")


def known_type(head: bytes) -> bool:
    """Whether a file that begins so is a picture of a type that is read."""
    return any(all(head.startswith(magic, at) for at, magic in magics) for magics, _ in _types())


def _opened(content: bytes, formats: tuple[str, ...]) -> Any:
    """The picture opened as one of these formats and as nothing else.

    Whatever the decoders raise for hostile bytes (they raise many things) becomes one error without their words.
    """
    from PIL import Image

    _prepare()
    try:
        return Image.open(BytesIO(content), formats=formats)
    except Image.DecompressionBombError as bomb:
        said = "".join(char for char in str(bomb).partition(" pixels")[0] if char.isdigit())
        raise PictureError("pixels", found=int(said or 0), limit=limits().pixels) from None
    except Exception:
        raise PictureError("broken") from None


@cache
def _prepare() -> None:
    from PIL import Image
    from pillow_heif import register_heif_opener

    register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)
    Image.MAX_IMAGE_PIXELS = limits().pixels // 2  # Pillow refuses twice this, wherever it comes upon it
    warnings.filterwarnings("ignore", module=r"PIL\.")  # what is odd in a stranger's file is nobody's concern


def _seek(image: Any, number: int) -> None:
    size = image.size
    try:
        image.seek(number)
    except Exception:
        raise PictureError("broken") from None
    if image.size != size:  # a frame that is larger than its animation: a bomb behind a harmless head
        raise PictureError("broken")


def _unpacked(image: Any) -> Any:
    try:
        image.load()
        return image
    except Exception:
        raise PictureError("broken") from None


def _pixels(image: Any, most: int | None) -> Pixels:
    """One frame as viewers show it: orientation applied, transparent parts over white."""
    from PIL import Image, ImageOps

    exif = _exif(image)
    factor = _shrunk_by(image, most)
    if factor > 1:
        image.draft(None, (image.width // factor, image.height // factor))  # JPEG alone can; others pass it over
    loaded = _unpacked(image)
    try:
        factor = _shrunk_by(loaded, most)
        if factor > 1:
            loaded = (loaded.convert("RGBA") if loaded.mode in ("P", "PA") else loaded).reduce(factor)
        if loaded.mode in ("RGBA", "LA", "PA") or "transparency" in loaded.info:
            whole = loaded if loaded.mode == "RGBA" else loaded.convert("RGBA")
            shown = Image.new("RGB", whole.size, "white")
            shown.paste(whole, mask=whole.getchannel("A"))
        elif loaded.mode.startswith("I") or loaded.mode == "F":
            grey = np.asarray(loaded, dtype=np.float64)
            top = 65535.0 if grey.max(initial=0.0) > 255 else 255.0
            shown = Image.fromarray((grey / top * 255).clip(0, 255).astype(np.uint8)).convert("RGB")
        else:
            shown = loaded.convert("RGB")
        if exif is not None and exif.get(_ORIENTATION, 1) != 1:
            shown.getexif()[_ORIENTATION] = exif[_ORIENTATION]
            ImageOps.exif_transpose(shown, in_place=True)
        return np.asarray(shown, dtype=np.uint8)
    except PictureError:
        raise
    except Exception:
        raise PictureError("broken") from None


def _shrunk_by(image: Any, most: int | None) -> int:
    """By how many times either side is shrunk, so that no more than `most` pixels are left."""
    return 1 if most is None else math.ceil(math.sqrt(image.width * image.height / most))


def _exif(image: Any) -> Any:
    with suppress(Exception):  # broken metadata is no reason not to read the picture
        return image.getexif()
    return None

"""Pictures drawn for tests, with a font that the development lock brings: the same on every machine.

Everything written on them is invented (LABELS "Fictional data rules").
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw, ImageFont

NUMBER = "138 0000 4471"


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """Noto Sans CJK, Simplified Chinese, regular."""
    made = ImageFont.truetype(str(files("manimgx_fonts_cjk") / "NotoSansCJK-VF.otf.ttc"), size, index=2)
    made.set_variation_by_name("Regular")
    return made


def drawn(lines: Sequence[str], size: tuple[int, int] = (420, 160), height: int = 28) -> Image.Image:
    """Black lines on a light picture, one below the other."""
    image = Image.new("RGB", size, (236, 240, 246))
    pen = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        pen.text((16, 14 + number * height * 1.8), line, font=font(height), fill=(16, 16, 24))
    return image


def saved(image: Image.Image, format_: str = "PNG", **options: Any) -> bytes:
    """The picture as the bytes of a file."""
    out = BytesIO()
    image.save(out, format_, **options)
    return out.getvalue()

"""Files that mean harm, made in memory: each must be refused, or read within bounds, with a clear error.

`HOSTILE` names the makers; every file is small on disk, whatever it claims to be.
"""

import struct
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO

from PIL import Image

_PNG = b"\x89PNG\r\n\x1a\n"


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _zeros(count: int) -> bytes:
    """`count` zero bytes, deflated, without ever holding them all."""
    packer = zlib.compressobj(9)
    block = bytes(1 << 20)
    parts: list[bytes] = []
    while count > 0:
        parts.append(packer.compress(block[:count]))
        count -= len(block)
    return b"".join((*parts, packer.flush()))


def png_of(width: int, height: int, *, rows: int | None = None) -> bytes:
    """A valid one-bit PNG of a size, all black, with the pixels of `rows` rows (all, if None)."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    body = _zeros((1 + (width + 7) // 8) * (height if rows is None else rows))
    return _PNG + _chunk(b"IHDR", header) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def bomb() -> bytes:
    """A PNG of 30,000 by 30,000 pixels in a hundred kilobytes: 2.7 GB once it is unpacked as colours."""
    return png_of(30_000, 30_000)


def long_side() -> bytes:
    """A PNG 60,000 pixels wide and 8 high."""
    return png_of(60_000, 8)


def claims_much() -> bytes:
    """A PNG whose head claims 2,147,483,647 by 2,147,483,647 pixels."""
    return png_of(0x7FFFFFFF, 0x7FFFFFFF, rows=0)


def text_bomb() -> bytes:
    """A tiny PNG with a compressed text chunk of 32 MiB."""
    head, tail = _PNG + _chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)), _chunk(b"IEND", b"")
    pixels = _chunk(b"IDAT", _zeros(9 * 8))
    return head + _chunk(b"zTXt", b"Comment\0\0" + _zeros(32 << 20)) + pixels + tail


def truncated() -> bytes:
    """The first half of a JPEG."""
    content = _saved("JPEG")
    return content[: len(content) // 2]


def cut_png() -> bytes:
    """A PNG that stops within its pixels."""
    content = _saved("PNG")
    return content[: len(content) * 2 // 3]


def polyglot() -> bytes:
    """A whole GIF with an HTML page and a script behind it."""
    return _saved("GIF") + b"\n<html><script>alert(1)</script></html>\n"


def zip_in_png() -> bytes:
    """A whole PNG that is an archive too: a ZIP's end record stands behind it."""
    return _saved("PNG") + b"PK\x05\x06" + bytes(18)


def wrong_name() -> bytes:
    """Bytes of a Windows program; whoever uses it calls it `photo.jpg`."""
    return b"MZ\x90\x00" + bytes(60) + b"This program cannot be run in DOS mode.\r\r\n$" + bytes(400)


def svg() -> bytes:
    """An SVG with a script, a fetch from afar and entities that grow without end."""
    return (
        b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
        b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><svg xmlns="http://www.w3.org/2000/svg" width="90" height="30">'
        b'<script>alert(1)</script><image href="http://192.0.2.1/x.png"/><text>&c;</text></svg>'
    )


def many_frames(count: int = 1_000, side: int = 64) -> bytes:
    """A GIF of a thousand frames, each a little different."""
    frames = _frames(count, side)
    first = next(frames)
    file = BytesIO()
    first.save(file, "GIF", save_all=True, append_images=frames, duration=20, loop=0)
    return file.getvalue()


def _frames(count: int, side: int) -> Iterator[Image.Image]:
    for number in range(count):
        frame = Image.new("P", (side, side), 0)
        frame.putpalette([0, 0, 0, 255, 255, 255])
        frame.putpixel((number % side, number // side % side), 1)
        yield frame


def huge_frames() -> bytes:
    """A GIF that claims a canvas of 65,535 by 65,535 pixels for a frame of one."""
    return (
        b"GIF89a"
        + struct.pack("<HHBBB", 65535, 65535, 0, 0, 0)
        + b","
        + struct.pack("<HHHHB", 0, 0, 1, 1, 0x80)
        + (bytes(6) + b"\x02\x02\x44\x01\x00;")
    )


def empty() -> bytes:
    """No bytes at all."""
    return b""


def noise() -> bytes:
    """Bytes that are no picture."""
    return bytes((number * 197 + 31) % 256 for number in range(4_096))


def _saved(format_: str) -> bytes:
    image = Image.linear_gradient("L").resize((240, 160)).convert("RGB")
    file = BytesIO()
    image.save(file, format_)
    return file.getvalue()


HOSTILE: dict[str, Callable[[], bytes]] = {
    "decompression bomb": bomb,
    "60,000 pixels wide": long_side,
    "claims 2^31 by 2^31": claims_much,
    "text chunk of 32 MiB": text_bomb,
    "half a JPEG": truncated,
    "PNG cut in its pixels": cut_png,
    "GIF with HTML behind it": polyglot,
    "PNG with a ZIP behind it": zip_in_png,
    "program named .jpg": wrong_name,
    "SVG": svg,
    "GIF of 1,000 frames": many_frames,
    "GIF with a huge canvas": huge_frames,
    "empty": empty,
    "noise": noise,
}
# What a viewer shows without harm: these may be read, within bounds, instead of refused.
READABLE = frozenset(
    ("GIF with HTML behind it", "PNG with a ZIP behind it", "GIF of 1,000 frames", "text chunk of 32 MiB")
)

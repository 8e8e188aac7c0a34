"""The pictures of a post fetched as bytes: from paths (command line), from base64 or files sent along (API).

Every door uses this file.

What is read is bounded; nothing comes over the network; no message holds a name or a byte of what was read.
"""

import base64
import binascii
import os
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

import msgspec

from reseal.screening.pictures.decode import known_type
from reseal.screening.pictures.limits import limits
from reseal.screening.pictures.refusal import PictureError
from reseal.vocabulary import Post

Fetched = bytes | PictureError
"""The bytes of a picture, or why they cannot be had."""


_UPLOAD = "upload:"
_SUFFIXES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".avif", ".heic", ".heif", ".svg", ".tif", ".tiff")


def from_paths(media: Sequence[str | bytes], folder: Path) -> list[Fetched]:
    """Pictures by path; a relative one is looked for from `folder`, the folder of the file that names it.

    What is bytes already (a column of Parquet) is a picture itself.
    """
    return [_read(name, folder) if isinstance(name, str) else name for name in media]


def _read(name: str, folder: Path) -> Fetched:
    scheme, found, rest = name.partition("://")
    if found and scheme.isalnum():
        if scheme.lower() != "file":
            return PictureError("remote")
        name = rest
    try:
        with _opened(folder / name) as file:
            return file.read(limits().bytes + 1)
    except (OSError, ValueError):
        return PictureError("missing")


def _opened(path: Path) -> IO[bytes]:
    """A plain file opened; no pipe or device is waited for, because paths come from outside.

    Raises:
        OSError: it cannot be opened, or is no plain file.
    """
    file = os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb")
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError("no plain file")
    return file


def looks_like_picture(name: str) -> bool:
    """Whether a name is that of a file that begins as a picture does, or is called as pictures are."""
    try:
        with _opened(Path(name)) as file:
            return known_type(file.read(64)) or Path(name).suffix.lower() in _SUFFIXES
    except (OSError, ValueError):
        return False


def from_request(media: Sequence[str], files: Mapping[str, Fetched] | None = None) -> list[Fetched]:
    """Pictures sent with a request: `upload:NAME` is one of its `files`, all else base64.

    Base64 may have a `data:` head; line ends in it do no harm.
    """
    return [_sent(text, files or {}) for text in media]


def with_files(posts: Sequence[Post], files: Mapping[str, Fetched]) -> list[Post]:
    """The posts with the files themselves, as base64, in the place of their `upload:NAME`: as they are kept."""
    return [
        msgspec.structs.replace(post, media=[_inlined(name, files) for name in post.media])
        if files and post.media
        else post
        for post in posts
    ]


def _inlined(name: str, files: Mapping[str, Fetched]) -> str:
    content = files.get(name.removeprefix(_UPLOAD)) if name.startswith(_UPLOAD) else None
    return base64.b64encode(content).decode("ascii") if isinstance(content, bytes) else name


def _sent(text: str, files: Mapping[str, Fetched]) -> Fetched:
    if text.startswith(_UPLOAD):
        return files.get(text.removeprefix(_UPLOAD), PictureError("no_upload"))
    if text[:5].lower() == "data:":
        text = text.partition(",")[2]
    if len(text) > limits().bytes * 3 // 2:
        return PictureError("bytes", found=len(text) * 3 // 4, limit=limits().bytes)
    try:
        content = "".join(text.split()).encode("ascii").replace(b"-", b"+").replace(b"_", b"/")
        return base64.b64decode(content + b"=" * (-len(content) % 4), validate=True)
    except (ValueError, binascii.Error):
        return PictureError("encoding")

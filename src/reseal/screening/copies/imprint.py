"""Imprints: the frozen values that are kept of texts and pictures. Arrays are bytes, so that any store holds them."""

import msgspec


class TextImprint(msgspec.Struct, frozen=True):
    """Of a text: a keyed hash of the folded whole, and 120 keyed minima over its pieces (MinHash, 32 bits each).

    `size` is the number of pieces; of a post's text with fewer than `SHORTEST` only the whole is compared.
    `values` are keyed hashes (8 bytes) of the personal values that were found in it: whose they are decides.
    """

    whole: bytes
    minima: bytes
    size: int
    values: tuple[bytes, ...] = ()


class PictureImprint(msgspec.Struct, frozen=True):
    """Of a picture: PDQ hashes (32 bytes each) of the whole and of what a plain border leaves; their quality (0-100).

    `places` (x and y, 16 bits each, in 1/32 of a pixel of the picture at 640 pixels) and `marks` (32 bytes each) are
    the corners that stand out. `said` is the imprint of what is written in it and what its codes say: None where nobody
    has read it, of size 0 where nothing is written.
    """

    hashes: tuple[bytes, ...]
    quality: int
    places: bytes
    marks: bytes
    said: TextImprint | None = None


class Imprint(msgspec.Struct, frozen=True):
    """Of a post: its text and its pictures."""

    text: TextImprint | None = None
    pictures: tuple[PictureImprint, ...] = ()

"""A post's pictures read: decoded, looked over for ink, their writing, codes and kinds of document told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from reseal.screening.copies.imprint import PictureImprint
from reseal.screening.copies.picture import picture_imprint
from reseal.screening.pictures.codes import codes_in
from reseal.screening.pictures.decode import Picture, Pixels, decode
from reseal.screening.pictures.documents import Seen, kinds_of_document, place_words
from reseal.screening.pictures.fields import named_fields
from reseal.screening.pictures.ink import holds_ink
from reseal.screening.pictures.limits import limits
from reseal.screening.pictures.line import Line, even_cells
from reseal.screening.pictures.models import require_installed
from reseal.screening.pictures.ocr import read_page
from reseal.screening.pictures.order import in_order
from reseal.screening.pictures.page import Written
from reseal.screening.pictures.printed import pieces
from reseal.screening.pictures.refusal import PictureError
from reseal.vocabulary import Region

_NOWHERE = np.empty((0, 2), dtype=np.float32)


@dataclass(slots=True)
class Reading:
    """What a post's pictures hold. `refused`: number of a picture and why it was not read.

    `imprints`: by number, of a picture or the first frame of an animation, without what is written in it.
    `values`: what is written where something is exposed, known once the post was judged; it is never kept.
    """

    written: list[Written] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    refused: list[tuple[int, PictureError]] = field(default_factory=list)
    imprints: dict[int, PictureImprint] = field(default_factory=dict)
    values: dict[Region, str] = field(default_factory=dict)

    def said(self, number: int) -> str:
        """All that is written in one picture."""
        return "".join(one.before + one.line.text for one in self.written if one.picture == number)


def read_picture(content: bytes, number: int) -> Reading:
    """Read one picture, the post's of that number. Of an animation that breaks off, what came before is read."""
    reading = Reading()
    try:
        _read_one(decode(content), number, reading)
    except PictureError as refused:
        reading.refused.append((number, refused))
    return reading


def read_pictures(
    pictures: Sequence[bytes | PictureError], read: Callable[[bytes, int], Reading] = read_picture
) -> Reading:
    """Read pictures in their order; one that cannot be read spoils no other. `read` may do so in another process."""
    reading = Reading()
    for number, content in enumerate(pictures):
        try:
            if isinstance(content, PictureError):
                raise content
            if number >= limits().pictures:
                raise PictureError("too_many", found=len(pictures), limit=limits().pictures)
            require_installed()
            one = read(content, number)
            reading.written += one.written
            reading.seen += one.seen
            reading.refused += one.refused
            reading.imprints |= one.imprints
        except PictureError as refused:
            reading.refused.append((number, refused))
    return reading


def _read_one(picture: Picture, number: int, reading: Reading) -> None:
    told: set[str] = set()
    for frame, pixels in picture.frames(limits().read_pixels):
        if number not in reading.imprints:
            reading.imprints[number] = picture_imprint(pixels)
        lines = _lines(pixels, picture.size[0] / pixels.shape[1])
        text = "".join(before + line.text for before, line in lines)
        if text in told:
            continue  # the same writing in a later frame says nothing new
        told.add(text)
        seen = kinds_of_document([line for _, line in lines], picture.size, number, frame)
        named = named_fields(lines, seen)
        named[:1] = [(before or "\n", line) for before, line in named[:1]]
        reading.written += [Written(one.line, one.before, number, frame, one.holds) for one in pieces(named, seen)]
        reading.seen += seen
    if picture.coordinates is not None:
        words = place_words(*picture.coordinates)
        reading.written.append(Written(Line(words, 1.0, _NOWHERE, even_cells(len(words))), "\n", number, 0))


def _lines(pixels: Pixels, scale: float) -> list[tuple[str, Line]]:
    """The writing of one frame and the contents of its codes, in reading order; `scale`: by how much it was shrunk."""
    if not holds_ink(pixels):
        return []
    found = [*in_order(read_page(pixels)[0]), *codes_in(pixels)]
    if scale == 1:
        return found
    return [(before, replace(line, quad=line.quad * np.float32(scale))) for before, line in found]

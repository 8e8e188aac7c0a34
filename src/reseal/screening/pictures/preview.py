"""A small masked copy of a picture, to show to whoever sent it what was found in it and where."""

from collections.abc import Sequence
from io import BytesIO

import numpy as np

from reseal.screening.pictures.decode import decode
from reseal.screening.pictures.limits import limits
from reseal.screening.pictures.redact_picture import cover
from reseal.screening.pictures.refusal import PictureError
from reseal.vocabulary import Exposure, Region

_SIDE = 1200
_QUALITY = 82


def preview(content: bytes, exposures: Sequence[Exposure], number: int = 0) -> bytes:
    """The first frame as a JPEG of at most 1,200 pixels a side, the exposures of picture `number` covered.

    Boxes of all frames are drawn. Unlike what `redact_until_clean` gives, it is not read again: it is not for others.

    Raises:
        PictureError: the picture cannot be read.
    """
    from PIL import Image

    picture = decode(content)
    pixels = next(pixels for _, pixels in picture.frames(limits().read_pixels))
    covered = np.array(pixels)
    scale = covered.shape[1] / picture.size[0]
    for exposure in exposures:
        if isinstance(exposure.region, Region) and exposure.region.picture == number:
            for polygon in exposure.region.polygons:
                cover(covered, [(round(x * scale), round(y * scale)) for x, y in polygon])
    out = BytesIO()
    try:
        image = Image.fromarray(covered)
        image.thumbnail((_SIDE, _SIDE))
        image.save(out, "JPEG", quality=_QUALITY)
    except (OSError, ValueError):
        raise PictureError("broken") from None
    return out.getvalue()

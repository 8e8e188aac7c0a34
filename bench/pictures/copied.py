"""Copies on drawn pictures: how many altered copies are found, and how many unrelated pictures are taken for copies.

The writing is given as it was drawn: what reading gets wrong shows in the part on reading. For unrelated pictures that
is the harder case, since misread writing agrees less. Pictures that say the same, in whatever order and script, are
not unrelated: they are passed over. Pictures that say nothing are not.
"""

import time
from collections import Counter
from random import Random

import numpy as np

from bench.pictures.alter import ALTERATIONS, alter
from bench.pictures.canvas import Picture
from bench.pictures.sample import EXPOSING, HARMLESS, draw
from bench.results import Json
from reseal.screening.copies import Copies, Imprint, TextImprint
from reseal.screening.copies.picture import Pixels, picture_imprint, sighting
from reseal.screening.copies.text import text_imprint
from reseal.screening.fold import fold_text

KEY = bytes(range(32))
ASKED = ("cropped", "smaller", "jpeg_40", "webp", "heif", "gif", "bordered", "watermarked", "written_over")


def _pixels(picture: Picture) -> Pixels:
    return np.asarray(picture.image.convert("RGB"))


def _original(number: int) -> Picture:
    return draw(EXPOSING if number % 2 else HARMLESS, number // 2)


def _said(picture: Picture) -> TextImprint:
    return text_imprint(picture.said, KEY, (shown.text for shown in picture.shown if shown.wanted))


def _lines(picture: Picture) -> frozenset[str]:
    return frozenset(fold_text(line) for line in picture.said.splitlines())


def measure(originals: int, altered: int, unrelated: int) -> Json:
    """Keep `originals` drawn pictures; look up copies of `altered` of them, and `unrelated` others."""
    copies = Copies()
    kept: list[tuple[str, frozenset[str]]] = []
    imprint = 0.0
    for number in range(originals):
        picture = _original(number)
        begun = time.process_time()
        copies.add(str(number), Imprint(None, (picture_imprint(_pixels(picture), _said(picture)),)))
        imprint += (time.process_time() - begun) / originals * 1e3
        kept.append((picture.kind, _lines(picture)))
    found, how = Counter[str](), Counter[str]()
    spent = 0.0
    for number in range(altered):
        at = number * originals // altered
        picture = _original(at)
        for name in ALTERATIONS:
            pixels = np.asarray(alter(picture, (name,), Random(f"{number}/{name}")).image.convert("RGB"))
            begun = time.process_time()
            sight = sighting(pixels, _said(picture))
            hits = [copy for copy in copies.find(pictures=(sight,)) if copy.of == str(at) and copy.sure]
            spent += time.process_time() - begun
            found[name] += bool(hits)
            how[hits[0].how if hits else "missed"] += 1
    false = Counter[str]()
    unsure = 0
    for number in range(unrelated):
        other = draw(EXPOSING if number % 2 else HARMLESS, number // 2, seed=7)
        hits = copies.find(pictures=(sighting(_pixels(other), _said(other)),))
        hits = [copy for copy in hits if not other.said or kept[int(copy.of)][1] != _lines(other)]
        unsure += any(not copy.sure for copy in hits)
        for copy in hits:
            if copy.sure:
                false[f"{other.kind} for {kept[int(copy.of)][0]}"] += 1
        if number % 500 == 499:
            print(f"  {number + 1} unrelated: {dict(false)}", flush=True)
    asked = sum(found[name] for name in ASKED) / (altered * len(ASKED))
    return {
        "originals": originals,
        "altered": altered,
        "rows": [{"name": name, "found": found[name] / altered} for name in ALTERATIONS],
        "asked": asked,
        "how": dict(how),
        "unrelated": unrelated,
        "false": dict(false),
        "unsure": unsure,
        "imprint_ms": imprint,
        "find_ms": spent / (altered * len(ALTERATIONS)) * 1e3,
    }

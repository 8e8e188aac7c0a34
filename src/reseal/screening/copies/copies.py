"""The one interface to copies of texts and pictures: keep imprints under names, and ask which of them something copies.

A picture is a copy where PDQ is near or enough corners lie right, and what is written agrees: cards and forms of one
kind look alike by the million, and only their writing tells whose they are. Which pictures are compared, PDQ, rare
corners and the writing say.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from reseal.screening.copies.bands import BandIndex
from reseal.screening.copies.corners import FEWEST, CornerIndex, lying_right
from reseal.screening.copies.imprint import Imprint, PictureImprint, TextImprint
from reseal.screening.copies.near import NEAR, NearIndex
from reseal.screening.copies.picture import Sighting, corners_of
from reseal.screening.copies.text import SHORTEST, likeness, of_one

How = Literal["same_text", "near_text", "near_picture", "part_of_picture"]
AGREE = 0.6
"""The share of pieces that near-same texts have in common."""

# The share of pieces that the writing of two pictures must have in common: of a copy with personal values that agree,
# of one without, and of one in doubt. Pages, threads and posters that only share words reach 0.78 on drawn pictures.
_SAID, _SAID_ALONE, _DOUBT = 0.7, 0.85, 0.5
# With fewer pieces than this another title or day changes too little: all pieces must be the same, or all values.
_LITTLE = 60
# The share of personal values that they must have in common, where both show some.
_SHARED = 0.5
# Where nothing is written: in how many squares corners must lie right, and in what share of those that are shown. A sun
# that two landscapes share reaches 5 squares, a photographed screen of a landscape 12.
_SQUARES, _SHARE = 8, 0.2
_LEAST_QUALITY = 50
_MOST_WRITTEN = 24


@dataclass(frozen=True, slots=True)
class Copy:
    """One kept post that something copies. `share` tells how alike they are, from 0 to 1.

    `sure` False: the pictures look alike, but their writing agrees only in part or was not read in one; a person, or
    reading it, decides.
    """

    of: str
    how: How
    share: float
    sure: bool = True


class Copies:
    """Imprints under names, in memory. The floors above keep them and fill this anew at start."""

    def __init__(self) -> None:
        """Nothing kept yet."""
        self._texts: list[tuple[str, TextImprint]] = []
        self._pictures: list[tuple[str, PictureImprint]] = []
        self._bands = BandIndex()
        self._written = BandIndex()
        self._near = NearIndex()
        self._hashed: list[int] = []
        self._corners = CornerIndex()

    def __len__(self) -> int:
        return len(self._texts) + len(self._pictures)

    def add(self, name: str, imprint: Imprint) -> None:
        """Keep a post's imprint under its name."""
        if imprint.text is not None and imprint.text.size:
            self._bands.add(len(self._texts), imprint.text)
            self._texts.append((name, imprint.text))
        for picture in imprint.pictures:
            if picture.quality >= _LEAST_QUALITY:
                self._near.add(picture.hashes)
                self._hashed += [len(self._pictures)] * len(picture.hashes)
            self._corners.add(corners_of(picture))
            if picture.said is not None and picture.said.size:
                self._written.add(len(self._pictures), picture.said)
            self._pictures.append((name, picture))

    def find(self, text: TextImprint | None = None, pictures: Iterable[Sighting] = ()) -> list[Copy]:
        """What a post copies, one entry a kept name, the surest and likest first."""
        best: dict[str, Copy] = {}
        found = self._by_text(text) if text is not None else []
        for picture in pictures:
            found += self._by_picture(picture)
        for copy in found:
            before = best.get(copy.of)
            if before is None or (copy.sure, copy.share) > (before.sure, before.share):
                best[copy.of] = copy
        return sorted(best.values(), key=lambda copy: (not copy.sure, -copy.share, copy.of))

    def _by_text(self, text: TextImprint) -> list[Copy]:
        found = []
        for number in self._bands.candidates(text):
            name, kept = self._texts[number]
            share = likeness(text, kept)
            if kept.whole == text.whole:
                found.append(Copy(name, "same_text", 1.0))
            elif share >= AGREE and min(kept.size, text.size) >= SHORTEST:
                found.append(Copy(name, "near_text", share))
        return found

    def _by_picture(self, picture: Sighting) -> list[Copy]:
        near: dict[int, int] = {}
        for turned in picture.turns:
            for number, apart in self._near.find(turned):
                at = self._hashed[number]
                near[at] = min(apart, near.get(at, NEAR))
        found = [self._judged(number, picture, "near_picture", 1 - apart / 128) for number, apart in near.items()]
        for number in {*self._corners.candidates(picture.corners), *self._saying(picture.said)} - near.keys():
            copy = self._judged(number, picture, "part_of_picture", 0.0)
            if copy is not None:  # what is written is compared first: it is cheap, and parts the cards of one kind
                lying = lying_right(self._corners[number], picture.corners)
                both = _wrote(self._said(number)) and _wrote(picture.said)
                if lying.count >= FEWEST and (both or (lying.squares >= _SQUARES and lying.share >= _SHARE)):
                    found.append(replace(copy, share=lying.share))
        return [copy for copy in found if copy is not None]

    def _saying(self, said: TextImprint | None) -> list[int]:
        """The numbers of the pictures that say most nearly the same, 24 at most."""
        if said is None or not said.size:
            return []
        agreed = {
            number: likeness(said, kept) for number in self._written.candidates(said) if (kept := self._said(number))
        }
        return sorted(agreed, key=lambda number: -agreed[number])[:_MOST_WRITTEN]

    def _said(self, number: int) -> TextImprint | None:
        return self._pictures[number][1].said

    def _judged(self, number: int, picture: Sighting, how: How, share: float) -> Copy | None:
        """A look-alike with regard to what is written: a copy, an unsure one, or none."""
        name, kept = self._pictures[number]
        if kept.said is None or picture.said is None or _wrote(kept.said) != _wrote(picture.said):
            return Copy(name, how, share, sure=False)
        if not kept.said.size:
            return Copy(name, how, share)
        agreed, shared = likeness(kept.said, picture.said), of_one(kept.said, picture.said)
        if shared is not None and shared < _SHARED:  # somebody else's card, or one of whom much was misread
            return Copy(name, how, share, sure=False) if shared and agreed >= _SAID else None
        same = agreed == 1 or (shared == 1 and agreed >= _SAID)
        much = min(kept.said.size, picture.said.size) >= _LITTLE
        near = agreed >= (_SAID_ALONE if shared is None else _SAID)
        return Copy(name, how, share, sure=same or (much and near)) if agreed >= _DOUBT else None


def _wrote(said: TextImprint | None) -> bool:
    return said is not None and said.size > 0

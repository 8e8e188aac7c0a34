"""Whom a frightened person can call: the numbers of the place where the visitor seems to be come first."""

from functools import cache

import msgspec

from reseal.interfaces.locale import Lang
from reseal.screening.data import read_toml


class Contact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One number, whose it is, and where it was read."""

    number: str
    zh: str
    en: str
    source: str
    verified: bool

    def said(self, lang: Lang) -> str:
        """Whose number it is."""
        return self.zh if lang == "zh" else self.en

    @property
    def dialled(self) -> str:
        """The number as a telephone takes it."""
        return "".join(filter(str.isdigit, self.number))


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place with its numbers. `regions` are those of language tags, as in en-GB."""

    id: str
    zh: str
    en: str
    regions: tuple[str, ...]
    emergency: tuple[Contact, ...]
    support: tuple[Contact, ...]

    def said(self, lang: Lang) -> str:
        """The name of the place."""
        return self.zh if lang == "zh" else self.en


@cache
def places() -> tuple[Place, ...]:
    """All places."""
    return msgspec.convert(read_toml("desk", "support.toml")["place"], tuple[Place, ...])


def places_for(lang: Lang, accepted: str) -> tuple[Place, ...]:
    """All places, the visitor's own first: by the region in `Accept-Language`, else by the language of the page."""
    tags = [part.partition(";")[0].strip().replace("_", "-") for part in accepted[:1000].split(",")]
    regions = [piece.upper() for tag in tags for piece in tag.split("-")[1:] if len(piece) == 2]
    regions.append("CN" if lang == "zh" else "EU")
    order = {region: rank for rank, region in reversed(list(enumerate(regions)))}

    def rank(place: Place) -> int:
        return min((order.get(region, len(order)) for region in place.regions), default=len(order))

    return tuple(sorted(places(), key=rank))

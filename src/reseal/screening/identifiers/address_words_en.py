"""The word tables of the English address grammar, read once from `data/identifiers/address.toml`."""

from dataclasses import dataclass
from functools import cache

from reseal.screening.data import read_toml


@dataclass(frozen=True, slots=True)
class EnglishWords:
    """The tables by name; what each is for stands in the data file. `closers`: any word that may close a name."""

    street: frozenset[str]
    weak: frozenset[str]
    building: frozenset[str]
    unit: frozenset[str]
    loose_units: frozenset[str]
    leads: frozenset[str]
    annexes: frozenset[str]
    parts: frozenset[str]
    homes: frozenset[str]
    storeys: frozenset[str]
    directions: frozenset[str]
    numbers: frozenset[str]
    place_words: frozenset[str]
    stops: frozenset[str]
    closers: frozenset[str]
    anchors: frozenset[str]


@cache
def english_words() -> EnglishWords:
    """The tables of the data file."""
    data = {name: frozenset(words) for name, words in read_toml("identifiers", "address.toml")["english"].items()}
    closers = data["street"] | data["weak"] | data["building"]
    return EnglishWords(**data, closers=closers, anchors=closers | data["unit"] | data["leads"])

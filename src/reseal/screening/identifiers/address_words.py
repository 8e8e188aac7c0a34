"""The word tables of the address grammar, read once from `data/identifiers/address.toml`."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from reseal.screening.data import read_toml
from reseal.screening.fold import fold_text


@dataclass(frozen=True, slots=True)
class Words:
    """A set of words; a look-up is one or two slices.

    `opening` and `closing`: the sizes, longest first, of the words that begin or end with a character.
    """

    members: frozenset[str]
    opening: dict[str, tuple[int, ...]]
    closing: dict[str, tuple[int, ...]]

    def at(self, text: str, start: int) -> int:
        """The end of the longest word that starts at `start`; 0 without one."""
        for size in self.opening.get(text[start : start + 1], ()):
            word = text[start : start + size]
            if word in self.members and len(word) == size:
                return start + size
        return 0

    def before(self, text: str, end: int) -> int:
        """The start of the longest word that ends at `end`; -1 without one."""
        for size in self.closing.get(text[end - 1 : end], ()):
            if size <= end and text[end - size : end] in self.members:
                return end - size
        return -1


def words(*lists: Iterable[str]) -> Words:
    """Make a set of words, folded as texts are."""
    members = frozenset(fold_text(word) for part in lists for word in part)
    return Words(members, _sizes(members, 0), _sizes(members, -1))


def _sizes(members: Iterable[str], place: int) -> dict[str, tuple[int, ...]]:
    sizes: dict[str, set[int]] = {}
    for word in members:
        sizes.setdefault(word[place], set()).add(len(word))
    return {char: tuple(sorted(found, reverse=True)) for char, found in sizes.items()}


@dataclass(frozen=True, slots=True)
class AddressWords:
    """The tables by name; what each is for stands in the data file.

    `boundaries`: evidence from the character that ends the way back; 0 ends it only after two characters.
    """

    street: Words
    estate: Words
    village: Words
    weak: Words
    suffixes: Words
    suffix_lasts: frozenset[str]
    units: Words
    strong_units: Words
    unit_marks: frozenset[str]
    numbering: frozenset[str]
    number_starts: frozenset[str]
    division_lasts: frozenset[str]
    tails: Words
    crossings: Words
    stops: frozenset[str]
    soft: frozenset[str]
    never: frozenset[str]
    locative: frozenset[str]
    boundaries: dict[str, float]
    closing: Words
    homes: frozenset[str]
    not_after: dict[str, frozenset[str]]
    organisations: Words
    public: Words
    not_before_dao: frozenset[str]
    left_words: Words
    common: Words
    living: Words


@cache
def address_words() -> AddressWords:
    """The tables of the data file."""
    data = read_toml("identifiers", "address.toml")
    suffixes, left = data["suffixes"], data["left"]
    every = words(suffixes["street"], suffixes["estate"], suffixes["village"], suffixes["weak"])
    return AddressWords(
        street=words(suffixes["street"]),
        estate=words(suffixes["estate"]),
        village=words(suffixes["village"]),
        weak=words(suffixes["weak"]),
        suffixes=every,
        suffix_lasts=frozenset(word[-1] for word in every.members),
        units=words(data["units"]["house"], data["units"]["disguised"]),
        strong_units=words(data["units"]["strong"]),
        unit_marks=frozenset(word[0] for word in data["units"]["strong"]) | frozenset(data["units"]["disguised_marks"]),
        numbering=frozenset(data["units"]["numbering"]),
        number_starts=frozenset(data["units"]["number_starts"]),
        division_lasts=frozenset(data["suffixes"]["division_lasts"]),
        tails=words(data["tails"]["words"]),
        crossings=words(data["tails"]["crossings"]),
        stops=frozenset(left["stops"]),
        soft=frozenset(left["soft"]),
        never=frozenset(left["never"]),
        locative=frozenset(left["locative"]),
        boundaries={
            **dict.fromkeys(left["soft"], 0.0),
            **dict.fromkeys(left["stops"], 0.05),
            **dict.fromkeys(left["locative"], 0.1),
        },
        closing=words(suffixes["closing"]),
        homes=frozenset(suffixes["homes"]),
        not_after={fold_text(word): frozenset(chars) for word, chars in data["follows"]["not_after"].items()},
        left_words=words(left["words"]),
        organisations=words(data["follows"]["organisations"]["words"]),
        public=words(data["follows"]["public"]["words"]),
        not_before_dao=frozenset(left["not_before_dao"]),
        common=words(data["names"]["common"]),
        living=words(data["cues"]["living"]),
    )

"""Other names in place of the written ones: as long, of the same script, and the same one wherever it comes again."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from models.chance import Chance, table
from models.digits import counts_digits, digits_in, way_named, with_digits
from models.posts import SHARED, Labelled
from reseal.screening.data import data_folder
from reseal.screening.fold import fold_text
from reseal.screening.names.tables import english_names, name_tables

_LATIN = {way_named(name) for name in ("ascii", "full_width", "circled")}
_HAN = {way_named(name) for name in ("chinese", "spoken")}


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


class Names:
    """Where other names come from: surnames, given characters of the written names and of a historical list."""

    def __init__(self, posts: Iterable[Labelled], folder: Path = SHARED / "public" / "names") -> None:
        """Take given characters from the posts that are trained on, never from those that are tested on."""
        surnames = name_tables().surname
        self.surnames = sorted(surnames, key=lambda c: -surnames[c])
        self.doubles = sorted(name_tables().double)
        given: list[str] = []
        for post in posts:
            for segment in post.segments:
                if segment.type == "person_name" and 2 <= len(segment.text) <= 3 and all(map(_is_han, segment.text)):
                    given += segment.text[1:]
        odds = sorted((name_tables().given.items()), key=lambda item: -item[1])
        self.given = given + [char for char, _ in odds[:1500]]
        self.whole: dict[int, list[str]] = {2: [], 3: []}
        for file in sorted(folder.glob("Ancient*.txt")):
            for line in file.read_text(encoding="utf-8-sig").splitlines():
                if len(line) in self.whole and line[0] in surnames and all(map(_is_han, line)):
                    self.whole[len(line)].append(line)
        self.latin = sorted(name for name in english_names() if 3 <= len(name) <= 10)

    def han(self, size: int, chance: Chance) -> str:
        """A name of `size` characters, surname first."""
        if size <= 1:
            return chance.choice(self.given)
        if size == 4 or (size == 3 and chance.random() < 0.05):
            return chance.choice(self.doubles) + "".join(chance.choices(self.given, k=size - 2))
        if size in self.whole and self.whole[size] and chance.random() < 0.15:
            return chance.choice(self.whole[size])
        # Common surnames come often, and the rare ones come too.
        reach = 100 if chance.random() < 0.75 else len(self.surnames)
        return chance.choice(self.surnames[:reach]) + "".join(chance.choices(self.given, k=size - 1))

    def latin_word(self, old: str, chance: Chance) -> str:
        """A Latin name, in the case of the old one."""
        name = chance.choice(self.latin)
        return name.upper() if old.isupper() and len(old) > 1 else name.title() if old[0].isupper() else name

    def other(self, surface: str, known: dict[str, str], chance: Chance) -> str:
        """Another name for a surface. `known` holds the post's names so far: a part of one becomes the same part."""
        if surface in known:
            return known[surface]
        made = self._part(surface, known) or self._new(surface, chance)
        known[surface] = made
        return made

    def _part(self, surface: str, known: dict[str, str]) -> str | None:
        for old, new in known.items():
            at = old.find(surface)
            if at >= 0 and len(old) == len(new):
                return new[at : at + len(surface)]
            words, others = old.split(), new.split()
            if surface in words and len(words) == len(others):
                return others[words.index(surface)]
        return None

    def _new(self, surface: str, chance: Chance) -> str:
        han = [i for i, char in enumerate(surface) if _is_han(char)]
        if han and len(han) <= 4:
            plain = fold_text(surface)
            is_whole = plain[0] in name_tables().surname or plain[:2] in self.doubles
            name = self.han(len(han), chance) if is_whole else "".join(chance.choices(self.given, k=len(han)))
            made = list(surface)
            for i, char in zip(han, name, strict=True):
                made[i] = char
            return "".join(made)
        words = surface.split(" ")
        if not han and all(len(word) > 1 and word.isascii() and word.isalpha() for word in words):
            return " ".join(self.latin_word(word, chance) for word in words)
        return surface


@cache
def bundled_divisions() -> dict[str, list[str]]:
    """Names of districts, counties and cities, by their last character."""
    made: dict[str, list[str]] = {"区": [], "县": [], "市": []}
    for line in data_folder("gazetteer", "divisions.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#") and line[-1:] in made and 2 < len(line) < 6:
            made[line[-1]].append(line)
    return made


def other_place(text: str, chance: Chance) -> str:
    """An address, school or employer with other house numbers, and now and then in another district."""
    for last, names in bundled_divisions().items():
        at = text.find(last)
        if at >= 2 and chance.random() < 0.4:
            for size in (5, 4, 3):
                start = at + 1 - size
                if start >= 0 and text[start : at + 1] in _division_set():
                    text = text[:start] + chance.choice(names) + text[at + 1 :]
                    break
    if chance.random() < 0.7 and not counts_digits(text):
        units = table("numbers")["place"]["units"]
        digits = [
            digit
            for digit in digits_in(text)
            if _LATIN & set(digit.ways) or (_HAN & set(digit.ways) and text[digit.end : digit.end + 1] in units)
        ]
        text = with_digits(text, digits, [chance.randint(1, 9) if d.value else d.value for d in digits])
    return text


@cache
def _division_set() -> frozenset[str]:
    return frozenset(name for names in bundled_divisions().values() for name in names)

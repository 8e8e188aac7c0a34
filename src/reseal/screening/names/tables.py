"""The name tables: how name-like a character is, which words are ordinary; written by `tools/build_names.py`."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from reseal.screening.data import data_folder

_FOLDER = "gazetteer"


@dataclass(frozen=True, slots=True)
class NameTables:
    """`surname` and `given`: ten times the decimal log of how much likelier a character is there than in ordinary text.

    `double`: surnames of two characters. `words`: ordinary words of two and three characters, graded 1 to 3.
    """

    surname: Mapping[str, int]
    given: Mapping[str, int]
    double: frozenset[str]
    words: Mapping[str, int]


@cache
def name_tables() -> NameTables:
    """The tables, read once, when the first name is looked for."""
    surname: dict[str, int] = {}
    given: dict[str, int] = {}
    with data_folder(_FOLDER, "name_characters.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            given[row["character"]] = int(row["given"])
            if row["surname"]:
                surname[row["character"]] = int(row["surname"])
    double = data_folder(_FOLDER, "name_double_surnames.txt").read_text(encoding="utf-8").split()
    words: dict[str, int] = {}
    lines = data_folder(_FOLDER, "common_words.txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        grade, _, run = line.partition("\t")
        size = 2 if number < 3 else 3
        words.update((run[i : i + size], int(grade)) for i in range(0, len(run), size))
    return NameTables(surname, given, frozenset(double), words)


@cache
def english_names() -> frozenset[str]:
    """Common given names and family names in Latin letters, lower case."""
    return frozenset(data_folder(_FOLDER, "names_latin.txt").read_text(encoding="utf-8").split())


@cache
def pinyin_syllables() -> frozenset[str]:
    """Every toneless Mandarin syllable."""
    from pypinyin.constants import PINYIN_DICT
    from pypinyin.contrib.tone_convert import to_normal

    found: set[str] = set()
    for code, readings in PINYIN_DICT.items():
        if 0x4E00 <= code < 0x9FA6:
            found.update(to_normal(reading) for reading in readings.split(","))
    return frozenset(syllable for syllable in found if syllable.isascii() and len(syllable) > 1)


@cache
def surname_syllables() -> frozenset[str]:
    """The toneless syllables of common surnames, and the usual romanisations of other Chinese-speaking places."""
    from pypinyin.constants import PINYIN_DICT
    from pypinyin.contrib.tone_convert import to_normal

    common = {char for char, odds in name_tables().surname.items() if odds > -5}
    return frozenset(to_normal(PINYIN_DICT[ord(char)].split(",")[0]) for char in common if ord(char) in PINYIN_DICT)

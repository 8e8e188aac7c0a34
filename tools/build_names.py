"""Build the name tables of `data/gazetteer/` from public sources: facts about characters and words, nobody's name.

    python tools/build_names.py --packages FOLDER

FOLDER holds the packages `jieba` (MIT, its dictionary) and `sinonym` (Apache-2.0, its ORCID-derived frequencies), put
there by `pip install --no-deps --target FOLDER jieba sinonym`. Natural text is ../shared/data/public/cold (Apache-2.0),
surnames and English names are ../shared/data/public/names (Apache-2.0). Same input, same tables.
"""

import argparse
import csv
import math
import re
import zipfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PUBLIC = ROOT.parent / "shared" / "data" / "public"
OUT = ROOT / "src" / "reseal" / "data" / "gazetteer"
HAN = re.compile(r"[\u4e00-\u9fff]+")
NAME_TAGS = ("nr", "nrt", "nrfg")
LEAST_PPM = 2.0  # for a surname that is listed, yet too rare to be counted


def natural_text() -> Counter[str]:
    """How often each character and each pair stands in natural posts."""
    counts: Counter[str] = Counter()
    with (PUBLIC / "cold" / "train.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            for run in HAN.findall(row["TEXT"]):
                counts.update(run)
                counts.update(run[i : i + 2] for i in range(len(run) - 1))
    return counts


def surnames(packages: Path) -> tuple[dict[str, float], list[str]]:
    """Parts per million of one-character surnames, and the list of two-character ones."""
    with (packages / "sinonym" / "data" / "familyname_orcid.csv").open(encoding="utf-8") as file:
        counted = {row["surname"]: float(row["ppm"]) for row in csv.DictReader(file)}
    book = zipfile.ZipFile(next((PUBLIC / "names").glob("Chinese_Family_Name*.xlsx")))
    listed = re.findall(r"<t[^>]*>([^<]*)</t>", book.read("xl/sharedStrings.xml").decode())
    single = {name: counted.get(name, LEAST_PPM) for name in {*listed, *counted} if len(name) == 1 and HAN.match(name)}
    double = sorted({name for name in {*listed, *counted} if len(name) == 2 and HAN.match(name)})
    return single, double


def given_characters(packages: Path, single: dict[str, float]) -> dict[str, float]:
    """Parts per million of each character in given names; what common surnames leak into the counts is taken out."""
    with (packages / "sinonym" / "data" / "givenname_orcid.csv").open(encoding="utf-8") as file:
        counted = {row["character"]: float(row["ppm"]) for row in csv.DictReader(file)}
    return {char: max(ppm - 0.35 * single.get(char, 0.0), 1.0) for char, ppm in counted.items()}


def words(packages: Path, natural: Counter[str]) -> dict[str, int]:
    """Ordinary words of two and three characters, graded 1 (seldom) to 3 (very common)."""
    graded: dict[str, int] = {}
    for line in (packages / "jieba" / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, counted, tag = line.split(" ")
        often = int(counted)
        if tag in NAME_TAGS or not HAN.fullmatch(word):
            continue
        if len(word) == 2 and often >= 20:
            graded[word] = 3 if often >= 1500 else 2 if often >= 200 else 1
        elif len(word) == 3 and often >= 20:
            graded[word] = 2
    for pair, count in natural.items():
        if len(pair) == 2 and count >= 12:
            graded[pair] = max(graded.get(pair, 0), 3 if count >= 200 else 2 if count >= 40 else 1)
    return graded


def latin_names() -> list[str]:
    """English given and family names, less the words that are far more often no name."""
    common = set((OUT / "not_names_latin.txt").read_text(encoding="utf-8").split())
    source = next((PUBLIC / "names").glob("English_Names_Corpus*.txt")).read_text(encoding="utf-8-sig")
    return sorted({word.lower() for word in source.split() if re.fullmatch(r"[A-Za-z]{3,}", word)} - common)


def log_odds(ppm: float, natural_ppm: float) -> int:
    """Ten times the decimal logarithm of how much likelier a character is in a name than in natural text."""
    return round(10 * math.log10((ppm + 1.0) / (natural_ppm + 20.0)))


def main() -> None:
    """Write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packages", type=Path, required=True)
    packages = parser.parse_args().packages
    OUT.mkdir(parents=True, exist_ok=True)
    natural = natural_text()
    total = sum(count for char, count in natural.items() if len(char) == 1)
    single, double = surnames(packages)
    given = given_characters(packages, single)
    with (OUT / "name_characters.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["character", "surname", "given"])
        for char in sorted({*single, *given}):
            ppm = 1e6 * natural.get(char, 0) / total
            first = log_odds(single[char], ppm) if char in single else ""
            writer.writerow([char, first, log_odds(given.get(char, 0.0), ppm)])
    (OUT / "name_double_surnames.txt").write_text("\n".join(double) + "\n", encoding="utf-8")
    graded = words(packages, natural)
    lines = [
        f"{grade}\t{''.join(sorted(w for w, g in graded.items() if g == grade and len(w) == size))}"
        for size in (2, 3)
        for grade in (1, 2, 3)
    ]
    (OUT / "common_words.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (OUT / "names_latin.txt").write_text("\n".join(latin_names()) + "\n", encoding="utf-8")
    print(len(single), "surnames,", len(double), "double,", len(given), "given characters,", len(graded), "words")


if __name__ == "__main__":
    main()

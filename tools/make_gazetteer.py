"""Make the packaged gazetteer from the public list of administrative divisions.

    python tools/make_gazetteer.py [--admin ../shared/data/public/admin] [--to src/reseal/data/gazetteer]

Source: https://github.com/modood/Administrative-divisions-of-China (WTFPL). Only names are taken, which are facts.
Writes `divisions.txt` (provinces, cities, counties and districts, Hong Kong, Macau and Taiwan included) and `towns.txt`
(towns, townships and sub-districts), one name a line, sorted, without codes.
"""

import argparse
import csv
import json
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = "# Names from modood/Administrative-divisions-of-China (WTFPL). Made by tools/make_gazetteer.py.\n"
NOT_PLACES = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
TOWN_ENDINGS = ("镇", "乡", "街道", "苏木", "农场", "林场")
SHORTEST_NAME = 2


def divisions(admin: Path) -> Iterator[str]:
    """Provinces, cities and counties of the mainland; regions and districts of Hong Kong, Macau and Taiwan."""
    mainland = json.loads((admin / "pca.json").read_text(encoding="utf-8"))
    elsewhere = json.loads((admin / "HK-MO-TW.json").read_text(encoding="utf-8"))
    for country in (mainland, elsewhere):
        for province, cities in country.items():
            yield province
            for city, counties in cities.items():
                yield city
                for county in counties:
                    yield county.partition("（")[0]


def towns(admin: Path) -> Iterator[str]:
    """Towns, townships and sub-districts of the mainland."""
    with (admin / "streets.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["name"].endswith(TOWN_ENDINGS):
                yield row["name"]


def clean(names: Iterator[str]) -> list[str]:
    """Sorted, once each, without administrative placeholders and single characters."""
    return sorted({n for n in names if len(n) >= SHORTEST_NAME and n not in NOT_PLACES and n.isalpha()})


def main() -> None:
    """Write both files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--admin", type=Path, default=ROOT.parent / "shared" / "data" / "public" / "admin")
    parser.add_argument("--to", type=Path, default=ROOT / "src" / "reseal" / "data" / "gazetteer")
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    for name, found in (("divisions", divisions(options.admin)), ("towns", towns(options.admin))):
        names = clean(found)
        (options.to / f"{name}.txt").write_text(SOURCE + "\n".join(names) + "\n", encoding="utf-8")
        print(f"{name}.txt: {len(names)} names")


if __name__ == "__main__":
    main()

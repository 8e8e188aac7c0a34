"""Make the packaged gazetteer from the public list of administrative divisions.

    python tools/make_gazetteer.py [--admin ../shared/data/public/admin] [--to src/reseal/data/gazetteer]

Source: https://github.com/modood/Administrative-divisions-of-China (WTFPL). Only names are taken, which are facts.
Writes `divisions.txt`: provinces, cities, counties and districts, Hong Kong, Macau and Taiwan included, one name a
line, sorted, without codes.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = "# Names from modood/Administrative-divisions-of-China (WTFPL). Made by tools/make_gazetteer.py.\n"
NOT_PLACES = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
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


def clean(names: Iterator[str]) -> list[str]:
    """Sorted, once each, without administrative placeholders and single characters."""
    return sorted({n for n in names if len(n) >= SHORTEST_NAME and n not in NOT_PLACES and n.isalpha()})


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--admin", type=Path, default=ROOT.parent / "shared" / "data" / "public" / "admin")
    parser.add_argument("--to", type=Path, default=ROOT / "src" / "reseal" / "data" / "gazetteer")
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    names = clean(divisions(options.admin))
    (options.to / "divisions.txt").write_text(SOURCE + "\n".join(names) + "\n", encoding="utf-8")
    print(f"divisions.txt: {len(names)} names")


if __name__ == "__main__":
    main()

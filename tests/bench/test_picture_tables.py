from bench.picture_tables import picture_tables
from bench.results import Json


def test_every_figure_has_its_place() -> None:
    row: Json = {"name": "passport", "pictures": 3, "violating": 2, "wanted": 9, "told": 8}
    row |= {"recall": 0.875, "covered": 0.9, "precision": None}
    figures: Json = {
        "exposing": {
            "all": row,
            "kinds": [row],
            "steps": [row],
            "types": {"phone": row},
            "masked": 3,
            "leaking": 1,
            "leaks": {"phone": 1},
        },
        "harmless": {"all": row, "kinds": [row]},
        "copies": {
            "originals": 30,
            "altered": 6,
            "rows": [{"name": "cropped", "found": 0.5}],
            "asked": 0.95,
            "unrelated": 10_000,
            "false": {"menu for menu": 1},
            "unsure": 2,
            "imprint_ms": 12.0,
            "find_ms": 30.0,
        },
        "cost": {
            "read": {"why": "took more than 120 s"},
            "gate": {"rows": [{"name": "meme", "milliseconds": 2.0, "holds": False}]},
            "hostile": [
                {"name": "SVG", "bytes": 298, "told": ["picture.vector"], "text_judged": True, "milliseconds": 70.0}
                | {"more_mib": 3.0},
                {"name": "noise", "why": "ended with status 1"},
            ],
        },
    }
    page = picture_tables(figures)
    for said in ("0.875", "`phone`", "1 let something be read", "cropped", "10,000 unrelated pictures 1 are taken"):
        assert said in page
    assert "| SVG | 298 | `picture.vector` | yes | 70 | 3 |" in page
    assert "| noise | – | ended with status 1 | **no** | – | – |" in page
    assert "passed over" in page

"""Results of one part of the bench: kept as JSON under bench/results (not in git), read again for the tables."""

import json
from pathlib import Path
from typing import Any

from bench.machine import facts
from bench.places import RESULTS

Json = dict[str, Any]


def save(part: str, command: str, figures: Json, folder: Path = RESULTS) -> Json:
    """Write a part's figures with the command that made them and the facts of the machine; what was written."""
    folder.mkdir(parents=True, exist_ok=True)
    result = {"part": part, "command": command, "machine": facts(), "figures": figures}
    path = folder / f"{part}.json"
    unfinished = path.with_suffix(".json.part")
    unfinished.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    unfinished.replace(path)
    return result


def load(part: str, folder: Path = RESULTS) -> Json | None:
    """A part's last result; None if it was not measured here."""
    path = folder / f"{part}.json"
    if not path.is_file():
        return None
    result: Json = json.loads(path.read_text(encoding="utf-8"))
    return result

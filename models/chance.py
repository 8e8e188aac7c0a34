"""Data and chance for augmentation: one generator for a run, so that a seed makes the same epochs."""

import random
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

Chance = random.Random
DATA = Path(__file__).resolve().parent / "data"


@cache
def table(name: str) -> dict[str, Any]:
    """One of the recipe's own data files."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))

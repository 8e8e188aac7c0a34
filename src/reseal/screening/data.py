"""Reading the project's own data files: rules, cues, tables. They ship in the package and hold no personal data."""

import hashlib
import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any


def data_folder(*parts: str) -> Traversable:
    """The folder or file `reseal/data/<parts>` inside the installed package."""
    return files("reseal").joinpath("data", *parts)


def read_toml(*parts: str) -> dict[str, Any]:
    """Parse one TOML file of `reseal/data`.

    Raises:
        ValueError: the file is no valid TOML; the message names the file and the line.
    """
    file = data_folder(*parts)
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(
            f"reseal/data/{'/'.join(parts)}: {error}. Mend the file; it ships with the package."
        ) from error


def toml_names(*parts: str) -> list[str]:
    """The names of the TOML files in a folder of `reseal/data`, sorted, so that numbering is the same everywhere."""
    return sorted(f.name for f in data_folder(*parts).iterdir() if f.name.endswith(".toml"))


@cache
def data_fingerprint() -> str:
    """SHA-256 over the data files that tables and patterns are made of; stamps caches and decisions (ID-04)."""
    digest = hashlib.sha256()
    for folder in ("fold", "lexicon", "identifiers", "gazetteer", "numbers", "verdict", "pictures"):
        root = data_folder(folder)
        if not root.is_dir():
            continue
        for name in sorted(f.name for f in root.iterdir() if f.is_file()):
            digest.update(f"{folder}/{name}\0".encode())
            digest.update(root.joinpath(name).read_bytes())
    return digest.hexdigest()

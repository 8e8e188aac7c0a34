"""Gates: the patterns of a data file that open a grammar, with their named parts filled in.

A data file writes `[gate.parts]` (`H = "[一-龥]"`) and patterns that use them (`road = "{H}{H}路"`). A grammar runs only on
posts in which one of its gates was seen, so gates are triggers and patterns at once. They run over every post: keep them
short, and rare in ordinary ones.
"""

from collections.abc import Mapping
from typing import Any

from reseal.screening.identifiers.address_words import Words


def alternation(words: Words) -> str:
    """The words as one alternation, longest first."""
    return "|".join(sorted(words.members, key=lambda word: (-len(word), word)))


def gates(kind: str, data: Mapping[str, Any], language: str, **parts: str) -> dict[str, str]:
    """The patterns of `data["gate"][language]` by their names, with `parts` and the parts of the file filled in."""
    patterns = {}
    for name, pattern in data["gate"][language].items():
        for part, meaning in {**data["gate"]["parts"], **parts}.items():
            pattern = pattern.replace(f"{{{part}}}", meaning)
        patterns[f"{kind}_{language}_{name}"] = pattern
    return patterns

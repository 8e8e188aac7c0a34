"""The cue lexicon: families of words that weigh for or against a verdict, kept as data in `data/lexicon/` (RULES 7c).

LEX-01: a cue alone never makes a violation. LEX-03: the lexicon holds no data-source names, bot handles or addresses.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from re import escape
from typing import Any

from reseal.screening.data import read_toml, toml_names
from reseal.screening.fold import fold_text


@dataclass(frozen=True, slots=True)
class Cue:
    """One pattern of a family. `trigger`: its sight alone makes triage look closer at a post."""

    family: str
    code: str
    pattern: str
    weight: float
    trigger: bool


@cache
def cues() -> tuple[Cue, ...]:
    """Every cue of the lexicon, in the order of the files.

    Raises:
        ValueError: an entry lacks words, or has a field that is not known; the message names file, entry and field.
    """
    return tuple(cue for name in toml_names("lexicon") for cue in _read_family(name))


_FIELDS = {"words", "pattern", "weight", "trigger", "code", "sounds", "lang", "note", "source", "examples", "counter"}


def _read_family(name: str) -> Iterator[Cue]:
    content = read_toml("lexicon", name)
    family = content["family"]
    for number, entry in enumerate(content.get("cue", []), start=1):
        place = f"reseal/data/lexicon/{name}, cue {number}"
        unknown = set(entry) - _FIELDS
        if unknown:
            raise ValueError(f"{place}: unknown field {min(unknown)!r}. Known are {', '.join(sorted(_FIELDS))}.")
        if not entry.get("words") and not entry.get("pattern"):
            raise ValueError(f"{place}: give `words` (a list) or `pattern`.")
        yield from _read_entry(family, entry, content)


def _read_entry(family: str, entry: dict[str, Any], content: dict[str, Any]) -> Iterator[Cue]:
    weight = float(entry.get("weight", content.get("weight", 1.0)))
    trigger = bool(entry.get("trigger", content.get("trigger", False)))
    code = entry.get("code", f"cue.{family}")
    if "pattern" in entry:
        yield Cue(family, code, entry["pattern"], weight, trigger)
    seen = set()
    for word in entry.get("words", ()):
        folded = fold_text(word)
        if folded in seen:
            continue
        seen.add(folded)
        yield Cue(family, code, escape(folded), weight, trigger)
        if entry.get("sounds"):
            yield Cue(family, code, sounding_like(folded), weight / 2, trigger)


def sounding_like(word: str) -> str:
    """A pattern for every writing of `word` with characters of the same sound (tones aside)."""
    table = _same_sound()
    return "".join(f"[{''.join(sorted(table[c]))}]" if len(table.get(c, "")) > 1 else escape(c) for c in word)


@cache
def _same_sound() -> dict[str, frozenset[str]]:
    """Common characters by their toneless reading, from pypinyin's plain table."""
    from pypinyin.constants import PINYIN_DICT
    from pypinyin.contrib.tone_convert import to_normal

    by_sound: dict[str, set[str]] = {}
    sound_of: dict[str, str] = {}
    for code, readings in PINYIN_DICT.items():
        char = chr(code)
        try:
            char.encode("gb2312")
        except UnicodeEncodeError:
            continue
        sound_of[char] = to_normal(readings.split(",")[0])
        by_sound.setdefault(sound_of[char], set()).add(char)
    return {char: frozenset(by_sound[sound]) for char, sound in sound_of.items()}

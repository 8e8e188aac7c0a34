"""The cue lexicon: families of words that weigh for or against a verdict, kept as data in `data/lexicon/` (RULES 7c).

LEX-01: a cue alone never makes a violation. LEX-03: the lexicon holds no data-source names, bot handles or addresses.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from re import escape
from typing import Any

from reseal.compiled import kept_bytes
from reseal.screening.data import read_toml, toml_names
from reseal.screening.fold import fold_text

CHAINS = "chains.toml"


@dataclass(frozen=True, slots=True)
class Cue:
    """One word or pattern of a family.

    `signal` is the evidence it gives, `code` the reason under which that is reported, `weight` in (0, 1] how much of
    the signal it is. `trigger`: its sight alone makes triage look closer at a post. `word`: the folded word where the
    pattern is one literal word, else None. `edges`: whether its start and its end are Latin letters or digits, so that
    it must not stand inside a longer word.
    """

    family: str
    signal: str
    code: str
    pattern: str
    weight: float
    trigger: bool
    word: str | None
    edges: tuple[bool, bool]

    @property
    def length(self) -> int:
        """The length of the word, in folded characters; 0 for a pattern."""
        return len(self.word) if self.word is not None else 0


@cache
def cues() -> tuple[Cue, ...]:
    """Every cue of the lexicon, in the order of the files.

    Raises:
        ValueError: an entry lacks words, or has a field that is not known; the message names file, entry and field.
    """
    return tuple(cue for name in toml_names("lexicon") if name != CHAINS for cue in _read_family(name))


_FIELDS = {
    *("words", "patterns", "weight", "trigger", "signal", "code", "sounds"),
    *("lang", "note", "source", "examples", "counter"),
}


def _read_family(name: str) -> Iterator[Cue]:
    content = read_toml("lexicon", name)
    for number, entry in enumerate(content.get("cue", []), start=1):
        place = f"reseal/data/lexicon/{name}, cue {number}"
        unknown = set(entry) - _FIELDS
        if unknown:
            raise ValueError(f"{place}: unknown field {min(unknown)!r}. Known are {', '.join(sorted(_FIELDS))}.")
        if not entry.get("words") and not entry.get("patterns"):
            raise ValueError(f"{place}: give `words` or `patterns`, as lists.")
        for field in ("signal", "code"):
            if not entry.get(field) and not content.get(field):
                raise ValueError(f"{place}: `{field}` is missing, here and at the head of the file.")
        yield from _read_entry(entry, content)


def _read_entry(entry: dict[str, Any], content: dict[str, Any]) -> Iterator[Cue]:
    family = content["family"]
    signal, code = (entry.get(field) or content[field] for field in ("signal", "code"))
    weight = float(entry.get("weight", content.get("weight", 1.0)))
    trigger = bool(entry.get("trigger", content.get("trigger", False)))
    for pattern in entry.get("patterns", ()):
        yield Cue(family, signal, code, pattern, weight, trigger, None, (False, False))
    for folded in dict.fromkeys(fold_text(word) for word in entry.get("words", ())):
        edges = (is_latin(folded[0]), is_latin(folded[-1]))
        yield Cue(family, signal, code, escape(folded), weight, trigger, folded, edges)
        if entry.get("sounds"):
            yield Cue(family, signal, code, sounding_like(folded), weight / 2, trigger, None, (False, False))


def is_latin(char: str) -> bool:
    """Whether a folded character is a Latin letter or a digit."""
    return char.isascii() and char.isalnum()


def literal(word: str) -> str:
    """A pattern for one folded word."""
    return escape(word)


def sounding_like(word: str) -> str:
    """A pattern for every writing of `word` with characters of the same sound (tones aside)."""
    table = _same_sound()
    return "".join(f"[{table[c]}]" if len(table.get(c, "")) > 1 else escape(c) for c in word)


@cache
def _same_sound() -> dict[str, str]:
    """For each common character all that sound like it, from pypinyin's plain table.

    Loading that package takes a fifth of a second, so what comes of it is kept.
    """
    made = kept_bytes("same-sound", version("pypinyin"), lambda: "\n".join(_by_sound()).encode())
    groups = made.decode().split("\n")
    return {char: group for group in groups for char in group}


def _by_sound() -> list[str]:
    """The common characters (GB 2312) of each toneless reading, sorted."""
    from pypinyin.constants import PINYIN_DICT
    from pypinyin.contrib.tone_convert import to_normal

    by_sound: dict[str, set[str]] = {}
    for code, readings in PINYIN_DICT.items():
        char = chr(code)
        try:
            char.encode("gb2312")
        except UnicodeEncodeError:
            continue
        by_sound.setdefault(to_normal(readings.split(",")[0]), set()).add(char)
    return ["".join(sorted(group)) for group in by_sound.values()]

"""Chains: words of several classes that follow one another closely (who … knows … this man), found in a whole batch.

A regular expression of such classes with gaps is large and slow; here the words alone are scanned and the chains are
joined by their places, in one pass over sorted arrays. A chain never runs from one post into the next.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from reseal.screening.data import read_toml
from reseal.screening.fold import fold_text
from reseal.screening.lexicon import CHAINS, Cue, is_latin, literal
from reseal.screening.needs import latin_units
from reseal.screening.patterns import PatternSet

U16 = NDArray[np.uint16]
Index = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Chain:
    """Words of `slots` in this order, with at most `within[i]` characters between the i-th and the next."""

    cue: Cue
    slots: tuple[str, ...]
    within: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ChainSet:
    """The chains, and the words that serve in them: `serves[slot]` marks, by word number, the words of a slot."""

    chains: tuple[Chain, ...]
    words: PatternSet
    lengths: Index
    edges: tuple[Bools, Bools]
    serves: Mapping[str, Bools]


@dataclass(frozen=True, slots=True)
class _Sieve:
    """The rarer words of the triggering chains: `bits` has a bit a slot for each word, `needs` what each chain asks."""

    words: PatternSet
    bits: Index
    needs: Index


@cache
def _slots() -> dict[str, list[str]]:
    listed: dict[str, list[str]] = read_toml("lexicon", CHAINS)["slots"]
    return {name: [fold_text(word) for word in words] for name, words in listed.items()}


@cache
def chains(triggers: bool) -> ChainSet:
    """All chains, or only those that fire triage.

    Raises:
        ValueError: a chain names an unknown slot, or its gaps do not fit its slots; the message names it.
    """
    content = read_toml("lexicon", CHAINS)
    slots = _slots()
    made = []
    for number, entry in enumerate(content["chain"], start=1):
        place = f"reseal/data/lexicon/{CHAINS}, chain {number} ({entry['signal']})"
        unknown = [slot for slot in entry["slots"] if slot not in slots]
        if unknown:
            raise ValueError(f"{place}: no slot {unknown[0]!r}. Known are {', '.join(sorted(slots))}.")
        if len(entry["within"]) != len(entry["slots"]) - 1:
            raise ValueError(f"{place}: `within` needs one number between each two slots.")
        trigger = bool(entry.get("trigger", False))
        weight = float(entry.get("weight", 1.0))
        cue = Cue("chain", entry["signal"], entry["code"], "", weight, trigger, None, (False, False))
        if trigger or not triggers:
            made.append(Chain(cue, tuple(entry["slots"]), tuple(entry["within"])))
    used = {slot for chain in made for slot in chain.slots}
    words = sorted({word for slot in used for word in slots[slot]})
    number_of = {word: number for number, word in enumerate(words)}
    serves = {}
    for slot in used:
        serves[slot] = np.zeros(len(words), dtype=np.bool_)
        serves[slot][[number_of[word] for word in slots[slot]]] = True
    return ChainSet(
        tuple(made),
        PatternSet("chains-triage" if triggers else "chains", [literal(word) for word in words], starts=False),
        np.array([len(word) for word in words], dtype=np.int64),
        (np.array([is_latin(word[0]) for word in words]), np.array([is_latin(word[-1]) for word in words])),
        serves,
    )


@cache
def _sieve() -> _Sieve:
    frequent = set(read_toml("lexicon", CHAINS)["frequent"])
    slots = _slots()
    bit_of: dict[str, int] = {}
    needs = []
    for chain in chains(True).chains:
        rare = [slot for slot in chain.slots if slot not in frequent]
        if not rare:
            raise ValueError(
                f"reseal/data/lexicon/{CHAINS}, {chain.cue.signal}: every slot is frequent. A chain that fires triage "
                "needs one that is not."
            )
        for slot in rare:
            bit_of.setdefault(slot, 1 << len(bit_of))
        needs.append(sum({bit_of[slot] for slot in rare}))
    bits: dict[str, int] = {}
    for slot, bit in bit_of.items():
        for word in slots[slot]:
            bits[word] = bits.get(word, 0) | bit
    return _Sieve(
        PatternSet("chains-sieve", [literal(word) for word in bits], starts=False),
        np.array(list(bits.values()), dtype=np.int64),
        np.unique(np.array(needs, dtype=np.int64)),
    )


def chained_posts(units: U16, limits: Index) -> Index:
    """The numbers of the posts that hold a chain which fires triage, ascending; `limits` is where each post ends."""
    sieve = _sieve()
    seen, seen_ends = sieve.words.scan_ends(units.tobytes())
    ends = np.array(seen_ends, dtype=np.int64)
    whole = ends % 2 == 0
    if not whole.any():
        return np.zeros(0, dtype=np.int64)
    posts = np.searchsorted(limits, (ends[whole] >> 1) - 1)  # ascending, as the ends are
    bits = sieve.bits[np.array(seen, dtype=np.int64)[whole]]
    firsts = np.flatnonzero(np.concatenate([[True], posts[1:] != posts[:-1]]))
    shown = np.bitwise_or.reduceat(bits, firsts)
    hopeful: Index = posts[firsts][((shown[:, None] & sieve.needs[None, :]) == sieve.needs[None, :]).any(axis=1)]
    if not len(hopeful):
        return hopeful
    starts = np.concatenate([[0], limits[:-1] + 1])[hopeful]
    slices = [units[start : end + 1] for start, end in zip(starts.tolist(), limits[hopeful].tolist(), strict=True)]
    cuts = np.cumsum([len(part) for part in slices])
    places = [ends for _, ends in find_chains(chains(True), np.concatenate(slices))]
    held: Index = hopeful[np.unique(np.searchsorted(cuts, np.concatenate(places) - 1, side="right"))]
    return held


def warm_chains() -> None:
    """Compile, or load, what the triggering chains are found by."""
    chains(True)
    _sieve()


def find_chains(found: ChainSet, units: U16) -> list[tuple[Index, Index]]:
    """For each chain the starts and the ends of its last words in `units`, in which every post ends with a NUL."""
    numbers, starts, ends = _words(found, units)
    if not len(numbers):
        return [(starts, ends)] * len(found.chains)
    posts = np.searchsorted(np.flatnonzero(units == 0), starts)
    of_slot = cache(lambda slot: np.flatnonzero(found.serves[slot][numbers]))  # few are asked for of a short text
    return [_joined(chain, of_slot, starts, ends, posts) for chain in found.chains]


def _words(found: ChainSet, units: U16) -> tuple[Index, Index, Index]:
    """Numbers, starts and ends of the words, in the order of their ends; Latin words only as whole words."""
    seen, seen_ends = found.words.scan_ends(units.tobytes())
    numbers = np.array(seen, dtype=np.int64)
    ends = np.array(seen_ends, dtype=np.int64)
    whole = ends % 2 == 0
    numbers, ends = numbers[whole], ends[whole] >> 1
    starts = ends - found.lengths[numbers]
    latin = latin_units()[units]
    left, right = found.edges
    inside = left[numbers] & (starts > 0) & latin[np.maximum(starts - 1, 0)]
    inside |= right[numbers] & latin[np.minimum(ends, max(len(units) - 1, 0))]
    return numbers[~inside], starts[~inside], ends[~inside]


def _joined(
    chain: Chain, of_slot: Callable[[str], Index], starts: Index, ends: Index, posts: Index
) -> tuple[Index, Index]:
    """The last words of a chain: at every step those that have a word of the step before close enough."""
    if not all(len(of_slot(slot)) for slot in chain.slots):
        return starts[:0], ends[:0]
    held = of_slot(chain.slots[0])
    for slot, gap in zip(chain.slots[1:], chain.within, strict=True):
        following = of_slot(slot)
        if not len(held):
            break
        before = ends[held]  # sorted, as sightings come in the order of their ends
        nearest = np.searchsorted(before, starts[following], side="right") - 1
        some = nearest >= 0
        following, nearest = following[some], held[nearest[some]]
        close = (starts[following] - ends[nearest] <= gap) & (posts[following] == posts[nearest])
        held = following[close]
    return starts[held], ends[held]


def plain_chains(chain: Chain, words: Sequence[tuple[str, int, int]]) -> list[tuple[int, int]]:
    """The same for the words (slot, start, end) of one text, step by step: the reference that `find_chains` equals."""
    held = [(start, end) for slot, start, end in words if slot == chain.slots[0]]
    for slot, gap in zip(chain.slots[1:], chain.within, strict=True):
        held = [
            (start, end)
            for other, start, end in words
            if other == slot and any(0 <= start - last <= gap for _, last in held)
        ]
    return held

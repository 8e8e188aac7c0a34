"""Evidence: what a post holds, as signals with strengths and places. Nothing is weighed here.

Signals are cues (`demand.who_knows`), what was found (`exposure.phone`), whose it is (`subject.other`,
`whose.contact.other`), where it was said (`context.target`), and combinations that `data/verdict/signals.toml` lists.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from reseal.screening.chains import chains
from reseal.screening.data import read_toml
from reseal.screening.identifiers.kind import Finding
from reseal.screening.lexicon import cues
from reseal.screening.view import PostView
from reseal.screening.weights import document_weights, open_documents
from reseal.vocabulary import EXPOSURE_TYPES, Subject

Span = tuple[int, int]


class Evidence:
    """Signals of one post: `strength` in (0, 1] by signal, `place` in folded offsets where words carried it."""

    __slots__ = ("place", "strength", "trigger")

    def __init__(self) -> None:
        self.strength: dict[str, float] = {}
        self.place: dict[str, Span] = {}
        self.trigger = False
        """Whether a cue that fires triage was seen: without one, and without an identifier, nothing is decided."""


@dataclass(frozen=True, slots=True)
class Combination:
    """A signal that stands when one signal of every group does, and none of `without`."""

    name: str
    code: str
    groups: tuple[frozenset[str], ...]
    without: frozenset[str]


@cache
def combinations() -> tuple[Combination, ...]:
    """The combinations of `data/verdict/signals.toml`, in the order of the file.

    Raises:
        ValueError: one names a signal that nothing gives; the message says which.
    """
    known = _plain_signals()
    made = []
    for entry in read_toml("verdict", "signals.toml")["signal"]:
        owner = f"signals.toml, {entry['name']!r}"
        groups = tuple(_expanded(group, known, owner) for group in entry["groups"])
        without = _expanded(entry.get("without", []), known, owner)
        made.append(Combination(entry["name"], entry["code"], groups, without))
        known.add(entry["name"])
    return tuple(made)


def expanded(names: Sequence[str], owner: str) -> frozenset[str]:
    """The signals that names stand for; a trailing `*` stands for any ending.

    Raises:
        ValueError: a name stands for no signal; the message says where.
    """
    return _expanded(names, set(all_signals()), owner)


def _expanded(names: Sequence[str], known: set[str], owner: str) -> frozenset[str]:
    found: set[str] = set()
    for name in names:
        matching = {k for k in known if k.startswith(name[:-1])} if name.endswith("*") else {name} & known
        if not matching:
            raise ValueError(f"reseal/data/verdict/{owner}: no signal {name!r}. Check its spelling.")
        found |= matching
    return frozenset(found)


@cache
def _group_of_type() -> dict[str, str]:
    groups: dict[str, list[str]] = read_toml("verdict", "signals.toml")["groups"]
    return {type_: group for group, types in groups.items() for type_ in types}


_SUBJECT_SIGNALS = ("self", "other", "organisation", "public_office", "unknown")
_CONTEXT = (
    *("context.target", "context.profile", "context.danmaku", "context.comment", "context.group", "context.post"),
    *("context.short", "context.long", "context.question", "context.bare", "context.lines"),
    *("exposure.many", "exposure.obfuscated", "exposure.several_kinds"),
)


def _plain_signals() -> set[str]:
    names = {cue.signal for cue in (*cues(), *(chain.cue for chain in chains(False).chains))} | set(_CONTEXT)
    names |= {f"exposure.{type_}" for type_ in EXPOSURE_TYPES}
    names |= {f"subject.{subject}" for subject in _SUBJECT_SIGNALS}
    names |= {f"whose.{group}.{s}" for group in set(_group_of_type().values()) for s in _SUBJECT_SIGNALS}
    return names


@cache
def signal_codes() -> dict[str, str]:
    """The reason code under which each signal is reported."""
    codes = {name: name for name in _CONTEXT}
    codes |= {f"exposure.{type_}": f"exposure.{type_}" for type_ in EXPOSURE_TYPES}
    codes |= {f"subject.{subject}": f"subject.{subject}" for subject in _SUBJECT_SIGNALS}
    groups = set(_group_of_type().values())
    codes |= {f"whose.{group}.{s}": f"subject.{s}" for group in groups for s in _SUBJECT_SIGNALS}
    codes |= {cue.signal: cue.code for cue in (*cues(), *(chain.cue for chain in chains(False).chains))}
    codes |= {combination.name: combination.code for combination in combinations()}
    codes |= {signal: signal for signal in document_weights()}
    return codes


def gather(view: PostView, findings: Sequence[Finding], whose: Sequence[Subject]) -> Evidence:
    """The evidence of one post; `whose` are the subjects of the findings, in their order."""
    evidence = Evidence()
    strength, place = evidence.strength, evidence.place
    for sightings in view.cues.values():
        for start, end, cue, _ in sightings:
            signal = cue.signal
            if cue.trigger:
                evidence.trigger = True
            if strength.get(signal, 0.0) < cue.weight:
                strength[signal] = cue.weight
                place[signal] = (start, end)
    if findings:
        _found(strength, place, findings, whose)
    if view.told:
        evidence.trigger = True
        for signal, sure in view.told.items():
            strength[signal] = sure
            groups = open_documents().get(signal)
            if groups is not None and not any(strength.keys().isdisjoint(group) for group in groups):
                strength[f"{signal}.open"] = sure
    _context(view, strength, bool(findings))
    _combine(strength)
    return evidence


def _combine(strength: dict[str, float]) -> None:
    """Add the combinations that stand, in the order of their file: a later one may build on an earlier one."""
    listed, asking = combinations(), _asking()
    waiting = set().union(*(asking[signal] for signal in strength if signal in asking))
    present = strength.keys()
    while waiting:
        number = min(waiting)
        waiting.remove(number)
        combination = listed[number]
        if any(present.isdisjoint(group) for group in combination.groups):
            continue
        if present.isdisjoint(combination.without):
            strength[combination.name] = 1.0
            waiting |= asking.get(combination.name, frozenset())


@cache
def _asking() -> dict[str, frozenset[int]]:
    """For each signal the numbers of the combinations of which it serves the group that fewest signals serve.

    A combination cannot stand before one of that group does, so all others need not be looked at.
    """
    asking: dict[str, set[int]] = {}
    for number, combination in enumerate(combinations()):
        for signal in min(combination.groups, key=len):
            asking.setdefault(signal, set()).add(number)
    return {signal: frozenset(numbers) for signal, numbers in asking.items()}


def _found(
    strength: dict[str, float], place: dict[str, Span], findings: Sequence[Finding], whose: Sequence[Subject]
) -> None:
    group_of = _group_of_type()
    kinds = set()
    for finding, subject in zip(findings, whose, strict=True):
        kinds.add(finding.type)
        names = (f"exposure.{finding.type}", f"subject.{subject}", f"whose.{group_of[finding.type]}.{subject}")
        for name in names:
            if strength.get(name, 0.0) < finding.confidence:
                strength[name] = finding.confidence
                place[name] = (finding.start, finding.end)
    if len(kinds) > 2:
        strength["exposure.several_kinds"] = 1.0
    if len(findings) > len(kinds) + 1:
        strength["exposure.many"] = 1.0


_SURFACES = {
    "profile": "context.profile",
    "danmaku": "context.danmaku",
    "comment": "context.comment",
    "group_chat": "context.group",
    "dm": "context.group",
    "post": "context.post",
}


def _context(view: PostView, strength: dict[str, float], found: bool) -> None:
    post = view.post
    if post.target:
        strength["context.target"] = 1.0
    surface = _SURFACES.get(post.surface or "")
    if surface:
        strength[surface] = 1.0
    text = view.text
    if len(text) < 25:
        strength["context.short"] = 1.0
    elif len(text) > 140:
        strength["context.long"] = 1.0
    if "?" in text or "？" in text:
        strength["context.question"] = 1.0
    if "\n" in text:
        strength["context.lines"] = 1.0


def all_signals() -> list[str]:
    """Every signal there can be, sorted: the columns of the fit."""
    return sorted(_plain_signals() | {combination.name for combination in combinations()})

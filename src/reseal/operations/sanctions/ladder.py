"""The ladders as data: one file a policy pack in `data/desk/ladders`, each with a track for adults, minors, agencies.

A pack without a ladder of its own goes by `default`.
"""

from functools import cache
from typing import Any, Literal

import msgspec

from reseal.operations.sanctions.words import KINDS, Author, Kind, Part, Track
from reseal.screening.data import read_toml, toml_names
from reseal.storage.clock import DAY, Milliseconds
from reseal.vocabulary import Category, Severity

DEFAULT = "default"
FOLDER = ("desk", "ladders")

When = Literal["always", "monetised", "groups", "registered"]


class LadderError(ValueError):
    """A ladder that does not hold together. The text names the file's pack and what is wrong."""


class Measure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that a rung brings. `days` are how long, none for good (or for what is over once it is told).

    `person`: only proposed until a person confirms (PI-04). `follows`: comes with that other measure, once it is
    confirmed. `when`: only where the platform has told so of the account.
    """

    kind: Kind
    days: int | None = None
    person: bool = False
    follows: Kind | None = None
    when: When = "always"

    @property
    def lasts(self) -> Milliseconds | None:
        """How long."""
        return None if self.days is None else self.days * DAY


class Rung(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rung. `aside`: reached by a jump alone; who climbs from rung to rung passes it by."""

    id: str
    measures: tuple[Measure, ...]
    aside: bool = False


class Jump(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where all that it names holds, a strike stands on this rung at least (PRA-01, CAC-02)."""

    to: str
    rule: str
    severity: tuple[Severity, ...] = ()
    category: tuple[Category, ...] = ()
    part: tuple[Part, ...] = ()
    minor: bool = False
    """Only where whoever is exposed is a minor (MIN-03)."""

    def holds(self, severity: Severity, category: Category, part: Part, minor: bool) -> bool:
        """Whether it does."""
        return (
            (not self.severity or severity in self.severity)
            and (not self.category or category in self.category)
            and (not self.part or part in self.part)
            and (minor or not self.minor)
        )


class Level(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A level of credit: at `least` so many points. What it brings comes with the strike that leads to it."""

    name: str
    least: int
    measures: tuple[Measure, ...] = ()


class Credit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The account's credit (Art 14): full, less the points of each strike while it counts."""

    full: int
    points: dict[Severity, int]
    levels: tuple[Level, ...]
    """The highest first; the last one has least = 0."""

    def level(self, credit: int) -> Level:
        """The level of so many points."""
        return next((one for one in self.levels if credit >= one.least), self.levels[-1])


class TrackRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One ladder."""

    strike_days: int
    """So long a strike counts."""
    after_told: bool
    """Whether only what was posted after the author was told of the strikes before climbs above them (DSA Art 23)."""
    appeal_days: int
    """So long an appeal can be made (DSA Art 20)."""
    rungs: tuple[Rung, ...]
    jumps: tuple[Jump, ...]
    credit: Credit

    def place(self, rung: str) -> int:
        """Where a rung stands, from 0."""
        return next(number for number, one in enumerate(self.rungs) if one.id == rung)

    def above(self, place: int | None) -> int:
        """The rung to which one climbs from another, or from the ground: at the top there is no higher one."""
        climbed = [number for number, one in enumerate(self.rungs) if not one.aside]
        return next((number for number in climbed if place is None or number > place), climbed[-1])

    def without_person(self, place: int) -> int:
        """The rung that is left of one where a person has refused what it proposed."""
        left = [n for n, one in enumerate(self.rungs[: place + 1]) if not any(m.person for m in one.measures)]
        return left[-1] if left else 0


class PartRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From what category and reasons a part is told: one of `any`, and none of `none`."""

    part: Part
    category: tuple[Category, ...]
    any: tuple[str, ...]
    none: tuple[str, ...] = ()


class Ladder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one pack does about accounts."""

    pack: str
    version: str
    status: str
    source: str
    verified: bool
    sources: dict[str, str]
    """By rule id, where each demand comes from and how sure that is."""
    track: dict[Track, TrackRules]
    part: tuple[PartRule, ...]

    def __post_init__(self) -> None:
        for name, rules in self.track.items():
            _check(f"{self.pack}, {name}", rules)

    def part_of(self, category: Category, author: Author) -> Part:
        """What somebody did in it, as their posts tell it."""
        for rule in self.part:
            told = author.reasons.intersection(rule.any) and not author.reasons.intersection(rule.none)
            if category in rule.category and told:
                return rule.part
        return "poster"


_GRAVE = frozenset(("account.close", "account.followers", "group.dissolve", "agency.expel"))


def _check(where: str, rules: TrackRules) -> None:
    names = [rung.id for rung in rules.rungs]
    if len(set(names)) != len(names) or all(rung.aside for rung in rules.rungs):
        raise LadderError(f"ladder {where}: each rung needs an id of its own, and not all stand aside")
    for jump in rules.jumps:
        if jump.to not in names:
            raise LadderError(f"ladder {where}: a jump leads to {jump.to}, which is no rung")
    levels = rules.credit.levels
    if not levels or levels[-1].least != 0 or [one.least for one in levels] != sorted(o.least for o in levels)[::-1]:
        raise LadderError(f"ladder {where}: levels of credit go down to one with least = 0")
    every = [*rules.rungs, *(Rung(level.name, level.measures) for level in levels)]
    for measure in (measure for rung in every for measure in rung.measures):
        if measure.kind in _GRAVE and not measure.person:
            raise LadderError(f"ladder {where}: {measure.kind} needs a person (PI-04): say person = true")


@cache
def ladders() -> dict[str, Ladder]:
    """Every ladder, by its pack."""
    return {(made := _made(name)).pack: made for name in toml_names(*FOLDER)}


def ladder_of(pack: str) -> Ladder:
    """The ladder of a pack, else the default one."""
    known = ladders()
    return known.get(pack) or known[DEFAULT]


def _made(name: str) -> Ladder:
    content: dict[str, Any] = read_toml(*FOLDER, name)
    try:
        return msgspec.convert(content, Ladder)
    except msgspec.ValidationError as error:
        raise LadderError(f"data/desk/ladders/{name}: {error}. The kinds are {', '.join(KINDS)}.") from None

"""What stands against an account, reckoned from its log alone: pure, and the same however often it is asked.

A strike that is taken back never was: those after it are reckoned anew without it, and can only become milder. So it
does not matter in which order appeals are upheld (`tests/operations/sanctions/test_histories.py`).

- A strike stands one rung above the highest of those that count when it comes; the first on the lowest; and nowhere
  below what a jump says (PRA-01).
- Of one whose posts came back in part the rest counts: it never becomes harder by that.
- It counts for `strike_days` from the decision.
- What needs a person is proposed until one confirms it (PI-04); where one refuses, the strike counts as the rung below.
"""

from collections.abc import Callable, Sequence

import msgspec

from reseal.operations.sanctions.ladder import Ladder, Measure, Rung, TrackRules, ladder_of
from reseal.operations.sanctions.words import Kind, Part, State, Track, Why
from reseal.storage.clock import DAY, Milliseconds
from reseal.vocabulary import Category, Severity


class Profile(msgspec.Struct, frozen=True):
    """What was known of the account when it was struck. `groups` are keyed hashes, in letters."""

    track: Track = "adult"
    monetised: bool = False
    registered: bool = False
    groups: tuple[str, ...] = ()


class Struck(msgspec.Struct, frozen=True, tag="struck"):
    """A decision acted on posts of the account. `told_at` is when its author hears of it."""

    decision: str
    at: Milliseconds
    told_at: Milliseconds
    posted_at: Milliseconds
    pack: str
    category: Category
    severity: Severity
    part: Part = "poster"
    minor: bool = False
    """Whether whoever was exposed is a minor."""
    profile: Profile = Profile()
    case: str = ""
    clause: str = ""
    lang: str = "en"


class TakenBack(msgspec.Struct, frozen=True, tag="taken_back"):
    """The decision does not stand any more."""

    decision: str
    at: Milliseconds
    why: Why


class Lessened(msgspec.Struct, frozen=True, tag="lessened"):
    """Some of what the decision acted on came back: the strike counts for the rest alone, as this says."""

    decision: str
    at: Milliseconds
    posted_at: Milliseconds
    severity: Severity
    part: Part


class Confirmed(msgspec.Struct, frozen=True, tag="confirmed"):
    """A person has confirmed what was proposed."""

    decision: str
    kind: Kind
    target: str
    at: Milliseconds


class Refused(msgspec.Struct, frozen=True, tag="refused"):
    """A person has refused it."""

    decision: str
    kind: Kind
    target: str
    at: Milliseconds


Entry = Struck | TakenBack | Lessened | Confirmed | Refused
Log = Sequence[Entry]


class Given(msgspec.Struct, frozen=True):
    """One sanction as it follows from the log. `until` is empty for good, and for what is over once it is told."""

    decision: str
    kind: Kind
    target: str
    basis: State
    """`proposed`, `refused`, `done` or `in_force`; whether its time is over is `state_at`."""
    rung: str
    since: Milliseconds
    until: Milliseconds | None

    @property
    def key(self) -> tuple[str, Kind, str]:
        """What it is known by: a decision brings a measure to an account or group once."""
        return self.decision, self.kind, self.target

    def state_at(self, now: Milliseconds) -> State:
        """Where it stands at a time."""
        return "ended" if self.basis == "in_force" and self.until is not None and self.until <= now else self.basis


class Counted(msgspec.Struct, frozen=True):
    """A strike that stands, on the rung where it put the account. `credit` is what was left after it."""

    struck: Struck
    rung: int
    rung_id: str
    expires_at: Milliseconds
    credit: int

    def counts(self, now: Milliseconds) -> bool:
        """Whether it does at a time."""
        return self.struck.at <= now < self.expires_at


class Reckoned(msgspec.Struct, frozen=True):
    """All that follows from a log."""

    strikes: tuple[Counted, ...]
    given: tuple[Given, ...]

    def counting(self, now: Milliseconds) -> list[Counted]:
        """The strikes that count at a time."""
        return [one for one in self.strikes if one.counts(now)]

    def rung(self, now: Milliseconds) -> str:
        """The highest rung of those that count; empty where none does."""
        return max(self.counting(now), key=lambda one: one.rung).rung_id if self.counting(now) else ""

    def closed(self) -> bool:
        """Whether a person has confirmed that the account is closed."""
        return any(one.kind in ("account.close", "agency.expel") and one.basis == "in_force" for one in self.given)

    def next_after(self, now: Milliseconds) -> Milliseconds | None:
        """When something ends next by itself."""
        ends = [one.until for one in self.given if one.basis == "in_force" and one.until is not None]
        return min((end for end in (*ends, *(one.expires_at for one in self.strikes)) if end > now), default=None)


def credit_at(rules: TrackRules, counting: Sequence[Struck]) -> int:
    """The credit that these strikes leave (Art 14)."""
    return max(0, rules.credit.full - sum(rules.credit.points[one.severity] for one in counting))


def reckon(log: Log, ladder: Callable[[str], Ladder] = ladder_of) -> Reckoned:
    """What follows from a log, oldest entry first."""
    back = {entry.decision for entry in log if isinstance(entry, TakenBack)}
    said: dict[tuple[str, Kind, str], Confirmed | Refused] = {}
    for entry in log:
        if isinstance(entry, Confirmed | Refused):
            said.setdefault((entry.decision, entry.kind, entry.target), entry)
    strikes: list[Counted] = []
    given: list[Given] = []
    for entry in struck_in(log):
        if entry.decision not in back:
            rules = ladder(entry.pack).track[entry.profile.track]
            counted = _counted(entry, rules, strikes)
            brought = _brought(counted, rules, said)
            if _all_refused(brought):
                left = rules.without_person(counted.rung)
                counted = msgspec.structs.replace(counted, rung=left, rung_id=rules.rungs[left].id)
            strikes.append(counted)
            given += brought
    return Reckoned(tuple(strikes), tuple(given))


def struck_in(log: Log) -> list[Struck]:
    """Every strike that was given, in the order of the log, each as much of it as is left."""
    left = {entry.decision: entry for entry in log if isinstance(entry, Lessened)}
    return [_left(entry, left.get(entry.decision)) for entry in log if isinstance(entry, Struck)]


def _left(struck: Struck, less: Lessened | None) -> Struck:
    if less is None:
        return struck
    return msgspec.structs.replace(struck, posted_at=less.posted_at, severity=less.severity, part=less.part)


def _counted(struck: Struck, rules: TrackRules, before: Sequence[Counted]) -> Counted:
    counting = [one for one in before if one.counts(struck.at)]
    heard = [one for one in counting if not rules.after_told or one.struck.told_at <= struck.posted_at]
    highest = max((min(one.rung, len(rules.rungs) - 1) for one in heard), default=None)
    floors = [
        rules.place(jump.to)
        for jump in rules.jumps
        if jump.holds(struck.severity, struck.category, struck.part, struck.minor)
    ]
    rung = max((rules.above(highest), *floors))
    credit = credit_at(rules, [*(one.struck for one in counting), struck])
    return Counted(struck, rung, rules.rungs[rung].id, struck.at + rules.strike_days * DAY, credit)


def _brought(
    counted: Counted, rules: TrackRules, said: dict[tuple[str, Kind, str], Confirmed | Refused]
) -> list[Given]:
    rung, struck = rules.rungs[counted.rung], counted.struck
    made: dict[tuple[str, Kind, str], Given] = {}
    for measure in _measures(rung, rules.credit.level(counted.credit).measures, struck.profile):
        for target in struck.profile.groups if measure.kind == "group.dissolve" else ("",):
            key = (struck.decision, measure.kind, target)
            one = _one(measure, rung.id, struck, target, said)
            if one is not None:
                made[key] = one
    return list(made.values())


def _measures(rung: Rung, of_level: Sequence[Measure], profile: Profile) -> list[Measure]:
    """The measures of a rung and of the level of credit, each kind once and for the longer time."""
    known = {
        "always": True,
        "monetised": profile.monetised,
        "groups": bool(profile.groups),
        "registered": profile.registered,
    }
    chosen: dict[Kind, Measure] = {}
    for measure in (*rung.measures, *of_level):
        other = chosen.get(measure.kind)
        if known[measure.when] and (other is None or _longer(measure, other)):
            chosen[measure.kind] = measure
    return list(chosen.values())


def _longer(one: Measure, other: Measure) -> bool:
    return other.days is not None and (one.days is None or one.days > other.days)


def _one(
    measure: Measure,
    rung: str,
    struck: Struck,
    target: str,
    said: dict[tuple[str, Kind, str], Confirmed | Refused],
) -> Given | None:
    since, basis = struck.at, "in_force" if measure.days is not None else "done"
    if measure.person or measure.follows:
        answer = said.get((struck.decision, measure.follows or measure.kind, target))
        if measure.follows and not isinstance(answer, Confirmed):
            return None
        basis = "proposed" if answer is None else "in_force" if isinstance(answer, Confirmed) else "refused"
        since = struck.at if answer is None else answer.at
    until = None if measure.lasts is None or basis not in ("in_force",) else since + measure.lasts
    return Given(struck.decision, measure.kind, target, basis, rung, since, until)  # type: ignore[arg-type]


def _all_refused(brought: Sequence[Given]) -> bool:
    asked = [one for one in brought if one.basis in ("proposed", "refused") or _by_person(one)]
    return bool(asked) and all(one.basis == "refused" for one in asked)


def _by_person(one: Given) -> bool:
    return one.basis == "in_force" and one.until is None

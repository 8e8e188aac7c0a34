"""Whether the notices of a case look organised: shown to the reviewer, changing nothing by itself (BEN-05).

A person can be exposed and be reported by a crowd that helps, or be innocent and be reported by one that does not.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from typing import Literal

import msgspec

from reseal.operations.notices.rules import Coordinated, rules
from reseal.storage.clock import MINUTE, Milliseconds

Sign = Literal["same_words", "burst", "one_origin", "poor_record"]


class Heard(msgspec.Struct, frozen=True):
    """From whom a notice came, as far as it is known."""

    contact: Hashable | None = None
    origin: Hashable | None = None


class Sent(Heard, frozen=True):
    """What the rule looks at in one notice. `words` is None where too little was said to compare."""

    at: Milliseconds = 0
    bystander: bool = False
    words: Hashable | None = None
    mostly_wrong: bool = False


def signs(notices: Sequence[Sent], given: Coordinated | None = None) -> tuple[Sign, ...]:
    """The signs that the notices give."""
    given = given or rules().coordinated
    found: list[Sign] = []
    if _most(_people_by_words(notices)) >= given.same_words:
        found.append("same_words")
    if _busiest([notice.at for notice in notices if notice.bystander], given.burst_minutes * MINUTE) >= given.burst:
        found.append("burst")
    if _most(_contacts_by_origin(notices)) >= given.one_origin:
        found.append("one_origin")
    if sum(notice.mostly_wrong for notice in notices) >= given.poor_record:
        found.append("poor_record")
    return tuple(found)


def voices(notices: Sequence[Heard]) -> list[int]:
    """A number for each notice: the same for those that share a contact or an origin, directly or through others.

    Notices of one voice do not corroborate each other; nor do anonymous ones, whatever their voice.
    """
    of = list(range(len(notices)))

    def root(place: int) -> int:
        while of[place] != place:
            of[place] = of[of[place]]
            place = of[place]
        return place

    first: dict[Hashable, int] = {}
    for place, notice in enumerate(notices):
        for kind, value in (("contact", notice.contact), ("origin", notice.origin)):
            if value is not None:
                of[root(place)] = root(first.setdefault((kind, value), place))
    return [root(place) for place in range(len(notices))]


def _people_by_words(notices: Sequence[Sent]) -> Counter[Hashable]:
    people: defaultdict[Hashable, set[Hashable]] = defaultdict(set)
    for place, (notice, voice) in enumerate(zip(notices, voices(notices), strict=True)):
        if notice.words is not None:
            people[notice.words].add(voice if notice.contact or notice.origin else ("nobody", place))
    return Counter({words: len(these) for words, these in people.items()})


def _contacts_by_origin(notices: Sequence[Sent]) -> Counter[Hashable]:
    contacts: defaultdict[Hashable, set[Hashable]] = defaultdict(set)
    for notice in notices:
        if notice.origin is not None and notice.contact is not None:
            contacts[notice.origin].add(notice.contact)
    return Counter({origin: len(these) for origin, these in contacts.items()})


def _most(counted: Counter[Hashable]) -> int:
    return max(counted.values(), default=0)


def _busiest(times: list[Milliseconds], within: Milliseconds) -> int:
    times.sort()
    most = begin = 0
    for end, time in enumerate(times):
        while time - times[begin] > within:
            begin += 1
        most = max(most, end - begin + 1)
    return most

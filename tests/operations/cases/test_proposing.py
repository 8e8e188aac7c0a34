"""What is proposed, on which clause."""

from typing import NamedTuple

import pytest

from reseal.operations.cases.proposing import STAYS, Judged, pack_named, propose, usual_clause
from reseal.screening.policy.load import BUNDLED
from reseal.vocabulary import CATEGORIES


class Case(NamedTuple):
    """What notices say of a case."""

    threat: bool = False
    minor: bool = False


def judged(action: str, category: str, role: str = "origin", *, person: bool = False) -> Judged:
    return Judged(role, {"action": action, "category": category}, person)


@pytest.mark.parametrize(
    ("posts", "action", "category"),
    [
        ([judged("remove", "exposure")], "remove", "exposure"),
        ([judged("redact", "exposure"), judged("remove", "trade", "copy")], "remove", "trade"),
        ([judged("hold", "none")], None, "none"),
        ([judged("hold", "exposure"), judged("allow", "none", "copy")], None, "exposure"),
        ([judged("allow", "none")], "allow", "none"),
        ([judged("allow", "none"), judged("remove", "exposure", "mention")], "allow", "none"),
        ([judged("remove", "exposure", person=True)], None, "exposure"),
        ([], None, "none"),
    ],
)
def test_the_gravest_is_proposed_and_nothing_where_only_a_person_can_tell(
    posts: list[Judged], action: str | None, category: str
) -> None:
    """BEN-01: what is about public office or in the news is never proposed for removal."""
    proposal = propose(Case(), posts, watched=False)
    assert (proposal.action, proposal.category) == (action, category)


@pytest.mark.parametrize(("case", "watched"), [(Case(threat=True), False), (Case(minor=True), False), (Case(), True)])
def test_nothing_by_which_it_stays_is_proposed_for_what_somebody_fears_or_has_watched(
    case: Case, watched: bool
) -> None:
    for stays in STAYS:
        nothing = propose(case, [judged(stays, "none")], watched=watched)
        assert nothing.action is None and nothing.feared and not nothing.person_first
    assert (
        propose(case, [judged("nudge", "exposure"), judged("redact", "exposure")], watched=watched).action == "redact"
    )
    assert propose(case, [judged("remove", "exposure")], watched=watched).action == "remove"


@pytest.mark.parametrize("pack", BUNDLED)
def test_every_choice_has_a_clause_of_the_pack(pack: str) -> None:
    named = pack_named(pack)
    clauses = {clause.id for clause in named.content.clauses}
    for category in CATEGORIES:
        for action in ("remove", "redact", "nudge", "allow"):
            assert usual_clause(named, action, category) in clauses  # type: ignore[arg-type]
    assert pack_named("one that is gone").id == "default"


def test_the_clause_is_that_of_the_category() -> None:
    pack = pack_named("default")
    assert usual_clause(pack, "remove", "exposure") == "no-exposure"
    assert usual_clause(pack, "remove", "trade") == "no-trade"
    assert usual_clause(pack, "redact", "incitement") == "no-incitement"
    assert usual_clause(pack, "nudge", "solicitation") == "no-seeking"
    assert usual_clause(pack, "allow", "none") == "open"
    assert usual_clause(pack_named("cn"), "remove", "trade") == "no-trade"

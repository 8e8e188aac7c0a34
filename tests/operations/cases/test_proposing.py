"""What is proposed, on which clause."""

from typing import NamedTuple

import pytest

from reseal.operations.cases.proposing import Judged, pack_named, propose, usual_clause
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
    proposal = propose(Case(), posts)
    assert (proposal.action, proposal.category) == (action, category)


@pytest.mark.parametrize("case", [Case(threat=True), Case(minor=True)])
def test_what_somebody_fears_is_never_let_stand_in_one_stroke(case: Case) -> None:
    nothing = propose(case, [judged("allow", "none")])
    assert nothing.action is None and nothing.feared and not nothing.person_first
    assert propose(case, [judged("remove", "exposure")]).action == "remove"


def test_nor_is_what_somebody_has_watched() -> None:
    watched = Judged("origin", {"action": "allow", "category": "none"}, False, "guarded")
    assert propose(Case(), [watched]).action is None
    assert propose(Case(), [watched, judged("remove", "exposure", "copy")]).action == "remove"


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

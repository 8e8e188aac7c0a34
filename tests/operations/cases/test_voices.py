"""What notices say is counted where it is kept, and the rule on holds hears no more of it than it needs."""

import random

import pytest

from reseal.operations.cases import acts, voices
from reseal.operations.cases.holding import Heard, could_hold, may_hold
from reseal.operations.cases.words import Standing, Voice
from reseal.storage.clock import DAY, HOUR
from reseal.storage.store import Store
from tests.operations import factories as made
from tests.operations.counting import statements

TEXT = "曝光他：13800001234"
BAD = made.judged("p", made.shows(TEXT, "phone", "13800001234"))
STANDINGS: tuple[Standing, ...] = ("anonymous", "known", "known", "known", "trusted", "verified")


@pytest.mark.parametrize("seed", range(12))
def test_the_few_that_are_heard_decide_as_all_would(either_store: Store, seed: int) -> None:
    drawn = random.Random(seed)
    crowd = [
        Voice(standing, None if standing == "anonymous" else b"c%d" % drawn.choice((1, 1, 1, 2, 3)), b"o%d" % place)
        for standing in drawn.choices(STANDINGS[: drawn.choice((2, 4, 6))], k=70)
        for place in [drawn.choice((1, 1, 1, 2, 3))]
    ]
    weights = [drawn.choice((0.2, 0.5, 1.0)) for _ in crowd]
    with either_store.write() as work:
        text = TEXT + "（记者报道）"  # nothing is held, so that all of them are asked
        news = made.judged("p", made.shows(text, "phone", "13800001234"), reasons=("benign.news",))
        case = made.gather_as(work, made.post("p", text), news).case_id
        for number, (voice, weight) in enumerate(zip(crowd, weights, strict=True)):
            acts.noticed(work, case, f"{number:026d}", False, False, weight, voice=voice)
        few = voices.heard(work, case)
        everything = [Heard(v.standing, v.contact, v.origin, w) for v, w in zip(crowd, weights, strict=True)]
        assert len(few) <= 32 and made.row(work, case).notices == 70
        assert could_hold(few) == could_hold(everything)
        for age in (HOUR, 3 * DAY):
            for coordinated in (False, True):
                decided = [may_hold(BAD, age, heard, coordinated=coordinated) for heard in (few, everything)]
                assert decided[0] == decided[1]


def test_the_thousandth_notice_costs_as_the_tenth(either_store: Store) -> None:
    """A crowd behind one mailbox, on a post that waits for a person: nothing holds it, and it goes on."""
    text = TEXT + "（记者报道）"
    news = made.judged("p", made.shows(text, "phone", "13800001234"), reasons=("benign.news",))
    cost = []
    with either_store.write() as work:
        case = made.gather_as(work, made.post("p", text), news).case_id
        for number in range(200):
            with statements() as run:
                voice = Voice("known", b"c", b"o%d" % number)
                acts.noticed(work, case, f"{number:026d}", False, False, 1.0, voice=voice)
            cost.append(len(run))
        assert len(voices.heard(work, case)) == 1, "of a crowd only who is needed"
        assert 0 < max(cost[40:]) == min(cost[40:]) <= 12


def test_what_the_case_learns_is_counted_anew_when_a_notice_changes(either_store: Store) -> None:
    with either_store.write() as work:
        case = made.gather(work, made.post("p1")).case_id
        for number in range(3):
            acts.noticed(work, case, f"{number:026d}", number == 1, number == 2, 1.0)
        row = made.row(work, case)
        assert (row.notices, row.threat, row.minor) == (3, True, True)
        acts.withdrawn(work, case, f"{1:026d}")
        acts.noticed(work, case, f"{2:026d}", False, False, 1.0)
        row = made.row(work, case)
        assert (row.notices, row.threat, row.minor) == (2, False, False)
        acts.withdrawn(work, case, f"{1:026d}")
        assert made.row(work, case).notices == 2

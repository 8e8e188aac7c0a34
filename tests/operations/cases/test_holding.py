"""Holds without a person: each limit of DESIGN's guards has its abuse test."""

import pytest

from reseal.operations.cases.holding import Heard, could_hold, is_exposed, may_hold, needs_person
from reseal.operations.cases.words import Standing
from reseal.storage.clock import DAY, HOUR
from reseal.vocabulary import Decision, Subject
from tests.operations import factories as made

TEXT = "曝光他：13800001234"
BAD = made.judged("p", made.shows(TEXT, "phone", "13800001234"))
FRESH, OLD = 2 * HOUR, 3 * DAY


def heard(standing: Standing, number: int = 0, weight: float = 1.0, origin: int | None = None) -> Heard:
    contact = None if standing == "anonymous" else b"c%d" % number
    return Heard(standing, contact, b"o%d" % (number if origin is None else origin), weight)


def held(*notices: Heard, age: int = FRESH, decision: Decision = BAD, coordinated: bool = False) -> bool:
    return may_hold(decision, age, notices, coordinated=coordinated)


@pytest.mark.parametrize("standing", ["trusted", "verified"])
def test_one_sure_notice_holds_a_fresh_post(standing: Standing) -> None:
    assert held(heard(standing)) and not held(heard(standing), age=OLD)


def test_two_independent_notices_hold_any_post() -> None:
    assert held(heard("known", 1), heard("known", 2)) and held(heard("known", 1), heard("known", 2), age=OLD)
    assert not held(heard("known", 1)) and not held()


def test_anonymous_notices_never_corroborate_however_many() -> None:
    crowd = [heard("anonymous", number) for number in range(1_000)]
    assert not held(*crowd) and not held(*crowd, heard("known", 1))


def test_whether_notices_could_hold_anything_is_known_without_a_post() -> None:
    anonymous = [heard("anonymous", number) for number in range(9)]
    assert not could_hold([]) and not could_hold([*anonymous, heard("known", 1)])
    assert could_hold([heard("trusted")]) and could_hold([heard("known", 1), heard("known", 2)])
    assert not could_hold([heard("trusted", 1, weight=0.2)])


def test_one_person_with_two_mailboxes_is_one() -> None:
    assert not held(heard("known", 1, origin=7), heard("known", 2, origin=7))


def test_one_mailbox_from_two_places_is_one() -> None:
    assert not held(heard("known", 1, origin=7), heard("known", 1, origin=8))


def test_what_is_not_known_of_a_notice_is_no_proof() -> None:
    nowhere = Heard("known", b"c1", None, 1.0), Heard("known", b"c2", None, 1.0)
    assert not held(*nowhere)


def test_whoever_was_mostly_wrong_corroborates_nothing() -> None:
    assert not held(heard("known", 1, weight=0.2), heard("known", 2))
    assert not held(heard("trusted", 1, weight=0.2))


def test_organised_notices_need_sure_ones() -> None:
    assert not held(heard("known", 1), heard("known", 2), coordinated=True)
    assert held(heard("verified", 1), coordinated=True)
    assert held(heard("trusted", 1), heard("verified", 2), coordinated=True, age=OLD)


@pytest.mark.parametrize("subject", ["self", "organisation", "public_office"])
def test_without_an_exposure_of_somebody_only_a_person_holds(subject: Subject) -> None:
    shown = made.judged("p", made.shows(TEXT, "phone", "13800001234", subject))
    nothing = made.judged("p")
    unsure = made.judged("p", made.shows(TEXT, "phone", "13800001234", confidence=0.2))
    for decision in (shown, nothing, unsure):
        assert not is_exposed(decision) and not held(heard("verified", 1), heard("trusted", 2), decision=decision)


@pytest.mark.parametrize("code", ["benign.public_office", "benign.news", "benign.condemning"])
def test_office_news_and_condemning_posts_wait_for_a_person(code: str) -> None:
    """No crowd of notices takes criticism or reporting out of sight (BEN-01)."""
    decision = made.judged("p", made.shows(TEXT, "phone", "13800001234"), reasons=(code,))
    assert needs_person(decision)
    assert not held(heard("verified", 1), heard("trusted", 2), heard("known", 3), decision=decision)


def test_an_office_s_number_beside_a_person_s_waits_for_a_person_too() -> None:
    text = "局长李小四13800001234，办公室01000001234"
    decision = made.judged(
        "p", made.shows(text, "phone", "13800001234"), made.shows(text, "phone", "01000001234", "public_office")
    )
    assert not held(heard("verified", 1), decision=decision)

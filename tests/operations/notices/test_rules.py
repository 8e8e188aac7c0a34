import pytest

from reseal.operations.notices.rules import accuracy, answer_within, locked_for, rules, slowed_for, weight
from reseal.operations.notices.words import RELATIONS
from reseal.storage.clock import DAY, HOUR, MINUTE


def test_threats_come_before_minors_before_all_others() -> None:
    """CAC-04, Art 27, MIN-03: whoever is in danger is answered first, then minors, then the exposed themselves."""
    for relation in RELATIONS:
        threat, minor = answer_within(relation, True, False), answer_within(relation, False, True)
        plain, proven = answer_within(relation, False, False), answer_within(relation, False, False, True)
        assert HOUR <= threat < minor < proven <= plain
        assert answer_within(relation, True, True) == threat
    assert answer_within("self", False, False) < answer_within("bystander", False, False)


def test_too_few_notices_say_nothing_of_a_notifier() -> None:
    assert accuracy(0, 0) == accuracy(5, 0) == accuracy(0, 5) == 1.0


def test_a_record_counts_the_more_the_more_it_rests_on() -> None:
    assert 1.0 < accuracy(8, 0) < accuracy(40, 0) <= rules().accuracy.highest
    assert rules().accuracy.lowest <= accuracy(0, 400) < accuracy(0, 8) < 1.0
    assert accuracy(7, 3) == 1.0, "on the axis a record is neither good nor bad"
    assert accuracy(3, 7) < 1.0 < accuracy(9, 1)


def test_a_bystander_without_a_contact_counts_least_and_never_nothing() -> None:
    weights = {
        (relation, anonymous): weight(relation, anonymous=anonymous) for relation in RELATIONS for anonymous in (0, 1)
    }
    assert min(weights, key=lambda key: weights[key]) == ("bystander", 1)
    assert min(weights.values()) > 0


def test_proven_control_outweighs_every_record_and_is_never_slowed() -> None:
    """BEN-05 slows those who were wrong; the exposed person who has shown control is heard all the same."""
    proven = weight("self", anonymous=True, proven=True, slowed=True, disagreed=100)
    assert proven > weight("self", anonymous=False, agreed=400)
    assert proven == weight("self", anonymous=False, proven=True)


def test_a_slowed_notifier_counts_less_and_a_trusted_one_more() -> None:
    plain = weight("bystander", anonymous=False)
    assert (
        weight("bystander", anonymous=False, slowed=True) < plain < weight("bystander", anonymous=False, trusted=True)
    )


@pytest.mark.parametrize(
    ("tries", "minutes"), [(0, 0), (1, 0), (4, 0), (5, 15), (6, 0), (10, 60), (15, 360), (20, 1440), (500, 1440)]
)
def test_the_lock_grows_with_every_five_wrong_pins(tries: int, minutes: int) -> None:
    assert locked_for(tries) == minutes * MINUTE


def test_guessing_a_pin_takes_longer_than_anybody_has() -> None:
    """Five tries a day once the ladder is climbed, of a hundred million PINs."""
    assert locked_for(20) >= DAY
    assert rules().lock.tries * 365 / 10**8 < 0.0001


@pytest.mark.parametrize(("unfounded", "days"), [(0, 0), (2, 0), (3, 7), (4, 14), (5, 28), (6, 56), (7, 90), (99, 90)])
def test_unfounded_notices_slow_their_notifier_after_a_warning(unfounded: int, days: int) -> None:
    """BEN-05, DSA 23: after a warning, for a time, and longer when it goes on."""
    assert slowed_for(unfounded) == days * DAY

from reseal.operations.notices.coordination import Heard, Sent, signs, voices
from reseal.operations.notices.rules import rules
from reseal.storage.clock import MINUTE

GIVEN = rules().coordinated


def sent(number: int, **values: object) -> Sent:
    return Sent(**{"contact": f"c{number}", "origin": f"o{number}", "at": number * 60 * MINUTE, **values})  # type: ignore[arg-type]


def test_people_who_know_nothing_of_each_other_give_no_sign() -> None:
    assert signs([]) == ()
    assert signs([sent(n, words=f"w{n}", bystander=True) for n in range(20)]) == ()


def test_the_same_words_from_different_people_are_a_sign() -> None:
    crowd = [sent(n, words="w") for n in range(GIVEN.same_words)]
    assert signs(crowd) == ("same_words",)
    assert signs(crowd[:-1]) == ()


def test_one_person_who_says_it_again_is_no_crowd() -> None:
    assert signs([sent(n, words="w", contact="same") for n in range(20)]) == ()


def test_a_burst_counts_bystanders_alone() -> None:
    crowd = [sent(n, at=n * MINUTE, bystander=True) for n in range(GIVEN.burst)]
    assert signs(crowd) == ("burst",)
    assert signs([sent(n, at=n * MINUTE) for n in range(GIVEN.burst)]) == ()
    slow = [sent(n, at=n * GIVEN.burst_minutes * MINUTE, bystander=True) for n in range(GIVEN.burst)]
    assert signs(slow) == ()


def test_many_contacts_behind_one_origin_are_a_sign() -> None:
    assert signs([sent(n, origin="one") for n in range(GIVEN.one_origin)]) == ("one_origin",)
    assert signs([sent(n, origin="one", contact="me") for n in range(20)]) == ()
    assert signs([sent(n, origin=None) for n in range(20)]) == ()


def test_notifiers_who_were_mostly_wrong_are_a_sign() -> None:
    assert signs([sent(n, mostly_wrong=True) for n in range(GIVEN.poor_record)]) == ("poor_record",)


def test_a_voice_is_a_contact_or_an_origin_directly_or_through_others() -> None:
    heard = [Heard("a", "1"), Heard("b", "2"), Heard("b", "1"), Heard(None, "3"), Heard(None, None), Heard(None, None)]
    numbers = voices(heard)
    assert numbers[0] == numbers[1] == numbers[2]
    assert len({numbers[0], numbers[3], numbers[4], numbers[5]}) == 4
    assert voices([]) == []


def test_a_contact_is_not_taken_for_an_origin() -> None:
    assert len(set(voices([Heard("x", None), Heard(None, "x")]))) == 2

"""What everybody takes is refused, also where it is padded (ASVS 6.2.4)."""

import pytest
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from reseal.operations.staff.common_passwords import is_common
from reseal.operations.staff.rules import password_fault, sign_in


def test_each_of_the_3000_commonest_is_refused() -> None:
    least = sign_in().password.least_characters
    commonest = FREQUENCY_LISTS["passwords"][:3_000]
    assert all(is_common(password) and is_common(password.upper()) for password in commonest)
    assert all(password_fault(password, "wenqing") is not None for password in commonest)
    long_enough = [password for password in FREQUENCY_LISTS["passwords"] if len(password) >= least]
    assert len(long_enough) > 200
    assert {password_fault(password, "wenqing") for password in long_enough} <= {"too_common", "too_plain"}


@pytest.mark.parametrize(
    "padded",
    [
        "qwerty123456",
        "Password2026!!",
        "passwordpassword",
        "DragonDragonDragon",
        "!!!sunshine2026",
        "1234 letmein 1234",
    ],
)
def test_padding_does_not_make_a_common_one_another(padded: str) -> None:
    assert password_fault(padded, "wenqing") == "too_common"


@pytest.mark.parametrize(
    "own", ["three quiet herons", "violet-harbour-lantern-58", "门前大桥下游过一群鸭快来", "dragon under seven bridges"]
)
def test_words_that_do_not_belong_together_are_taken(own: str) -> None:
    assert password_fault(own, "wenqing") is None

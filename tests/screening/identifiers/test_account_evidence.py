import pytest

from reseal.screening.identifiers.account_cues import cue_at
from reseal.screening.identifiers.account_evidence import handle_confidence
from reseal.screening.identifiers.handles import read_handle


def sure(text: str, cue_ends: int = 0) -> float:
    cue = cue_at(text, 0, cue_ends) if cue_ends else None
    handle = read_handle(text, cue.place if cue else 0, loose=bool(cue and cue.chinese))
    return handle_confidence(text, handle, cue) if handle is not None else 0.0


@pytest.mark.parametrize(("text", "cue_ends"), [("abc_0417", 0), ("微信 abc0417", 2), ("微信:lottiepretzel", 2)])
def test_handles(text: str, cue_ends: int) -> None:
    assert sure(text, cue_ends) > 0.5


@pytest.mark.parametrize(
    ("text", "cue_ends"),
    [
        ("abc_0417@example.com", 0),  # an e-mail address
        ("abc_0417.zip", 0),  # a file
        ("abc_0417/de", 0),
        ("49.9w", 0),  # a quantity
        ("vx0417", 0),  # a number with its name before it
        ("aaaa", 0),
        ("微信 support", 2),
        ("signal lottie", 6),  # plain English
        ("推kcwind:", 1),
    ],
)
def test_other_words(text: str, cue_ends: int) -> None:
    assert sure(text, cue_ends) == 0.0


def test_a_pause_makes_it_less_sure() -> None:
    assert 0 < sure("微信,abc0417", 2) < sure("微信 abc0417", 2)

"""Documents of letters and digits: shapes, check signs, cues."""

import pytest

from reseal.screening.data import read_toml
from reseal.screening.identifiers.documents import Documents, code_of
from reseal.screening.number_runs import find_runs

_DATA = read_toml("identifiers", "government_id.toml")
KNOWN = Documents(_DATA["document"], _DATA["cues"]["plain"])


def best(text: str) -> tuple[str, str] | None:
    (run,) = find_runs(text)
    found = KNOWN.best(text, run)
    return (found[1], text[found[2] : found[3]]) if found and found[0] >= 0.5 else None


@pytest.mark.parametrize(
    ("text", "rule", "span"),
    [
        ("护照e00004417", "government_id.passport_cn", "e00004417"),
        ("a000417(3)", "government_id.hkid", "a000417(3)"),
        ("a100004170", "government_id.taiwan_id", "a100004170"),
        ("s1234567d", "government_id.nric_singapore", "s1234567d"),
        ("回乡证h00004417", "government_id.home_return_permit", "h00004417"),
        ("ni number qq123456c", "government_id.nino", "qq123456c"),
        ("pps number 0004417a", "government_id.pps", "0004417a"),
    ],
)
def test_documents(text: str, rule: str, span: str) -> None:
    assert best(text) == (rule, span)


@pytest.mark.parametrize("text", ["e00004417", "a000417(4)", "a100004171", "s1234567e", "xa000417(3)", "qq123456c"])
def test_without_cue_or_check_sign_there_is_none(text: str) -> None:
    assert best(text) is None


def test_the_letters_around_a_run() -> None:
    text = "id: k 000417 (0)!"
    (run,) = find_runs(text)
    code = code_of(text, run)
    assert (code.letters, code.digits, code.bracketed, text[code.start : code.end]) == (
        "k",
        "0004170",
        True,
        "k 000417 (0)",
    )

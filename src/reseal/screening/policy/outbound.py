"""The gate before every free text that leaves Reseal: no personal data in a statement, a report or a database (SOR-01).

The texts are ours and say nothing about anyone; the gate is for the day that somebody writes a number into a clause.
It refuses more than the recognisers would: any long run of digits in any script, anything like an e-mail or a link.
"""

import unicodedata
from collections.abc import Callable, Sequence

from reseal.vocabulary import Exposure

LONGEST_RUN = 5
"""Digits in a row, separators between them not counted, that a text may hold: a year and an article number pass."""

_SEPARATORS = " -.·*_()"


class PersonalDataError(ValueError):
    """A text that must not go out. The message names the kind of data, never the data."""


def personal_data_in(text: str) -> str | None:
    """The kind of personal data that a text seems to hold, or None. Linear in its length."""
    run = 0
    for before, char in zip(" " + text, text, strict=False):
        if _is_digit(char):
            run += 1
            if run > LONGEST_RUN:
                return "a number"
        elif not (run and char in _SEPARATORS and before not in _SEPARATORS):
            run = 0
    if "://" in text or "www." in text:
        return "a link"
    at = text.find("@")
    while at >= 0:
        if 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum():
            return "an e-mail address"
        at = text.find("@", at + 1)
    return None


def require_outbound(text: str, recognise: Callable[[str], Sequence[Exposure]] | None = None) -> str:
    """The text itself, once nothing personal is found in it; `recognise` may add the screener's own recognisers.

    Raises:
        PersonalDataError: something was found.
    """
    found = personal_data_in(text)
    if found is None and recognise is not None:
        exposures = recognise(text)
        found = exposures[0].type if exposures else None
    if found is not None:
        raise PersonalDataError(f"the text holds what looks like {found}. Say it without; nothing was sent.")
    return text


def _is_digit(char: str) -> bool:
    """A digit of any script: ASCII, full-width, circled, superscript, Chinese numeral."""
    value = unicodedata.numeric(char, -1.0)
    return 0.0 <= value <= 9.0 and value.is_integer()

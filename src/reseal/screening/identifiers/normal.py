"""The one form of an exposed value, however it was written: what the same number, address or mailbox is known by.

Pure; the floors above make keyed fingerprints of it (ID-03) and never keep the form itself.
"""

from functools import cache

from reseal.screening.fold import fold_text
from reseal.screening.identifiers.email_words import AT, AT_CUED, DOT, PROVIDER
from reseal.screening.identifiers.numerals import DIGITS
from reseal.screening.number_runs import find_runs
from reseal.screening.number_runs.shapes import is_mobile
from reseal.vocabulary import ExposureType

_NUMBERS = frozenset(("phone", "government_id", "bank_card"))
_RESIDENT = 15
_FEWEST = 5  # signs under which a number is one of too many to know anybody by
_PLAIN = frozenset(("@", ".", "at", "dot", "-at-", "_at_", "-dot-", "_dot_"))  # or they may stand in a mailbox's name


def normal_value(type_: ExposureType, surface: str) -> str | None:
    """The normal form of a value as it stands in a text; None where it does not say whose it is (138****1234)."""
    folded = fold_text(surface)
    if type_ in _NUMBERS:
        return _number(type_, folded)
    if type_ == "email":
        return _mailbox(folded)
    if type_ == "account":
        return "".join(char for char in folded if char.isalnum() or char in "_.-").strip(".-") or None
    if type_ == "licence_plate":
        return _signs("".join(DIGITS.get(char, char) for char in folded)) or None
    if type_ == "person_name" and folded.isascii():
        return " ".join(folded.replace(".", " ").split()) or None  # "Li Na" is another name than "Lina"
    return _signs(folded) or None


def _number(type_: ExposureType, folded: str) -> str | None:
    runs = find_runs(folded)
    digits = max((run.digits for run in runs), key=len, default="")
    signs = _signs(folded)
    if type_ == "government_id" and len(digits) < _RESIDENT and signs.isascii() and sum(map(str.isdigit, signs)) > 5:
        digits = signs  # letters belong to it: passports, permits
    if len(digits) < _FEWEST or "*" in digits or "*" in folded:
        return None
    return _telephone(digits) if type_ == "phone" else digits


def _telephone(digits: str) -> str:
    """A mainland mobile without what is dialled before it, from wherever it is called."""
    for before in ("0086", "86", "0"):
        if digits.startswith(before) and is_mobile(digits[len(before) :]):
            return digits[len(before) :]
    return digits.removeprefix("00") if len(digits) > 11 else digits


def _mailbox(folded: str) -> str | None:
    """`name@provider.top`, its signs in any writing (`小老鼠`, `点`)."""
    said = {"at": "@", "dot": "."}
    text = "".join(said.get(word, word) for word in folded.split())
    for sign, words in _signs_of_mail():
        for word in words:
            text = text.replace(word, sign)
    local, at, domain = text.rpartition("@")
    if not at:
        return _signs(text) or None
    domain = domain.strip(".")
    if "." not in domain and domain in PROVIDER:
        domain += ".com"
    return f"{local.strip('.')}@{domain}"


@cache
def _signs_of_mail() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The writings of each sign, the longest first; no at-sign that a mailbox may hold itself."""
    at = (word for word in (*AT, *AT_CUED) if word not in _PLAIN)
    dot = (word for word in DOT if word not in _PLAIN)
    longest = {"@": sorted(map(_joined, at), key=len, reverse=True), ".": sorted(map(_joined, dot), key=len)[::-1]}
    return tuple((sign, tuple(words)) for sign, words in longest.items())


def _joined(word: str) -> str:
    return "".join(word.split())


def _signs(folded: str) -> str:
    return "".join(filter(str.isalnum, folded))

"""Values made fingerprints: the normal form under a key of guards alone (PI-12, ID-03).

The live line has made a keyed hash of every exposed value anyway; a guard's fingerprint is a keyed hash of that one. So
the line hands over no value, and of two tables in a stolen database none says which post shows what is watched.
"""

from collections.abc import Iterable

from reseal.operations.guards.rules import rules
from reseal.operations.guards.words import Kept, Watched
from reseal.screening.identifiers.normal import normal_value
from reseal.storage.fingerprints import Fingerprints
from reseal.vocabulary import ExposureType

SIZE = 16
_PARTS = 16
_MOST_HASHES = 4


def normal(type_: ExposureType, typed: str) -> str | None:
    """The normal form of a typed value; None where it does not say whose it is."""
    return normal_value(type_, typed.strip()) if typed.strip() else None


def forms(type_: ExposureType, typed: str) -> tuple[str, ...]:
    """Every normal form under which a value is looked for: of an address also without what comes before its street."""
    whole = normal(type_, typed)
    if whole is None:
        return ()
    if type_ != "address":
        return (whole,)
    given = rules().address
    starts = {at + len(word) for word in given.after for at in _places(whole, word)}
    rest = (whole[at:] for at in sorted(starts))
    return (whole, *(one for one in rest if len(one) >= given.least and any(map(str.isdigit, one))))


def prints_of(prints: Fingerprints, type_: Watched, kept: Kept) -> list[bytes]:
    """The fingerprints of a value, or of a picture's parts, in order."""
    if type_ == "picture":
        return [one for hashed in kept.hashes[:_MOST_HASHES] for one in part_prints(prints, hashed)]
    return [of_seen(prints, prints.of("identifier", type_, form)) for form in forms(type_, kept.value)]


def of_seen(prints: Fingerprints, value_print: bytes) -> bytes:
    """The fingerprint that a value is looked for by, from the one that the live line made of it."""
    return prints.of("guard", value_print.hex())[:SIZE]


def part_prints(prints: Fingerprints, hashed: bytes) -> list[bytes]:
    """The fingerprints of the sixteen parts of a picture's hash."""
    size = len(hashed) // _PARTS
    return [
        prints.of("guard_picture", str(part), hashed[part * size : (part + 1) * size].hex())[:SIZE]
        for part in range(_PARTS)
    ]


def owner_print(prints: Fingerprints, account_print: bytes | None) -> bytes | None:
    """The print of an account as guards know their owners."""
    return prints.of("guard_owner", account_print.hex()) if account_print is not None else None


def number_print(prints: Fingerprints, type_: str, form: str) -> bytes:
    """By what codes to one number are counted."""
    return prints.of("guard_code", type_, form)


def _places(text: str, word: str) -> Iterable[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)

"""What is kept of a text to know it again, and what it exposes: keyed hashes, none of which can be read (PI-12, ID-03).

Values of organisations and public offices leave no mark: half a town's posts name the same hotline, and no case may
grow through it. Nor do values that do not say whose they are (138****1234), nor texts too short to be anybody's own.
"""

from collections.abc import Sequence
from hashlib import blake2b

import msgspec

from reseal.operations.posts.words import Identifier, Marks
from reseal.screening.copies.imprint import Imprint, TextImprint
from reseal.screening.copies.text import SHORTEST, text_imprint
from reseal.screening.fold import fold_text, fold_texts
from reseal.screening.identifiers.normal import normal_value
from reseal.storage.fingerprints import Fingerprints
from reseal.vocabulary import Decision, Exposure, Post, Subject

PEOPLE: frozenset[Subject] = frozenset(("other", "self", "unknown"))
"""Whose values leave marks."""

_OWN = 8  # letters and digits that a text needs to be known by itself alone
_BAND = 4 * 4


def is_remarkable(decision: Decision) -> bool:
    """Whether copies of it are worth finding: it violates, something is done to it, or it exposes somebody."""
    return (
        bool(decision.violates)
        or decision.action != "allow"
        or any(exposure.subject in PEOPLE for exposure in decision.exposures)
    )


def marks_of(prints: Fingerprints, ref: str, text: str, decision: Decision) -> Marks:
    """The marks of one text with the decision on it."""
    return _marks(prints, ref, text, fold_text(text), decision)


def marks_of_many(prints: Fingerprints, posts: Sequence[Post], decisions: Sequence[Decision]) -> list[Marks]:
    """As `marks_of`, for a whole request: texts are folded together."""
    folded = fold_texts([post.text for post in posts])
    return [
        _marks(prints, post.id, post.text, folded.text(number), decision)
        for number, (post, decision) in enumerate(zip(posts, decisions, strict=True))
    ]


def _marks(prints: Fingerprints, ref: str, text: str, folded: str, decision: Decision) -> Marks:
    identifiers = identifiers_of(prints, text, decision.exposures)
    imprint = _imprint(prints, text, decision.exposures) if is_remarkable(decision) else None
    return Marks(
        _text_print(prints, ref, folded),
        identifiers,
        msgspec.msgpack.encode(Imprint(imprint)) if imprint is not None else None,
        keys_of(imprint) if imprint is not None else (),
    )


def _text_print(prints: Fingerprints, ref: str, folded: str) -> bytes:
    """The keyed hash of the folded text; of a short one its own alone, so that it is no copy of another."""
    said = "".join(filter(str.isalnum, folded))
    return prints.of("text", said) if len(said) >= _OWN else prints.of("text", said, ref)


def value_print(prints: Fingerprints, exposure: Exposure, text: str) -> bytes | None:
    """The keyed hash of one exposed value, however it is written; None where it does not say whose it is."""
    if exposure.source != "text":
        return None
    normal = normal_value(exposure.type, text[exposure.start : exposure.end])
    return prints.of("identifier", exposure.type, normal) if normal else None


def identifiers_of(prints: Fingerprints, text: str, exposures: Sequence[Exposure]) -> tuple[Identifier, ...]:
    """The keyed hashes of what is exposed of people, each once."""
    found: dict[bytes, Identifier] = {}
    for exposure in exposures:
        if exposure.subject in PEOPLE:
            print_ = value_print(prints, exposure, text)
            if print_ is not None:
                found.setdefault(print_, Identifier(exposure.type, print_))
    return tuple(found.values())


def keys_of(imprint: TextImprint) -> tuple[int, ...]:
    """The keys under which near-same texts are looked up: two that share six tenths share one in 49 of 50 cases."""
    if imprint.size < SHORTEST:
        return ()
    bands = (imprint.minima[at : at + _BAND] for at in range(0, len(imprint.minima), _BAND))
    return tuple(
        int.from_bytes(blake2b(b"%d " % number + band, digest_size=8).digest(), "big", signed=True)
        for number, band in enumerate(bands)
    )


def _imprint(prints: Fingerprints, text: str, exposures: Sequence[Exposure]) -> TextImprint:
    values = (text[e.start : e.end] for e in exposures if e.source == "text" and e.subject in PEOPLE)
    return text_imprint(text, prints.key("text"), values)

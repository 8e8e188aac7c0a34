"""What is kept of a text to know it again, and what it exposes: keyed hashes, none of which can be read (PI-12, ID-03).

Values of organisations and public offices leave no mark: half a town's posts name the same hotline, and no case may
grow through it. Nor do values that do not say whose they are (138****1234), nor texts too short to be anybody's own.
"""

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from types import MappingProxyType

import msgspec

from reseal.operations.posts.words import Identifier, Marks, Pictured
from reseal.screening.copies.corners import sampled_keys
from reseal.screening.copies.imprint import Imprint, PictureImprint, TextImprint
from reseal.screening.copies.picture import corners_of
from reseal.screening.copies.text import SHORTEST, text_imprint
from reseal.screening.fold import fold_text, fold_texts
from reseal.screening.identifiers.normal import normal_value
from reseal.storage.fingerprints import Fingerprints
from reseal.vocabulary import Decision, Exposure, Post, Region, Subject

PEOPLE: frozenset[Subject] = frozenset(("other", "self", "unknown"))
"""Whose values leave marks."""

_OWN = 8  # letters and digits that a text needs to be known by itself alone
_BAND = 4 * 4
_LEAST_QUALITY = 50
_PICTURES = 1 << 40  # where the keys of pictures begin, far fewer than those of texts
_CORNERS = 1 << 41
_WRITTEN = b"in a picture "
_MOST_CORNERS = 128
MOST_KEYS = 500
"""Of one post: a lookup takes no more at a time."""


def is_remarkable(decision: Decision) -> bool:
    """Whether copies of it are worth finding: it violates, something is done to it, or it exposes somebody."""
    if decision.violates or decision.action != "allow":
        return True
    return bool(decision.exposures) and any(exposure.subject in PEOPLE for exposure in decision.exposures)


def marks_of(prints: Fingerprints, ref: str, text: str, decision: Decision, pictured: Sequence[Pictured] = ()) -> Marks:
    """The marks of one text and its pictures, with the decision on them."""
    said = "".join(filter(str.isalnum, fold_text(text)))
    return _marks(prints, text, decision, pictured, _text_print(prints, ref, said))


def marks_of_many(
    prints: Fingerprints,
    posts: Sequence[Post],
    decisions: Sequence[Decision],
    pictured: Sequence[Sequence[Pictured]] | None = None,
) -> list[Marks]:
    """As `marks_of`, for a whole request: texts are folded together."""
    said = fold_texts([post.text for post in posts]).letters()
    return [
        _marks(prints, post.text, decision, shown, _text_print(prints, post.id, letters))
        for post, decision, shown, letters in zip(posts, decisions, pictured or [()] * len(posts), said, strict=True)
    ]


def _marks(
    prints: Fingerprints, text: str, decision: Decision, pictured: Sequence[Pictured], text_print: bytes
) -> Marks:
    remarkable = is_remarkable(decision)
    if not remarkable and not decision.exposures:
        return Marks(text_print, (), None, ())
    written = {region: value for one in pictured for region, value in one.values.items()}
    identifiers = identifiers_of(prints, text, decision.exposures, written)
    imprint = _imprint(prints, text, decision.exposures, pictured) if remarkable else None
    return Marks(
        text_print,
        identifiers,
        msgspec.msgpack.encode(imprint) if imprint is not None else None,
        keys_of(imprint) if imprint is not None else (),
    )


def _text_print(prints: Fingerprints, ref: str, said: str) -> bytes:
    """The keyed hash of a text's folded letters; of a short one its own alone, so that it is no copy of another."""
    return prints.of("text", said) if len(said) >= _OWN else prints.of("text", said, ref)


def value_print(
    prints: Fingerprints, exposure: Exposure, text: str, written: Mapping[Region, str] = MappingProxyType({})
) -> bytes | None:
    """The keyed hash of one exposed value, however it is written; None where it does not say whose it is.

    `written` is what stands in pictures where something is exposed: the same number is the same, typed or shown.
    """
    surface = text[exposure.start : exposure.end]
    if exposure.source != "text":
        surface = written.get(exposure.region, "") if isinstance(exposure.region, Region) else ""
    normal = normal_value(exposure.type, surface) if surface else None
    return prints.of("identifier", exposure.type, normal) if normal else None


def identifiers_of(
    prints: Fingerprints,
    text: str,
    exposures: Sequence[Exposure],
    written: Mapping[Region, str] = MappingProxyType({}),
) -> tuple[Identifier, ...]:
    """The keyed hashes of what is exposed of people, in the text and in pictures, each once."""
    found: dict[bytes, Identifier] = {}
    for exposure in exposures:
        if exposure.subject in PEOPLE:
            print_ = value_print(prints, exposure, text, written)
            if print_ is not None:
                found.setdefault(print_, Identifier(exposure.type, print_))
    return tuple(found.values())


def keys_of(imprint: Imprint) -> tuple[int, ...]:
    """The keys under which near-same content is looked up, the surest first, `MOST_KEYS` at most.

    Texts that share six tenths have one in common in 49 of 50 cases; pictures whose hashes are at most 15 bits apart
    always, and those up to 31 apart mostly. Of cut pictures the hashes say nothing: they are found by what is written
    in them, and by rare corners.
    """
    hashed = [key for picture in imprint.pictures for key in sorted(_picture_keys(picture))]
    written = [key for picture in imprint.pictures for key in _text_keys(picture.said, _WRITTEN)]
    corners = [sampled_keys(corners_of(picture), _MOST_CORNERS) for picture in imprint.pictures]
    cornered = [_CORNERS | key for keys in corners for key in keys]
    return tuple(dict.fromkeys([*_text_keys(imprint.text), *hashed, *written, *cornered]))[:MOST_KEYS]


def _text_keys(text: TextImprint | None, of: bytes = b"") -> tuple[int, ...]:
    if text is None or text.size < SHORTEST:
        return ()
    bands = (text.minima[at : at + _BAND] for at in range(0, len(text.minima), _BAND))
    return tuple(
        int.from_bytes(blake2b(b"%s%d " % (of, number) + band, digest_size=8).digest(), "big", signed=True)
        for number, band in enumerate(bands)
    )


def _picture_keys(picture: PictureImprint) -> set[int]:
    if picture.quality < _LEAST_QUALITY:
        return set()  # next to nothing in it: its hash says little
    return {
        (at << 16 | int.from_bytes(hashed[at : at + 2], "big")) + _PICTURES
        for hashed in picture.hashes
        for at in range(0, len(hashed), 2)
    }


def _imprint(prints: Fingerprints, text: str, exposures: Sequence[Exposure], pictured: Sequence[Pictured]) -> Imprint:
    key = prints.key("text")
    values = (text[e.start : e.end] for e in exposures if e.source == "text" and e.subject in PEOPLE)
    exposing = {e.region.picture for e in exposures if isinstance(e.region, Region) and e.subject in PEOPLE}
    pictures = (  # of those alone that expose somebody: half the world's posts show the same joke
        msgspec.structs.replace(one.imprint, said=text_imprint(one.said, key))
        for one in pictured
        if one.number in exposing
    )
    return Imprint(text_imprint(text, key, values), tuple(pictures))

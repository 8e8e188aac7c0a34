"""What kind of document a picture shows, by its words and how they stand. No face is looked at, nothing is stored.

The kind is evidence for the verdict (ID-02: an identity document exposes whoever is on it), never the verdict itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from reseal.screening.data import read_toml
from reseal.screening.fold import fold_text
from reseal.screening.pictures.line import Line
from reseal.screening.reader.form import is_waybill
from reseal.vocabulary import Region


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """`words`: folded words with how much each says; a picture is of this kind where they come to 1 or more.

    Of each group of words the strongest counts once. `least_aspect`, `most_aspect`: longer side over shorter side.
    `sides`: how much lines on both sides of the page, as in a chat, say. `opens`: values on it can lie open.
    """

    name: str
    groups: tuple[tuple[tuple[str, ...], float], ...]
    least_aspect: float
    most_aspect: float
    sides: float
    opens: bool

    @property
    def signal(self) -> str:
        """The signal and reason code."""
        return f"document.{self.name}"


@dataclass(frozen=True, slots=True)
class Seen:
    """A kind of document seen in a picture, and how sure that is."""

    signal: str
    strength: float
    region: Region


@cache
def document_kinds() -> tuple[DocumentKind, ...]:
    """The kinds of `data/pictures/documents.toml`."""
    return tuple(
        DocumentKind(
            entry["name"],
            tuple((tuple(_mark(word) for word in words), says) for words, says in entry["words"]),
            entry.get("least_aspect", 1.0),
            entry.get("most_aspect", 100.0),
            entry.get("sides", 0.0),
            "open" in entry,
        )
        for entry in read_toml("pictures", "documents.toml")["document"]
    )


@cache
def plate_rules() -> tuple[float, int]:
    """A plate is a line's `share` at least, in a picture of so many lines at most."""
    table = read_toml("pictures", "documents.toml")["plate"]
    return table["share"], table["lines"]


@cache
def alone_rules() -> int:
    """In a picture of so many lines at most, what has the shape of a plate is one."""
    lines: int = read_toml("pictures", "documents.toml")["plate"]["alone"]
    return lines


@cache
def _place() -> str:
    label: str = read_toml("pictures", "documents.toml")["place"]["words"]
    return label


def place_words(latitude: float, longitude: float) -> str:
    """The place where a photo says it was taken, as a line of text."""
    return f"{_place()} {latitude:.5f}, {longitude:.5f}"


def kinds_of_document(lines: Sequence[Line], size: tuple[int, int], picture: int, frame: int) -> list[Seen]:
    """The kind of document that the lines of one frame speak for, or none: the one that most speaks for.

    Of several, as on a copy of both sides of a card, one that tells of a person counts before one that does not.
    """
    best: tuple[bool, float, DocumentKind] | None = None
    texts = [_plain(line.text) for line in lines]
    for kind in document_kinds():
        strength = _strength(kind, texts, lines, size)
        if strength >= 1 and (best is None or (kind.opens, strength) > best[:2]):
            best = kind.opens, strength, kind
    if best is None:
        return []
    return [Seen(best[2].signal, 1.0, Region(picture, frame, tuple(_around(lines))))]


def _strength(kind: DocumentKind, texts: Sequence[str], lines: Sequence[Line], size: tuple[int, int]) -> float:
    longer, shorter = max(size), min(size)
    if not kind.least_aspect <= longer / shorter <= kind.most_aspect:
        return 0.0
    said = sum(says for words, says in kind.groups if any(_says(word, texts) for word in words))
    if kind.sides and _on_both_sides(lines, size[0]):
        said += kind.sides
    return said


def _says(word: str, texts: Sequence[str]) -> bool:
    if word == "#waybill":
        return any(is_waybill(text) for text in texts)
    return word[1:] in texts if word[0] == "=" else any(word in text for text in texts)


def _on_both_sides(lines: Sequence[Line], width: int) -> bool:
    """Whether lines begin at the left and others end at the right, as two people's bubbles do."""
    short = [line for line in lines if line.length < 0.72 * width]
    left = sum(1 for line in short if line.quad[:, 0].min() < 0.22 * width and line.quad[:, 0].max() < 0.8 * width)
    right = sum(1 for line in short if line.quad[:, 0].max() > 0.78 * width and line.quad[:, 0].min() > 0.2 * width)
    return left >= 2 and right >= 2


def _around(lines: Sequence[Line]) -> Iterator[tuple[tuple[int, int], ...]]:
    """One box round all the lines."""
    quads = [line.quad for line in lines if len(line.quad)]
    if quads:
        left, top = (round(float(min(quad[:, axis].min() for quad in quads))) for axis in (0, 1))
        right, bottom = (round(float(max(quad[:, axis].max() for quad in quads))) for axis in (0, 1))
        yield (left, top), (right, top), (right, bottom), (left, bottom)


def _mark(word: str) -> str:
    """A word folded as the lines are, with the sign before it that says how it stands."""
    return word if word[0] == "#" else word[0] + _plain(word[1:]) if word[0] == "=" else _plain(word)


def _plain(text: str) -> str:
    return fold_text(text).replace(" ", "")

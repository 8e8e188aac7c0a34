"""The vocabulary of pieces and the tokenizer: the likeliest cut of a folded text into pieces, with offsets.

A unigram model (SentencePiece): every piece has a log probability, the cut with the highest sum wins. A piece never
holds more than one digit, so that a number reads digit by digit whatever its length. Time is linear in the text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reseal.screening.fold_tables import EMOJI_FIRST, EMOJI_LAST, RARE_HAN

PAD, START, END, UNKNOWN, RARE, EMOJI = range(6)
SPECIALS = ("<pad>", "<s>", "</s>", "<unk>", "<han>", "<emoji>")
SPACE = "\u2581"  # SentencePiece's mark for a space, which stands at the front of a word
_UNKNOWN_SCORE = 10.0
_NOTHING = (-1, 0.0)  # no piece begins so


@dataclass(frozen=True, slots=True)
class Pieces:
    """`known`: piece → (number, log probability). `fronts`: the same, and None for what only begins a piece.

    `unknown` is the log probability of a character that no piece holds.
    """

    known: Mapping[str, tuple[int, float]]
    fronts: Mapping[str, tuple[int, float] | None]
    unknown: float

    def __len__(self) -> int:
        return len(SPECIALS) + len(self.known)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The pieces of one folded text: `numbers`, and the folded characters `starts[i]` to `ends[i]` that each covers.

    A piece's own leading space is not counted in; a piece that is nothing but a space covers it.
    The space that is put before a text covers nothing: `starts[0] == ends[0] == 0`.
    """

    numbers: list[int]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.numbers)


def pieces_from(scored: Sequence[tuple[str, float]]) -> Pieces:
    """A vocabulary from pieces in the order of their numbers.

    Raises:
        ValueError: a piece stands twice or is empty.
    """
    known = {piece: (number, score) for number, (piece, score) in enumerate(scored, len(SPECIALS))}
    if len(known) != len(scored) or "" in known:
        raise ValueError("pieces: a piece is empty or stands twice. Build the vocabulary anew: make model.")
    fronts: dict[str, tuple[int, float] | None] = {}
    for piece in known:
        for size in range(1, len(piece)):
            fronts[piece[:size]] = None
    return Pieces(known, fronts | known, min(score for _, score in scored) - _UNKNOWN_SCORE)


def parse_pieces(content: str) -> Pieces:
    """A vocabulary file: one `piece<TAB>log probability` a line, in the order of their numbers.

    Raises:
        ValueError: a line is not of that form; the message names it.
    """
    scored = []
    for number, line in enumerate(content.split("\n"), 1):
        if line:
            piece, _, score = line.partition("\t")
            try:
                scored.append((piece, float(score)))
            except ValueError:
                raise ValueError(
                    f"pieces: line {number} is not `piece<TAB>number`. Install reseal anew, or run make model."
                ) from None
    if not scored:
        raise ValueError("pieces: the file is empty. Install reseal anew, or run make model.")
    return pieces_from(scored)


def tokenize(text: str, pieces: Pieces) -> Tokens:
    """The likeliest cut of a folded text. Runs of spaces and line breaks count as one space."""
    chars, places = _spaced(text)
    find, unknown = pieces.fronts.get, pieces.unknown
    size = len(chars)
    best = [0.0] + [-1e30] * size
    number_to = [-1] * (size + 1)
    start_to = [0] * (size + 1)
    for at in range(size):
        here = best[at]
        if here + unknown > best[at + 1]:
            best[at + 1] = here + unknown
            number_to[at + 1] = -1
            start_to[at + 1] = at
        for end in range(at + 1, size + 1):
            found = find(chars[at:end], _NOTHING)
            if found is None:
                continue
            if found is _NOTHING:
                break
            if here + found[1] > best[end]:
                best[end] = here + found[1]
                number_to[end] = found[0]
                start_to[end] = at
    numbers: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    end = size
    while end:
        start = start_to[end]
        number = number_to[end]
        numbers.append(number if number >= 0 else _stand_in(chars[start]))
        first = start + 1 if chars[start] == SPACE and end - start > 1 else start
        starts.append(places[first])
        ends.append(places[end - 1] + 1 if places[end - 1] >= 0 else 0)
        end = start
    starts[-1] = max(starts[-1], 0)
    numbers.reverse()
    starts.reverse()
    ends.reverse()
    return Tokens(numbers, starts, ends)


def _spaced(text: str) -> tuple[str, Sequence[int]]:
    """The text with a space before it and every run of white space as one, and the place of each character in it.

    The space before the text has the place -1.
    """
    if text[:1] not in (" ", "\n", "\t") and "  " not in text and "\n" not in text and "\t" not in text:
        return SPACE + text.replace(" ", SPACE), range(-1, len(text))
    chars, places = [SPACE], [-1]
    for place, char in enumerate(text):
        if char in " \n\t":
            if chars[-1] != SPACE:
                chars.append(SPACE)
                places.append(place)
        else:
            chars.append(char)
            places.append(place)
    return "".join(chars), places


def _stand_in(char: str) -> int:
    code = ord(char)
    if 0x3400 <= code < 0xA000 or 0xF900 <= code < 0xFB00 or code == RARE_HAN:
        return RARE
    return EMOJI if EMOJI_FIRST <= code <= EMOJI_LAST else UNKNOWN

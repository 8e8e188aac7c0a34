"""What stands between two parts of a number: nothing, a separator, a comma, connecting words, hidden digits."""

from collections.abc import Mapping
from functools import lru_cache

from reseal.screening.number_runs.tables import connectors, digit_tables

# Kinds of gaps, in the order of how far apart they set what they part. A pause is a comma between spelled digits.
NONE, TIGHT, PAUSE, LOOSE, WORDS, BREAK = range(6)

Gap = tuple[int, int]  # its kind, and how many digits it shows to be hidden (-1: some)

LONGEST = 26
LONGEST_PLAIN = 7
JOIN_LETTERS = 8  # letters and Han characters of the connecting words in one gap

_TIGHT = frozenset(" -.·*()/|_~+#&='\"`^\\<>ˊˇˋ˙˗%@丶「」『』《》〈〉")
_LOOSE = frozenset("\n,、。;:!?…")
SEPARATORS = "".join(sorted(_TIGHT | _LOOSE))
SYMBOLS = "\u2000-\u2bff\u3001-\u3006\ue000-\uecff"  # the inside of a class of patterns
_FRAME = " -()·/"


_MASKS = digit_tables().masks
SINGLE: dict[str, Gap] = {char: (TIGHT, int(char in _MASKS)) for char in _TIGHT}


@lru_cache(maxsize=4096)
def read_gap(gap: str) -> Gap:
    """The kind of a gap and how many hidden digits it shows (-1: some, as in 138…4471)."""
    if not gap:
        return NONE, 0
    if gap in SINGLE:
        return SINGLE[gap]
    if len(gap) > LONGEST:
        return BREAK, 0
    hidden = _hidden(gap)
    if hidden:
        return TIGHT, hidden
    kind = _punctuation(gap)
    return (kind, 0) if kind != BREAK else (_words(gap), 0)


def is_symbol(char: str) -> bool:
    """Emoji, arrows, dingbats, boxes: what people set between digits to break them up."""
    return "\u2000" <= char <= "\u2bff" or "\ue000" <= char <= "\uecff" or "\u3004" <= char <= "\u3006"


def _hidden(gap: str) -> int:
    core = gap.strip(_FRAME) or gap
    sign = core[0]
    if sign in _FRAME:
        return len(core) if len(core) >= 3 and sign not in " ()" and not core.strip(sign) else 0
    if not {sign, " ", "-"}.issuperset(core):
        return 0
    if sign == "…" or (sign == "." and len(core) >= 3):
        return -1
    return core.count(sign) if sign in _MASKS or is_symbol(sign) else 0


def _punctuation(gap: str) -> int:
    if len(gap) > LONGEST_PLAIN:
        return BREAK
    kind = TIGHT
    for char in gap:
        if char in _LOOSE:
            kind = LOOSE
        elif char not in _TIGHT and not is_symbol(char):
            return BREAK
    return kind


def _words(gap: str) -> int:
    """WORDS when the gap is connecting words alone, few enough for the triggers, in punctuation."""
    start, end = 0, len(gap)
    while start < end and _parts(gap[start]):
        start += 1
    while end > start and _parts(gap[end - 1]):
        end -= 1
    if not 0 < end - start <= JOIN_LETTERS:
        return BREAK
    known = connectors()
    at = start
    while at < end:
        step = 1 if gap[at] == " " else _word_at(gap, at, known)
        if not step:
            return BREAK
        at += step
    return WORDS


def _parts(char: str) -> bool:
    return char in _TIGHT or char in _LOOSE or is_symbol(char)


def _word_at(gap: str, at: int, known: Mapping[str, frozenset[str]]) -> int:
    """The length of the longest connecting word at a place; Latin words end where no letter follows."""
    best = 0
    for word in known.get(gap[at], ()):
        size = len(word)
        if size > best and gap.startswith(word, at):
            after = gap[at + size : at + size + 1]
            if not (word[-1].isascii() and word[-1].isalpha() and after.isascii() and after.isalpha()):
                best = size
    return best

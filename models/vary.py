"""Each epoch's own version of the written posts: other numbers, names, handles and disguises inside the same words."""

import re
from dataclasses import dataclass
from functools import cache

from opencc import OpenCC

from models.chance import Chance, table
from models.digits import rewritten, ways
from models.names import Names, other_place
from models.numbers import NUMBER_TYPES, other_letters, other_lookalike, other_mail, other_number
from models.posts import Labelled, Segment

_HANDLE = re.compile(r"@([A-Za-z]\w{2,30})")
_DISGUISED = frozenset(("phone", "government_id", "bank_card", "account"))
_PLACES = frozenset(("address", "school", "workplace"))


@dataclass(frozen=True)
class Shares:
    """How often each change is made."""

    numbers: float = 0.75
    names: float = 0.6
    places: float = 0.5
    disguise: float = 0.15
    cues: float = 0.15
    junk_in_names: float = 0.04
    traditional: float = 0.06
    case: float = 0.06
    full_width: float = 0.03
    beside: float = 0.06


SHARES = Shares()


def vary(
    post: Labelled, names: Names | None, beside: list[Labelled], chance: Chance, shares: Shares = SHARES
) -> Labelled:
    """One post, written otherwise. Its category stays: what is said stays the same. Without `names` they stay too."""
    known: dict[str, str] = {}
    rename, renumber = chance.random() < shares.names, chance.random() < shares.numbers
    surfaces: dict[tuple[str, str], str] = {}
    made = []
    for segment in post.segments:
        kind, text = segment.type, segment.text
        if kind is None:
            text = _between(text, post, renumber, chance, shares)
        elif (kind, text) in surfaces:
            text = surfaces[kind, text]
        else:
            old = text
            if kind == "person_name" and rename and names is not None:
                text = names.other(text, known, chance)
                text = _with_junk(text, chance) if chance.random() < shares.junk_in_names else text
            elif kind in NUMBER_TYPES and renumber:
                text = other_number(text, kind, chance)
            elif kind == "email" and renumber:
                text = other_mail(text, chance)
            elif kind in _PLACES and chance.random() < shares.places:
                text = other_place(text, chance)
            if kind in _DISGUISED and chance.random() < shares.disguise:
                text = _disguised(text, chance)
            surfaces[kind, old] = text
        if text:
            made.append(Segment(text, kind))
    if chance.random() < shares.beside and beside:
        other = Segment(chance.choice(beside).text[: chance.randint(20, 200)])
        made = [other, Segment("\n"), *made] if chance.random() < 0.5 else [*made, Segment("\n"), other]
    return post.with_segments(_whole_text(made, post, chance, shares))


def _between(text: str, post: Labelled, renumber: bool, chance: Chance, shares: Shares) -> str:
    if renumber:
        text = other_lookalike(text, chance)
        text = _HANDLE.sub(lambda found: "@" + other_letters(found[1], chance), text)
    if chance.random() < shares.cues:
        for cue in table("disguises")["cue"]:
            word = next((word for word in cue["from"] if _stands_alone(word, text)), None)
            if word is not None:
                text = text.replace(word, chance.choice(cue["to"]), 1)
                break
    return text


def _stands_alone(word: str, text: str) -> bool:
    """Whether the text holds the word, and not inside a longer Latin word."""
    at = text.find(word)
    if at < 0 or not word.isascii():
        return at >= 0
    around = text[at - 1 : at] + text[at + len(word) : at + len(word) + 1]
    return not any(char.isascii() and char.isalpha() for char in around)


def _disguised(text: str, chance: Chance) -> str:
    """A plain number in a disguise: other digits, or something between them."""
    if sum(char.isascii() and char.isdigit() for char in text) < 5:
        return text
    marks = table("disguises")["separators"]
    if chance.random() < 0.5:
        return rewritten(text, chance.randrange(1, len(ways())), chance)
    mark: str = chance.choice(marks["plain"] if chance.random() < 0.6 else marks["loud"])
    step = chance.choice((1, 2, 3, 4))
    plain = text.replace(" ", "").replace("-", "")
    return mark.join(plain[i : i + step] for i in range(0, len(plain), step))


def _with_junk(text: str, chance: Chance) -> str:
    return chance.choice((" ", "*", ".", "·", "\u200b", "-", "🌟")).join(text)


def _whole_text(segments: list[Segment], post: Labelled, chance: Chance, shares: Shares) -> list[Segment]:
    if post.lang == "zh" and chance.random() < shares.traditional:
        convert = _converter("s2tw" if chance.random() < 0.5 else "s2hk").convert
        segments = [Segment(convert(s.text), s.type) for s in segments]
    if chance.random() < shares.case:
        change = str.upper if chance.random() < 0.3 else str.lower
        segments = [Segment(change(s.text), s.type) for s in segments]
    if chance.random() < shares.full_width:
        segments = [Segment(s.text.translate(_FULL_WIDTH), s.type) for s in segments]
    return [s for s in segments if s.text]


@cache
def _converter(name: str) -> OpenCC:
    return OpenCC(name)


_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}

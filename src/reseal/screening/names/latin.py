"""Names in Latin letters: English full names by their capitals, pinyin names in Chinese text, and mixtures of both."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from reseal.screening.data import data_folder, read_toml
from reseal.screening.fold_tables import VANISH, fold_tables
from reseal.screening.names.tables import english_names, name_tables, pinyin_syllables, surname_syllables
from reseal.screening.view import PostView

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class LatinRules:
    """Words around names in Latin letters, and how much each sign counts; a candidate needs `least` in all."""

    cues: frozenset[str]
    single_cues: frozenset[str]
    honorifics: frozenset[str]
    place_words: frozenset[str]
    follow: frozenset[str]
    han_cues: tuple[str, ...]
    score: dict[str, float]
    least: float


@cache
def latin_rules() -> LatinRules:
    """The rules in `data/identifiers/person_name.toml`, section `latin`."""
    table = read_toml("identifiers", "person_name.toml")["latin"]
    return LatinRules(
        frozenset(table["cues"]),
        frozenset(table["single_cues"]),
        frozenset(table["honorifics"]),
        frozenset(table["place_words"]),
        frozenset(table["follow"]),
        tuple(table["han_cues"]),
        dict(table["score"]),
        float(table["score"]["least"]),
    )


@cache
def not_names() -> frozenset[str]:
    """Common English words, places and brands that are no names, lower case."""
    return frozenset(data_folder("gazetteer", "not_names_latin.txt").read_text(encoding="utf-8").split())


def cased(view: PostView) -> str | None:
    """The original characters that stand where the folded ones do; None where the two cannot be laid side by side."""
    original = view.post.text
    if len(original) == len(view.text):
        return original
    tables = fold_tables()
    kept = []
    for char in original:
        code = ord(char)
        if code >= 0x10000:
            kept.append(char if code < 0xE0000 else "")
        elif tables.unit[code] != VANISH:
            kept.append(char)
            if tables.tail[code]:
                kept.append(char)
    laid = "".join(kept)
    return laid if len(laid) == len(view.text) else None


class Token(NamedTuple):
    """A run of Latin letters (with digits and signs that stand for letters inside), in folded offsets."""

    start: int
    end: int
    word: str  # folded, leet undone
    capital: bool


_LEET = str.maketrans("01345@$", "oieasas")
_INSIDE = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789@$")
_BLANKED = bytes(code if code in _INSIDE or code == ord("'") else ord(" ") for code in range(256))


def words_of(view: PostView) -> list[Token]:
    """The Latin words of a post; none is a capital where the original cannot be laid beside the folded text.

    None at all where nothing among them can be a name: no capital, no syllable.
    """
    text = view.text
    blanked = _blanked(text)
    runs = blanked.split()
    if not runs:
        return []
    shown = cased(view)
    if shown is not None and not shown.islower():
        return _tokens(text, blanked, runs, shown)
    if _syllable_runs().isdisjoint(runs) and not any(run.islower() and not run.isalpha() for run in runs):
        return []
    return _tokens(text, blanked, runs)


@cache
def _syllable_runs() -> frozenset[bytes]:
    return frozenset(syllable.encode() for syllable in pinyin_syllables() | surname_syllables())


def _capital(shown: str, start: int, end: int) -> bool:
    first = shown[start]
    return first.isupper() or (not first.isalpha() and any(char.isupper() for char in shown[start:end]))


def _blanked(text: str) -> bytes:
    """One byte for each character: what is no part of a word is blank."""
    joined = text.replace("’", "'") if "’" in text else text
    return joined.encode("ascii", "replace").translate(_BLANKED)


def tokens(text: str) -> list[Token]:
    """The Latin words of a folded text, in order, none of them known for a capital yet."""
    blanked = _blanked(text)
    return _tokens(text, blanked, blanked.split())


def _tokens(text: str, blanked: bytes, runs: Sequence[bytes], shown: str = "") -> list[Token]:
    found: list[Token] = []
    at = 0
    for run in runs:
        at = blanked.index(run, at)
        end = at + len(run)
        if run.isalpha():
            found.append(Token(at, end, text[at:end], shown != "" and _capital(shown, at, end)))
        elif run.islower():
            found.extend(_pieces(text, at, end, shown))
        at = end
    return found


def _pieces(text: str, at: int, limit: int, shown: str) -> Iterator[Token]:
    """The words of a run of letters, digits, signs and apostrophes: john's is john and s, o'neil is one."""
    while at < limit:
        if text[at] in "'’":
            at += 1
            continue
        end = at
        while end < limit and (text[end] not in "'’" or (end + 1 < limit and text[end + 1] not in "'’")):
            end += 1
        if text.endswith("'s", at, end):
            end -= 2
        raw = text[at:end]
        if any("a" <= char <= "z" for char in raw):
            yield Token(at, end, raw.translate(_LEET), shown != "" and _capital(shown, at, end))
        at = end


def english(text: str, words: Sequence[Token], others: Sequence[Span]) -> Iterator[tuple[int, int, float]]:
    """Capitalised names with their scores; `words` are those of `words_of`."""
    rules, common = latin_rules(), not_names()
    place = 0
    while place < len(words):
        token = words[place]
        if not token.capital or token.word in common or len(token.word) < 2:
            place += 1
            continue
        last = place
        while last + 1 < len(words) and last - place < 3 and _joined(text, words[last], words[last + 1], common):
            last += 1
        start, end = token.start, words[last].end
        if not any(s < end and start < e for s, e in others):
            score = _score(text, words, place, last, others, rules)
            stop = _with_han(text, end)
            score += rules.score["with_han"] if stop > end and words[last].word in english_names() else 0.0
            if score >= rules.least:
                yield start, stop, score
        place = last + 1


def _joined(text: str, before: Token, after: Token, common: frozenset[str]) -> bool:
    between = text[before.end : after.start]
    return after.capital and after.word not in common and between in (" ", "-", "  ", "'")


def _with_han(text: str, end: int) -> int:
    """Kelvin 何俊廷: a Chinese name or surname after a given name in Latin letters belongs to it."""
    at = end + 1 if end < len(text) and text[end] == " " else end
    surname = name_tables().surname
    if at >= len(text) or surname.get(text[at], -99) < 0:
        return end
    stop = at + 1
    while stop < len(text) and stop - at < 3 and "\u4e00" <= text[stop] <= "\u9fff":
        stop += 1
    if stop < len(text) and "\u4e00" <= text[stop] <= "\u9fff":
        return end if stop - at > 1 and surname.get(text[at], -99) < 10 else at + 1
    return stop


def _score(
    text: str, words: Sequence[Token], first: int, last: int, others: Sequence[Span], rules: LatinRules
) -> float:
    known = english_names()
    value = rules.score
    run = words[first : last + 1]
    start, end = run[0].start, run[-1].end
    score = value["two_words"] if len(run) > 1 else 0.0
    score += value["known"] * min(sum(1 for token in run if token.word in known), 2)
    before = words[first - 1].word if first and start - words[first - 1].end <= 2 else ""
    two = f"{words[first - 2].word} {before}" if first > 1 and before else ""
    if before in rules.cues or two in rules.cues or _after_han_cue(text, start, rules):
        score += value["cue"]
    if before in rules.single_cues or two in rules.single_cues:
        score += value["single_cue"]
    if before in rules.honorifics:
        score += value["honorific"]
    if before in rules.place_words:
        score += value["after_place_word"]
    after = words[last + 1].word if last + 1 < len(words) and words[last + 1].start - end <= 3 else ""
    if after in rules.follow or text.startswith("'s", end) or _age(text, end):
        score += value["followed"]
    gap = min((max(start - e, s - end, 0) for s, e in others), default=1000)
    score += value["beside"] if gap <= 4 else value["near"] if gap <= 25 else 0.0
    if start == 0 or text[start - 1] in "\n.!?。！？" or text[max(start - 2, 0) : start] in (". ", "! ", "? "):
        score += value["sentence_start"]
    return score


def _after_han_cue(text: str, start: int, rules: LatinRules) -> bool:
    at = start
    while at and start - at < 3 and text[at - 1] in ' :："“(（是叫':
        at -= 1
    return text.endswith(rules.han_cues, 0, at) or text.endswith(rules.han_cues, 0, start)


def _age(text: str, end: int) -> bool:
    return text.startswith(", ", end) and text[end + 2 : end + 4].isdigit()


def pinyin(text: str, words: Sequence[Token], others: Sequence[Span]) -> Iterator[tuple[int, int, float]]:
    """qi guo liang, Lu Zhenyi, Mu-Rong-Yun-Hang in a Chinese text: syllables after a surname's, told by a sign."""
    rules, common, surnames = latin_rules(), not_names(), surname_syllables()
    place = 0
    while place < len(words):
        token = words[place]
        if token.word not in surnames:
            place += 1
            continue
        last = place
        while last + 1 < len(words) and last - place < 3 and _syllables(words[last + 1].word):
            if text[words[last].end : words[last + 1].start] not in (" ", "-", "·", "_"):
                break
            last += 1
        start, end = token.start, words[last].end
        spelled = last - place + 1
        whole = place > 0 and start - words[place - 1].end <= 1
        if spelled == 1 or whole or any(s < end and start < e for s, e in others):
            place += 1
            continue
        gap = min((max(start - e, s - end, 0) for s, e in others), default=1000)
        score = rules.score["pinyin"]
        score += rules.score["cue"] if _after_han_cue(text, start, rules) else 0.0
        score += rules.score["beside"] if gap <= 3 else rules.score["near"] if gap <= 12 else 0.0
        score += rules.score["capitals"] if token.capital else 0.0
        if any(w.word in common and not w.capital for w in words[place : last + 1]):
            score += rules.score["common_word"]
        if score >= rules.least:
            yield start, end, score
        place = last + 1


def _syllables(word: str) -> bool:
    """Whether a word is one or two pinyin syllables."""
    known = pinyin_syllables()
    if word in known:
        return True
    return any(word[:cut] in known and word[cut:] in known for cut in range(2, len(word) - 1))

"""Accounts: the handle, number or nickname that leads to a person on another service (RULES 7, 7b, LABELS account).

Found by the word in front of it (a service in open or covert words, or a verb that asks to get in touch), by the word
behind it that says whose it is, by its link, or by its shape. Only the identifier is the span, never the word.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from reseal.screening.data import read_toml
from reseal.screening.identifiers.account_links import link_patterns, link_triggers, linked_accounts
from reseal.screening.identifiers.account_numbers import NUMBER_SEPARATOR, is_mobile, read_number
from reseal.screening.identifiers.cues import escaped, folded_words, has_word, starts_word
from reseal.screening.identifiers.handles import (
    Handle,
    is_emoji,
    is_han,
    read_handle,
    read_nickname,
    read_numbered_nickname,
)
from reseal.screening.identifiers.kind import Finding, Kind
from reseal.screening.identifiers.numerals import (
    DIGIT_CHARS,
    LOOKALIKES,
    PLACES,
    SPOKEN_DIGITS,
    is_digit,
    is_letter,
    word_at,
)
from reseal.screening.lexicon import sounding_like
from reseal.screening.view import PostView

_DATA = read_toml("identifiers", "account.toml")
_WORDS = {name: folded_words(words) for name, words in _DATA["words"].items()}
_CONNECTOR, _LINK, _OWNER = _WORDS["connector"], frozenset(_WORDS["link"]), _WORDS["owner"]
_NOT_HANDLE, _NOT_COUNTED = frozenset(_WORDS["not_handle"]), _WORDS["not_number_before"]
_FUSED, _NOTE, _NOT_NICKNAME = frozenset(_WORDS["fused"]), _WORDS["note"], _WORDS["not_nickname"]
_AMBIGUOUS, _NEEDS_SIGN, _AIMED = frozenset(_WORDS["ambiguous"]), frozenset(_WORDS["needs_sign"]), _WORDS["aimed"]
_DOLLAR = frozenset(_WORDS["dollar"])
_PREFIX = frozenset(_WORDS["prefix"])
_ALONE, _WITH_SOLO = frozenset(_WORDS["alone"]), frozenset(_DATA["words"]["with_solo"])
_SOLO, _AT_SAID = frozenset(_WORDS["solo"]), _WORDS["at_said"]
_CODE, _COUNTED, _PAY, _VERB = _WORDS["code"], _WORDS["counted"], frozenset(_WORDS["pay"]), _WORDS["verb"]
_SKIPPED = frozenset(" :=-—>→\"'(<,~…|/·+♥❤⊕➕@。.!丶「『《“")
_LINKING = frozenset(':=>→"(「『《')
_PAUSES = frozenset(",。!…")

_OWNER_REACH = 18  # characters between an @name and the word that says whose it is
_AIMED_REACH = 16  # characters between a word that aims at somebody and the @name
_GAP, _SHORT_GAP = 8, 3  # characters between the word, or a word of one character, and the identifier


@dataclass(frozen=True, slots=True)
class _Platform:
    pattern: str
    reads: str
    digits: bool
    numbered: bool


_PLATFORMS = tuple(
    _Platform(f"account.{e['name'].split()[0]}-{n}", e["reads"], e.get("digits", False), e.get("numbered", False))
    for n, e in enumerate(_DATA["platform"])
)


@dataclass(frozen=True, slots=True)
class _Cue:
    """A word in front of an identifier, and what stands between the two."""

    start: int
    end: int
    place: int  # where the identifier would begin
    announced: bool  # is, 是, a colon: what follows is it
    paused: bool  # a comma or a full stop lies between
    chinese: bool
    word: str

    @property
    def adjacent(self) -> bool:
        return self.place - self.end <= 1


def find(view: PostView) -> Iterator[Finding]:
    """Identifiers of accounts, without the words around them."""
    text = view.text
    yield from linked_accounts(view)
    seen = view.seen
    for platform in _PLATFORMS:
        if platform.pattern not in seen:
            continue
        for start, end in view.spans(platform.pattern):
            cue = _cue(text, start, end)
            if cue is None:
                continue
            if platform.reads == "number":
                yield from _number_after(text, cue)
            elif platform.reads == "tag":
                yield from _tag_after(text, cue)
            else:
                yield from _handle_after(text, cue, platform)
    for start, end in view.spans("account.verb"):
        cue = _cue(text, start, end)
        if cue is not None:
            yield from _after_verb(text, cue)
    for start, _ in view.spans("account.shape"):
        yield from _by_shape(text, start)
    for start, _ in view.spans("account.mention"):
        yield from _mention(text, start)


def _cue(text: str, start: int, end: int) -> _Cue | None:
    """The word as a cue, None where it is only a piece of another word."""
    if is_letter(text[start]) and start and is_letter(text[start - 1]):
        return None
    following = text[end : end + 1]
    if is_letter(text[end - 1]) and (is_letter(following) or following == "_") and text[start:end] not in _FUSED:
        return None
    if text[start:end] in _ALONE and start and is_han(text[start - 1]):
        return None
    chinese = any(is_han(char) or is_emoji(char) for char in text[max(start - 8, 0) : end])
    place = end
    announced, paused = text[end - 1] in _LINK | _LINKING, False
    while place < len(text) and place - end <= _GAP:
        char = text[place]
        if char == "@" or (char == "$" and text[start:end] in _DOLLAR):
            break
        if char in _SKIPPED or is_emoji(char):
            announced = announced or char in _LINKING
            paused = paused or char in _PAUSES
            place += 1
            continue
        after = starts_word(text, place, _CONNECTOR)
        following = text[after : after + 1]
        if after == place or (is_letter(char) and (is_digit(following) or following in ("_", "."))):
            break
        announced = announced or text[place:after] in _LINK
        place = after
    if place - end > (_GAP if end - start > 1 else _SHORT_GAP):
        return None
    return _Cue(start, end, place, announced, paused, chinese, text[start:end])


def _number_after(text: str, cue: _Cue) -> Iterator[Finding]:
    number = read_number(text, cue.place)
    if number is None or is_mobile(number.digits) or number.digits.startswith("000"):
        return
    short = cue.end - cue.start == 1 and not is_emoji(text[cue.start])
    if short and len(number.digits) < 6:
        return
    if starts_word(text, number.end, _NOT_COUNTED) > number.end or has_word(text, cue.start - 6, cue.start, _COUNTED):
        return
    after = text[number.end : number.end + 1]
    if (
        after == " "
        and is_letter(text[number.end + 1 : number.end + 2])
        and not is_letter(text[number.end + 2 : number.end + 3])
    ):
        return  # a letter that belongs to it: 12 34 56 c is no account
    if is_digit(after) or is_letter(after) or after in ("@", "_") or (after == "-" and text[number.end + 1 :]):
        return
    yield Finding("account", number.start, number.end, 0.85 if short else 0.92, "account.number")


def _tag_after(text: str, cue: _Cue) -> Iterator[Finding]:
    """Up to four English words that end in a digit: Rusty Halibut 7 7."""
    end = last = cue.place
    words = 0
    while words < 5 and last < len(text):
        start = last + (text[last] == " ")
        stop = start
        while stop < len(text) and (is_letter(text[stop]) or is_digit(text[stop]) or text[stop] in "_-"):
            stop += 1
        if stop == start or text[start:stop] in ("with", "and", "or", "is", "if", "so"):
            break
        last = stop
        words += 1
        if is_digit(text[stop - 1]):
            end = stop
    if end > cue.place and any(is_letter(char) for char in text[cue.place : end]) and not is_digit(text[cue.place]):
        handle = word_at(text, cue.place, 30)
        if handle not in _NOT_HANDLE and (cue.announced or cue.paused or "_" in text[cue.place : end]):
            yield Finding("account", cue.place, end, 0.75, "account.tag")


def _handle_after(text: str, cue: _Cue, platform: _Platform) -> Iterator[Finding]:
    handle = read_handle(text, cue.place, loose=cue.chinese)
    if handle is not None and (len(cue.word) > 1 or text[handle.start].isascii()):
        if text[handle.end : handle.end + 1] == "@" and text[cue.start : cue.end] in _PAY:
            yield Finding("account", handle.start, _address_end(text, handle.end), 0.99, "account.pay")
            return
        confidence = _confidence(text, handle, cue, digits=platform.digits)
        if confidence:
            yield Finding("account", handle.start, handle.end, confidence, "account.handle")
            return
    yield from _nickname_after(text, cue, platform)


def _address_end(text: str, at: int) -> int:
    end = at + 1
    while end < len(text) and (is_letter(text[end]) or is_digit(text[end]) or text[end] in ".-"):
        end += 1
    while text[end - 1] in ".-":
        end -= 1
    return end


def _confidence(text: str, handle: Handle, cue: _Cue | None, *, digits: bool = False) -> float:
    """How surely the handle behind a cue, or without one, is an identifier; 0 when it is not."""
    after = text[handle.end : handle.end + 1]
    surface = text[handle.start : handle.end]
    if after in ("@", "/", "%") or "www." in surface or (after == ":" and text[handle.end + 1 : handle.end + 2] == "/"):
        return 0.0
    if starts_word(text, handle.end + (after == " "), _AT_SAID) > handle.end + (after == " "):
        return 0.0  # an e-mail address
    if _is_file_or_host(surface) or len(set(surface)) < (2 if handle.marked else 4):
        return 0.0
    if surface[0] in "@$":
        return 0.9 if handle.signs >= 3 else 0.0
    if cue is not None and not _meant(text, handle, cue, surface):
        return 0.0
    if handle.letters == 0 or _only_digits(text, handle):
        return 0.7 if digits and handle.letters == 0 and _countable(text, handle) else 0.0
    first = word_at(text, handle.start, 30)
    paused = cue is not None and cue.paused
    if handle.marked:
        if (
            (first in _NOT_HANDLE and handle.spelled)
            or _is_prefixed(first, handle)
            or handle.signs < 4
            or _is_quantity(surface, handle)
        ):
            return 0.0
        return 0.75 if paused else 0.93
    if cue is None or paused or handle.signs < 5 or first in _NOT_HANDLE:
        return 0.0
    if handle.spelled:
        return 0.8
    if after in (" ", "'") and is_letter(text[handle.end + 1 : handle.end + 2]):
        return 0.0  # English goes on
    if not cue.chinese and not cue.announced:
        return 0.0
    return 0.7


def _meant(text: str, handle: Handle, cue: _Cue, surface: str) -> bool:
    """Whether the word in front is meant as a service: not in talk (the line is toast), not before a word's ending."""
    if cue.word == "推" and text[handle.end : handle.end + 1] == ":":
        return False  # 推 kcwind: the name of who comments
    if cue.word in _NEEDS_SIGN and not cue.announced:
        return False
    if handle.digits or handle.underscores or handle.han:
        return True
    bare = surface.replace("'", "").replace("-", "")
    if len(surface) - len(bare) == 1 and ("'" in surface or not cue.announced):
        return False  # mummy's, e-hailing
    return not (cue.word in _AMBIGUOUS and not cue.chinese and bare.isalpha())


def _is_prefixed(first: str, handle: Handle) -> bool:
    """Whether this is a number with the name of its kind before it: uid300000417."""
    return first in _PREFIX and handle.letters == len(first) and not handle.underscores


def _countable(text: str, handle: Handle) -> bool:
    """Whether digits alone are long enough for an identifier and count nothing."""
    number = read_number(text, handle.start)
    if number is None or is_mobile(number.digits) or not 6 <= len(number.digits) <= 12:
        return False
    return starts_word(text, number.end, _NOT_COUNTED) == number.end


def _is_quantity(surface: str, handle: Handle) -> bool:
    """Digits with a unit behind them, or a mobile behind a letter: 186kg, 49.9w, v138…"""
    if handle.underscores or handle.letters > 2:
        return False
    figures = "".join(char for char in surface if is_digit(char))
    return is_digit(surface[0]) or is_mobile(figures)


def _only_digits(text: str, handle: Handle) -> bool:
    """Whether its letters only stand for digits: 6OOO 3l84, six28, o-oh-two."""
    surface = text[handle.start : handle.end]
    if handle.digits >= 3 and all(char in LOOKALIKES for char in surface if is_letter(char)):
        return True
    words = "".join(char if is_letter(char) else " " for char in surface).split()
    return all(word in SPOKEN_DIGITS for word in words)


def _is_file_or_host(surface: str) -> bool:
    tail = surface.rpartition(".")[2]
    return tail != surface and tail in _CODE


def _nickname_after(text: str, cue: _Cue, platform: _Platform) -> Iterator[Finding]:
    """A nickname of Han characters: numbered as nicknames are, or announced as one's name on a service."""
    if cue.paused:
        return
    numbered = read_numbered_nickname(text, cue.place)
    single = cue.end - cue.start == 1 or (is_letter(text[cue.start]) and text[cue.end : cue.end + 1] not in (":", "="))
    if numbered is not None and cue.place - cue.end <= 2 and platform.numbered and not single:
        if not text.startswith(_NOT_NICKNAME, numbered[0]):
            yield Finding("account", *numbered, 0.75, "account.nickname")
        return
    if platform.reads != "name":
        return
    quoted = cue.place > cue.end and text[cue.place - 1] in '"「『《<'
    nickname = read_nickname(text, cue.place - 1 if quoted else cue.place)
    if nickname is None or text.startswith(_NOT_NICKNAME, nickname[0]):
        return
    start, end = nickname
    if not any(is_han(char) for char in text[start:end]):
        return
    if quoted or cue.announced:
        yield Finding("account", start, end, 0.65, "account.nickname")
    elif end - start >= 4 and text[cue.start : cue.end] in _SOLO:
        before = text[cue.start - 1 : cue.start]
        if (is_han(before) and before not in _WITH_SOLO and text[cue.start] not in _WITH_SOLO) or any(
            is_digit(char) for char in text[start:end]
        ):
            return
        yield Finding("account", start, end, 0.5, "account.nickname")


def _after_verb(text: str, cue: _Cue) -> Iterator[Finding]:
    handle = read_handle(text, cue.place, loose=False)
    if handle is not None and len(cue.word) == 1 and not text[handle.start].isascii():
        return
    if handle is not None and handle.marked and handle.signs >= 6:
        confidence = _confidence(text, handle, cue)
        if confidence:
            yield Finding("account", handle.start, handle.end, min(confidence, 0.8), "account.contact")
    elif handle is not None and handle.letters == handle.signs >= 7 and cue.chinese and not handle.spelled:
        if has_word(text, handle.end, handle.end + 6, _NOTE) and _confidence(text, handle, cue):
            yield Finding("account", handle.start, handle.end, 0.7, "account.contact")
    elif handle is None and is_han(text[cue.start]) and cue.adjacent:
        numbered = read_numbered_nickname(text, cue.place)
        if numbered is not None and not any(is_digit(char) for char in text[numbered[0] : numbered[1]]):
            yield Finding("account", *numbered, 0.65, "account.contact")


def _by_shape(text: str, at: int) -> Iterator[Finding]:
    """A handle by its shape alone, when it is one of the kind that is no word, no file and no code."""
    start = at
    while (
        start
        and at - start < 40
        and (is_letter(text[start - 1]) or is_digit(text[start - 1]) or text[start - 1] in "_.-·|")
    ):
        start -= 1
    if text[start - 1 : start] in ("@", "/", "#", "\\", "$") or text[start : start + 1] in ("_", ".", "-", "|", "·"):
        return
    chinese = any(is_han(char) for char in text[max(start - 10, 0) : start])
    handle = read_handle(text, start, loose=chinese)
    if handle is None or not handle.marked or handle.signs < 6 or not _confidence(text, handle, None):
        return
    owned = has_word(text, handle.end, handle.end + 10, _OWNER) or has_word(text, start - 10, start, _OWNER)
    if owned:
        yield Finding("account", handle.start, handle.end, 0.85, "account.owner")
    elif handle.spelled and chinese:
        yield Finding("account", handle.start, handle.end, 0.7, "account.spelled")
    elif handle.underscores and not has_word(text, start - 24, handle.end + 24, _CODE):
        yield Finding("account", handle.start, handle.end, 0.6, "account.shape")


def _mention(text: str, at: int) -> Iterator[Finding]:
    """An @name of which the post says who it is: more than talk to somebody."""
    end = at + 1
    while end < len(text) and end - at < 30 and text[end] not in " ,，。:;!?\n@/()\"'|、…":
        owner = starts_word(text, end, _OWNER) if end > at + 2 else end
        if owner > end or text.startswith(("就是", "是"), end):
            break
        end += 1
    line = text.rfind("\n", max(at - _AIMED_REACH, 0), at) + 1
    aimed = has_word(text, max(at - _AIMED_REACH, line), at, _AIMED)
    if (end - at < 3 and not (aimed and text[at + 1 : at + 2] == " ")) or text[at - 1 : at] in ("/", "."):
        return
    stop = text.find("\n", at, end + _OWNER_REACH)
    if has_word(text, end, stop if stop >= 0 else end + _OWNER_REACH, _OWNER):
        yield Finding("account", at, end, 0.7, "account.mention")
    elif aimed:
        yield Finding("account", at, _aimed_end(text, at, end), 0.6, "account.aimed")


def _aimed_end(text: str, at: int, end: int) -> int:
    """Where an @name ends that may be set apart by spaces and dots: @ lottie . pretzel."""
    handle = read_handle(text, at, loose=False)
    return handle.end if handle is not None and handle.end > end else end


def _class(chars: Iterable[str]) -> str:
    return "".join(sorted("\\" + char if char in "\\]^-" else char for char in chars))


def _cues(number: int) -> list[str]:
    """The patterns of one platform's words, longest first."""
    platform = _DATA["platform"][number]
    found = dict.fromkeys(escaped(word) for word in folded_words(platform["words"]))
    found.update(dict.fromkeys(sounding_like(word) for word in platform["sounds"]))
    return sorted(found, key=lambda word: (-len(word), word))


def _spelled_out(pattern: str) -> list[str]:
    """The words that a pattern of character classes stands for: as words they are scanned ten times faster."""
    return ["".join(chars) for chars in product(*pattern.strip("[]").split("]["))]


_SIGN = f"(?:[a-z0-9@_]|[{DIGIT_CHARS}][{DIGIT_CHARS}a-z_])"
_SINGLE_SIGN = f"(?:[a-z0-9@_]|[{DIGIT_CHARS}][0-9a-z_])"
_JOINING = _class({*_SKIPPED, *"".join(word for word in _CONNECTOR if is_han(word[0]))})
_GAP_CLASS = f"[{_JOINING}\u2190-\u21ff\u2600-\u27bf\ue100-\uecff]"
_FOLLOWING = {
    "handle": _SIGN,
    "tag": "[a-z]",
    "name": "[a-z0-9@_\u4e00-\u9fff]",
    "number": f"[{DIGIT_CHARS}]{NUMBER_SEPARATOR}{{0,2}}[{DIGIT_CHARS}{''.join(PLACES)}]",
}
_NUMBERED = f"[\u4e00-\u9fffa-z]{{2,8}}[{DIGIT_CHARS}_]{{2}}"
_SHAPE = r"[a-z0-9]_[a-z0-9]|[a-z]{3}[0-9]{2}|[a-z0-9][·|.][a-z0-9][·|.][a-z0-9][·|.][a-z0-9]"
_VERBS = [escaped(word) for word in _VERB]


def _triggers() -> Iterator[str]:
    """Rare words alone, frequent ones with what must follow, shapes.

    Words are what the engine is fast at: a pattern that begins with one costs next to nothing, one that begins with a
    class of characters or an alternation of short words costs ten times as much.
    """
    yield from link_triggers()
    yield _SHAPE
    frequent = {escaped(word) for word in _WORDS["frequent"]}
    followed: dict[str, list[str]] = {"verb": []}
    singles: dict[bool, list[str]] = {True: [], False: []}
    numbered: list[str] = []
    for number, platform in enumerate(_PLATFORMS):
        patterns = _cues(number)
        words = [word for word in patterns if not word.startswith("[")]
        words += [word for pattern in patterns if pattern.startswith("[") for word in _spelled_out(pattern)]
        single = [word for word in words if len(word) == 1]
        singles[platform.reads == "number"] += single
        often = [word for word in words if word in frequent and word not in single]
        followed.setdefault(platform.reads, []).extend(often)
        yield from (word for word in words if word not in often and word not in single)
        if platform.numbered:
            numbered += [word if not is_letter(word[0]) else f"{word}[:=]" for word in often]
    singles[False] += [word for word in _VERBS if len(word) == 1]
    followed["verb"] = [word for word in _VERBS if len(word) > 1]
    for reads, words in followed.items():
        yield from _followed(list(dict.fromkeys(words)), _FOLLOWING.get(reads, "[a-z0-9]"), touching=reads == "number")
    yield f"[{_class(singles[True])}]{_GAP_CLASS}{{0,{_SHORT_GAP}}}{_FOLLOWING['number']}"
    yield from (f"{word}{_GAP_CLASS}{{0,{_SHORT_GAP}}}{_SINGLE_SIGN}" for word in dict.fromkeys(singles[False]))
    numbered += [word for word in _VERBS if is_han(word[0])]
    yield from (f"{word}.{{0,2}}{_NUMBERED}" for word in dict.fromkeys(numbered))
    yield f"@[^\n]{{2,48}}(?:{'|'.join(map(escaped, _OWNER))})"
    yield f"(?:{'|'.join(map(escaped, _AIMED))})[^\n]{{0,{_AIMED_REACH}}}@ ?[a-z0-9_\u4e00-\u9fff]"


def _followed(words: list[str], sign: str, *, touching: bool) -> Iterator[str]:
    """Patterns for words with such a sign behind them; not right behind Latin words, unless it may touch them."""
    apart = [word for word in words if is_letter(word[-1]) and word not in _FUSED and not touching]
    near = [word for word in words if word not in apart]
    if apart:
        yield f"(?:{'|'.join(apart)}){_GAP_CLASS}{{1,{_GAP}}}{sign}"
    if near:
        yield f"(?:{'|'.join(near)}){_GAP_CLASS}{{0,{_GAP}}}{sign}"


KIND = Kind(
    name="account",
    find=find,
    triggers=tuple(dict.fromkeys(_triggers())),
    patterns={
        **{platform.pattern: "|".join(_cues(number)) for number, platform in enumerate(_PLATFORMS)},
        "account.verb": "|".join(_VERBS),
        "account.shape": _SHAPE,
        "account.mention": "@",
        **link_patterns(),
    },
)

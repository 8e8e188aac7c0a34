"""Reading a handle or a nickname that starts at a place, however its signs are written (RULES 7, 7b).

A handle is what a service lets people sign in or be found with: letters, digits, underscores, dots, hyphens. People who
dodge filters say those signs in words (下划线, dot), write digits in Chinese, set emoji or junk between, spell it out.
A nickname is free text: it ends where a sentence would.
"""

from dataclasses import dataclass

from reseal.screening.data import read_toml
from reseal.screening.identifiers.cues import folded_words
from reseal.screening.identifiers.numerals import DIGITS, is_digit, is_letter, read_digit, word_at

_WORDS = {name: folded_words(words) for name, words in read_toml("identifiers", "handles.toml")["words"].items()}
SIGN_WORDS = _WORDS["sign"]
_PLAIN_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz").difference(
    SIGN_WORDS.by_first
)  # none begins a word for a sign
_ASCII_DIGITS = frozenset("0123456789")
_NOT_INSIDE = frozenset("".join(_WORDS["not_inside"]))
_STOP = frozenset("".join(_WORDS["not_numbered"]))
_COUNTING = frozenset("".join(_WORDS["counting"]))
_ENDS_NICKNAME = frozenset("".join(_WORDS["ends_nickname"]))
_NICKNAME_STOPS = _WORDS["nickname_stop"]
_ENGLISH = frozenset(_WORDS["english"])
_JOINERS = frozenset("-.·|┼乄+*~◎○'")
_QUOTES = {'"': '"', "「": "」", "『": "』", "《": "》", "<": ">"}

LONGEST = 40  # characters of a handle as it is written
LONGEST_NICKNAME = 16


@dataclass(frozen=True, slots=True)
class Handle:
    """A handle in `text[start:end]` and what it is made of. `spelled`: its signs are set apart or said in words."""

    start: int
    end: int
    letters: int = 0
    digits: int = 0
    underscores: int = 0
    han: int = 0
    spelled: bool = False

    @property
    def signs(self) -> int:
        """How many signs it has."""
        return self.letters + self.digits + self.underscores + self.han

    @property
    def marked(self) -> bool:
        """Whether it is no word of any language: letters with digits or underscores among them."""
        return self.letters > 0 and (self.digits > 0 or self.underscores > 0)

    def joined(self, other: "Handle") -> "Handle":
        """This one and a later part of it as one."""
        return Handle(
            self.start,
            other.end,
            self.letters + other.letters,
            self.digits + other.digits,
            self.underscores + other.underscores,
            self.han + other.han,
            True,
        )


def is_han(char: str) -> bool:
    """Whether this is a Han character of the folded text; false for the empty string."""
    return "\u4e00" <= char <= "\u9fff" or char == "\ue001"


def is_emoji(char: str) -> bool:
    """Whether this stands for an emoji, or is one of the symbols used like one."""
    return "\ue100" <= char <= "\uecff" or "\u2600" <= char <= "\u27bf"


def read_handle(text: str, at: int, *, loose: bool) -> Handle | None:
    """The handle that starts at `at`, None when there is none.

    Its signs may be set apart by spaces one by one, or joined by signs said in words. With `loose`, where the words
    around are Chinese, larger parts behind a space belong to it too.
    """
    begin = at
    if at >= len(text):
        return None
    if text[at : at + 1] in ("@", "$"):
        begin = at + 1 + (text[at + 1 : at + 2] == " ")
    elif word_at(text, at, 2) == "at" and text[at + 2 : at + 3] == " ":
        begin = at + 3
    whole = _part(text, begin, at + LONGEST)
    if whole is None:
        return None
    last = whole
    while text[whole.end : whole.end + 1] == " ":
        place = whole.end + 1 + (text[whole.end + 1 : whole.end + 2] in ("·", "-", "|", "."))
        following = _part(text, place, at + LONGEST)
        if following is None or not _goes_on(text, whole, last, following, loose=loose):
            break
        whole, last = whole.joined(following), following
    return Handle(at, whole.end, whole.letters, whole.digits, whole.underscores, whole.han, whole.spelled)


def _goes_on(text: str, whole: Handle, last: Handle, following: Handle, *, loose: bool) -> bool:
    """Whether the part behind a space belongs to the handle: spelled out, cut in pieces, or joined by a sign."""
    after = text[following.end : following.end + 1]
    word = word_at(text, following.start, LONGEST)
    if len(word) > 1 and following.letters == following.signs and word in _ENGLISH:
        return False
    if following.signs == 1 and following.digits and after in _COUNTING and after:
        return False
    if following.underscores and following.signs == following.underscores:
        return True  # an underscore or a dot said in words
    if last.underscores == last.signs or text[last.end - 1] == "_" or text[following.start] == "_":
        return True
    if following.signs == 1 and (last.signs == 1 or (loose and (following.digits > 0 or whole.spelled))):
        return True
    if not loose:
        return False
    if is_han(after) and after not in DIGITS and following.digits == following.signs:
        return False
    if whole.signs < 4 or whole.digits == whole.signs < 6:
        return following.letters <= 6
    return following.marked or (following.digits == following.signs and whole.digits == 0)


def _part(text: str, at: int, limit: int) -> Handle | None:
    """The part of a handle at `at`, up to a space or to what no handle holds."""
    letters = digits = underscores = han = 0
    end = at
    spelled = False
    while end < limit:
        char = text[end : end + 1]
        if char in _PLAIN_LETTERS:
            letters += 1
            end += 1
            continue
        if char in _ASCII_DIGITS:
            digits += 1
            end += 1
            continue
        step = _step(text, end, first=end == at)
        if step is None:
            break
        end, kind, apart = step
        letters += kind == "letter"
        digits += kind == "digit"
        underscores += kind == "underscore"
        han += kind == "han"
        spelled = spelled or apart
    return Handle(at, end, letters, digits, underscores, han, spelled) if end > at else None


_Step = tuple[int, str, bool]  # where a sign ends, its kind, whether it was set apart or said in words


def _step(text: str, at: int, *, first: bool) -> _Step | None:
    plain = _sign(text, at)
    if plain is not None or first:
        return plain
    place = at
    while place < len(text) and place - at < 3 and (text[place] in _JOINERS or is_emoji(text[place])):
        place += 1
    if place > at:
        following = _sign(text, place)
        if following is None or (
            text[at] == "|" and "|" not in (text[at - 2 : at - 1], text[following[0] : following[0] + 1])
        ):
            return None  # a bar between two things, not between the signs of one
        return following[0], following[1], True
    char = text[at : at + 1]
    if char == "(" and text.find(")", at + 1, at + 8) > 0:
        inside = _sign(text, at + 1)
        return (inside[0], inside[1], True) if inside is not None else None
    if char == ")" and text.rfind("(", max(at - 8, 0), at) >= 0:
        following = _sign(text, at + 1)
        return (following[0], following[1], True) if following is not None else None
    if is_han(char) and char not in _NOT_INSIDE and is_letter(text[at - 1]):
        after = text[at + 1 : at + 2]
        return (at + 1, "han", True) if is_letter(after) or after in DIGITS else None
    return None


def _sign(text: str, at: int) -> _Step | None:
    """A letter, a digit in any writing, an underscore or dot said in words."""
    char = text[at : at + 1]
    if is_digit(char):
        return at + 1, "digit", False
    if char == "_":
        return at + 1, "underscore", False
    for word in SIGN_WORDS.by_first.get(char, ()):
        if text.startswith(word, at) and (not is_letter(word[0]) or word_at(text, at, LONGEST) == word):
            after = at + len(word) + (text[at + len(word) : at + len(word) + 1] == " ")
            following = text[after : after + 1]
            if following and (is_letter(following) or following in DIGITS or following in "_+"):
                return at + len(word), "underscore", True
            return None if not is_letter(char) else (at + 1, "letter", False)
    if is_letter(char):
        return at + 1, "letter", False
    if char in DIGITS:
        digit = read_digit(text, at)
        if digit is not None and _chinese_number(text, at):
            return digit[1], "digit", True
    return None


def _chinese_number(text: str, at: int) -> bool:
    """Whether the Chinese digit at `at` is one of several, or stands between signs; alone it counts something."""
    if text[at] in "零○":
        return True
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if after and (after in DIGITS or after == "_" or is_letter(after)):
        return True
    if after == " " and before == " " and at >= 2 and text[at - 2] in DIGITS:
        return True  # 零 三 一 九
    if after == "个" and text[at + 2 : at + 3] and text[at + 2] in DIGITS:
        return True
    return bool(before) and before in DIGITS and not is_digit(before)


def read_nickname(text: str, at: int) -> tuple[int, int] | None:
    """The nickname at `at`, from quote to quote or up to where a sentence would end it, in at most 16 characters."""
    closer = _QUOTES.get(text[at : at + 1])
    if closer is not None:
        end = text.find(closer, at + 1, at + LONGEST_NICKNAME + 2)
        return (at + 1, end) if end > at + 1 else None
    stop = at
    while stop < len(text) and text[stop] not in _ENDS_NICKNAME:
        stop += 1
        if stop - at > 2 * LONGEST_NICKNAME:
            return None
    end = at
    while end < stop:
        word = ""
        if end > at:
            word = next((w for w in _NICKNAME_STOPS.by_first.get(text[end], ()) if text.startswith(w, end)), "")
        if word and (stop - end > 3 or stop - end == len(word)):
            break  # the sentence goes on; 花开半夏的猫 is still a name
        end += 1
    return (at, end) if 2 <= end - at <= LONGEST_NICKNAME else None


def read_numbered_nickname(text: str, at: int) -> tuple[int, int] | None:
    """Two or more Han characters or letters that end in at least two digits: 花开福贵幺九62, 猎奇馆长_00."""
    end = at
    while end < len(text) and end - at < 8 and (is_han(text[end]) or is_letter(text[end])) and text[end] not in _STOP:
        if text[end] in DIGITS and (text[end + 1 : end + 2] in DIGITS and text[end + 1 : end + 2]):
            break
        end += 1
    if end - at < 2 or not any(is_han(char) for char in text[at:end]):
        return None
    first = end
    while end < len(text) and end - first < 8 and (text[end] in DIGITS or text[end] == "_"):
        end += 1
    after = text[end : end + 1]
    if end - first < 2 or (after and (after in _COUNTING or is_letter(after) or after == "-")):
        return None
    if is_han(after) and all(is_digit(char) for char in text[first:end]):
        return None  # a number of the sentence: 低于60不能
    return at, end

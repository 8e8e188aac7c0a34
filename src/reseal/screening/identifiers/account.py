"""Accounts: the handle, number or nickname that leads to a person on another service (RULES 7, 7b, LABELS account).

Found by the word in front of it (a service in open or covert words, or a verb that asks to get in touch), by the word
behind it that says whose it is, by its link, or by its shape. Only the identifier is the span, never the word.
"""

from collections.abc import Iterator

from reseal.screening.data import read_toml
from reseal.screening.identifiers.account_cues import PLATFORMS, AccountCue, Platform, cue_at
from reseal.screening.identifiers.account_evidence import NOT_COUNTED, NOT_HANDLE, handle_confidence
from reseal.screening.identifiers.account_links import link_patterns, linked_accounts
from reseal.screening.identifiers.account_mentions import by_mention, by_shape
from reseal.screening.identifiers.account_numbers import is_mobile, read_number
from reseal.screening.identifiers.account_triggers import SHAPE, VERBS, account_triggers, platform_words
from reseal.screening.identifiers.cues import folded_words, has_word, starts_word
from reseal.screening.identifiers.handles import is_emoji, is_han, read_handle, read_nickname, read_numbered_nickname
from reseal.screening.identifiers.kind import Finding, Kind
from reseal.screening.identifiers.numerals import is_digit, is_letter, word_at
from reseal.screening.view import PostView

_DATA = read_toml("identifiers", "account.toml")["words"]
_WORDS = {name: folded_words(words) for name, words in _DATA.items()}
_NOTE, _NOT_NICKNAME, _COUNTED = _WORDS["note"], _WORDS["not_nickname"], _WORDS["counted"]
_PAY, _SOLO, _WITH_SOLO = frozenset(_WORDS["pay"]), frozenset(_WORDS["solo"]), frozenset(_DATA["with_solo"])


def find(view: PostView) -> Iterator[Finding]:
    """Identifiers of accounts, without the words around them."""
    text = view.text
    yield from linked_accounts(view)
    seen = view.seen
    for platform in PLATFORMS:
        if platform.pattern not in seen:
            continue
        for start, end in view.spans(platform.pattern):
            cue = cue_at(text, start, end, touching=platform.reads == "number")
            if cue is None:
                continue
            if platform.reads == "number":
                yield from _number_after(text, cue)
            elif platform.reads == "tag":
                yield from _tag_after(text, cue)
            else:
                yield from _handle_after(text, cue, platform)
    for start, end in view.spans("account.verb"):
        cue = cue_at(text, start, end)
        if cue is not None:
            yield from _after_verb(text, cue)
    for start, _ in view.spans("account.shape"):
        yield from by_shape(text, start)
    for start, _ in view.spans("account.mention"):
        yield from by_mention(text, start)


def _number_after(text: str, cue: AccountCue) -> Iterator[Finding]:
    number = read_number(text, cue.place)
    if number is None or is_mobile(number.digits) or number.digits.startswith("000"):
        return
    short = cue.end - cue.start == 1 and not is_emoji(text[cue.start])
    if short and len(number.digits) < 6:
        return
    if starts_word(text, number.end, NOT_COUNTED) > number.end or has_word(text, cue.start - 6, cue.start, _COUNTED):
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


def _tag_after(text: str, cue: AccountCue) -> Iterator[Finding]:
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
        if handle not in NOT_HANDLE and (cue.announced or cue.paused or "_" in text[cue.place : end]):
            yield Finding("account", cue.place, end, 0.75, "account.tag")


def _handle_after(text: str, cue: AccountCue, platform: Platform) -> Iterator[Finding]:
    handle = read_handle(text, cue.place, loose=cue.chinese)
    if handle is not None and (len(cue.word) > 1 or text[handle.start].isascii()):
        if text[handle.end : handle.end + 1] == "@" and text[cue.start : cue.end] in _PAY:
            yield Finding("account", handle.start, _address_end(text, handle.end), 0.99, "account.pay")
            return
        confidence = handle_confidence(text, handle, cue, digits=platform.digits)
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


def _nickname_after(text: str, cue: AccountCue, platform: Platform) -> Iterator[Finding]:
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


def _after_verb(text: str, cue: AccountCue) -> Iterator[Finding]:
    handle = read_handle(text, cue.place, loose=False)
    if handle is not None and len(cue.word) == 1 and not text[handle.start].isascii():
        return
    if handle is not None and handle.marked and handle.signs >= 6:
        confidence = handle_confidence(text, handle, cue)
        if confidence:
            yield Finding("account", handle.start, handle.end, min(confidence, 0.8), "account.contact")
    elif handle is not None and handle.letters == handle.signs >= 7 and cue.chinese and not handle.spelled:
        if has_word(text, handle.end, handle.end + 6, _NOTE) and handle_confidence(text, handle, cue):
            yield Finding("account", handle.start, handle.end, 0.7, "account.contact")
    elif handle is None and is_han(text[cue.start]) and cue.adjacent:
        numbered = read_numbered_nickname(text, cue.place)
        if numbered is not None and not any(is_digit(char) for char in text[numbered[0] : numbered[1]]):
            yield Finding("account", *numbered, 0.65, "account.contact")


KIND = Kind(
    name="account",
    find=find,
    triggers=tuple(dict.fromkeys(account_triggers())),
    patterns={
        **{platform.pattern: "|".join(platform_words(number)) for number, platform in enumerate(PLATFORMS)},
        "account.verb": "|".join(VERBS),
        "account.shape": SHAPE,
        "account.mention": "@",
        **link_patterns(),
    },
)

"""Accounts by link or by a shape that only one service gives: t.me/…, space.bilibili.com/…, wxid_…, name#0417."""

from collections.abc import Iterator

from reseal.screening.data import read_toml
from reseal.screening.fold import fold_text
from reseal.screening.identifiers.kind import Finding
from reseal.screening.identifiers.numerals import is_digit, is_letter
from reseal.screening.view import PostView

_DATA = read_toml("identifiers", "account.toml")
_LINKS: tuple[str, ...] = tuple(sorted(map(fold_text, _DATA["links"]["paths"]), key=len, reverse=True))
_NOT_ACCOUNTS = frozenset(_DATA["words"]["not_in_link"])
_IN_SEGMENT = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_-.@")
_DOT = r" ?(?:\.|点|。|dot|\(\.\)) ?"


def linked_accounts(view: PostView) -> Iterator[Finding]:
    """The part of a link that names the account; ids and tags that need no word before them."""
    text = view.text
    for _, end in view.spans("account.link"):
        yield from _segment(text, end)
    for start, end in view.spans("account.wxid"):
        while end < len(text) and end - start < 30 and (is_letter(text[end]) or is_digit(text[end])):
            end += 1
        if end - start >= 11 and not (start and is_letter(text[start - 1])):
            yield Finding("account", start, end, 0.97, "account.wxid")
    for start, end in view.spans("account.discriminator"):
        yield from _tag(text, start, end)
    for start, end in view.spans("account.friend_code"):
        if not is_digit(text[end : end + 1]) and not (start and is_letter(text[start - 1])):
            yield Finding("account", start, end, 0.95, "account.friend_code")
    for start, end in view.spans("account.reddit"):
        if not (start and (is_letter(text[start - 1]) or text[start - 1] in "./")):
            yield from _segment(text, end)


def _segment(text: str, at: int) -> Iterator[Finding]:
    end = at
    while end < len(text) and end - at < 60 and text[end] in _IN_SEGMENT:
        end += 1
    while end > at and text[end - 1] in ".-":
        end -= 1
    segment = text[at:end]
    if len(segment) >= 3 and segment not in _NOT_ACCOUNTS:
        yield Finding("account", at, end, 0.93, "account.link")


def _tag(text: str, start: int, end: int) -> Iterator[Finding]:
    """`name#0417`: the name is read backward from the sign."""
    begin = start
    while begin and start - begin < 32 and (text[begin - 1] in _IN_SEGMENT and text[begin - 1] != "@"):
        begin -= 1
    if start - begin >= 2 and not is_digit(text[end : end + 1]) and any(is_letter(c) for c in text[begin:start]):
        yield Finding("account", begin, end, 0.9, "account.discriminator")


def link_patterns() -> dict[str, str]:
    """The patterns of this file, for the account kind."""
    paths = "|".join(path.replace("?", "\\?").replace(".", _DOT) for path in _LINKS)
    return {
        "account.link": f"(?:{paths})@?",
        "account.wxid": "wxid ?[_ ] ?[a-z0-9]",
        "account.discriminator": "#[0-9]{4}",
        "account.friend_code": r"sw[ \-]?[0-9]{4}[ \-][0-9]{4}[ \-][0-9]{4}",
        "account.reddit": "u/",
    }


def link_triggers() -> Iterator[str]:
    """What triage looks for on behalf of this file."""
    for name, pattern in link_patterns().items():
        if name == "account.discriminator":
            yield r"[a-z0-9_.\-]#[0-9]{4}"
        elif name == "account.reddit":
            yield "u/[a-z0-9_]{3}"
        else:
            yield pattern

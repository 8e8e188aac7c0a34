"""E-mail addresses, plain and written so that no machine should read them (RULES 7, 7b).

An address is found from its middle: patterns see the at-sign (in any writing) with the first dot of the domain, or a
well-known provider; from there the domain is read forward and the local part backward.
"""

from collections.abc import Iterator

from reseal.screening.identifiers.cues import CueWords, escaped, has_word, starts_word
from reseal.screening.identifiers.email_domain import read_domain
from reseal.screening.identifiers.email_local import local_start
from reseal.screening.identifiers.email_words import (
    AT,
    AT_CUED,
    AT_INSIDE,
    CUE,
    DOT,
    DOT_WORDS,
    NEEDS_LATIN,
    NOT_LOCAL_WORD,
    PROVIDER,
    TLD,
    skip_spaces,
)
from reseal.screening.identifiers.kind import Finding, Kind
from reseal.screening.identifiers.numerals import DIGITS, is_digit, is_letter, word_at
from reseal.screening.view import PostView

_AT_ALONE = CueWords(("at",))
_PAUSE = frozenset(" .…")
_BRACKET = 20  # characters of a bracket that stands for a sign
_CUE_REACH = 30


def find(view: PostView) -> Iterator[Finding]:
    """Addresses with the words that stand for their signs, without what is around them."""
    text = view.text
    reach = 0
    starts = {start for name in ("email.at", "email.word", "email.bracket") for start, _ in view.spans(name)}
    for middle in sorted(starts):
        if middle < reach:
            continue
        found = _from_middle(text, middle, reach)
        if found is not None:
            reach = found.end
            yield found
    for start, _ in view.spans("email.provider"):
        if start >= reach:
            found = _without_at(text, start, reach)
            if found is not None:
                reach = found.end
                yield found


def _from_middle(text: str, middle: int, floor: int) -> Finding | None:
    at = middle + (text[middle : middle + 3] == " at")
    middle = _before_pause(text, middle)
    after = _bracketed(text, at) or _sign(text, at, AT)
    weak = after == at
    if weak:
        after = _sign(text, at, AT_CUED)
        if after == at:
            return None
    domain = _past_pause(text, after)
    read = read_domain(text, domain)
    if read is None:
        return None
    end, disguised, known = read
    start = local_start(text, middle, floor)
    if start == middle:
        return None
    sign, local = text[at:after], text[start:middle]
    if " " in (text[middle], text[after : after + 1]) and not known:
        return None
    if sign in NEEDS_LATIN and not is_letter(text[domain]):
        return None
    cued = has_word(text, start - _CUE_REACH, start, CUE) or has_word(text, end, end + 12, CUE)
    confidence = _confidence(sign, local, word_at(text, domain), cued=cued, disguised=disguised, known=known, weak=weak)
    return Finding("email", start, end, confidence, "email.address") if confidence else None


def _confidence(sign: str, local: str, label: str, *, cued: bool, disguised: bool, known: bool, weak: bool) -> float:
    if sign == "@":
        return 0.98 if not disguised else 0.95 if known else 0.6
    if not known or (weak and not cued):
        return 0.0
    if sign == "at":
        if local in NOT_LOCAL_WORD or label in NOT_LOCAL_WORD:
            return 0.0
        signed = any(is_digit(c) or c in "._-" for c in local) or " dot " in local
        return 0.9 if cued or disguised else 0.7 if signed else 0.0
    return 0.95


def _without_at(text: str, provider: int, floor: int) -> Finding | None:
    """`3000077qq点com`, `some_name ⓠⓠ 点 com`: the provider follows the local part without an at-sign."""
    end = provider
    for name in PROVIDER:
        if text.startswith(name, provider):
            end = provider + len(name)
            break
    read = read_domain(text, provider)
    if end == provider or read is None or not read[2]:
        return None
    start = local_start(text, provider, floor)
    local = text[start:provider].strip()
    if not local or not any(is_digit(c) or c == "_" for c in local) or text[start - 1 : start] in ("/", "."):
        return None
    if local[-1] in ".-/" or (text[end : end + 1] == "." and provider > start and text[provider - 1] == " "):
        return None
    if not read[1] and not has_word(text, start - _CUE_REACH, start, CUE):
        return None
    return Finding("email", start, read[0], 0.8, "email.provider")


def _sign(text: str, at: int, words: CueWords) -> int:
    """Where the at-sign that starts at `at` ends: `at` as a whole word, all others wherever they stand."""
    for word in words.by_first.get(text[at : at + 1], ()):
        if text.startswith(word, at):
            return at + len(word) if word != "at" else starts_word(text, at, _AT_ALONE)
    return at


def _bracketed(text: str, at: int) -> int:
    """Where a bracket at `at` ends that says the at-sign with more words: (at的那个符号); 0 for anything else."""
    if text[at : at + 1] != "(":
        return 0
    end = text.find(")", at + 1, at + _BRACKET)
    if end < 0 or not has_word(text, at + 1, end, AT_INSIDE):
        return 0
    sign = text.find("@", at + 1, end)
    return 0 if sign > 0 and is_letter(text[sign + 1]) else end + 1  # (@somebody) is no sign


def _before_pause(text: str, at: int) -> int:
    """Where the spaces and dots begin that end at `at`: one dot alone belongs to what is before it."""
    start = at
    while start and at - start < 6 and text[start - 1] in _PAUSE:
        start -= 1
    if text[start:at].count(".") == 1:
        start = at
        while start and text[start - 1] == " ":
            start -= 1
    return start


def _past_pause(text: str, at: int) -> int:
    """Where the spaces and dots end that start at `at`."""
    end = at
    while end < len(text) and end - at < 6 and text[end] in _PAUSE:
        end += 1
    return end if text[at:end].count(".") != 1 else skip_spaces(text, at, 2)


def _alternatives(words: tuple[str, ...]) -> str:
    """A pattern for any of the words."""
    return "|".join(map(escaped, words))


_DIGIT = f"[{''.join(DIGITS)}]"
_LABEL = f"(?:[a-z0-9\\-]{{1,63}}|{_DIGIT}{{1,6}}|[\u4e00-\u9fff]{{1,6}}|(?:[a-z0-9] ){{1,9}}[a-z0-9])"
_DOT_SAID = _alternatives(tuple(word for word in DOT_WORDS if len(word) > 1 or word in "点丶"))
_SIGN = rf"(?: {{0,2}}(?:{_DOT_SAID}) {{0,2}}|[.。丶、·,]| [.·] )"
_TOP = rf"(?:[a-z]|{_DIGIT}|[公康扣])"
_SIGNS = tuple(word for word in (*AT, *AT_CUED) if word not in ("@", "at"))
_COMMON = tuple(word for word in _SIGNS if len(word) == 1)
_BRACKETED = rf"\([^()\n]{{0,6}}(?:{_alternatives(AT_INSIDE)})[^()\n]{{0,8}}\)"
_PROVIDERS = f"(?:{_alternatives(PROVIDER)})"
_LATIN_PROVIDERS = f"(?:{_alternatives(tuple(word for word in PROVIDER if is_letter(word[0])))})"
_DOMAIN = f"(?:{_LABEL}{_SIGN}{_TOP}|{_PROVIDERS})"

KIND = Kind(
    name="email",
    find=find,
    triggers=(
        rf"@[ .…]{{0,6}}{_DOMAIN}",
        *(_alternatives((word,)) for word in _SIGNS if word not in _COMMON),
        *(rf"{_alternatives((word,))} {{0,2}}[a-z0-9\-]{{1,63}}{_SIGN}{_TOP}" for word in _COMMON),
        # A sign that also begins a hashtag needs a local part right before it, where no dot follows.
        *(rf"[{''.join(DIGITS)}a-z_] ?{_alternatives((word,))} {{0,2}}{_LATIN_PROVIDERS}" for word in _COMMON),
        rf"[_ ]at[_ ] ?{_DOMAIN}",
        rf" at[ .…]{{2,6}}{_DOMAIN}",
        rf"{_BRACKETED}[ .]{{0,3}}{_DOMAIN}",
        rf"{_PROVIDERS}{_SIGN}(?:{_alternatives(TLD)})",
    ),
    # Only where an address may have its middle: the whole of it is too much for patterns that report starts.
    patterns={
        "email.at": "@",
        "email.word": rf"{_alternatives(_SIGNS)}|[_ ]at[_ .…]",
        "email.bracket": _BRACKETED,
        "email.provider": rf"{_PROVIDERS} {{0,2}}(?:{_alternatives(DOT)})",
    },
)

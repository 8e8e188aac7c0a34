"""E-mail addresses, plain and written so that no machine should read them (RULES 7, 7b).

An address is found from its middle: patterns see the at-sign (in any writing) with the first dot of the domain, or a
well-known provider; from there the domain is read forward and the local part backward.
"""

from collections.abc import Iterator

from reseal.screening.data import read_toml
from reseal.screening.identifiers.cues import CueWords, escaped, folded_words, has_word, starts_word
from reseal.screening.identifiers.kind import Finding, Kind
from reseal.screening.identifiers.numerals import DIGITS, is_digit, is_letter, word_at
from reseal.screening.view import PostView

_WORDS = {name: folded_words(words) for name, words in read_toml("identifiers", "email.toml")["words"].items()}
_AT, _AT_CUED, _DOT = _WORDS["at"], _WORDS["at_cued"], _WORDS["dot"]
_AT_ALONE = CueWords(("at",))
_DOT_WORDS = tuple(word for word in _DOT if word != ".")
_TLD, _PROVIDER, _CUE, _LOCAL_SIGN = _WORDS["tld"], _WORDS["provider"], _WORDS["cue"], _WORDS["local_sign"]
_AT_INSIDE = _WORDS["at_inside"]
_NOT_LOCAL_WORD = frozenset(_WORDS["not_local_word"])
_NEEDS_LATIN = frozenset(_WORDS["at_cued"]) | {"#", "&"}
_STOP = frozenset("".join(_WORDS["not_local"]))
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789._%+-")
_ENDS_LOCAL = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")

_PAUSE = frozenset(" .…")
_CLAUSE_SIGNS = frozenset(",。、丶")  # a dot only where nothing parts it from what follows
_BRACKET = 20  # characters of a bracket that stands for a sign
_LOCAL_MOST = 64  # characters of a local part (RFC 5321)
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
    after = _bracketed(text, at) or _sign(text, at, _AT)
    weak = after == at
    if weak:
        after = _sign(text, at, _AT_CUED)
        if after == at:
            return None
    domain = _past_pause(text, after)
    read = _domain(text, domain)
    if read is None:
        return None
    end, disguised, known = read
    start = _local_start(text, middle, floor)
    if start == middle:
        return None
    sign, local = text[at:after], text[start:middle]
    if " " in (text[middle], text[after : after + 1]) and not known:
        return None
    if sign in _NEEDS_LATIN and not is_letter(text[domain]):
        return None
    cued = has_word(text, start - _CUE_REACH, start, _CUE) or has_word(text, end, end + 12, _CUE)
    confidence = _confidence(sign, local, word_at(text, domain), cued=cued, disguised=disguised, known=known, weak=weak)
    return Finding("email", start, end, confidence, "email.address") if confidence else None


def _confidence(sign: str, local: str, label: str, *, cued: bool, disguised: bool, known: bool, weak: bool) -> float:
    if sign == "@":
        return 0.98 if not disguised else 0.95 if known else 0.6
    if not known or (weak and not cued):
        return 0.0
    if sign == "at":
        if local in _NOT_LOCAL_WORD or label in _NOT_LOCAL_WORD:
            return 0.0
        signed = any(is_digit(c) or c in "._-" for c in local) or " dot " in local
        return 0.9 if cued or disguised else 0.7 if signed else 0.0
    return 0.95


def _without_at(text: str, provider: int, floor: int) -> Finding | None:
    """`3000077qq点com`, `some_name ⓠⓠ 点 com`: the provider follows the local part without an at-sign."""
    end = provider
    for name in _PROVIDER:
        if text.startswith(name, provider):
            end = provider + len(name)
            break
    read = _domain(text, provider)
    if end == provider or read is None or not read[2]:
        return None
    start = _local_start(text, provider, floor)
    local = text[start:provider].strip()
    if not local or not any(is_digit(c) or c == "_" for c in local) or text[start - 1 : start] in ("/", "."):
        return None
    if local[-1] in ".-/" or (text[end : end + 1] == "." and provider > start and text[provider - 1] == " "):
        return None
    if not read[1] and not has_word(text, start - _CUE_REACH, start, _CUE):
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
    if end < 0 or not has_word(text, at + 1, end, _AT_INSIDE):
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
    return end if text[at:end].count(".") != 1 else _skip_spaces(text, at, 2)


def _skip_spaces(text: str, at: int, most: int) -> int:
    end = at
    while end - at < most and text[end : end + 1] == " ":
        end += 1
    return end


def _domain(text: str, at: int) -> tuple[int, bool, bool] | None:
    """Where the domain at `at` ends, whether a dot was disguised, whether its last label is a known one."""
    end = _label(text, at)
    if end == at:
        return None
    disguised = known = False
    labels = 1
    while labels < 6:
        dot = _skip_spaces(text, end, 2)
        after = starts_word(text, dot, _DOT)
        if after == dot:
            break
        if text[dot:after] == "." and (dot > end) != (text[after : after + 1] == " "):
            break  # the full stop of a sentence
        plain = text[dot:after] == "." and dot == end
        start = _skip_spaces(text, after, 2)
        top = starts_word(text, start, _TLD)
        if top > start and not _in_label(text, top):
            end, known = top, True
            disguised = disguised or not plain
            labels += 1
            continue
        following = _label(text, start)
        if following == start or (not plain and not _leads_on(text, following)):
            break
        if plain and not any(is_letter(c) for c in text[start:following]) and not _leads_on(text, following):
            break
        end = following
        known = False
        disguised = disguised or not plain
        labels += 1
    if labels == 1:
        return _known_provider(text, at)
    while end > at and text[end - 1] == "-":
        end -= 1
    return end, disguised, known


def _known_provider(text: str, at: int) -> tuple[int, bool, bool] | None:
    """A provider's name with no top-level domain: 3000077@qq."""
    end = starts_word(text, at, _PROVIDER)
    return (end, False, True) if end > at and not _in_label(text, end) else None


def _in_label(text: str, at: int) -> bool:
    return at < len(text) and (is_letter(text[at]) or is_digit(text[at]) or text[at] == "-")


def _leads_on(text: str, at: int) -> bool:
    """Whether a dot in any writing and a known top-level domain follow."""
    dot = _skip_spaces(text, at, 2)
    after = starts_word(text, dot, _DOT)
    if after == dot:
        return False
    start = _skip_spaces(text, after, 2)
    return starts_word(text, start, _TLD) > start


def _label(text: str, at: int) -> int:
    """Where the domain label at `at` ends: letters, digits, hyphens; a provider said in words; digits said in words."""
    provider = starts_word(text, at, _PROVIDER)
    end = at
    while end < len(text) and end - at < 63 and (is_letter(text[end]) or is_digit(text[end]) or text[end] == "-"):
        end += 1
    if end - at == 1 and text[end : end + 1] == " ":
        end = _spelled_label(text, at)
    if end > at or provider > at:
        return max(end, provider)
    while end < len(text) and end - at < 6 and text[end] in DIGITS:
        end += 1
    if end > at:
        return end
    while end < len(text) and end - at < 6 and "\u4e00" <= text[end] <= "\u9fff" and text[end] not in _STOP:
        if starts_word(text, end, _DOT) > end:
            return end if _leads_on(text, end) else at
        end += 1
    return end if _leads_on(text, end) else at


def _spelled_label(text: str, at: int) -> int:
    """Where a label of single letters set apart ends: e x a m p l e."""
    end = at + 1
    while end - at < 60 and text[end : end + 1] == " " and _in_label(text, end + 1) and not _in_label(text, end + 2):
        end += 2
    return end


def _local_start(text: str, end: int, floor: int) -> int:
    """Where the local part that ends at `end` begins; `end` when there is none."""
    start = end
    while start > floor and end - start < 3 and text[start - 1] == " ":
        start -= 1
    limit = max(floor, start - _LOCAL_MOST)
    anchor = start
    while start > limit:
        char = text[start - 1]
        if char in _PLAIN:
            start -= 1
            continue
        before = _sign_before(text, start, limit)
        if before < start and start < anchor:
            start = before
            continue
        if char in DIGITS and (start == anchor or text[start] in _ENDS_LOCAL or text[start] in DIGITS):
            start -= 1
            continue
        before = _han_before(text, start, limit)
        if before < start and start < anchor:
            start = before
            continue
        if char == " " and start < anchor and _spelled_out(text, start, anchor):
            start -= 1
            continue
        break
    while start < anchor and text[start] in ".-%+ ":
        start += 1
    return start if start < anchor else end


def _sign_before(text: str, at: int, limit: int) -> int:
    """Where a dot, underscore or hyphen in other words that ends at `at` begins, with something to join before it."""
    place = at
    while place > limit and at - place < 2 and text[place - 1] == " ":
        place -= 1
    for word in (*_DOT_WORDS, *_LOCAL_SIGN):
        start = place - len(word)
        if start > limit and text.startswith(word, start):
            latin = is_letter(word[0])
            if place < at and word in _CLAUSE_SIGNS:
                continue
            if latin and place == at:
                continue
            while start > limit and text[start - 1] == " " and place - len(word) - start < 2:
                start -= 1
            if latin and start == place - len(word):
                continue
            if text[start - 1] in _ENDS_LOCAL or text[start - 1] in DIGITS:
                return start
    return at


def _han_before(text: str, at: int, limit: int) -> int:
    """Where a few Han characters between letters or digits begin: tsang喵喵1999."""
    if at >= len(text) or text[at] not in _ENDS_LOCAL:
        return at
    start = at
    while start > limit and at - start < 4 and "\u4e00" <= text[start - 1] <= "\u9fff":
        start -= 1
        if text[start] in _STOP:
            return at
    return start if start < at and start > limit and is_letter(text[start - 1]) else at


def _spelled_out(text: str, at: int, anchor: int) -> bool:
    """Whether the space before `at` lies between single characters set apart: q i u @ …"""
    single_after = at + 1 >= anchor or text[at + 1] == " "
    return single_after and at >= 2 and text[at - 2] in _ENDS_LOCAL and (at == 2 or text[at - 3] not in _PLAIN)


def _alternatives(words: tuple[str, ...]) -> str:
    """A pattern for any of the words."""
    return "|".join(map(escaped, words))


_DIGIT = f"[{''.join(DIGITS)}]"
_LABEL = f"(?:[a-z0-9\\-]{{1,63}}|{_DIGIT}{{1,6}}|[\u4e00-\u9fff]{{1,6}}|(?:[a-z0-9] ){{1,9}}[a-z0-9])"
_DOT_SAID = _alternatives(tuple(word for word in _DOT_WORDS if len(word) > 1 or word == "点"))
_SIGN = rf"(?: {{0,2}}(?:{_DOT_SAID}) {{0,2}}|[.。丶、·,]| [.·] )"
_TOP = rf"(?:[a-z]|{_DIGIT}|[公康扣])"
_SIGNS = tuple(word for word in (*_AT, *_AT_CUED) if word not in ("@", "at"))
_COMMON = tuple(word for word in _SIGNS if len(word) == 1)
_BRACKETED = rf"\([^()\n]{{0,6}}(?:{_alternatives(_AT_INSIDE)})[^()\n]{{0,8}}\)"
_PROVIDERS = f"(?:{_alternatives(_PROVIDER)})"

KIND = Kind(
    name="email",
    find=find,
    triggers=(
        rf"@ {{0,2}}(?:{_LABEL}{_SIGN}{_TOP}|{_PROVIDERS})",
        *(_alternatives((word,)) for word in _SIGNS if word not in _COMMON),
        *(rf"{_alternatives((word,))} {{0,2}}[a-z0-9\-]{{1,63}}{_SIGN}{_TOP}" for word in _COMMON),
        rf"[_ ]at[_ ] ?{_LABEL}{_SIGN}{_TOP}",
        rf" at[ .…]{{2,6}}{_LABEL}{_SIGN}{_TOP}",
        rf"{_BRACKETED}[ .]{{0,3}}{_LABEL}{_SIGN}{_TOP}",
        rf"{_PROVIDERS}{_SIGN}(?:{_alternatives(_TLD)})",
    ),
    # Only where an address may have its middle: the whole of it is too much for patterns that report starts.
    patterns={
        "email.at": "@",
        "email.word": rf"{_alternatives(_SIGNS)}|[_ ]at[_ .…]",
        "email.bracket": _BRACKETED,
        "email.provider": rf"{_PROVIDERS} {{0,2}}(?:{_alternatives(_DOT)})",
    },
)

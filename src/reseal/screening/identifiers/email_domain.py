"""The domain of an e-mail address, read forward from behind the at-sign, its dots in any writing (RULES 7b)."""

from reseal.screening.identifiers.cues import starts_word
from reseal.screening.identifiers.email_words import CLAUSE_SIGNS, DOT, NOT_LOCAL, PROVIDER, TLD, skip_spaces
from reseal.screening.identifiers.numerals import DIGITS, is_digit, is_letter


def read_domain(text: str, at: int) -> tuple[int, bool, bool] | None:
    """Where the domain at `at` ends, whether a dot was disguised, whether its last label is a known one."""
    end = _label(text, at)
    if end == at:
        return None
    disguised = known = False
    labels = 1
    while labels < 6:
        dot = skip_spaces(text, end, 2)
        after = starts_word(text, dot, DOT)
        if after == dot:
            break
        if _parts_sentences(text, end, dot, after):
            break
        plain = text[dot:after] == "." and dot == end
        start = skip_spaces(text, after, 2)
        top = starts_word(text, start, TLD)
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


def _parts_sentences(text: str, end: int, dot: int, after: int) -> bool:
    """Whether the dot in `text[dot:after]` rather ends a clause: a space on one side of it, or beside a comma."""
    sign, before, behind = text[dot:after], text[end:dot], text[after : after + 2]
    if sign in CLAUSE_SIGNS and sign != "丶":
        return bool(before) or behind[:1] == " "
    return sign in (".", "·") and ((before, behind[:1] == " ") not in (("", False), (" ", True)) or behind == "  ")


def _known_provider(text: str, at: int) -> tuple[int, bool, bool] | None:
    """A provider's name with no top-level domain: 3000077@qq."""
    end = starts_word(text, at, PROVIDER)
    return (end, False, True) if end > at and not _in_label(text, end) else None


def _in_label(text: str, at: int) -> bool:
    return at < len(text) and (is_letter(text[at]) or is_digit(text[at]) or text[at] == "-")


def _leads_on(text: str, at: int) -> bool:
    """Whether a dot in any writing and a known top-level domain follow."""
    dot = skip_spaces(text, at, 2)
    after = starts_word(text, dot, DOT)
    if after == dot:
        return False
    start = skip_spaces(text, after, 2)
    return starts_word(text, start, TLD) > start


def _label(text: str, at: int) -> int:
    """Where the domain label at `at` ends: letters, digits, hyphens; a provider said in words; digits said in words."""
    provider = starts_word(text, at, PROVIDER)
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
    while end < len(text) and end - at < 6 and "\u4e00" <= text[end] <= "\u9fff" and text[end] not in NOT_LOCAL:
        if starts_word(text, end, DOT) > end:
            return end if _leads_on(text, end) else at
        end += 1
    return end if _leads_on(text, end) else at


def _spelled_label(text: str, at: int) -> int:
    """Where a label of single letters set apart ends: e x a m p l e."""
    end = at + 1
    while end - at < 60 and text[end : end + 1] == " " and _in_label(text, end + 1) and not _in_label(text, end + 2):
        end += 2
    return end

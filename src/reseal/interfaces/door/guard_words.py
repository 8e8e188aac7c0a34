"""The words of the pages on which people have identifiers watched, read from `data/locale/guard`."""

from functools import cache

import msgspec

from reseal.interfaces.locale import Lang, Section
from reseal.screening.data import read_toml


class GuardWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All words of one language, by section."""

    page: Section
    form: Section
    type: Section
    state: Section
    history: Section
    receipt: Section
    enter: Section
    guard: Section
    error: Section


@cache
def guard_words(lang: Lang) -> GuardWords:
    """The words of a language."""
    return msgspec.convert(read_toml("locale", "guard", f"{lang}.toml"), GuardWords)

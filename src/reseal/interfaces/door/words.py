"""The words of the public pages, in Chinese and English, read from `data/locale/door`."""

from functools import cache

import msgspec

from reseal.interfaces.locale import Lang, Section
from reseal.screening.data import read_toml


class DoorWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All words of one language, by section."""

    page: Section
    form: Section
    relation: Section
    about: Section
    error: Section
    receipt: Section
    follow: Section
    status: Section
    status_meaning: Section
    history: Section
    ask: Section
    rerouted: Section
    claim: Section
    helper: Section
    recover: Section
    support: Section
    time: Section
    appeal: Section
    appeal_action: Section
    appeal_state: Section
    appeal_meaning: Section
    appeal_why: Section


@cache
def door_words(lang: Lang) -> DoorWords:
    """The words of a language."""
    return msgspec.convert(read_toml("locale", "door", f"{lang}.toml"), DoorWords)

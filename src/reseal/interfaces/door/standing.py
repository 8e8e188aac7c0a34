"""How an account stands, in words for its holder: strikes, measures, and when each ends."""

import msgspec

from reseal.interfaces.locale import Lang
from reseal.storage.store import Work


class Standing(msgspec.Struct, frozen=True):
    """Credit, and lines of what counts, each with its end; empty where nothing does."""

    credit: int | None = None
    lines: tuple[tuple[str, str], ...] = ()


def standing_of(work: Work, account_print: bytes, lang: Lang) -> Standing | None:
    """How it stands; None where no accounts are kept."""
    return None

"""The console's words: GNU gettext catalogues, read from their .po files when they are first asked for.

The English words are the message ids. In templates write `{{ _("Queue") }}` or `{% trans n=count %}…{% endtrans %}`, in
Python `gettext(lang, "Queue")`; words that stand in data are marked with `N_`. `python tools/catalogues.py` then brings
every catalogue up to date; a test fails while a word lacks its translation.
"""

from functools import cache
from gettext import GNUTranslations
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from reseal.interfaces.locale import Lang
from reseal.screening.data import data_folder

TAGS: dict[Lang, str] = {"zh": "zh_CN", "en": "en"}


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark a word for the catalogues, to be translated where it is shown."""
    return message


@cache
def catalogue(lang: Lang) -> GNUTranslations:
    """The words of a language."""
    file = data_folder("locale", TAGS[lang], "LC_MESSAGES", "console.po")
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(file.read_bytes()), TAGS[lang]))
    compiled.seek(0)
    return GNUTranslations(compiled)


def gettext(lang: Lang, message: str, **values: object) -> str:
    """The words in a language, with values put in as `%(name)s`."""
    said = catalogue(lang).gettext(message)
    return said % values if values else said

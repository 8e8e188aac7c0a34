"""The words in which codes and answers go out. Others may read the phone: no case, platform or reason is named."""

from functools import cache

from reseal.operations.deliveries.words import Message
from reseal.screening.data import read_toml


def code_message(kind: str, to: str, code: str, minutes: int, lang: str) -> Message:
    """A code to a phone (`kind` is `phone`) or a mailbox."""
    words = _words()[lang if lang in _words() else "en"]
    subject = words["subject"] if kind == "email" else ""
    return Message(to, lang, subject, words["text"].format(code=code, minutes=minutes))


def letter_subject(lang: str) -> str:
    """What stands over an answer to a notifier: neutral, too."""
    return _words()[lang if lang in _words() else "en"]["answer"]


@cache
def _words() -> dict[str, dict[str, str]]:
    given: dict[str, dict[str, str]] = read_toml("desk", "codes.toml")
    return given

"""What is to be watched, checked by what was typed alone: a fault never depends on what is watched already.

The form and the API share this.
"""

from collections.abc import Mapping, Sequence

import msgspec

from reseal.interfaces.door.checking import MIB, pictures
from reseal.interfaces.door.guard_words import guard_words
from reseal.interfaces.locale import Lang
from reseal.operations.guards.rules import rules
from reseal.operations.guards.values import normal
from reseal.operations.guards.words import TYPED, Form, Shown, Watched
from reseal.operations.notices.rows import reachable
from reseal.screening.copies.imprint import PictureImprint
from reseal.vocabulary import ExposureType

_LEAST_ADDRESS, _LEAST_ACCOUNT = 6, 4
_SIGN_MAIL = "@"


class Fault(msgspec.Struct, frozen=True):
    """What is wrong with one field; `key` names the words that say it."""

    field: str
    key: str
    values: Mapping[str, int | str] = {}

    def said(self, lang: Lang) -> str:
        """The fault in words: what is wrong, and what mends it."""
        return guard_words(lang).error[self.key].format(**self.values)


class Typed(msgspec.Struct, frozen=True, kw_only=True):
    """A guard as it was typed: of each type its values, in lines."""

    values: Mapping[str, tuple[str, ...]] = {}
    pictures: tuple[bytes, ...] = ()
    account: str = ""
    contact: str = ""
    words: str = ""


def faults(typed: Typed) -> list[Fault]:
    """All that is wrong, in the order of the fields."""
    limits = rules().limits
    found = [fault for type_ in TYPED for fault in _values(type_, typed.values.get(type_, ()))]
    count = sum(len(_filled(lines)) for lines in typed.values.values())
    if count > limits.values:
        found.append(Fault("phone", "many", {"found": count, "limit": limits.values}))
    found += _pictures(typed.pictures)
    if len(typed.words) > limits.words:
        found.append(Fault("words", "words_long", {"limit": limits.words}))
    if len(typed.account) > limits.account:
        found.append(Fault("own", "own_long", {"limit": limits.account}))
    contact = typed.contact.strip()
    if contact and (len(contact) > limits.contact or not _is_whole(contact)):
        found.append(Fault("contact", "contact"))
    if not count and not typed.pictures:
        found.append(Fault("phone", "nothing"))
    return found


def form_of(typed: Typed, lang: Lang, shown: Sequence[Shown] = ()) -> Form:
    """The guard, of what has no fault."""
    return Form(
        values=tuple((type_, value) for type_ in TYPED for value in _filled(typed.values.get(type_, ()))),
        pictures=tuple(shown),
        account=typed.account.strip(),
        contact=typed.contact.strip(),
        words=typed.words.strip(),
        lang=lang,
    )


def pictured(
    contents: Sequence[bytes], imprints: Mapping[int, PictureImprint] | None
) -> tuple[Fault | None, list[Shown]]:
    """Pictures with their hashes, or what is wrong with one; `imprints` is None where this server reads none."""
    if imprints is None:
        return (Fault("pictures", "pictures_unread") if contents else None), []
    shown = []
    for place, content in enumerate(contents):
        imprint = imprints.get(place)
        if imprint is None or imprint.quality < rules().picture.least_quality:
            return Fault("pictures", "pictures_plain", {"place": place + 1}), []
        shown.append(Shown(content, imprint.hashes))
    return None, shown


def _values(type_: Watched, lines: Sequence[str]) -> list[Fault]:
    limit = rules().limits.value
    for number, line in enumerate(lines, 1):
        if len(line) > limit:
            return [Fault(type_, "long", {"line": number, "limit": limit})]
        if line.strip() and not _is_value(type_, line):
            return [Fault(type_, type_, {"line": number})]
    return []


def _is_value(type_: Watched, typed: str) -> bool:
    kind: ExposureType = type_  # type: ignore[assignment]
    form = normal(kind, typed)
    if form is None:
        return False
    if type_ == "email":
        return _is_whole(typed)
    if type_ == "address":
        return len(form) >= _LEAST_ADDRESS and any(map(str.isdigit, form))
    return len(form) >= _LEAST_ACCOUNT


def _is_whole(contact: str) -> bool:
    """Whether a message can reach it."""
    name, at, domain = contact.strip().rpartition(_SIGN_MAIL)
    if at:
        return bool(name) and "." in domain.strip(".") and not any(map(str.isspace, contact.strip()))
    return reachable(contact) is not None


def _pictures(given: Sequence[bytes]) -> list[Fault]:
    """As those of notices, in the words of guards."""
    limits = rules().limits
    if len(given) > limits.pictures:
        return [Fault("pictures", "pictures_many", {"found": len(given), "limit": limits.pictures})]
    large = [place for place, content in enumerate(given, 1) if len(content) > limits.picture_bytes]
    if large:
        return [Fault("pictures", "pictures_large", {"place": large[0], "limit": limits.picture_bytes // MIB})]
    return [Fault("pictures", one.key, one.values) for one in pictures(given)[:1]]


def _filled(lines: Sequence[str]) -> list[str]:
    return [line.strip() for line in lines if line.strip()]

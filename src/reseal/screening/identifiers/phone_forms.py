"""Which telephone number some digits are: mainland, Hong Kong, Taiwan, abroad (RULES 7)."""

from dataclasses import dataclass
from functools import lru_cache

from reseal.screening.number_runs.shapes import (
    area_of,
    has_calling_code,
    is_birth_date,
    is_landline,
    is_loose_mobile,
    is_mobile,
    is_nanp,
    national_form,
    phone_tables,
    some_national_form,
    spelled_out,
    visible,
)
from reseal.vocabulary import Subject

Groups = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """`alone`: confidence without any cue; `cued`: with one right before the number."""

    rule: str
    alone: float
    cued: float
    subject: Subject = "unknown"


_MOBILE_GROUPS = frozenset(
    {(11,), (3, 4, 4), (3, 8), (7, 4), (4, 3, 4), (3, 3, 5), (3, 5, 3), (4, 4, 3), (3, 2, 2, 2, 2), (5, 6), (6, 5)}
)
_SUBSCRIBER_GROUPS = frozenset({(8,), (7,), (4, 4), (4, 3), (3, 4), (2, 2, 2, 2), (3, 5), (5, 3), (4, 2, 2)})
_HOTLINE_GROUPS = frozenset({(3, 3, 4), (3, 4, 3), (4, 3, 3), (10,)})


def form_of(digits: str, groups: Groups, plus: bool) -> Form | None:
    """The telephone number that these digits and groups make, if any."""
    size = len(digits)
    if not 7 <= size <= 15 or "x" in digits or visible(digits) < 7:
        return None
    if plus:
        return _international(digits)
    if size == 11 and digits[0] == "1":
        if groups[0] == 1 and digits[1] not in "3456789" and "*" not in digits and is_nanp(digits[1:]):
            whose: Subject = "organisation" if digits[1:].startswith(phone_tables().toll_free) else "unknown"
            return Form("phone.north_america", 0.7 if groups == (1, 3, 3, 4) else 0.3, 0.92, whose)
        return _mobile(digits, groups)
    if size == 12 and digits[0] == "0" and is_mobile(digits[1:]):
        return Form("phone.mainland", 0.75, 0.9)
    if size in (13, 15) and digits.startswith(("86", "0086")) and is_mobile(digits[-11:]):
        return Form("phone.mainland", 0.9, 0.97)
    if "*" in digits:
        return _masked(digits, groups)
    if digits.startswith("00") and size >= 11 and _international(digits[2:]) is not None:
        return Form("phone.international", 0.6, 0.85)
    if size == 10 and digits.startswith(phone_tables().hotline) and groups in _HOTLINE_GROUPS:
        abroad = digits[0] == "8" and groups == (3, 3, 4) and digits[3] in "23456789"  # (800) 555-0199
        if not abroad:
            return Form("phone.hotline", 0.4 if groups == (10,) else 0.85, 0.95, "organisation")
    area = area_of(digits)
    if area and is_landline(digits, groups) and (groups[0] == area or not national_form(digits, groups)):
        return _landline(digits, groups)
    return _national(digits, groups)


def _mobile(digits: str, groups: Groups) -> Form | None:
    if not is_loose_mobile(digits):
        return None
    natural = groups in _MOBILE_GROUPS or spelled_out(groups)
    strict = is_mobile(digits) if "*" not in digits else is_mobile(digits[:3] + "0" * 8)
    if "*" in digits:
        return Form("phone.masked", 0.85 if strict else 0.5, 0.95) if digits[:2].isdigit() else None
    if strict:
        return Form("phone.mainland", 0.92 if natural else 0.7, 0.98)
    return Form("phone.mainland_loose", 0.5 if groups == (3, 4, 4) else 0.3, 0.8)


def _masked(digits: str, groups: Groups) -> Form | None:
    if area_of(digits) and groups[0] in (3, 4):
        return Form("phone.masked", 0.6, 0.85)
    bare = digits.replace("*", "5")
    form = national_form(bare, groups) or some_national_form(bare)
    return Form("phone.masked", 0.3, 0.7) if form else None


def _landline(digits: str, groups: Groups) -> Form:
    area = area_of(digits)
    apart = groups[0] == area and groups[1:] in (
        (8,),
        (7,),
        (4, 4),
        (4, 3),
        (3, 4),
        (2, 2, 2, 2),
        (3, 5),
        (5, 3),
        (4, 2, 2),
    )
    together = len(groups) == 1 or (spelled_out(groups) and max(groups) == 1)
    return Form("phone.landline", 0.85 if apart else 0.5 if together else 0.3, 0.95 if apart or together else 0.7)


def _national(digits: str, groups: Groups) -> Form | None:
    size = len(digits)
    form = national_form(digits, groups)
    if form is not None:
        free = form.free or (form.nanp and digits.startswith(phone_tables().toll_free))
        return Form(form.rule, form.alone, 0.9, "organisation" if free else "unknown")
    if digits.startswith(("852", "853")) and groups[0] == 3 and size == 11:
        return Form("phone.hong_kong", 0.75, 0.92)
    calling = phone_tables().calling
    if len(groups) > 1 and digits[: groups[0]] in calling and size - groups[0] in calling[digits[: groups[0]]]:
        return Form("phone.international", 0.3, 0.8)
    form = some_national_form(digits)
    if form is not None:
        hidden = spelled_out(groups) and (digits[0] == "0" or max(groups) == 1)
        return Form(form.rule, max(0.6 if hidden else 0.3, form.bare), 0.85)
    if size == 8 and digits.startswith(("19", "20")) and is_birth_date(digits):
        return None
    if size == 9 and digits[0] != "0":
        return None
    if size <= 12 and (len(groups) <= 3 or spelled_out(groups)):
        return Form("phone.cued", 0.0, 0.62)
    return None


@lru_cache(maxsize=1024)
def _international(digits: str) -> Form | None:
    if not 8 <= len(digits) <= 15 or not digits[0].isdigit() or digits[0] == "0":
        return None
    if has_calling_code(digits):
        return Form("phone.international", 0.9, 0.95)
    if "*" in digits:
        return Form("phone.masked", 0.6, 0.8)
    import phonenumbers  # it takes a quarter of a second to load, and few posts need it

    try:
        number = phonenumbers.parse("+" + digits)
    except phonenumbers.NumberParseException:
        return None
    return Form("phone.international", 0.75, 0.92) if phonenumbers.is_possible_number(number) else None

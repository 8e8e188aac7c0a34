"""The words of the first page and of `reseal check`, in Chinese and English, read from `data/locale`."""

from collections.abc import Iterable
from functools import cache
from typing import Literal, get_args

import msgspec

from reseal.screening.data import read_toml
from reseal.vocabulary import Decision, Exposure, Region

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)
Section = dict[str, str]


class Sample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An invented text to try."""

    name: str
    text: str


class Locale(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All words of one language, by section."""

    language: str
    verdict: Section
    verdict_meaning: Section
    severity: Section
    action: Section
    type: Section
    subject: Section
    check: Section
    page: Section
    error: Section
    docs: Section
    sample: tuple[Sample, ...]


@cache
def locale(lang: Lang) -> Locale:
    """The words of a language."""
    return msgspec.convert(read_toml("locale", f"{lang}.toml"), Locale)


def verdict_key(decision: Decision) -> str:
    """Which words of `verdict` say what the decision is."""
    if decision.category is None:
        return "not_judged"
    if decision.category == "none" and any(reason.code == "unclear" for reason in decision.reasons):
        return "unclear"
    return decision.category


def place_said(exposure: Exposure, label: Section) -> str:
    """Where it stands: characters of the text, or the corners of the boxes in a picture."""
    region = exposure.region
    if not isinstance(region, Region):
        return f"{label['characters']} {exposure.start}–{exposure.end}"
    corners = " ".join(
        f"({min(x for x, _ in box)},{min(y for _, y in box)})–({max(x for x, _ in box)},{max(y for _, y in box)})"
        for box in region.polygons
    )
    frame = f" {label['frame']} {region.frame + 1}" if region.frame else ""
    return f"{label['picture']} {region.picture + 1}{frame} {corners or label['whole_picture']}"


def preferred(accepted: Iterable[str]) -> Lang:
    """The first of the language tags that stands here; English where none does."""
    for tag in accepted:
        primary = tag.strip().lower().replace("_", "-").partition("-")[0]
        if primary in LANGS:
            return "zh" if primary == "zh" else "en"
    return "en"

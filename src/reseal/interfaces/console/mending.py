"""What a moderator mended on the page, read from its form: spans that stand, or not; words that are personal, too."""

from collections.abc import Sequence

from litestar.datastructures import FormMultiDict

from reseal.operations.cases.words import Corrected, CorrectedSpan, NotNow, SnapshotView
from reseal.vocabulary import CATEGORIES, EXPOSURE_TYPES, SUBJECTS, Category, Exposure, ExposureType, Subject


def spans_of(one: SnapshotView) -> list[Exposure]:
    """What the form lists of a post: the spans of its text, in the order in which they stand."""
    return sorted(
        (exposure for exposure in one.exposures if exposure.source == "text"), key=lambda e: (e.start, e.end, e.type)
    )


def mended(one: SnapshotView, form: FormMultiDict, words: Sequence[str], text: str) -> Corrected:
    """All that the post shows, as the form has it. `text` is the post's own, readable to who mends it, or empty.

    Raises:
        NotNow: words that are called personal do not stand in the text.
    """
    kept = []
    for number, exposure in enumerate(spans_of(one)):
        if form.get(f"keep-{number}"):
            type_ = _type(form.get(f"type-{number}"), exposure.type)
            subject = _subject(form.get(f"subject-{number}"), exposure.subject)
            kept.append(CorrectedSpan(type_, exposure.start, exposure.end, subject))
    new_type, new_subject = _type(form.get("new_type"), "person_name"), _subject(form.get("new_subject"), "other")
    for wanted in words:
        found = [CorrectedSpan(new_type, at, at + len(wanted), new_subject) for at in places(text, wanted)]
        if not found:
            raise NotNow("the words are not in the text as they were typed", "words")
        kept += found
    category: Category = next((c for c in CATEGORIES if c == form.get("category")), "none")
    return Corrected(category, tuple(dict.fromkeys(kept)))


def places(text: str, wanted: str) -> list[int]:
    """Where some words begin in a text, none overlapping another."""
    found, at = [], text.find(wanted)
    while wanted and at >= 0:
        found.append(at)
        at = text.find(wanted, at + len(wanted))
    return found


def _type(word: object, else_: ExposureType) -> ExposureType:
    return next((type_ for type_ in EXPOSURE_TYPES if type_ == word), else_)


def _subject(word: object, else_: Subject) -> Subject:
    return next((subject for subject in SUBJECTS if subject == word), else_)

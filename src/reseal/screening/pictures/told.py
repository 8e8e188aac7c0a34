"""What was judged of a post and its pictures together, said of each: places, kinds of documents, pictures not read."""

import msgspec

from reseal.screening.pictures.documents import plate_rules
from reseal.screening.pictures.page import Page
from reseal.screening.pictures.read import Reading
from reseal.screening.pictures.repeats import repeated
from reseal.vocabulary import Decision, Reason, Region

_PLATE = "document.plate"


def sorted_out(decision: Decision, page: Page, reading: Reading) -> Decision:
    """The decision on a page with its exposures and reasons put where they stand: in the text or in a picture.

    The reading learns what is written where something is exposed (`values`): prints are made of it, nothing else.
    """
    shown = {seen.signal: seen.region for seen in reversed(reading.seen)}
    reasons = [
        Reason(reason.code, reason.weight, region=shown[reason.code]) if reason.code in shown else reason
        for reason in page.reasons(decision.reasons)
    ]
    shown |= _plates(decision, page)
    named = {reason.code for reason in reasons}
    reasons += [Reason(code, 0.0, region=region) for code, region in shown.items() if code not in named]
    reasons += [Reason(f"picture.{error.code}", 0.0, region=Region(number)) for number, error in reading.refused]
    found = [*decision.exposures, *repeated(page.text, decision.exposures)] if reading.written else decision.exposures
    for one in found:
        for region in page.regions(one.start, one.end):
            reading.values[region] = page.text[one.start : one.end]
    return msgspec.structs.replace(decision, exposures=tuple(page.exposures(found)), reasons=tuple(reasons))


def _plates(decision: Decision, page: Page) -> dict[str, Region]:
    """The first licence plate that stands alone in a picture, as on a car in the street."""
    least, most = plate_rules()
    for found in decision.exposures:
        share, lines = page.fills(found.start, found.end)
        if found.type == "licence_plate" and share >= least and lines <= most:
            return {_PLATE: next(page.regions(found.start, found.end))}
    return {}

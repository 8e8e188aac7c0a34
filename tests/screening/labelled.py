"""Reading posts with inline marks ⟦type|surface⟧, and the spans that the screener finds in a text."""

from bench.labelled import unmark
from reseal.screening.fold import fold_texts
from reseal.screening.identifiers.kind import Finding
from reseal.screening.screener import exposures_of, find_all
from reseal.screening.sightings import views
from reseal.screening.triage import survivors
from reseal.screening.view import ListedPosts, PostView
from reseal.vocabulary import EXPOSURE_TYPES, Exposure, ExposureType, Post, Surface

__all__ = ["exposures_in", "findings_in", "unmark", "view_of"]


def exposures_in(text: str, *, triaged: bool = True) -> tuple[Exposure, ...]:
    """What the identifiers find in one text; `triaged=False` skips triage."""
    batch = fold_texts([text])
    chosen = survivors(batch, verdict=True)
    chosen = chosen if triaged else chosen.everybody(1)
    for number, view in views(batch, chosen, ListedPosts(lambda _: Post("p", text)), cues=False):
        return exposures_of(batch, number, find_all(view))
    return ()


def findings_in(marked: str) -> tuple[str, list[Finding]]:
    """The plain text and a finding for each marked span; the text must fold one to one."""
    text, spans = unmark(marked)
    types: dict[str, ExposureType] = {type_: type_ for type_ in EXPOSURE_TYPES}
    return text, [Finding(types[type_], start, end, 0.9, f"{type_}.test") for type_, start, end in spans]


def view_of(text: str, surface: Surface | None = None) -> PostView:
    """What the later steps see of a text, cues included, whether or not triage would let it through."""
    batch = fold_texts([text])
    chosen = survivors(batch, verdict=True).everybody(1)
    return next(view for _, view in views(batch, chosen, ListedPosts(lambda _: Post("p", text, surface=surface))))

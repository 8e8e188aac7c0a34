"""What every identifier file provides: one `Kind`, found by the registry, fed with a view of one post."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reseal.screening.view import PostView
from reseal.vocabulary import ExposureType, Subject


@dataclass(frozen=True, slots=True)
class Finding:
    """A span of the *folded* text that is an identifier, before anybody asks whose it is.

    `confidence` is in (0, 1]: how surely this is what `type` says. `rule` names the way it was found, such as
    `phone.mainland`, `government_id.resident18`. `subject` is set only where the identifier itself tells it
    (a hotline belongs to an organisation).
    """

    type: ExposureType
    start: int
    end: int
    confidence: float
    rule: str
    subject: Subject = "unknown"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of identifier.

    `triggers`: patterns over folded text. Every post in which `find` finds something holds at least one of them
    (triage looks at no other post; a property test proves it). Keep them rare in ordinary posts.
    `patterns`: name → pattern; sightings reach `find` as `view.spans(name)`. Names start with the kind's own name.
    `find` yields findings in folded offsets; it runs in time linear in the text and never raises.
    It sees no cues of the lexicon: a kind brings its own patterns, so that findings are the same at every level.
    It is called for the posts in which triage saw one of its triggers; `numbers` says that it reads `view.runs`.
    `beside`, where there is one, is called after every `find` with all their findings, when there are any or when
    triage saw one of the kind's own triggers: for what is told by the company it keeps.
    """

    name: str
    find: Callable[[PostView], Iterable[Finding]]
    triggers: tuple[str, ...] = ()
    patterns: Mapping[str, str] = field(default_factory=dict)
    numbers: bool = False
    beside: Callable[[PostView, Sequence[Finding]], Iterable[Finding]] | None = None

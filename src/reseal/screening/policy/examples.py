"""A pack proves itself: every rule's true examples are decided by that rule, and its false examples by another.

This is what `reseal policy test` prints and what loading a pack insists on.
"""

from typing import NamedTuple

from reseal.screening.policy.condition import holds
from reseal.screening.policy.errors import PackError
from reseal.screening.policy.evaluate import Ruling, context_of, decide
from reseal.screening.policy.facts import CLEAN, LANGUAGES, MOST_EXPOSURES, Facts, in_hundredths
from reseal.screening.policy.pack import Pack
from reseal.screening.policy.schema import Example, Rule
from reseal.screening.policy.wording import reason_glossary
from reseal.vocabulary import CATEGORIES, EXPOSURE_TYPES, SUBJECTS, SURFACES


class ExampleResult(NamedTuple):
    """One example and what became of it. `problem` is empty when it is right."""

    rule: str
    kind: str
    number: int
    note: str
    problem: str

    @property
    def right(self) -> bool:
        """Whether the pack does what the example says."""
        return not self.problem


class PackReport(NamedTuple):
    """What `policy test` found in one pack."""

    pack: str
    version: str
    results: tuple[ExampleResult, ...]

    @property
    def wrong(self) -> tuple[ExampleResult, ...]:
        """The examples that the pack does not live up to."""
        return tuple(result for result in self.results if not result.right)


def facts_of_example(example: Example) -> Facts:
    """The facts that an example stands for.

    Raises:
        PackError: a word in it is not one of the known ones.
    """
    exposures = []
    for entry in example.exposures:
        subject, colon, type_ = entry.partition(":")
        if not colon or subject not in SUBJECTS or type_ not in EXPOSURE_TYPES:
            raise PackError(
                f'"{entry}" is no exposure',
                "write subject:type, such as other:phone or self:address",
                field="exposures",
            )
        exposures.append((subject, type_))
    for code in example.reasons:
        if code not in reason_glossary():
            raise PackError(f'unknown reason "{code}"', "use a code of data/statements/reasons.toml", field="reasons")
    if example.surface and example.surface not in SURFACES:
        raise PackError(f'unknown surface "{example.surface}"', f"use one of {', '.join(SURFACES)}", field="surface")
    if example.lang not in LANGUAGES:
        raise PackError(f'unknown language "{example.lang}"', f"use one of {', '.join(LANGUAGES)}", field="lang")
    return Facts(
        example.category,
        in_hundredths(example.score),
        example.severity,
        example.unclear,
        frozenset(exposures),
        min(len(exposures), MOST_EXPOSURES),
        frozenset(example.reasons),
        example.surface,
        example.lang,
    )


def run_examples(pack: Pack) -> PackReport:
    """Try every example of every rule. Nothing is raised for a wrong example: the report lists it.

    Raises:
        PackError: an example or a condition makes no sense at all.
    """
    results = []
    for rule in pack.content.rules:
        for kind, examples in (("true", rule.true_examples), ("false", rule.false_examples)):
            for number, example in enumerate(examples, 1):
                try:
                    facts = facts_of_example(example)
                except PackError as error:
                    raise error.within(file=pack.file, rule=rule.id, field=f"{kind}_examples[{number}]") from None
                _probe(pack, facts)
                problem = _problem(rule, kind == "true", decide(pack, facts))
                results.append(ExampleResult(rule.id, kind, number, example.note, problem))
    for facts in _PROBES:
        _probe(pack, facts)
    return PackReport(pack.id, pack.version, tuple(results))


def require_examples(pack: Pack) -> None:
    """Insist that every example is right.

    Raises:
        PackError: names the first wrong example.
    """
    wrong = run_examples(pack).wrong
    if wrong:
        first = wrong[0]
        more = f" ({len(wrong) - 1} more are wrong)" if len(wrong) > 1 else ""
        raise PackError(
            first.problem + more,
            "mend the rule, its place in the order, or the example; `reseal policy test` lists them all",
            file=pack.file,
            rule=first.rule,
            field=f"{first.kind}_examples[{first.number}]",
        )


def _problem(rule: Rule, meant: bool, ruling: Ruling) -> str:
    if meant and ruling.rule != rule.id:
        return f'decided by "{ruling.rule}" ({ruling.action}) instead'
    if meant and ruling.action != rule.action:
        return f"{rule.action} became {ruling.action}: no pack removes such a post without a person"
    if not meant and ruling.rule == rule.id:
        return "decided by this rule, and should not be"
    return ""


def _probe(pack: Pack, facts: Facts) -> None:
    """Run every condition, not only those before the deciding one, so that a mix of types shows itself at loading."""
    context = context_of(pack, facts)
    for rule, program in zip(pack.content.rules, pack.programs, strict=True):
        try:
            holds(program, context)
        except PackError as error:
            raise error.within(file=pack.file, rule=rule.id, field="when") from None


_EVERY_EXPOSURE = frozenset((subject, type_) for subject in SUBJECTS for type_ in EXPOSURE_TYPES)
_PROBES = (
    CLEAN,
    *(
        Facts(category, score, "high", unclear, exposures, MOST_EXPOSURES, reasons, "group_chat", "zh")
        for category in CATEGORIES
        for score in (0.0, 1.0)
        for unclear in (False, True)
        for exposures in (frozenset(), _EVERY_EXPOSURE)
        for reasons in (frozenset(), frozenset(reason_glossary()))
    ),
)

"""Facts in, ruling out. The first rule whose condition holds decides; equal facts are worked out once a process.

Pure: no clock, no state but a bounded memory of rulings. Verdicts differ in many scores and reasons, of which few make
a difference: what a pack's conditions cannot tell apart is worked out once.

Two promises stand above every pack, so that no file can break them: an unclear post and a post about public office, in
the news or condemning doxxing is never removed without a person (RULES BEN-01), and an unclear post is not altered
either.
"""

from bisect import bisect_right
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from reseal.screening.policy.condition import bound, holds
from reseal.screening.policy.errors import PackError
from reseal.screening.policy.facts import Facts, variables
from reseal.screening.policy.pack import Pack
from reseal.screening.policy.schema import Rule
from reseal.vocabulary import SEVERITIES, Action, PolicyRef, Severity

REMEMBERED = 65_536
"""Rulings kept for each pack; the least used leave first."""

PERSON_FIRST = "person_first"
"""The statement key of a ruling that a promise above the packs turned into a hold."""


class Ruling(NamedTuple):
    """What a pack makes of facts. `clause` and `statement_key` lead to the words, decisions store `policy`."""

    action: Action
    severity: Severity
    rule: str
    clause: str
    statement_key: str
    policy: PolicyRef


def evaluate(pack: Pack, facts: Facts) -> Ruling:
    """The ruling of a pack on the facts of one post."""
    return ruler(pack)(facts)


@lru_cache(maxsize=32)
def ruler(pack: Pack) -> Callable[[Facts], Ruling]:
    """`evaluate` bound to one pack, for callers that judge batches."""

    @lru_cache(maxsize=REMEMBERED)
    def worked_out(facts: Facts) -> Ruling:
        return decide(pack, facts)

    @lru_cache(maxsize=REMEMBERED)
    def remembered(facts: Facts) -> Ruling:
        return worked_out(asked_of(pack, facts))

    return remembered


def decide(pack: Pack, facts: Facts) -> Ruling:
    """`evaluate` without memory: the reference that the remembered one must equal."""
    context = context_of(pack, facts)
    for rule, program, ref in zip(pack.content.rules, pack.programs, pack.refs, strict=True):
        try:
            matched = holds(program, context)
        except PackError:
            # Reached only if the checks at loading missed a branch: nothing is done to the post before a person looks.
            return Ruling("hold", facts.severity, rule.id, rule.clause, PERSON_FIRST, ref)
        if matched:
            return _ruling(rule, ref, facts)
    raise AssertionError("a checked pack ends with a rule that catches every post")


def asked_of(pack: Pack, facts: Facts) -> Facts:
    """The facts as the pack's conditions can tell them apart: posts that differ only elsewhere share a ruling."""
    asked = pack.asked
    steps = pack.steps[facts.category]
    return Facts(
        facts.category,
        steps[bisect_right(steps, facts.score) - 1],
        facts.severity,
        facts.unclear,
        facts.exposures,
        facts.exposure_count if "exposure_count" in asked else 0,
        facts.reasons & pack.codes,
        facts.surface if "surface" in asked or "group_chat" in asked else "",
        facts.lang if "lang" in asked else "",
    )


def context_of(pack: Pack, facts: Facts) -> object:
    """The names that conditions see for these facts under this pack's thresholds."""
    levels = pack.content.thresholds.get(facts.category)
    remove_at, redact_at = (levels.remove, levels.redact) if levels else (1.0, 1.0)
    known = variables(asked_of(pack, facts), pack.content.strong_types, remove_at, redact_at)
    return bound({name: value for name, value in known.items() if name in pack.asked})


def _ruling(rule: Rule, ref: PolicyRef, facts: Facts) -> Ruling:
    action, key = rule.action, rule.statement
    person = facts.shows("public_office") or facts.shows("news") or facts.shows("condemning")
    if (action == "remove" and (facts.unclear or person)) or (action == "redact" and facts.unclear):
        action, key = "hold", PERSON_FIRST
    rank = SEVERITIES.index(facts.severity)
    rank = max(SEVERITIES.index(rule.severity_floor), min(SEVERITIES.index(rule.severity_ceiling), rank))
    return Ruling(action, SEVERITIES[rank], rule.id, rule.clause, key, ref)

"""A preview: what another pack, or other thresholds, would have made of past decisions. Counts and ids, no content.

It works from stored decisions alone, as shadow mode writes them. A decision keeps neither surface nor language, and its
severity is the one its pack settled on; a caller that knows more gives its own `facts`.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import msgspec

from reseal.screening.policy.evaluate import ruler
from reseal.screening.policy.facts import Facts, facts_of_decision
from reseal.screening.policy.pack import Pack
from reseal.vocabulary import Action, Category, Decision, PolicyRef

KEPT_IDS = 20


class Change(NamedTuple):
    """One line of the table: posts of a category whose action would change, with the ids of the first of them."""

    category: Category
    before: Action
    after: Action
    rule_before: str
    rule_after: str
    posts: int
    ids: tuple[str, ...]


class Preview(NamedTuple):
    """What would change.

    `actions` counts decisions by (category, action before, action after), the unchanged ones included. `not_judged` are
    decisions of level `identifiers`. `unlike_stored` counts decisions that the stored pack version made otherwise than
    this replay of the same version says, because a fact that decisions do not keep (surface, language) took part: the
    smaller, the more the preview can be trusted.
    """

    total: int
    not_judged: int
    unchanged: int
    unlike_stored: int
    actions: dict[tuple[Category, Action, Action], int]
    changes: tuple[Change, ...]

    @property
    def changed(self) -> int:
        """How many decisions would have another action."""
        return sum(change.posts for change in self.changes)


def replay(
    decisions: Iterable[Decision],
    before: Pack | None,
    after: Pack,
    facts: Callable[[Decision], Facts | None] = facts_of_decision,
    kept_ids: int = KEPT_IDS,
) -> Preview:
    """Judge past decisions under `after` and compare with `before`, or with the stored actions where `before` is None.

    Memory does not grow with the number of decisions, only with the number of kinds of change.
    """
    rule_before = ruler(before) if before is not None else None
    rule_after = ruler(after)
    total = not_judged = unchanged = unlike = 0
    actions: dict[tuple[Category, Action, Action], int] = {}
    counts: dict[tuple[Category, Action, Action, str, str], int] = {}
    ids: dict[tuple[Category, Action, Action, str, str], list[str]] = {}
    for decision in decisions:
        total += 1
        known = facts(decision)
        if known is None:
            not_judged += 1
            continue
        new = rule_after(known)
        if rule_before is None:
            old_action, old_rule = decision.action, decision.policy.rule if decision.policy else ""
            unlike += _unlike(decision, new.policy, new.action)
        else:
            old = rule_before(known)
            old_action, old_rule = old.action, old.rule
            unlike += _unlike(decision, old.policy, old.action)
        key = (known.category, old_action, new.action)
        actions[key] = actions.get(key, 0) + 1
        if old_action == new.action:
            unchanged += 1
            continue
        line = (*key, old_rule, new.rule)
        counts[line] = counts.get(line, 0) + 1
        kept = ids.setdefault(line, [])
        if len(kept) < kept_ids:
            kept.append(decision.id)
    changes = tuple(
        Change(*line, count, tuple(ids[line]))
        for line, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )
    return Preview(total, not_judged, unchanged, unlike, actions, changes)


def _unlike(decision: Decision, ref: PolicyRef, action: Action) -> bool:
    stored = decision.policy
    return stored is not None and (stored.pack, stored.version) == (ref.pack, ref.version) and decision.action != action


def decisions_from(lines: Iterable[bytes]) -> Iterator[Decision]:
    """Decisions of a JSONL file; empty lines are passed over.

    Raises:
        ValueError: a line is no decision; the text names its number and the field, not its content.
    """
    decoder = msgspec.json.Decoder(Decision)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            why = error if isinstance(error, msgspec.ValidationError) else "no JSON"
            raise ValueError(f"line {number} is no decision: {why}. Give the JSONL that shadow mode wrote.") from None

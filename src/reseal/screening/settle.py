"""Whose an identifier is, once the post has been judged: what the whole post says where the words beside it do not.

In a post that exposes somebody silence speaks for the exposed: consent is never taken for granted (RULES 8 E3). In a
harmless post the encoder knows the kind, authors speak of themselves, and a person's data are told in one breath. To a
doubtful post nothing is added: a person looks (BEN-01).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from reseal.screening.data import read_toml
from reseal.screening.evidence import expanded
from reseal.screening.identifiers.kind import Finding
from reseal.screening.reader.labels import BENIGN_KINDS
from reseal.screening.reader.read import Reading
from reseal.screening.subject import nearest, signs_of
from reseal.screening.view import PostView
from reseal.vocabulary import Category, ExposureType, Subject, Surface


@dataclass(frozen=True, slots=True)
class OfKind:
    """In a harmless post of a `kind` silent identifiers are the `subject`'s, but for those of types `but_not`.

    Of the kind is a post that the encoder says so of with this `probability` or more, which then overrules words that
    speak for `instead_of`; or, where it did not read, one in which one of `signals` stands.
    """

    kind: str
    subject: Subject
    probability: float
    instead_of: frozenset[Subject]
    signals: frozenset[str]
    but_not: frozenset[ExposureType]

    def applies(self, signals: Collection[str], reading: Reading | None) -> bool:
        """Whether a harmless post is of the kind."""
        if reading is None:
            return not self.signals.isdisjoint(signals)
        return reading.categories["none"] * reading.benign[self.kind] >= self.probability


@dataclass(frozen=True, slots=True)
class SettleRules:
    """`silent`: whose silent identifiers are, by category of violation; `surface`: whose, by where a harmless post
    stands. At most `breath` characters, none of `cut`, lie between identifiers that are told in one breath."""

    silent: Mapping[Category, Subject]
    kinds: tuple[OfKind, ...]
    surface: Mapping[Surface, Subject]
    breath: int
    cut: frozenset[str]


@cache
def settle_rules() -> SettleRules:
    """The rules of `data/verdict/settle.toml`.

    Raises:
        ValueError: a rule names a kind or a signal that is not known; the message says which.
    """
    table = read_toml("verdict", "settle.toml")
    kinds = []
    for rule in table["kind"]:
        kind = rule["kind"]
        if kind not in BENIGN_KINDS:
            raise ValueError(
                f"reseal/data/verdict/settle.toml: no kind {kind!r}. Take one of {', '.join(BENIGN_KINDS)}."
            )
        signals = expanded(rule["signals"], f"settle.toml, {kind!r}")
        instead_of, but_not = frozenset(rule["instead_of"]), frozenset(rule["except"])
        kinds.append(OfKind(kind, rule["subject"], rule["probability"], instead_of, signals, but_not))
    breath = table["breath"]
    return SettleRules(table["silent"], tuple(kinds), table["surface"], breath["most"], frozenset(breath["cut"]))


def settled(
    view: PostView,
    findings: Sequence[Finding],
    said: Sequence[Subject],
    signals: Collection[str],
    reading: Reading | None,
    category: Category,
    *,
    unclear: bool = False,
) -> list[Subject]:
    """The final subject of each finding, in their order; `said` are those that the words beside them say.

    `signals`: the post's evidence; `reading`: what the encoder read, if it did; `category`, `unclear`: how the post was
    judged.
    """
    rules = settle_rules()
    if category != "none":
        silent = rules.silent.get(category, "unknown")
        return [silent if subject == "unknown" else subject for subject in said]
    if unclear or not findings:
        return list(said)
    made = list(said)
    for kind in rules.kinds:
        if kind.applies(signals, reading):
            made = _of_kind(kind, findings, made, sure=reading is not None)
    signs = signs_of(view)
    owner = rules.surface.get(view.post.surface, "unknown") if view.post.surface else "unknown"
    for number, finding in enumerate(findings):
        if made[number] == "unknown":
            made[number] = owner if owner != "unknown" else nearest(signs, view.text, finding, narrow=False)
    return _in_one_breath(view.text, findings, made)


def _of_kind(kind: OfKind, findings: Sequence[Finding], said: Sequence[Subject], *, sure: bool) -> list[Subject]:
    """The subjects in a post of a kind; what an identifier tells of itself stands."""
    made = []
    for finding, subject in zip(findings, said, strict=True):
        overruled = sure and subject in kind.instead_of and finding.subject == "unknown"
        mine = (subject == "unknown" or overruled) and finding.type not in kind.but_not
        made.append(kind.subject if mine else subject)
    return made


def _in_one_breath(text: str, findings: Sequence[Finding], said: Sequence[Subject]) -> list[Subject]:
    """What is known of one identifier holds of silent ones after it, then of those before it, told in one breath."""
    rules = settle_rules()
    made = list(said)
    order = sorted(range(len(findings)), key=lambda number: findings[number].start)
    joined = []
    for first, second in pairwise(order):
        gap = text[findings[first].end : findings[second].start]
        if len(gap) <= rules.breath and rules.cut.isdisjoint(gap):
            joined.append((first, second))
    for known, silent in (*joined, *((second, first) for first, second in reversed(joined))):
        if made[silent] == "unknown":
            made[silent] = made[known]
    return made

"""Policy packs: read, checked and compiled."""

import hashlib
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

import msgspec

from reseal.screening.policy.check import check_content
from reseal.screening.policy.condition import Program, compile_condition, numbers_in, words_in
from reseal.screening.policy.errors import PackError
from reseal.screening.policy.parse import parse
from reseal.screening.policy.schema import LegalEntry, PackFile, Rule, Thresholds
from reseal.screening.policy.wording import Text, codes_with_fact, grounds, reason_glossary
from reseal.vocabulary import CATEGORIES, Category, PolicyRef


class Pack:
    """A pack that can judge. Immutable and safe to share between threads; travels to other processes as its content."""

    def __init__(self, content: PackFile, file: str) -> None:
        """Check and compile.

        Raises:
            PackError: the text says where and how to mend it.
        """
        try:
            check_content(content)
            self.programs = tuple(_compiled(rule) for rule in content.rules)
        except PackError as error:
            raise error.within(file=file) from None
        self.content = content
        self.file = file

    def __reduce__(self) -> tuple[Callable[[bytes, str], "Pack"], tuple[bytes, str]]:
        return _restored, (msgspec.json.encode(self.content), self.file)

    def __repr__(self) -> str:
        return f"Pack({self.id!r}, {self.version!r})"

    @property
    def id(self) -> str:
        """The pack's name, such as `cn`."""
        return self.content.id

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the content in canonical form: comments and layout do not change it, any word that counts does."""
        return hashlib.sha256(msgspec.json.encode(self.content, order="deterministic")).hexdigest()

    @cached_property
    def version(self) -> str:
        """The version that decisions store, such as `1.0.0+abcdef12` (SYS-01)."""
        return f"{self.content.version}+{self.sha256[:8]}"

    @cached_property
    def refs(self) -> tuple[PolicyRef, ...]:
        """The reference that a decision stores, one a rule."""
        return tuple(PolicyRef(self.id, self.version, rule.id) for rule in self.content.rules)

    @cached_property
    def asked(self) -> frozenset[str]:
        """The facts that any condition asks about; the others need not be handed to the engine."""
        return frozenset(name for program in self.programs for name in program.variables())

    @cached_property
    def codes(self) -> frozenset[str]:
        """The reason codes that the conditions name, whole or by their beginning, and those that carry a context fact.

        Only these can make a difference to a ruling.
        """
        named = frozenset(word for rule in self.content.rules for word in words_in(rule.when))
        beginnings = tuple(word for word in named if word.endswith(".")) + (
            ("benign.",) if "benign" in self.asked else ()
        )
        spoken = (code for code in reason_glossary() if code in named or code.startswith(beginnings))
        return frozenset(spoken) | codes_with_fact()

    @cached_property
    def steps(self) -> dict[Category, tuple[float, ...]]:
        """For each category the scores at which a comparison can change: every number that conditions compare with, and
        the hundredth above it. Scores between two steps are alike."""
        numbers = frozenset(number for rule in self.content.rules for number in numbers_in(rule.when))
        steps: dict[Category, tuple[float, ...]] = {}
        for category in CATEGORIES:
            levels = self.content.thresholds.get(category)
            compared = {0.0, 1.0, *numbers, *((levels.remove, levels.redact) if levels else ())}
            hundredths = {round(number * 100) for number in compared if number <= 1.0}
            steps[category] = tuple(step / 100 for step in sorted(hundredths | {step + 1 for step in hundredths}))
        return steps

    @cached_property
    def _rules(self) -> dict[str, Rule]:
        return {rule.id: rule for rule in self.content.rules}

    def rule(self, id_: str) -> Rule:
        """The rule of this id.

        Raises:
            KeyError: the pack has none.
        """
        return self._rules[id_]

    def ground(self, key: str) -> Text:
        """The explanation behind a rule's `statement` key; the pack's own words come before the bundled ones."""
        own = self.content.statements.get(key)
        return Text(own.zh, own.en) if own is not None else grounds()[key]

    def legal_of(self, rule: Rule) -> tuple[LegalEntry, ...]:
        """The legal entries among a rule's sources, in their order."""
        entries = {entry.id: entry for entry in self.content.legal}
        return tuple(entries[source] for source in rule.sources if source in entries)

    def clause_text(self, id_: str) -> Text:
        """The words of a clause of the platform's rules."""
        return next(Text(clause.zh, clause.en) for clause in self.content.clauses if clause.id == id_)


def read_pack_file(path: Path | str) -> Pack:
    """An operator's pack, its examples not yet run (`policy test` runs them one by one).

    Raises:
        PackError: unreadable or wrong.
    """
    path = Path(path)
    try:
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "no UTF-8 text"
        raise PackError(f"cannot be read: {why}", "give the path of a UTF-8 TOML file", file=path.name) from None
    return read_pack(source, path.name)


def read_pack(source: str, file: str) -> Pack:
    """Parse, check and compile the text of a pack. `file` is only named in errors.

    Raises:
        PackError: the text says where and how to mend it.
    """
    try:
        content = parse(source)
    except PackError as error:
        raise error.within(file=file) from None
    return Pack(content, file)


def retuned(pack: Pack, category: Category, *, remove: float | None = None, redact: float | None = None) -> Pack:
    """The pack with other thresholds for one category, for a preview. Its version says that it is another pack.

    Raises:
        PackError: a threshold is outside [0, 1] or finer than a hundredth, or the category has none.
    """
    old = pack.content.thresholds.get(category)
    if old is None:
        raise PackError(f'no thresholds for "{category}"', f"name one of {', '.join(pack.content.thresholds)}")
    new = Thresholds(old.remove if remove is None else remove, old.redact if redact is None else redact)
    thresholds = pack.content.thresholds | {category: new}
    return Pack(msgspec.structs.replace(pack.content, thresholds=thresholds), pack.file)


def _restored(content: bytes, file: str) -> Pack:
    return Pack(msgspec.json.decode(content, type=PackFile), file)


def _compiled(rule: Rule) -> Program:
    try:
        return compile_condition(rule.when)
    except PackError as error:
        raise error.within(rule=rule.id, field="when") from None

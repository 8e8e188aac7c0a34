"""What is wrong with a policy pack, said so that its author can mend it: file, rule, field, place and remedy."""

from typing import NamedTuple


class Place(NamedTuple):
    """A stretch of a condition's source: offset and length in code points."""

    source: str
    offset: int
    length: int = 1

    def drawn(self) -> str:
        """The line that holds the place, numbered, with carets under it."""
        before = self.source[: self.offset]
        number = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1)
        line = self.source.split("\n")[number - 1]
        width = max(1, min(self.length, len(line) - column))
        margin = " " * len(str(number))
        return f"  {number} | {line}\n  {margin} | {' ' * column}{'^' * width}"


class PackError(ValueError):
    """A policy pack that cannot be used.

    Promise: the text names the file, the rule and the field where there is one, draws the place where it is known, and
    ends with the remedy. It holds nothing of any post.
    """

    def __init__(
        self,
        problem: str,
        remedy: str,
        *,
        file: str = "",
        rule: str = "",
        field: str = "",
        place: Place | None = None,
    ) -> None:
        self.problem, self.remedy = problem, remedy
        self.file, self.rule, self.field, self.place = file, rule, field, place
        super().__init__(self._text())

    def within(self, *, file: str = "", rule: str = "", field: str = "") -> "PackError":
        """The same error with the names that only the caller knows; a field goes before the one already named."""
        return PackError(
            self.problem,
            self.remedy,
            file=self.file or file,
            rule=self.rule or rule,
            field=".".join(part for part in (field, self.field) if part),
            place=self.place,
        )

    def _text(self) -> str:
        where = [f"policy pack {self.file}"] if self.file else []
        if self.rule:
            where.append(f'rule "{self.rule}"')
        if self.field:
            where.append(f"field `{self.field}`")
        lines = [f"{', '.join(where)}: {self.problem}" if where else self.problem]
        if self.place is not None:
            lines.append(self.place.drawn())
        lines.append(f"  remedy: {self.remedy}")
        return "\n".join(lines)

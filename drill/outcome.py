"""What a drill says of each of its checks."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """One check: what was done to Reseal, whether it held, and what was seen."""

    name: str
    held: bool
    seen: str

    def line(self) -> str:
        """For people."""
        return f"  {'held  ' if self.held else 'BROKE '} {self.name}: {self.seen}"

"""Figures as Markdown: tables, numbers for people, and rates with their intervals."""

from collections.abc import Sequence


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table; all columns but the first are aligned right."""
    lines = ["| " + " | ".join(head) + " |", "|---|" + "---:|" * (len(head) - 1)]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def number(value: float | None, digits: int = 0) -> str:
    """A number for people; a dash for none."""
    return "–" if value is None else f"{value:,.{digits}f}"


def figure(value: float | None) -> str:
    """A share or an F1 with two digits; a dash for none."""
    return "–" if value is None else f"{value:.2f}"


def rate(value: float | None, interval: Sequence[float] | None, digits: int = 2) -> str:
    """A share with its 95 % interval; a dash for none."""
    if value is None or interval is None:
        return figure(value)
    return f"{value:.{digits}f} ({interval[0]:.{digits}f}–{interval[1]:.{digits}f})"

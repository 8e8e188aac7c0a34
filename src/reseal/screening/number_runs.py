"""Number runs: what a reader would dial or type, however it is written (RULES 7b).

This is the shadow copy of numbers: Chinese numerals, look-alike letters, masks and inserted separators are digits only
inside a run of them, so ordinary words stay whole (下三滥, 一点, 三点五).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NumberRun:
    """`digits`: ASCII digits, `*` for a masked one, `x` for a closing check letter. `start`, `end`: folded offsets.

    `groups`: the lengths of the groups the writer set apart. `disguised`: some digit was not written as a digit.
    """

    digits: str
    start: int
    end: int
    groups: tuple[int, ...]
    disguised: bool = False


RUN_TRIGGERS: tuple[str, ...] = (
    r"[0-9][ .\-*()/]{0,3}[0-9][ .\-*()/]{0,3}[0-9][ .\-*()/]{0,3}[0-9][ .\-*()/]{0,3}[0-9]",
)


def find_runs(text: str) -> list[NumberRun]:
    """The runs of at least five digits in a folded text, in order."""
    runs: list[NumberRun] = []
    at = 0
    while at < len(text):
        if not "0" <= text[at] <= "9":
            at += 1
            continue
        end = at
        groups = [0]
        digits = []
        while True:
            while end < len(text) and "0" <= text[end] <= "9":
                digits.append(text[end])
                groups[-1] += 1
                end += 1
            if end + 1 < len(text) and text[end] in " -." and "0" <= text[end + 1] <= "9":
                end += 1
                groups.append(0)
            else:
                break
        if len(digits) >= 5:
            runs.append(NumberRun("".join(digits), at, end, tuple(groups)))
        at = end
    return runs

"""International bank account numbers: country, check digits, account; valid by ISO 7064 MOD 97-10 (RULES 7)."""

from reseal.screening.data import read_toml
from reseal.screening.identifiers.numerals import is_letter
from reseal.screening.number_runs import NumberRun

_LENGTHS: dict[str, int] = read_toml("numbers", "cards.toml")["iban"]
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
_BACK = 14  # characters that a bank's letters and the country may take before the run


def iban_around(text: str, run: NumberRun) -> tuple[int, int] | None:
    """Start and end of an IBAN that the run is part of."""
    if _LETTERS.isdisjoint(text[max(run.start - _BACK, 0) : run.start]):
        return None
    for start in range(run.start - 2, max(run.start - _BACK, 0) - 1, -1):
        size = _LENGTHS.get(text[start : start + 2])
        if size is None or (start and (is_letter(text[start - 1]) or text[start - 1].isdigit())):
            continue
        end = _valid_end(text, start, size)
        if end and end >= run.end - 2:
            return start, end
    return None


def _valid_end(text: str, start: int, size: int) -> int:
    signs: list[str] = []
    at = start
    while at < len(text) and len(signs) < size:
        char = text[at]
        if is_letter(char) or "0" <= char <= "9":
            signs.append(char)
        elif char not in " -." or text[at - 1] in " -.":
            return 0
        at += 1
    code = "".join(signs)
    if len(code) < size or not code[2:4].isdigit() or (at < len(text) and text[at].isascii() and text[at].isalnum()):
        return 0
    number = int("".join(str(int(sign, 36)) for sign in code[4:] + code[:4]))
    return at if number % 97 == 1 else 0

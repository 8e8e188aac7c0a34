"""Passwords that many people take, after the frequency lists of `zxcvbn`: what an attacker tries first."""

from functools import cache


def is_common(password: str) -> bool:
    """Whether a password is among the 30,000 commonest, or one of them repeated, or with digits and signs around it."""
    folded = password.casefold()
    core = folded.strip("".join(char for char in set(folded) if not char.isalpha()))
    return not _commonest().isdisjoint({folded, core, _once(folded), _once(core)} - {""})


@cache
def _commonest() -> frozenset[str]:
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    return frozenset(FREQUENCY_LISTS["passwords"])


def _once(text: str) -> str:
    """The shortest piece of which a text is made by repeating it: `dragon` of `dragondragon`."""
    return text[: (text + text).find(text, 1)] if text else text

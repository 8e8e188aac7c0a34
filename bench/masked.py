"""Posts shown to a person who judges them: exposures masked, and every longer run of digits besides."""

from reseal.screening.redact import redact
from reseal.vocabulary import Decision

SHORT = 4  # years and prices may stay


def masked(text: str, decision: Decision) -> str:
    """The text without its exposures' words and without any run of more than four digits; one line."""
    text = redact(text, decision.exposures)
    shown, run = [], ""
    for character in [*text, ""]:
        if character.isdigit() or character.isnumeric():
            run += character
            continue
        shown.append("#" * len(run) if len(run) > SHORT else run)
        run = ""
        shown.append(character)
    return " ".join("".join(shown).split())

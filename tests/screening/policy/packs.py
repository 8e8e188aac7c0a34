"""The small pack of these tests, whole or broken in one place."""

from pathlib import Path

from reseal.screening.policy.pack import Pack, read_pack

FOLDER = Path(__file__).parent
SMALL = (FOLDER / "small.toml").read_text(encoding="utf-8")


def small(*changes: tuple[str, str]) -> Pack:
    """The small pack, with texts of it replaced; each must be there."""
    return read_pack(changed(*changes), "small.toml")


def changed(*changes: tuple[str, str]) -> str:
    text = SMALL
    for old, new in changes:
        assert old in text, f"the small pack has no {old!r}"
        text = text.replace(old, new, 1)
    return text

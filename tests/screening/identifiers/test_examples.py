"""Every kind's own examples: the build fails when a true one is missed or a false one found (RULES ID-05)."""

import pytest

from reseal.screening.data import read_toml, toml_names
from reseal.screening.identifiers import kinds
from tests.screening.labelled import exposures_in, unmark


def _cases(section: str) -> list[object]:
    return [
        pytest.param(name.removesuffix(".toml"), entry, id=f"{name}-{section}-{number}")
        for name in toml_names("identifiers")
        for number, entry in enumerate(read_toml("identifiers", name).get(section, []), start=1)
    ]


def test_every_kind_ships_true_and_false_examples() -> None:
    for kind in kinds():
        content = read_toml("identifiers", f"{kind.name}.toml")
        assert content.get("true") and content.get("false"), f"{kind.name} needs [[true]] and [[false]] examples"


@pytest.mark.parametrize(("kind", "entry"), _cases("true"))
def test_true_examples_are_found_exactly(kind: str, entry: dict[str, str]) -> None:
    text, spans = unmark(entry["marked"])
    found = {(e.type, e.start, e.end) for e in exposures_in(text)}
    wanted = [s for s in spans if s[0] == kind]
    assert wanted, "a true example marks at least one span of its kind"
    missing = [s for s in wanted if s not in found]
    assert not missing, f"in {text!r}: {missing} not in {sorted(found)}"


@pytest.mark.parametrize(("kind", "entry"), _cases("false"))
def test_false_examples_hold_nothing_of_the_kind(kind: str, entry: dict[str, str]) -> None:
    found = [(e.start, e.end) for e in exposures_in(entry["text"]) if e.type == kind]
    assert not found, f"in {entry['text']!r}: {found}"


@pytest.mark.parametrize(("kind", "entry"), _cases("known_miss"))
def test_known_misses_are_still_misses(kind: str, entry: dict[str, str]) -> None:
    text, spans = unmark(entry["marked"])
    found = {(e.type, e.start, e.end) for e in exposures_in(text)}
    assert any(s not in found for s in spans if s[0] == kind), "found now: move it to [[true]]"

"""The lexicon holds what it says: every entry's examples fire it, its counter-examples do not (LEX-01..03)."""

from collections.abc import Iterator
from typing import Any

import pytest

from reseal.screening.data import read_toml, toml_names
from reseal.screening.fold import fold_text
from reseal.screening.lexicon import CHAINS, cues, sounding_like
from reseal.screening.patterns import PatternSet
from reseal.screening.policy.wording import without_wording
from tests.screening.labelled import view_of

FAMILIES = [name for name in toml_names("lexicon") if name != CHAINS]


def signals_in(text: str) -> set[str]:
    return {sighting.cue.signal for sightings in view_of(text).cues.values() for sighting in sightings}


def _cases(field: str) -> Iterator[Any]:
    for name in FAMILIES:
        for number, entry in enumerate(read_toml("lexicon", name)["cue"], start=1):
            for text in entry.get(field, []):
                yield pytest.param(entry["signal"], text, id=f"{name}-{number}-{text[:12]}")


@pytest.mark.parametrize(("signal", "text"), list(_cases("examples")))
def test_examples_fire_their_cue(signal: str, text: str) -> None:
    assert signal in signals_in(text)


@pytest.mark.parametrize(("signal", "text"), list(_cases("counter")))
def test_counter_examples_do_not(signal: str, text: str) -> None:
    assert signal not in signals_in(text)


def test_every_word_fires_its_own_signal_as_a_post() -> None:
    for cue in cues():
        if cue.word is not None and cue.family in ("act", "demand", "teach"):
            assert cue.signal in signals_in(f"，{cue.word}，"), cue.word


def test_words_are_folded_so_traditional_and_full_width_writings_count() -> None:
    assert "act.unbox" in signals_in("開盒")
    assert "act.dox" in signals_in("ＤＯＸ him")
    assert fold_text("開盒") == "开盒"


def test_junk_between_characters_does_not_hide_a_word() -> None:
    assert "act.unbox" in signals_in("求 开*盒 楼主")
    assert "act.dox" in signals_in("d.o.x him")


def test_latin_words_do_not_fire_inside_longer_ones() -> None:
    assert "act.dox" not in signals_in("an orthodox paradox")
    assert "act.dox" in signals_in("去dox他")


def test_every_cue_is_reported_under_a_code_that_has_words() -> None:
    assert not without_wording(cue.code for cue in cues())


def test_no_entry_names_a_source_a_handle_or_an_address() -> None:
    """LEX-03."""
    for cue in cues():
        assert "http" not in cue.pattern and ".com" not in cue.pattern and "t\\.me" not in cue.pattern, cue.pattern
        assert not cue.pattern.startswith("@")


def test_words_that_sound_alike_share_a_pattern() -> None:
    pattern = PatternSet("test-sounds", [sounding_like("开盒")])
    assert pattern.scan("凯河\0".encode("utf-16-le"))
    assert not pattern.scan("开门\0".encode("utf-16-le"))

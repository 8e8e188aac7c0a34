"""Letters word for word: a change of any shows in the golden files beside."""

from pathlib import Path

import pytest

from reseal.screening.policy.by_person import told_to_reporter
from reseal.screening.policy.lifted import lifted_statement
from reseal.screening.policy.load import BUNDLED, load_pack
from reseal.screening.policy.outbound import personal_data_in
from reseal.screening.policy.wording import LANGS, Lang, words

GOLDEN = Path(__file__).parent / "golden" / "letters"


@pytest.mark.parametrize("lang", LANGS)
def test_a_hold_that_ends_is_told_so_word_for_word(lang: Lang) -> None:
    pack = load_pack("default")
    told = lifted_statement(pack, "no-exposure", lang, by_machine=True)
    assert told.text == (GOLDEN / f"hold_ended.{lang}.txt").read_text(encoding="utf-8").rstrip("\n")
    assert (told.action, told.automated_decision, told.facts, told.legal) == ("allow", "fully", (), ())


@pytest.mark.parametrize("lang", LANGS)
def test_one_that_a_person_let_go_names_the_person(lang: Lang) -> None:
    """DSA 17(3)(c)"""
    told = lifted_statement(load_pack("default"), "no-exposure", lang, by_machine=False)
    assert told.text == (GOLDEN / f"hold_released.{lang}.txt").read_text(encoding="utf-8").rstrip("\n")
    assert told.automated_decision == "not" and words().lifted.ended_how.said(lang) not in told.text


@pytest.mark.parametrize("lang", LANGS)
def test_the_letter_to_a_reporter_says_that_a_person_decided_word_for_word(lang: Lang) -> None:
    """DSA 16(6): how far it was automated, and nothing of an automated decision, for there is none."""
    text = told_to_reporter(load_pack("default"), "no-exposure", "remove", lang)
    assert text == (GOLDEN / f"reporter.{lang}.txt").read_text(encoding="utf-8").rstrip("\n")
    for automated in ("自动化决定", "automated decision"):
        assert automated not in text


@pytest.mark.parametrize("name", BUNDLED)
@pytest.mark.parametrize("lang", LANGS)
def test_every_pack_has_the_letters(name: str, lang: Lang) -> None:
    pack = load_pack(name)
    for clause in pack.content.clauses:
        for by_machine in (True, False):
            told = lifted_statement(pack, clause.id, lang, by_machine=by_machine)
            assert personal_data_in(told.text) is None and told.clause == clause.id
    with pytest.raises(ValueError, match=pack.content.clauses[0].id):
        lifted_statement(pack, "none", lang, by_machine=True)

import pytest

from reseal.screening.evidence import signal_codes
from reseal.screening.lexicon import cues
from reseal.screening.policy.facts import CONTEXT_FACTS
from reseal.screening.policy.outbound import personal_data_in
from reseal.screening.policy.wording import grounds, reason_glossary, reason_text, without_wording, words
from reseal.screening.weights import VIOLATIONS
from reseal.vocabulary import ACTIONS, EXPOSURE_TYPES, SUBJECTS


def test_every_code_of_the_lexicon_and_of_the_vocabulary_has_words() -> None:
    codes = {cue.code for cue in cues()} | set(signal_codes().values())
    codes |= {f"exposure.{type_}" for type_ in EXPOSURE_TYPES}
    codes |= {f"subject.{subject}" for subject in SUBJECTS}
    codes |= {"unclear", "reader.none"} | {f"reader.{category}" for category in VIOLATIONS}
    assert without_wording(codes) == []


def test_a_code_without_words_is_noticed() -> None:
    assert without_wording(["unclear", "cue.brand_new"]) == ["cue.brand_new"]
    assert reason_text("cue.brand_new", "zh") == "帖文的用语"


def has_han(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)


def test_both_languages_are_written_in_themselves_and_hold_no_personal_data() -> None:
    said = words()
    texts = [(entry.zh, entry.en) for entry in (*reason_glossary().values(), *grounds().values())]
    texts += [(text.zh, text.en) for text in (*said.headings.values(), *said.redress.values())]
    texts += [(text.zh, text.en) for text in (said.detection, said.nothing_found, said.legal_verified)]
    texts += [(text.zh, text.en) for text in (said.reporter_automation, *said.by_person.redress.values())]
    lifted = said.lifted.restriction, said.lifted.ended, said.lifted.ended_how, said.lifted.released
    texts += [(text.zh, text.en) for text in lifted]
    for action in said.actions.values():
        texts += [(action.restriction.zh, action.restriction.en), (action.decision.zh, action.decision.en)]
    for zh, en in texts:
        assert has_han(zh) and not has_han(en)
        assert personal_data_in(zh) is None and personal_data_in(en) is None


def test_every_action_has_words() -> None:
    assert set(words().actions) == set(ACTIONS)


@pytest.mark.parametrize("fact", CONTEXT_FACTS)
def test_every_context_fact_has_a_reason_code(fact: str) -> None:
    assert any(entry.fact == fact for entry in reason_glossary().values())


def test_the_bundled_grounds_claim_no_duty() -> None:
    phrases = words().claims_of_duty
    for text in grounds().values():
        assert not any(phrase in text.zh or phrase in text.en.lower() for phrase in phrases)

import itertools

import pytest

from reseal.screening.policy.by_person import PERSON, person_statement, rules_of, told_to_reporter
from reseal.screening.policy.load import BUNDLED, load_pack
from reseal.screening.policy.outbound import PersonalDataError, personal_data_in
from reseal.screening.policy.wording import LANGS, Lang, words
from reseal.vocabulary import ACTIONS, CATEGORIES, Action, Category, Reason
from tests.screening.policy.packs import small

REASONS = Reason("subject.other", 0.5), Reason("exposure.phone", 1.5, 5, 16), Reason("benign.emergency", -0.4)


@pytest.mark.parametrize("name", BUNDLED)
def test_every_clause_action_and_category_has_a_whole_statement(name: str) -> None:
    pack = load_pack(name)
    for clause, action, category, lang in itertools.product(pack.content.clauses, ACTIONS, CATEGORIES, LANGS):
        said = person_statement(pack, clause.id, action, category, REASONS, lang, screened=True)
        parts = said.restriction, said.facts, said.ground, said.clause_text, said.automation, said.redress
        assert all(parts) and said.clause == clause.id and said.policy.rule == PERSON
        assert personal_data_in(said.text) is None
        assert all(part in said.text for part in parts if isinstance(part, str))


@pytest.mark.parametrize("lang", LANGS)
def test_it_says_that_a_person_decided_and_how_the_post_was_found(lang: Lang) -> None:
    pack = load_pack("default")
    screened, noticed = (
        person_statement(pack, "no-exposure", "remove", "exposure", REASONS, lang, screened=found)
        for found in (True, False)
    )
    assert screened.automated_decision == noticed.automated_decision == "not"
    assert screened.automated_detection and not noticed.automated_detection
    by_person = words().by_person
    assert by_person.decision.said(lang) in screened.automation and by_person.noticed.said(lang) in noticed.automation
    assert words().detection.said(lang) not in noticed.automation


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", BUNDLED)
def test_only_what_nobody_looked_at_is_called_automated(name: str, lang: Lang) -> None:
    """DSA 17(3)(c): a hold by corroboration is the machine's; what a person took names no automated decision."""
    pack = load_pack(name)
    clause = pack.content.clauses[0].id
    machine, person = (
        person_statement(pack, clause, "hold", "exposure", REASONS, lang, screened=True, by_machine=by_machine)
        for by_machine in (True, False)
    )
    assert machine.automated_decision == "partially" and person.automated_decision == "not"
    assert words().by_person.decision.said(lang) not in machine.text
    assert words().actions["hold"].decision.said(lang) in machine.automation
    assert words().actions["hold"].decision.said(lang) not in person.text
    for text in (person.text, told_to_reporter(pack, clause, "remove", lang)):
        assert "自动化决定" not in text and "automated decision" not in text


def test_there_are_words_of_redress_by_a_person_for_each_that_a_pack_may_name() -> None:
    assert words().by_person.redress.keys() == words().redress.keys()


def test_a_clause_that_there_is_not_is_named_with_those_that_there_are() -> None:
    pack = load_pack("default")
    for ask in (
        lambda: person_statement(pack, "none", "remove", "exposure", (), "en", screened=True),
        lambda: told_to_reporter(pack, "none", "remove", "en"),
    ):
        with pytest.raises(ValueError, match="no-exposure"):
            ask()
    assert {rule.clause for rule in rules_of(pack, "no-trade")} == {"no-trade"}


@pytest.mark.parametrize(("action", "lang"), list(itertools.product(ACTIONS, LANGS)))
def test_a_reporter_learns_the_outcome_in_words(action: Action, lang: Lang) -> None:
    text = told_to_reporter(load_pack("default"), "no-exposure", action, lang)
    assert words().reporter[action].said(lang) in text and personal_data_in(text) is None
    assert (load_pack("default").clause_text("no-exposure").said(lang) in text) == (action != "allow")


def test_a_pack_with_personal_data_in_its_words_sends_nothing() -> None:
    pack = small()
    clause = pack.content.clauses[0].id
    category: Category = "exposure"
    assert person_statement(pack, clause, "remove", category, (), "en", screened=True)
    pack.__dict__["content"] = _with_number(pack)
    with pytest.raises(PersonalDataError):
        person_statement(pack, clause, "remove", category, (), "en", screened=True)


def _with_number(pack: object) -> object:
    import msgspec

    content = pack.content  # type: ignore[attr-defined]
    clauses = tuple(msgspec.structs.replace(one, en="call 138 0000 1234", zh="call") for one in content.clauses)
    return msgspec.structs.replace(content, clauses=clauses)

import tomllib
from pathlib import Path

import pytest

from reseal.screening.policy.errors import PackError
from reseal.screening.policy.examples import facts_of_example, require_examples, run_examples
from reseal.screening.policy.load import BUNDLED, load_pack
from reseal.screening.policy.schema import Example
from tests.screening.policy.packs import small

CATALOGUE = Path(__file__).parents[3] / "docs" / "rules.toml"


@pytest.mark.parametrize("name", BUNDLED)
def test_every_example_of_the_bundled_packs_is_right(name: str) -> None:
    report = run_examples(load_pack(name))
    assert not report.wrong
    assert {result.rule for result in report.results} == {rule.id for rule in load_pack(name).content.rules}


@pytest.mark.parametrize("name", BUNDLED)
def test_every_rule_has_examples_of_both_kinds_and_known_catalogue_ids(name: str) -> None:
    known = {
        id_ for chapter in tomllib.loads(CATALOGUE.read_text(encoding="utf-8")).values() for id_ in chapter["rules"]
    }
    pack = load_pack(name)
    legal = {entry.id for entry in pack.content.legal}
    for rule in pack.content.rules:
        assert set(rule.sources) <= known | legal, rule.id
        assert rule.true_examples and rule.false_examples
    assert set(pack.content.sources) <= known | legal


def test_a_wrong_example_is_reported_and_stops_the_loading_but_not_the_report() -> None:
    pack = small(("score = 0.79", "score = 0.81"))
    wrong = run_examples(pack).wrong
    assert [(result.rule, result.kind, result.number) for result in wrong] == [("sure", "false", 1)]
    with pytest.raises(PackError, match=r'rule "sure", field `false_examples\[1\]`'):
        require_examples(pack)


def test_facts_of_an_example() -> None:
    facts = facts_of_example(
        Example(
            "exposure", 0.625, "high", exposures=("other:phone", "self:email"), reasons=("subject.minor",), lang="zh"
        )
    )
    assert facts.score == 0.62
    assert facts.exposures == {("other", "phone"), ("self", "email")}
    assert facts.exposure_count == 2
    assert facts.shows("minor")


@pytest.mark.parametrize(
    "example",
    [
        Example(exposures=("phone",)),
        Example(exposures=("they:phone",)),
        Example(exposures=("other:fax",)),
        Example(reasons=("gossip",)),
        Example(surface="wall"),
        Example(lang="klingon"),
    ],
)
def test_unknown_words_in_examples_are_refused(example: Example) -> None:
    with pytest.raises(PackError):
        facts_of_example(example)

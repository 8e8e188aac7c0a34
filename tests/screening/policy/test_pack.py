import os
import pickle
from pathlib import Path

import pytest

from reseal.screening.policy.errors import PackError
from reseal.screening.policy.evaluate import decide
from reseal.screening.policy.examples import require_examples
from reseal.screening.policy.facts import Facts
from reseal.screening.policy.load import load_pack, load_pack_file
from reseal.screening.policy.pack import read_pack, read_pack_file, retuned
from tests.screening.policy.packs import FOLDER, SMALL, changed, small

# Each breaks the small pack in one place; golden/NAME.txt holds what its author is told.
BROKEN: dict[str, tuple[str, str]] = {
    "toml_syntax": ('status = "in_force"', "status = in_force"),
    "toml_cut_off": ("remove_at'''", "remove_at"),
    "field_unknown": ('action = "remove"', 'acton = "remove"'),
    "field_missing": ('action = "hold"\n', ""),
    "field_type": ("score = 0.8, severity", 'score = "0.8", severity'),
    "action_unknown": ('action = "remove"', 'action = "delete"'),
    "score_out_of_range": ("exposure = { remove = 0.8", "exposure = { remove = 80"),
    "id_with_spaces": ('id = "doubtful"', 'id = "very doubtful"'),
    "version": ('version = "1.2.3"', 'version = "1.2"'),
    "cel_syntax": ("&& score >= remove_at", "&& score >= "),
    "cel_single_equals": ("violates || unclear", 'category = "trade"'),
    "cel_unknown_fact": ("&& score >= remove_at", "&& scor >= remove_at"),
    "cel_unknown_word": ("violates || unclear", 'category == "exposre"'),
    "cel_unknown_function": ("violates || unclear", 'category.matches("tr.*")'),
    "clause_unknown": ('clause = "only"\nstatement = "held"', 'clause = "none"\nstatement = "held"'),
    "clause_twice": ("[[legal]]", '[[clauses]]\nid = "only"\nzh = "同上"\nen = "Same"\n\n[[legal]]'),
    "clause_with_number": ("Do not publish other people's information.", "Call 138 0000 4471."),
    "statement_unknown": ('statement = "held"', 'statement = "hold"'),
    "source_unknown": ('sources = ["proposed"]', 'sources = ["guess"]'),
    "severity_crossed": ('severity_floor = "medium"', 'severity_floor = "critical"'),
    "threshold_missing": ("trade = { remove = 0.8, redact = 0.5 }\n", ""),
    "threshold_too_fine": ("exposure = { remove = 0.8,", "exposure = { remove = 0.855,"),
    "redress_unknown": ('redress = "platform"', 'redress = "court"'),
    "legal_without_source": ('source = "a report"\n', ""),
    "legal_verified_without_proof": ('mark = "sourced"', 'mark = "memory"'),
    "legal_draft_with_date": ('status = "draft"', 'status = "draft"\neffective_from = 2027-01-01'),
    "duty_claimed_without_proof": (
        "[[legal]]",
        '[statements.held]\nzh = "依法应当暂停。"\nen = "Held."\n\n[[legal]]',
    ),
    "last_rule_open": ('when = "true"', 'when = "!violates"'),
    "example_of_another_rule": (
        '{ category = "none" }]\nfalse_examples = [{ un',
        "{ unclear = true }]\nfalse_examples = [{ un",
    ),
    "example_not_meant": ("score = 0.79", "score = 0.81"),
    "example_exposure_word": ("other:phone", "phone"),
    "example_reason_word": ("{ unclear = true }]\nfalse", '{ unclear = true, reasons = ["odd"] }]\nfalse'),
    "example_never_removed": (
        'exposures = ["other:phone"] }',
        'exposures = ["other:phone"], reasons = ["benign.news"] }',
    ),
    "condition_mixes_types": ("violates || unclear", 'violates || unclear || score > "high"'),
    "condition_no_answer": ("violates || unclear", "category"),
}


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_what_the_author_of_a_broken_pack_is_told(name: str) -> None:
    with pytest.raises(PackError) as error:
        require_examples(read_pack(changed(BROKEN[name]), "small.toml"))
    golden = FOLDER / "golden" / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(f"{error.value}\n", encoding="utf-8")
    assert f"{error.value}\n" == golden.read_text(encoding="utf-8")


def test_every_golden_message_names_the_file_and_a_remedy() -> None:
    files = sorted((FOLDER / "golden").glob("*.txt"))
    assert {file.stem for file in files} == set(BROKEN)
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert text.startswith("policy pack small.toml"), file.name
        assert "\n  remedy: " in text, file.name


def test_the_whole_pack_is_right() -> None:
    require_examples(small())


def test_comments_and_layout_leave_the_version_and_content_changes_it() -> None:
    pack = small()
    assert pack.version == f"1.2.3+{pack.sha256[:8]}"
    assert small(("# A pack", "# Another remark\n\n# A pack")).version == pack.version
    assert small(("exposure = { remove = 0.8,", "exposure = { remove = 0.81,")).version != pack.version
    assert small(("不得公开他人信息。", "不得公开他人的信息。")).version != pack.version


def test_a_pack_travels_to_another_process() -> None:
    pack = small()
    twin = pickle.loads(pickle.dumps(pack))
    facts = Facts("exposure", 0.9, "low")
    assert (twin.version, decide(twin, facts)) == (pack.version, decide(pack, facts))


def test_other_thresholds_make_another_version() -> None:
    pack = small()
    strict = retuned(pack, "exposure", remove=0.6)
    facts = Facts("exposure", 0.7, "low")
    assert decide(pack, facts).action == "hold"
    assert decide(strict, facts).action == "remove"
    assert strict.version != pack.version
    assert decide(pickle.loads(pickle.dumps(strict)), facts).action == "remove"


@pytest.mark.parametrize("remove", [-0.1, 1.5, 0.123])
def test_thresholds_of_a_preview_are_checked_too(remove: float) -> None:
    with pytest.raises(PackError, match=r"thresholds\.exposure\.remove"):
        retuned(small(), "exposure", remove=remove)


def test_unknown_and_unreadable_packs(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="name one of default"):
        load_pack("mars")
    with pytest.raises(PackError, match=r"policy pack absent\.toml: cannot be read"):
        read_pack_file(tmp_path / "absent.toml")
    (tmp_path / "latin.toml").write_bytes(b"id = '\xff'")
    with pytest.raises(PackError, match=r"latin\.toml: cannot be read: no UTF-8 text"):
        load_pack_file(tmp_path / "latin.toml")


def test_a_path_is_a_name_too(tmp_path: Path) -> None:
    path = tmp_path / "small.toml"
    path.write_text(SMALL, encoding="utf-8")
    assert load_pack(str(path)).version == small().version

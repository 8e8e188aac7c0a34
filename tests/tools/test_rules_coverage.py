from pathlib import Path

import pytest
import rules_coverage

RULES = """
[notice]
title = "Notice"
[notice.rules]
CAC-01 = { asks = "Five classes", basis = "report" }
CAC-02 = { asks = "No ladder", basis = "report" }
CAC-03 = { asks = "Quick report", basis = "report" }
"Art 13" = { asks = "Early warning", basis = "memory" }
"DSA Art 17" = { asks = "Reasons", basis = "report" }
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for folder in ("docs", "src/reseal", "tests"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "docs/rules.toml").write_text(RULES, encoding="utf-8")
    (tmp_path / "src/reseal/sanctions.py").write_text('"""Closed at once (CAC-02, DSA Art 17)."""\n', encoding="utf-8")
    (tmp_path / "tests/test_sanctions.py").write_text("# CAC-02\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("(CAC-02, LEX-01)", {"CAC-02", "LEX-01"}),
        ("LEX-01..03", {"LEX-01", "LEX-02", "LEX-03"}),
        ("LEX-01..LEX-02", {"LEX-01", "LEX-02"}),
        ("ID-05 but not GRID-05, ID-5 or ID-0512", {"ID-05"}),
        ("the factors of Art 13", {"Art 13"}),
        ("Provisions Art 13", {"Art 13"}),
        ("DSA Art 17, PIPL Art 24", {"DSA Art 17"}),
        ("Digital Services Act, Art 17", {"DSA Art 17"}),
        ("Public Security Punishments Law, Art 56; Art 17 of 2022/2065", set()),
        ("Under Art 13", {"Art 13"}),
        ("UTF-16, 2026-11-21", set()),
    ],
)
def test_citations(text: str, ids: set[str]) -> None:
    assert set(rules_coverage.citations(text)) == ids


def test_the_page_leads_from_rule_to_code_to_test_and_lists_what_is_open(project: Path) -> None:
    assert rules_coverage.main([], root=project) == 0
    cited, still_open = (project / "docs/rules-coverage.md").read_text(encoding="utf-8").split("## Open")
    row = next(line for line in cited.splitlines() if line.startswith("| CAC-02 "))
    assert "No ladder" in row
    assert row.index("src/reseal/sanctions.py") < row.index("tests/test_sanctions.py")
    assert "CAC-03" in still_open
    assert "CAC-02" not in still_open


def test_check_accepts_a_fresh_page_and_refuses_a_stale_one(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rules_coverage.main([], root=project)
    assert rules_coverage.main(["--check"], root=project) == 0
    (project / "src/reseal/notices.py").write_text("# CAC-03\n", encoding="utf-8")
    before = (project / "docs/rules-coverage.md").read_text(encoding="utf-8")
    assert rules_coverage.main(["--check"], root=project) == 1
    assert "make docs" in capsys.readouterr().out
    assert (project / "docs/rules-coverage.md").read_text(encoding="utf-8") == before


def test_check_refuses_a_missing_page(project: Path) -> None:
    assert rules_coverage.main(["--check"], root=project) == 1


def test_an_id_that_the_catalogue_lacks_is_named_with_its_file(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "tests/test_typo.py").write_text("# CAC-20\n", encoding="utf-8")
    assert rules_coverage.main([], root=project) == 1
    assert "tests/test_typo.py: CAC-20" in capsys.readouterr().out


def test_every_rule_of_the_real_catalogue_has_words_and_a_known_basis() -> None:
    rules = rules_coverage.catalogue((rules_coverage.ROOT / rules_coverage.CATALOGUE).read_text(encoding="utf-8"))
    assert rules
    for rule in rules.values():
        assert rule.asks
        assert "|" not in rule.asks
        assert rule.basis in {"law", "report", "memory", "design"}
        assert set(rules_coverage.citations(rule.id)) == {rule.id}

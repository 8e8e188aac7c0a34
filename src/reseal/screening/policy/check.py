"""What a pack's content must keep to, beyond its shape: names that lead somewhere, proofs for what is called verified,
thresholds in hundredths, no personal data and no unproven claim of a legal duty in its words, a rule that catches all.
"""

from collections.abc import Iterable
from typing import NoReturn

from reseal.screening.policy.errors import PackError
from reseal.screening.policy.outbound import personal_data_in
from reseal.screening.policy.schema import LegalEntry, PackFile, Rule, Wording
from reseal.screening.policy.wording import grounds, words
from reseal.vocabulary import CATEGORIES, SEVERITIES

_VIOLATIONS = tuple(category for category in CATEGORIES if category != "none")


def check_content(content: PackFile) -> None:
    """Check everything but the conditions.

    Raises:
        PackError: names the field and the remedy, and the rule where it is one.
    """
    _unique("rules", [rule.id for rule in content.rules])
    _unique("clauses", [clause.id for clause in content.clauses])
    _unique("legal", [entry.id for entry in content.legal])
    if content.redress not in words().redress:
        _fail("redress", f'unknown redress "{content.redress}"', f"use one of {', '.join(words().redress)}")
    for needed in _VIOLATIONS:
        if needed not in content.thresholds:
            _fail("thresholds", f'no thresholds for "{needed}"', f"add [thresholds.{needed}] with remove and redact")
    for category, levels in content.thresholds.items():
        for name, level in (("remove", levels.remove), ("redact", levels.redact)):
            if not 0.0 <= level <= 1.0:
                _fail(f"thresholds.{category}.{name}", f"{level} is no share", "write a number from 0 to 1")
            if abs(level * 100 - round(level * 100)) > 1e-9:
                _fail(f"thresholds.{category}.{name}", f"{level} is finer than a hundredth", "use two decimals at most")
    for entry in content.legal:
        _check_legal(entry)
        _check_outbound(f"legal.{entry.id}.instrument", entry.instrument)
    for clause in content.clauses:
        _check_outbound(f"clauses.{clause.id}", Wording(clause.zh, clause.en))
    for key, text in content.statements.items():
        _check_outbound(f"statements.{key}", text)
    for rule in content.rules:
        try:
            _check_rule(content, rule)
        except PackError as error:
            raise error.within(rule=rule.id) from None
    last = content.rules[-1]
    if last.when.strip() != "true" or last.action not in ("allow", "hold"):
        raise PackError(
            "the last rule must catch every post",
            'end the pack with a rule whose when is "true" and whose action is "allow" or "hold"',
            rule=last.id,
            field="when",
        )


def _check_rule(content: PackFile, rule: Rule) -> None:
    clauses = [clause.id for clause in content.clauses]
    if rule.clause not in clauses:
        _fail(
            "clause", f'unknown clause "{rule.clause}"', f"add it under [[clauses]], or use one of {', '.join(clauses)}"
        )
    if rule.statement not in content.statements and rule.statement not in grounds():
        _fail(
            "statement",
            f'unknown statement "{rule.statement}"',
            f"add [statements.{rule.statement}] with zh and en, or use one of {', '.join(grounds())}",
        )
    if SEVERITIES.index(rule.severity_floor) > SEVERITIES.index(rule.severity_ceiling):
        _fail(
            "severity_floor",
            f"{rule.severity_floor} lies above {rule.severity_ceiling}",
            "lower it or lift the ceiling",
        )
    legal = {entry.id: entry for entry in content.legal}
    for source in rule.sources:
        if source not in legal and not _catalogue_id(source):
            _fail(
                "sources", f'unknown source "{source}"', "name an id under [[legal]], or a catalogue id such as CAC-02"
            )
    verified = any(legal[source].verified for source in rule.sources if source in legal)
    told = [content.statements[rule.statement]] if rule.statement in content.statements else []
    told += [Wording(clause.zh, clause.en) for clause in content.clauses if clause.id == rule.clause]
    for text in told:
        claim = claims_duty(text.zh) or claims_duty(text.en)
        if claim and not verified:
            _fail(
                "statement",
                f'the words claim a legal duty ("{claim}") but no verified legal entry stands behind the rule',
                "say what the platform's rules say, or cite an entry under [[legal]] whose verified is true",
            )


def _check_legal(entry: LegalEntry) -> None:
    field = f"legal.{entry.id}"
    if not entry.source and not entry.source_url:
        _fail(field, "no source", "add source or source_url: where the text or the report of it stands")
    if entry.verified and (entry.mark != "sourced" or not entry.verified_by or not entry.verified_on):
        _fail(
            field,
            "verified without proof",
            'verified = true needs mark = "sourced", verified_by and verified_on; else write verified = false',
        )
    if entry.status == "draft" and entry.effective_from is not None:
        _fail(field, "a draft has no effective date", "leave effective_from out until it is in force")


def _check_outbound(field: str, text: Wording) -> None:
    for said in (text.zh, text.en):
        found = personal_data_in(said)
        if found is not None:
            _fail(
                field, f"the words hold what looks like {found}", "say it without numbers, addresses of mail or links"
            )


def claims_duty(text: str) -> str:
    """The phrase by which a text claims that law demands something, or an empty string."""
    lowered = text.lower()
    return next((phrase for phrase in words().claims_of_duty if phrase in lowered), "")


def _catalogue_id(source: str) -> bool:
    family, dash, number = source.partition("-")
    return bool(dash) and family.isascii() and family.isupper() and 2 <= len(family) <= 4 and number.isdigit()


def _unique(field: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for id_ in ids:
        if id_ in seen:
            _fail(field, f'"{id_}" stands twice', "give each its own id")
        seen.add(id_)


def _fail(field: str, problem: str, remedy: str) -> NoReturn:
    raise PackError(problem, remedy, field=field)

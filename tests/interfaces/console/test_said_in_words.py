"""What codes mean stands beside them: acts of the audit, scopes of tokens."""

import re
from pathlib import Path

from reseal.interfaces.console.audit_words import ACTS
from reseal.interfaces.console.scope_words import SCOPES
from reseal.operations.staff.access import access
from tests.interfaces.console.conftest import Desk

SOURCE = Path(__file__).resolve().parents[3] / "src" / "reseal"
RECORDED = re.compile(r'record\(\s*work,\s*"([a-z_]+\.[a-z_]+)"')


def test_every_act_that_is_recorded_has_words() -> None:
    acts = {act for file in SOURCE.rglob("*.py") for act in RECORDED.findall(file.read_text(encoding="utf-8"))}
    assert len(acts) > 60
    assert acts <= set(ACTS), "give them words in interfaces/console/audit_words.py"


def test_every_scope_of_a_machine_is_said_as_data_says_it() -> None:
    scopes = {scope for role in access().role.values() if role.kind == "machine" for scope in role.may}
    assert {scope: access().permission[scope] for scope in scopes} == SCOPES


def test_the_pages_show_words_and_codes(fresh: Desk) -> None:
    admin = fresh.browser("admin", lang="zh")
    audit, tokens = admin.get("/console/audit").text, admin.get("/console/tokens").text
    assert "登录" in audit and "staff.signed_in" in audit and "对提交的内容作判断" in tokens

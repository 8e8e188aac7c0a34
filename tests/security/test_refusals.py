"""Whoever tries a door that is not theirs is seen in the audit, once a minute (ASVS 16.3.2)."""

from sqlalchemy import select

from reseal.operations.audit.tables import AuditEntry
from reseal.operations.tokens.acts import create
from tests.interfaces.console.conftest import Desk


def noted(desk: Desk) -> list[tuple[str, str, dict[str, str]]]:
    with desk.store.read() as work:
        query = select(AuditEntry).where(AuditEntry.act == "access.refused").order_by(AuditEntry.number)
        return [(row.actor, row.about, row.detail) for row in work.session.scalars(query)]


def test_a_door_that_is_not_ones_own_is_noted_once(fresh: Desk) -> None:
    lan = fresh.browser("auditor", "lan")
    for _ in range(3):
        assert lan.get("/console/tokens?next=13800001234").status_code == 403
    assert lan.post("/console/people", {"name": "zhang@example.com"}).status_code == 403
    member = fresh.people["lan"]
    assert len(noted(fresh)) == 2 and {(actor, about) for actor, about, _ in noted(fresh)} == {
        (f"staff:{member}", member)
    }
    assert [set(detail) for _, _, detail in noted(fresh)] == [{"needs"}] * 2, (
        "which permission, and nothing that was sent"
    )
    assert lan.get("/console/audit").status_code == 200 and len(noted(fresh)) == 2


def test_tokens_too_and_nobody_unknown(fresh: Desk) -> None:
    with fresh.store.write() as work:
        token = create(work, "staff")
    for _ in range(3):
        answer = fresh.client.get("/v1/legal-holds", headers={"authorization": f"Bearer {token}"})
        assert answer.status_code == 403
    ((actor, about, detail),) = noted(fresh)
    assert actor == f"staff:{about}" and detail == {"needs": "legal_holds"}
    assert fresh.client.get("/v1/legal-holds", headers={"authorization": "Bearer wrong"}).status_code == 401
    assert fresh.anybody().get("/console/people").status_code == 303
    assert len(noted(fresh)) == 1

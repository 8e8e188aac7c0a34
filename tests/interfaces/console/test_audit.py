"""The audit page."""

from sqlalchemy import text

from reseal.operations.audit.acts import record
from reseal.operations.staff import reveals
from tests.interfaces.console.conftest import Desk
from tests.operations import factories as made


def test_entries_are_filtered_and_paged(fresh: Desk) -> None:
    browser = fresh.browser("auditor", "lin")
    for number in range(60):
        with fresh.store.write() as work:
            record(work, "case.held", f"case-{number}", clause="no-exposure", codes=["a", "b"])
    shown = browser.get("/console/audit").text
    assert "case-59" in shown and "case-0<" not in shown and "clause: no-exposure" in shown and "codes: a b" in shown
    older = shown.split('rel="next"')[0].rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")
    assert "case-0<" in browser.get(older).text
    by_name = browser.get("/console/audit?actor=lin").text
    assert "staff.signed_in" in by_name and "case-59" not in by_name
    assert "case-7<" in browser.get("/console/audit?about=case-7").text
    assert "There is no such entry." in browser.get("/console/audit?act=none&since=x&until=99999-01-01&before=x").text
    assert "There is no such entry." in browser.get("/console/audit?until=2000-01-01").text
    quoted = browser.get('/console/audit?about="><script>alert(1)</script>').text
    assert "<script>alert" not in quoted


def test_the_chain_is_checked_and_a_broken_one_is_told(fresh: Desk) -> None:
    browser = fresh.browser("auditor", "lin")
    assert "The chain holds" in browser.post("/console/audit/check").text
    assert "audit.checked" in browser.get("/console/audit").text
    with fresh.store.database.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER audit_entry_no_update"))
        connection.execute(text("UPDATE audit_entry SET actor = 'system' WHERE number = 3"))
    assert "The chain is broken at entry 3" in browser.post("/console/audit/check").text


def test_unusual_reveals_stand_on_top(fresh: Desk) -> None:
    browser = fresh.browser("auditor", "lin")
    fresh.browser("moderator", "mei")
    mei = fresh.people["mei"]
    with fresh.store.write(f"staff:{mei}") as work:
        gathered = made.gather(work, made.post())
        reveals.reveal(work, mei, gathered.case_id, gathered.snapshot_id, "decide", 5, taken_by="another")
    shown = browser.get("/console/audit").text
    assert "<strong>mei</strong>" in shown and "seven days: 1, the last one" in shown
    assert made.DOX[10:20] not in shown and "13800001234" not in shown

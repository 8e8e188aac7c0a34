"""Second looks at the desk: taken, seen blind, answered; settled by a senior."""

import re
from collections.abc import Iterator

import msgspec
import pytest

from reseal.operations.cases import acts as cases
from reseal.operations.cases import views
from reseal.operations.quality import acts, drawing
from reseal.operations.quality import rules as quality
from reseal.storage.clock import HOUR
from tests.interfaces.console.conftest import Browser, Desk
from tests.interfaces.console.test_queue import case
from tests.operations import factories as made

SECRETS = ("13800001234", "东华路12号", "李小四")
PAGE = "/console/second-looks"


@pytest.fixture(autouse=True)
def all_drawn(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    usual = quality.rules()
    every = msgspec.structs.replace(usual, sample=msgspec.structs.replace(usual.sample, share=1.0))
    monkeypatch.setattr(quality, "rules", lambda: every)
    monkeypatch.setattr(drawing, "rules", lambda: every)
    yield


def decided(desk: Desk, by: str, name: str = "p1") -> str:
    """A case that a member has decided, drawn."""
    found, _ = case(desk.store, name)
    with desk.store.write(f"staff:{desk.people[by]}") as work:
        cases.decide(work, found, made.REMOVE, views.case_row(work, found).version)
    desk.clock.pass_(HOUR)
    with desk.store.write() as work:
        assert acts.draw(work) == 1
    return found


def taken(browser: Browser) -> str:
    """The address of the look that the browser takes."""
    return str(browser.post(f"{PAGE}/next").headers["location"])


def test_it_is_seen_blind_and_the_case_stays_shut_until_it_is_answered(fresh: Desk) -> None:
    fresh.browser("moderator", "mo")
    found = decided(fresh, "mo")
    first, second = fresh.browser("moderator", "mo"), fresh.browser("senior", "sen", "zh")
    assert taken(first) == PAGE and "Nothing waits for you." in first.get(PAGE).text
    assert "有 1 份等您复核" in second.get(PAGE).text
    address = taken(second)
    text = second.get(address).text
    assert "您会怎么处理" in text and "〔电话〕" in text
    assert not [secret for secret in (*SECRETS, "mo ", found, "已删除", "已移除") if secret in text]
    assert second.get(f"/console/cases/{found}").headers["location"] == address
    assert first.get(address).status_code == 404
    answer = second.post(f"{address}/answer", {"action": "remove", "category": "exposure"})
    assert answer.headers["location"] == f"{PAGE}?done=agreed&case={found}"
    assert found in second.get(answer.headers["location"]).text
    assert second.get(f"/console/cases/{found}").status_code == 200
    assert second.get(address).status_code == 404


def test_where_they_differ_a_senior_sees_both_but_not_whose(fresh: Desk) -> None:
    fresh.browser("moderator", "mo")
    decided(fresh, "mo")
    first, second, third = (fresh.browser(*who) for who in (("moderator", "mo"), ("moderator", "ma"), ("senior", "su")))
    address = taken(second)
    assert second.post(f"{address}/answer", {"action": "", "category": "exposure"}).status_code == 422
    assert second.post(f"{address}/answer", {"action": "remove", "category": "none"}).status_code == 422
    done = second.post(f"{address}/answer", {"action": "redact", "category": "exposure"})
    assert "done=differs" in done.headers["location"]
    assert taken(first) == PAGE and taken(second) == PAGE
    assert taken(third) == address
    text = third.get(address).text
    assert "Two reviewers differ" in text and not re.search(r"\bm[oa]\b", text.partition("<main")[2])
    assert (
        "done=settled"
        in third.post(f"{address}/answer", {"action": "remove", "category": "exposure"}).headers["location"]
    )
    shown = third.get("/console/quality").text
    assert "a senior sided with the first reviewer in 1, with the second in 0" in shown


def test_a_text_is_made_readable_on_record_and_masked_again(fresh: Desk) -> None:
    fresh.browser("moderator", "mo")
    decided(fresh, "mo")
    second = fresh.browser("moderator", "ma")
    address = taken(second)
    snapshot = re.search(r'id="s-(\w+)"', second.get(address).text)
    assert snapshot is not None
    sent = {"snapshot": snapshot[1], "purpose": "quality", "minutes": "5"}
    assert second.post(f"{address}/reveal", {**sent, "purpose": "no"}).status_code == 422
    assert second.post(f"{address}/reveal", sent).status_code == 303
    assert "13800001234" in second.get(address).text
    second.post(f"{address}/hide", {"snapshot": snapshot[1]})
    assert "13800001234" not in second.get(address).text
    assert second.get(f"{address}/pictures/{snapshot[1]}/0").status_code == 404


def test_it_is_given_back(fresh: Desk) -> None:
    fresh.browser("moderator", "mo")
    decided(fresh, "mo")
    second = fresh.browser("moderator", "ma")
    address = taken(second)
    assert second.post(f"{address}/leave").headers["location"] == f"{PAGE}?done=left"
    assert second.post(f"{address}/leave").status_code == 404
    assert second.post(f"{address}/answer", {"action": "remove", "category": "exposure"}).status_code == 404

"""The account holder's page and the notifier's appeal: by link, by ticket, without scripts, nothing exposed on it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from reseal.interfaces.door.words import door_words
from reseal.interfaces.locale import LANGS, Lang
from reseal.operations.appeals import views
from reseal.operations.appeals.rules import rules
from reseal.operations.cases import acts as cases
from reseal.operations.cases.holding import undo_lasts
from tests.interfaces.console.conftest import ORIGIN, Desk, open_desk
from tests.operations import factories as made
from tests.operations.appeals.given import KEPT, REJECTED, UPHELD, decided, link, member, rule
from tests.operations.notices.given import EXPOSING, case_of, file, keep

HOME = {"origin": ORIGIN}


@pytest.fixture
def desk(tmp_path: Any, migrated: Any) -> Iterator[Desk]:
    yield from open_desk(tmp_path, migrated)


def send(desk: Desk, path: str, headers: dict[str, str] | None = None, **data: str) -> Any:
    return desk.client.post(path, data=data, headers=HOME if headers is None else headers, follow_redirects=True)


def begun(desk: Desk) -> tuple[str, str]:
    """A decision on a post, and the path of its author's page."""
    first = member(desk.store, "first")
    decided(desk.store, desk.clock, first)
    return first, f"/appeal/{link(desk.store)}"


def appeal_of(desk: Desk) -> str:
    with desk.store.read() as work:
        return views.queue(work)[0].id


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_says_what_and_why_and_never_what_was_exposed(desk: Desk, lang: Lang) -> None:
    _, path = begun(desk)
    page = desk.client.get(f"{path}?lang={lang}")
    words = door_words(lang)
    assert page.status_code == 200 and words.appeal["form"] in page.text and words.appeal_action["remove"] in page.text
    assert "<script" not in page.text and "style=" not in page.text and page.headers["cache-control"] == "no-store"
    for personal in ("13800001234", "李小四", "东华路", "author of", "p1"):
        assert personal not in page.text.replace("p1>", ""), personal


def test_appeal_question_answer_and_outcome_on_one_page(desk: Desk) -> None:
    from reseal.operations.appeals import acts
    from reseal.operations.appeals.words import Said

    _, path = begun(desk)
    words = door_words("zh")
    page = send(desk, f"{path}/file", lang="zh", words="号码13800001234是我自己的，不是别人的")
    assert page.status_code == 200 and words.appeal["done_filed"] in page.text
    assert "13800001234" not in page.text and "〔电话〕" in page.text, "what one writes is masked on it, too"
    appeal, second = appeal_of(desk), member(desk.store, "second")
    with desk.store.write(second) as work:
        acts.ask(work, appeal, Said("这个号码是什么时候开始用的？"), views.one(work, appeal).row.version)
    page = desk.client.get(f"{path}?lang=zh")
    assert words.appeal["asked"] in page.text and "这个号码是什么时候开始用的？" in page.text
    for _ in range(2):  # a form that is sent twice says it once
        page = send(desk, f"{path}/reply", lang="zh", appeal=appeal, words="从大学开始")
    assert page.text.count("从大学开始") == 1 and words.appeal_state["open"] in page.text
    rule(desk.store, second, appeal, UPHELD)
    page = desk.client.get(f"{path}?lang=zh")
    assert words.appeal_state["upheld"] in page.text and words.appeal_action["allow"] in page.text
    refused = send(desk, f"{path}/reply", lang="zh", appeal=appeal, words="谢谢")
    assert refused.status_code == 422 and words.appeal_why["closed"] in refused.text


def test_withdrawn_it_is_over(desk: Desk) -> None:
    _, path = begun(desk)
    send(desk, f"{path}/file", lang="zh", words="这是我的号码")
    page = send(desk, f"{path}/withdraw", lang="zh", appeal=appeal_of(desk))
    assert door_words("zh").appeal_state["withdrawn"] in page.text
    again = send(desk, f"{path}/file", lang="zh", words="还是我的号码")
    assert again.status_code == 422 and door_words("zh").appeal_why["again"] in again.text


def test_links_that_open_nothing_are_answered_alike_and_counted(desk: Desk) -> None:
    _, path = begun(desk)
    guesses = ["A" * 32, "x", "%00", path[8:-1] + ("A" if path[-1] != "A" else "B"), "a" * 500]
    pages = [desk.client.get(f"/appeal/{guess}?lang=zh") for guess in guesses]
    assert {page.status_code for page in pages} == {404} and len({page.text for page in pages}) == 1
    for number in range(40):
        last = desk.client.get(f"/appeal/{number:032}?lang=zh")
    assert last.status_code == 429 and last.text == pages[0].text
    assert desk.client.get(path).status_code == 429, "nor does the right one open while so many do not"


def test_nobody_speaks_in_the_appeal_of_another(desk: Desk) -> None:
    first = member(desk.store, "first")
    decided(desk.store, desk.clock, first, texts=(made.DOX, made.DOX))
    one, other = (f"/appeal/{link(desk.store, post)}" for post in ("p1", "p2"))
    send(desk, f"{one}/file", lang="zh", words="这是我的号码")
    appeal = appeal_of(desk)
    for act in ("reply", "withdraw"):
        page = send(desk, f"{other}/{act}", lang="zh", appeal=appeal, words="我来说")
        assert page.status_code == 422, act
    with desk.store.read() as work:
        assert views.one(work, appeal).row.state == "open" and len(views.one(work, appeal).lines) == 1


def test_no_other_site_sends_these_forms_and_no_file_is_kept(desk: Desk) -> None:
    _, path = begun(desk)
    for headers in ({"origin": "https://evil.example"}, {"origin": ORIGIN, "host": "evil.example"}):
        assert send(desk, f"{path}/file", headers, lang="zh", words="x").status_code in (400, 403)
    files = {"words": (None, "看图"), "lang": (None, "zh"), "pictures": ("a.png", b"\x89PNG" + bytes(90_000))}
    answer = desk.client.post(f"{path}/file", files=files, headers=HOME)
    assert answer.status_code == 400, "more than words is not taken"
    with desk.store.read() as work:
        assert views.queue(work) == []


def test_too_much_too_long_and_nothing_are_told_with_nothing_lost(desk: Desk) -> None:
    _, path = begun(desk)
    words = door_words("zh").appeal_why
    assert words["empty"] in send(desk, f"{path}/file", lang="zh", words=" ").text
    long = send(desk, f"{path}/file", lang="zh", words="长" * (rules().limits.words + 1))
    assert long.status_code == 422 and "长长长" in long.text
    for number in range(rules().limits.per_minute):
        last = send(desk, f"{path}/file", lang="zh", words=f"第{number}次")
    assert last.status_code == 429 and words["often"] in last.text


def test_headers_and_markup_in_what_is_written_do_nothing(desk: Desk) -> None:
    _, path = begun(desk)
    said = "<script>alert(1)</script>\r\nSet-Cookie: a=b\r\n\r\n{{ 7*7 }}\0"
    page = send(desk, f"{path}/file", lang="zh", words=said)
    assert "<script>alert" not in page.text and "&lt;script&gt;" in page.text and "{{ 7*7 }}" in page.text
    assert "set-cookie" not in page.headers


def test_whoever_reported_appeals_from_the_page_of_the_notice(desk: Desk) -> None:
    words = door_words("zh")
    keep(desk.store, {"t-1": EXPOSING})
    got = file(desk.store)
    (case_id,) = case_of(desk.store, got)
    with desk.store.write(member(desk.store, "first")) as work:
        cases.decide(work, case_id, KEPT, made.row(work, case_id).version)
    desk.clock.pass_(undo_lasts() + 1)
    page = send(desk, "/report/follow", lang="zh", ticket=got.ticket, pin=got.pin)
    assert words.appeal["form"] in page.text
    opens = re.findall(r'name="pass" value="([^"]+)"', page.text)[0]
    key = {"pass": opens, "lang": "zh"}
    page = send(desk, "/report/appeal/file", **key, words="电话还在上面")
    assert words.follow["appeal_filed"] in page.text and words.history["appealed"] in page.text
    appeal = appeal_of(desk)
    assert (
        words.follow["appeal_replied"]
        in send(desk, "/report/appeal/reply", **key, appeal=appeal, words="还有住址").text
    )
    from reseal.operations.appeals.words import Ruling

    rule(desk.store, member(desk.store, "second"), appeal, Ruling("rejected", "not-exposed"))
    page = send(desk, "/report/follow", **key)
    assert words.appeal_state["rejected"] in page.text and EXPOSING not in page.text
    assert send(desk, "/report/appeal/file", **{**key, "pass": "x" * 40}, words="x").status_code == 403
    assert REJECTED.outcome == "rejected"

"""A frightened person reports doxxing on a phone, without scripts, and follows it. Skipped aloud without Chromium."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from reseal.interfaces.door.words import door_words
from reseal.interfaces.locale import LANGS, Lang
from tests.interfaces.browser.conftest import AXE, NEEDS_CHROMIUM, commanded

pytestmark = NEEDS_CHROMIUM
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with commanded(
        tmp_path_factory.mktemp("reported"), "--level", "verdict", RESEAL_NOTICES_PER_MINUTE="1000"
    ) as found:
        yield found


@pytest.fixture(params=LANGS)
def lang(request: pytest.FixtureRequest) -> Lang:
    return "zh" if request.param == "zh" else "en"


@pytest.fixture
def phone(chromium: Any, lang: Lang) -> Iterator[Any]:
    context = chromium.new_context(
        viewport=PHONE, locale="zh-CN" if lang == "zh" else "en-GB", java_script_enabled=False, has_touch=True
    )
    page = context.new_page()
    page.faults = []
    page.on("console", lambda message: page.faults.append(message.text))
    yield page
    assert [said for said in page.faults if "status of 4" not in said] == [], "the page's own policy refuses nothing"
    context.close()


def test_a_victim_reports_follows_and_withdraws_without_scripts(phone: Any, address: str, lang: Lang) -> None:
    words = door_words(lang)
    phone.goto(address)
    phone.locator("main").get_by_role("link", name=words.page["report"]).click()
    phone.get_by_role("button", name=words.form["send"]).click()
    assert words.error["relation"] in phone.get_by_role("alert").inner_text()
    phone.get_by_label(words.relation["self"]).check()
    phone.get_by_label(words.form["posts"]).fill("https://forum.example.com/t/1024881")
    phone.get_by_label(words.form["description"]).fill("A stranger made my number public.")
    phone.get_by_role("button", name=words.form["send"]).click()
    ticket, pin = phone.locator("#ticket").inner_text(), phone.locator("#pin").inner_text()
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", ticket) and re.fullmatch(r"\d{4} \d{4}", pin)
    phone.get_by_role("link", name=words.page["follow"]).click()
    phone.get_by_label(words.receipt["ticket"]).fill(ticket.lower())
    phone.get_by_label(words.receipt["pin"], exact=True).fill("1111")
    phone.get_by_role("button", name=words.follow["open"]).click()
    assert phone.get_by_role("alert").inner_text() == words.error["wrong"]
    assert phone.get_by_label(words.receipt["ticket"]).input_value() == ticket.lower(), "what was typed is kept"
    phone.get_by_label(words.receipt["pin"], exact=True).fill(pin)
    phone.get_by_role("button", name=words.follow["open"]).click()
    assert phone.get_by_role("heading", name=words.status["received"]).is_visible()
    assert "stranger" not in phone.content(), "the page never shows the abuse again"
    phone.get_by_label(words.follow["add_words"]).fill("They added my address.")
    phone.get_by_role("button", name=words.follow["add_send"], exact=True).click()
    assert phone.get_by_role("status").first.inner_text() == words.follow["done_added"]
    phone.get_by_text(words.follow["withdraw"], exact=True).click()
    phone.get_by_role("button", name=words.follow["withdraw_sure"]).click()
    assert phone.get_by_role("heading", name=words.status["withdrawn"]).is_visible()


def test_a_threat_to_life_has_its_own_button_and_numbers_to_call(phone: Any, address: str, lang: Lang) -> None:
    """DSA 18: without saying who one is."""
    words = door_words(lang)
    phone.goto(f"{address}/report?lang={lang}")
    number = "110" if lang == "zh" else "999"
    assert phone.locator(f"a[href='tel:{number}']").first.is_visible()
    phone.get_by_label(words.form["description"]).fill("They are at my door.")
    phone.get_by_role("button", name=words.form["threat_send"]).click()
    assert phone.locator(f".danger a[href='tel:{number}']").first.is_visible()
    phone.get_by_role("button", name=words.receipt["open"]).click()
    assert words.history["threat"] not in phone.content() and words.follow["threat_send"] not in phone.content()


def test_the_other_language_keeps_what_was_typed(phone: Any, address: str, lang: Lang) -> None:
    other: Lang = "en" if lang == "zh" else "zh"
    phone.goto(f"{address}/report?lang={lang}")
    phone.get_by_label(door_words(lang).form["description"]).fill("half a sentence")
    phone.locator(f"nav button[value='{other}']").click()
    assert phone.get_by_label(door_words(other).form["description"]).input_value() == "half a sentence"
    assert phone.get_by_role("alert").count() == 0


def press(page: Any, name: str) -> None:
    """Press a button, and wait for the page that it leads to."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def walk(page: Any, address: str, lang: Lang) -> Iterator[str]:
    """Every public page, one after the other."""
    words = door_words(lang)
    page.goto(f"{address}/report?lang={lang}")
    yield "form"
    press(page, words.form["send"])
    yield "faults"
    page.get_by_label(words.relation["self"]).check()
    page.get_by_label(words.form["description"]).fill("x")
    press(page, words.form["send"])
    yield "receipt"
    press(page, words.receipt["open"])
    yield "follow"
    for details in page.locator("details").all():
        details.locator("summary").click()
    yield "follow, all unfolded"
    page.locator("#value").fill("name@example.com")
    press(page, words.claim["send"])
    yield "code"
    press(page, words.helper["make"])
    yield "link"
    link = page.locator("code.link").inner_text()
    page.goto(f"{address}/report/follow?lang={lang}")
    yield "enter"
    page.locator("#ticket").fill("x")
    page.locator("#pin").fill("1")
    press(page, words.follow["open"])
    yield "wrong"
    page.goto(f"{address}/report/recover?lang={lang}")
    yield "recover"
    page.goto(f"{link}?lang={lang}")
    yield "helper"


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed: npm ci")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_on_any_page(chromium: Any, address: str, lang: Lang, scheme: str) -> None:
    """WCAG 2.2 AA. Only this test runs a script: axe itself."""
    context = chromium.new_context(
        viewport=PHONE, color_scheme=scheme, locale="zh-CN" if lang == "zh" else "en-GB", bypass_csp=True
    )
    page = context.new_page()
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    for place in walk(page, address, lang):
        page.add_script_tag(path=str(AXE))
        found = page.evaluate("rules => axe.run(document, rules)", rules)["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == [], place
    context.close()


def test_nothing_runs_over_the_edge_of_a_small_phone(chromium: Any, address: str, lang: Lang) -> None:
    """320 pixels wide (WCAG 1.4.10), and everything to press at least 24 pixels high (2.5.8)."""
    context = chromium.new_context(viewport={"width": 320, "height": 640}, bypass_csp=True)
    page = context.new_page()
    pressed = "button, summary, nav a, .calls a, label.choice, textarea, select, input[type=text], input[type=file]"
    small = "which => [...document.querySelectorAll(which)]"
    small += ".filter(e => e.offsetParent && e.getBoundingClientRect().height < 24).length"
    for place in walk(page, address, lang):
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, place
        assert page.evaluate(small, pressed) == 0, place
    context.close()

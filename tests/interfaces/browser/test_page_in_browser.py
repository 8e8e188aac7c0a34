"""The first page as a visitor meets it, in Chromium, without scripts. Skipped aloud where no Chromium is."""

from collections.abc import Iterator
from typing import Any

import pytest

from reseal.interfaces.locale import locale
from tests.interfaces.browser.conftest import NEEDS_CHROMIUM, commanded

pytestmark = NEEDS_CHROMIUM

SIZES = {"phone": {"width": 360, "height": 740}, "desktop": {"width": 1280, "height": 900}}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with commanded(tmp_path_factory.mktemp("browsed")) as found:
        yield found


@pytest.fixture(params=["phone", "desktop"])
def size(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(chromium: Any, size: str, scheme: str) -> Iterator[Any]:
    context = chromium.new_context(
        viewport=SIZES[size], color_scheme=scheme, locale="zh-CN", java_script_enabled=False, has_touch=size == "phone"
    )
    page = context.new_page()
    page.faults = []
    page.on("console", lambda message: page.faults.append(message.text))
    # A visitor who leaves at once breaks off what the page still fetches: no fault of the page.
    page.on("requestfailed", lambda request: request.failure != "net::ERR_ABORTED" and page.faults.append(request.url))
    page.on("response", lambda response: response.status >= 400 and page.faults.append(response.url))
    yield page
    assert page.faults == [], "nothing is refused by the page's own policy, and nothing is missing"
    context.close()


def test_a_visitor_checks_a_text_and_reads_the_result(page: Any, address: str) -> None:
    words = locale("zh")
    page.goto(address)
    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    page.get_by_label(words.page["label"]).fill(
        "他手机138 0000 4471\n住杭州市西湖区青檐路27号枫桥里3栋602，大家去打爆他"
    )
    page.get_by_role("button", name=words.page["submit"]).click()
    assert page.locator("mark.type-phone").inner_text().startswith("138 0000 4471")
    assert words.type["phone"] in page.locator("mark.type-phone .tag").inner_text()
    assert page.get_by_role("heading", name=words.check["statement"]).is_visible()


def test_a_picture_comes_back_with_what_was_found_covered(page: Any, address: str) -> None:
    """The page's own policy has to let the picture in, and it has to fit."""
    from tests.screening.pictures.drawn import NUMBER, drawn, saved

    words = locale("zh")
    page.goto(address)
    picture = {"name": "1.png", "mimeType": "image/png", "buffer": saved(drawn([NUMBER], (900, 300), 60))}
    page.get_by_label(words.page["picture"]).set_input_files(picture)
    page.get_by_role("button", name=words.page["submit"]).click()
    box = page.get_by_alt_text(words.page["shown_alt"]).bounding_box()
    assert box["height"] > 60 and abs(box["width"] / box["height"] - 3) < 0.1
    assert box["x"] >= 0 and box["x"] + box["width"] <= page.viewport_size["width"]
    assert words.type["phone"] in page.locator(".exposures").inner_text()


def test_a_sample_and_the_other_language_by_keyboard_alone(page: Any, address: str) -> None:
    zh, en = locale("zh"), locale("en")
    page.goto(address)
    sample = page.get_by_role("button", name=zh.sample[0].name)
    sample.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#result")
    assert page.get_by_label(zh.page["label"]).input_value() == zh.sample[0].text
    page.get_by_role("button", name=en.language).focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("html[lang=en]")
    assert page.get_by_label(en.page["label"]).input_value() == zh.sample[0].text
    assert page.get_by_role("heading", name=en.check["statement"]).is_visible()


def test_an_empty_text_is_answered_beside_the_field(chromium: Any, address: str) -> None:
    page = chromium.new_page(locale="en-GB", java_script_enabled=False)
    page.goto(address)
    page.get_by_role("button", name=locale("en").page["submit"]).click()
    assert page.get_by_role("alert").inner_text() == locale("en").error["empty"]
    page.close()


def test_nothing_runs_over_the_edge_of_a_small_phone(chromium: Any, address: str) -> None:
    """Measured by a script of the test's own, so this one page is looked at with scripts on."""
    for lang in ("zh", "en"):
        context = chromium.new_context(viewport={"width": 320, "height": 640}, bypass_csp=True)
        page = context.new_page()
        page.goto(f"{address}/?lang={lang}")
        page.locator("button[value='0']").click()
        page.wait_for_selector("#result")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        small = page.evaluate(
            "[...document.querySelectorAll('button, nav a')].filter(e => e.getBoundingClientRect().height < 24).length"
        )
        assert small == 0, "targets are at least 24 pixels high (WCAG 2.5.8)"
        context.close()


def test_the_help_page_opens(chromium: Any, address: str) -> None:
    page = chromium.new_page(locale="en-GB")
    page.goto(f"{address}/help")
    assert f"{address}/v1/screen" in page.content()
    page.close()

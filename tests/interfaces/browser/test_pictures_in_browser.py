"""A picture of a case as a moderator meets it: covered where something was found, grey, blurred until it is pressed.

Where the server shows no pictures, or what was sent is none, a sentence stands in their place: no broken frame.
"""

import base64
import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PIL import Image

from reseal.configuration import Configuration
from reseal.interfaces.api.app import build_app
from reseal.operations.staff import acts, passwords, sessions
from reseal.storage.database import Database, embedded_url
from reseal.storage.keyring import load_keyring
from reseal.storage.store import Store
from reseal.vocabulary import Exposure, Level, Region
from tests.conftest import Clock
from tests.interfaces.browser.conftest import NEEDS_CHROMIUM, axe, serving
from tests.operations import factories as made
from tests.operations.notices.given import file, id_of
from tests.operations.staff.conftest import HANDED

pytestmark = NEEDS_CHROMIUM
RED, WIDE, HIGH = (220, 20, 20), 400, 200
LEFT_HALF = ((0, 0), (WIDE // 2, 0), (WIDE // 2, HIGH), (0, HIGH))
NAMED = "p-1"


def picture() -> bytes:
    """A picture that is red all over."""
    out = io.BytesIO()
    Image.new("RGB", (WIDE, HIGH), RED).save(out, "PNG")
    return out.getvalue()


class Gallery:
    """A desk with a case of one post: a picture whose left half shows a number, and something that is no picture."""

    def __init__(self, address: str, store: Store) -> None:
        self.address, self.store = address, store
        sent = (base64.b64encode(picture()).decode(), base64.b64encode(b"no picture").decode())
        post = made.post(NAMED, media=sent)
        found = Exposure("phone", 0, 0, 0.9, "other", "image", Region(0, 0, (LEFT_HALF,)))
        decision = made.decision(made.post(NAMED))
        judged = msgspec.structs.replace(decision, exposures=(*decision.exposures, found))
        with store.write() as work:
            self.member = acts.add(work, "mei", "senior", passwords.hashed(HANDED), "en")
            gathered = made.gather_as(work, post, judged)
        self.case, self.snapshot = gathered.case_id, gathered.snapshot_id
        self.notice = id_of(store, file(store, posts=(NAMED,), pictures=(picture(),)))

    def page(self, chromium: Any, path: str) -> Any:
        """A page in which she is signed in."""
        with self.store.write() as work:
            begun = sessions.begin(work, self.member, proven=True)
        context = chromium.new_context(viewport={"width": 1000, "height": 900})
        context.add_cookies([{"name": "reseal", "value": begun.cookie, "url": self.address}])
        page = context.new_page()
        page.goto(self.address + path)
        return page


def gallery(folder: Path, migrated: Path, level: Level) -> Iterator[Gallery]:
    shutil.copy(migrated, folder / "reseal.sqlite")
    store = Store(Database(embedded_url(folder)), load_keyring(folder / "keys.json"), Clock())
    with serving(build_app(Configuration(data_dir=str(folder), level=level), store)) as address:
        yield Gallery(address, store)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[Gallery]:
    yield from gallery(tmp_path_factory.mktemp("shown"), migrated, "full")


@pytest.fixture(scope="module")
def unshown(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[Gallery]:
    yield from gallery(tmp_path_factory.mktemp("unshown"), migrated, "verdict")


def halves(page: Any, address: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """A colour of the left and of the right half of a picture, as it came over the wire."""
    answer = page.request.get(address)
    assert answer.status == 200 and answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["cache-control"] == "no-store"
    drawn = Image.open(io.BytesIO(answer.body())).convert("RGB")
    at = [drawn.getpixel((drawn.width * part // 4, drawn.height // 2)) for part in (1, 3)]
    return tuple(at[0]), tuple(at[1])  # type: ignore[arg-type]


def is_red(colour: tuple[int, ...]) -> bool:
    return all(abs(is_ - was) < 25 for is_, was in zip(colour, RED, strict=True))


def test_what_was_found_is_covered_and_the_rest_is_grey_and_blurred(shown: Gallery, chromium: Any) -> None:
    page = shown.page(chromium, f"/console/cases/{shown.case}")
    image = page.locator(".veil img").first
    image.scroll_into_view_if_needed()
    page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=image.element_handle())
    looks = "image => getComputedStyle(image).filter"
    assert "grayscale(1)" in image.evaluate(looks) and "blur(" in image.evaluate(looks)
    veil = page.locator(".veil").first
    veil.focus()
    page.keyboard.press("Enter")
    assert veil.get_attribute("aria-pressed") == "true" and image.evaluate(looks) == "grayscale(1)"
    page.keyboard.press("Enter")
    assert "blur(" in image.evaluate(looks)
    left, right = halves(page, shown.address + image.get_attribute("src"))
    assert sum(left) < 60 and is_red(right)
    assert axe(page) == []
    page.context.close()


def test_what_is_no_picture_is_a_sentence(shown: Gallery, chromium: Any) -> None:
    page = shown.page(chromium, f"/console/cases/{shown.case}")
    page.locator(".pictures").scroll_into_view_if_needed()
    page.get_by_text("Picture 2 cannot be shown").wait_for()
    assert page.locator(".veil").count() == 1
    page.context.close()


def test_a_readable_post_and_a_readable_notice_show_all_of_their_pictures(shown: Gallery, chromium: Any) -> None:
    page = shown.page(chromium, f"/console/notices/{shown.notice}")
    sent = f"{shown.address}/console/notices/{shown.notice}/pictures/0"
    assert page.request.get(sent).status == 404 and page.locator(".veil").count() == 0
    page.keyboard.press("v")
    page.locator("details[open] select[name=purpose]").first.select_option("decide")
    page.get_by_role("button", name="Make readable").click()
    page.locator(".veil img").wait_for()
    assert all(map(is_red, halves(page, sent)))
    assert axe(page) == []
    page.goto(f"{shown.address}/console/cases/{shown.case}")
    page.keyboard.press("v")
    page.locator("details[open] select[name=purpose]").first.select_option("decide")
    page.locator("details[open]").get_by_role("button", name="Make readable").click()
    page.locator(".text.readable").first.wait_for()
    where = f"{shown.address}/console/cases/{shown.case}/pictures/{shown.snapshot}/0"
    assert all(map(is_red, halves(page, where)))
    page.context.close()


def test_a_server_that_shows_no_pictures_says_so(unshown: Gallery, chromium: Any) -> None:
    page = unshown.page(chromium, f"/console/cases/{unshown.case}")
    assert page.locator("main img").count() == 0
    assert page.get_by_text("This server shows none").count() == 2
    assert axe(page) == []
    page.context.close()

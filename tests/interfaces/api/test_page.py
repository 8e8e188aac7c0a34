import re
from pathlib import Path

import pytest

from reseal.interfaces.api.page import HERE, from_this_page, language_of, pieces, read_form
from reseal.interfaces.api.visits import Visits
from reseal.interfaces.locale import LANGS, locale
from reseal.vocabulary import Exposure
from tests.interfaces.api.conftest import Server, serving
from tests.interfaces.posts import PHONE


def test_the_page_speaks_the_language_asked_for_or_preferred(server: Server) -> None:
    get = server.client.get
    assert 'lang="zh-Hans"' in get("/?lang=zh").text
    assert 'lang="en"' in get("/?lang=en", headers={"accept-language": "zh"}).text
    assert 'lang="zh-Hans"' in get("/", headers={"accept-language": "fr, zh-TW;q=0.8, en;q=0.5"}).text


@pytest.mark.parametrize(
    ("asked", "accepted", "lang"),
    [
        (None, "", "en"),
        (None, "zh-CN,zh;q=0.9", "zh"),
        (None, "en-GB;q=0.5,zh;q=0.9", "zh"),
        (None, "de;q=x,;;;,\x00", "en"),
        ("fr", "zh", "zh"),
        ("en", "zh", "en"),
        (None, "zh;q=" + "9" * 100_000, "zh"),
    ],
)
def test_language(asked: str | None, accepted: str, lang: str) -> None:
    assert language_of(asked, accepted) == lang


def test_a_text_is_shown_with_its_exposures_labelled(server: Server) -> None:
    page = server.client.post("/check", data={"text": PHONE, "lang": "zh"}).text
    assert re.search(r'<mark class="type-phone">138 0000 4471<span class="tag">电话</span></mark>', page)
    words = locale("zh")
    for said in (words.check["statement"], words.check["reasons"], "电话号码"):
        assert said in page


def test_what_is_pasted_cannot_become_markup(server: Server) -> None:
    page = server.client.post("/check", data={"text": "</textarea><script>x</script><b>\"'&邮箱 a@example.com"}).text
    assert "<script" not in page and "<b>" not in page and "&lt;script&gt;" in page


def test_every_page_forbids_what_it_does_not_need(server: Server) -> None:
    answers = [server.client.get(path) for path in ("/", "/help", "/check")]
    answers.append(server.client.post("/check", data={"text": PHONE}))
    for answer in answers:
        assert answer.status_code == 200 and answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.headers["content-security-policy"].startswith("default-src 'self';")
        assert answer.headers["cache-control"] == "no-store"
        assert "<script" not in answer.text and "style=" not in answer.text and "onclick" not in answer.text
        assert "://" not in re.sub(r"http://127\.0\.0\.1:8420", "", answer.text), "nothing is fetched from elsewhere"


def test_static_files_are_served(server: Server) -> None:
    assert server.client.get("/static/page.css").headers["content-type"].startswith("text/css")
    assert server.client.get("/static/icon.svg").headers["content-type"].startswith("image/svg+xml")
    assert server.client.get("/static/../page.py").status_code == 404


@pytest.mark.parametrize("lang", LANGS)
def test_every_sample_can_be_tried(server: Server, lang: str) -> None:
    for number in range(len(locale(lang).sample)):  # type: ignore[arg-type]
        answer = server.client.post("/check", data={"sample": str(number), "lang": lang})
        assert answer.status_code == 200 and 'id="result"' in answer.text
    for wrong in ("99", "-1", "x", "١", "9" * 5000, ""):
        assert server.client.post("/check", data={"sample": wrong}).status_code == 400


def test_the_samples_show_both_sides(server: Server) -> None:
    """A violating text, and a lawful one with numbers in it, so that a visitor sees that numbers alone do nothing."""
    for lang in LANGS:
        pages = [server.client.post("/check", data={"sample": str(n), "lang": lang}).text for n in range(6)]
        kinds = [re.search(r"verdict-(\w+)", page).group(1) for page in pages]  # type: ignore[union-attr]
        assert kinds[0] not in ("none", "unclear") and kinds[5] == "none"


def test_switching_the_language_keeps_the_text(server: Server) -> None:
    answer = server.client.post("/check", data={"text": PHONE, "lang": "en", "to_lang": "zh"})
    assert 'lang="zh-Hans"' in answer.text and 'id="result"' in answer.text
    answer = server.client.post("/check", data={"text": "", "lang": "en", "to_lang": "zh"})
    assert answer.status_code == 200 and 'lang="zh-Hans"' in answer.text and "role=alert" not in answer.text


def test_what_cannot_be_checked_is_said_on_the_page(server: Server) -> None:
    words = locale("en").error
    post = server.client.post
    empty = post("/check", data={"text": "  \n"})
    assert (empty.status_code, words["empty"] in empty.text) == (422, True)
    long = post("/check", data={"text": "x" * 10_001})
    assert long.status_code == 413 and "10001" in long.text and "x" * 100 not in long.text
    assert post("/check", data={"text": "中" * 20_000}).status_code == 413
    assert post("/check", content=b"\xff", headers={"content-type": "text/plain"}).status_code == 400
    assert post("/check", content=b"&".join([b"text=x"] * 20)).status_code == 400


@pytest.mark.parametrize("text", ["\0", "\ud83d", "%00%ff", "1" * 10_000, "\u202e" * 10_000, "]]>" * 3000])
def test_hostile_texts_get_a_page(server: Server, text: str) -> None:
    from urllib.parse import quote

    body = b"text=" + quote(text.encode("utf-8", "surrogatepass")).encode()
    answer = server.client.post("/check", content=body, headers={"content-type": "application/x-www-form-urlencoded"})
    assert answer.status_code == 200


def test_other_sites_cannot_use_the_form(server: Server) -> None:
    post = server.client.post
    for headers in (
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"host": "elsewhere.example"},
    ):
        answer = post("/check", data={"text": PHONE}, headers=headers)
        assert answer.status_code == 403 and "4471" not in answer.text
    assert post("/check", data={"text": PHONE}, headers={"sec-fetch-site": "same-origin"}).status_code == 200
    assert post("/check", data={"text": PHONE}, headers={"origin": "http://127.0.0.1:8420"}).status_code == 200


def test_a_server_for_many_takes_its_form_under_any_name() -> None:
    headers = {"host": "reseal.example", "origin": "https://reseal.example"}
    assert from_this_page(headers, "0.0.0.0")
    assert not from_this_page(headers, "127.0.0.1")
    assert not from_this_page({**headers, "origin": "https://reseal.example.net"}, "0.0.0.0")
    assert from_this_page({"host": "[::1]:8420"}, "::1")


def test_too_many_checks_are_refused_for_a_while(tmp_path: Path) -> None:
    for server in serving(tmp_path, page_checks_per_minute=2):
        statuses = [server.client.post("/check", data={"text": "x"}).status_code for _ in range(3)]
        assert statuses == [200, 200, 429]


def test_visits_are_counted_for_each_visitor_and_forgotten_after_a_minute() -> None:
    visits = Visits(1)
    assert [visits.allow("a", 0), visits.allow("a", 59), visits.allow("b", 59), visits.allow("a", 60)] == [
        True,
        False,
        True,
        True,
    ]
    visits = Visits(1)
    visits.MOST_ADDRESSES = 3  # type: ignore[misc]
    assert all(visits.allow(str(number), 0) for number in range(50))
    assert len(visits._windows) <= 4


def test_the_page_can_be_switched_off(tmp_path: Path) -> None:
    for server in serving(tmp_path, page=False):
        assert server.client.get("/").status_code == 404
        assert server.client.post("/check", data={"text": "x"}).status_code == 404
        assert server.client.get("/health").status_code == 200


def test_pieces_join_to_the_text_whatever_the_spans() -> None:
    text = "0123456789"
    spans = (Exposure("phone", 2, 5, 1.0), Exposure("email", 4, 8, 1.0), Exposure("phone", 8, 10, 1.0))
    found = list(pieces(text, (*spans, Exposure("address", 0, 1, 1.0, source="image"))))
    assert "".join(piece.text for piece in found) == text
    assert [piece.text for piece in found if piece.exposure] == ["234", "89"]


def test_line_ends_are_counted_as_they_were_typed() -> None:
    form = read_form(b"text=a%0D%0Ab", "en")
    assert form is not None and form.text == "a\nb"


def luminance(colour: str) -> float:
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


PAIRS = [
    *[("ink", ground) for ground in ("ground", "card", "who", "reach", "place", "paper")],
    *[(ink, ground) for ink in ("quiet", "accent") for ground in ("ground", "card")],
    *[(ink, "card") for ink in ("bad", "doubt", "good", "ink")],
    *[(ink, f"{ink}-ground") for ink in ("bad", "doubt", "good")],
    ("on-accent", "accent"),
    ("card", "ink"),
]


@pytest.mark.parametrize("theme", [0, 1])
def test_the_colours_of_text_reach_wcag_aa(theme: int) -> None:
    css = (HERE / "static" / "page.css").read_text(encoding="utf-8")
    block = re.findall(r":root \{(.*?)\}", css, re.DOTALL)[theme]
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
    for ink, ground in PAIRS:
        assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
    assert contrast(colours["edge"], colours["card"]) >= 3 and contrast(colours["edge"], colours["ground"]) >= 3
